from functools import partial

import numpy as np
import pytest
from hypothesis import given

from snippets.gradient_check import (
    VERDICTS,
    check_gradients,
    constant_factor,
    judge,
    kinks_crossed,
    relative_difference,
)
from snippets.nested import gradient_of, leaves, names
from snippets.network import forward, initialise, loss_and_gradients, network_loss
from snippets.noise import complex_step_and_noise, difference_and_noise
from snippets.numerical_gradients import central_difference, complex_step, numerical_gradient
from tests.snippets.conftest import generators, refuses

rng = np.random.default_rng(0)
PARAMETERS = [(W, rng.normal(size=b.shape)) for W, b in initialise(rng, (3, 4, 2))]
DATA = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
NAMES = ["tanh", "sigmoid"]
GRADIENTS = loss_and_gradients(*DATA, PARAMETERS, NAMES, "squared error")[1]
each_measure = pytest.mark.parametrize("measure", [difference_and_noise, complex_step_and_noise])


def loss(parameters):
    return network_loss(*DATA, parameters, NAMES, "squared error")


def changed(name, change):
    """Return the gradients, of which that of W1, b1, W2 or b2 is changed."""
    return [
        [
            change(dP) if name == f"{part}{layer}" else dP
            for part, dP in zip("Wb", pair, strict=True)
        ]
        for layer, pair in enumerate(GRADIENTS, 1)
    ]


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        ([1.0, 4.0], [1.0, 5.0], 0.2),
        ([1.0, 5.0], [1.0, 4.0], 0.2),
        ([0.0, 0.0], [0.0, 0.0], 0),
        ([0.0, 0.0], [0.0, 1e-300], 1),
        ([-2.0], [2.0], 2),
        ([0.0, 8.0], [1.0, 8.0], 0.125),  # beside a large number 0 and 1 are not far apart
        ([[3.0]], [[3.0]], 0),
        ([2], [3], 1 / 3),
        (np.array([2]), np.array([3]), 1 / 3),
        (np.array([2], "u1"), np.array([3], "u1"), 1 / 3),  # 2 - 3 is 255 in a byte
    ],
)
def test_relative_difference(a, b, expected):
    assert relative_difference(a, b) == expected


(W1, b1), (W2, b2) = PARAMETERS
(dW1, db1), (dW2, db2) = GRADIENTS
ORDER = ["W1", "b1", "W2", "b2"]


@each_measure
@pytest.mark.parametrize(
    ("f", "parameters", "right", "called"),
    [
        (loss, PARAMETERS, GRADIENTS, ORDER),
        (loss, [[W1, b1], [W2, b2]], ((dW1, db1), (dW2, db2)), ORDER),
        (
            lambda P: loss([P[:2], P[2:]]),
            [W1, b1, W2, b2],
            [dW1, db1, dW2, db2],
            ["[0]", "[1]", "[2]", "[3]"],
        ),
        (
            lambda P: loss([(P["W1"], P["b1"]), (P["W2"], P["b2"])]),
            {"W1": W1, "b1": b1, "W2": W2, "b2": b2},
            {"db2": db2, "dW1": dW1, "db1": db1, "W2": dW2},
            ORDER,
        ),
        (
            lambda P: loss([P["hidden"], (P["out"]["W"], P["out"]["b"])]),
            {"hidden": (W1, b1), "out": {"W": W2, "b": b2}},
            {"hidden": [dW1, db1], "out": {"W": dW2, "b": db2}},
            ["hidden[0]", "hidden[1]", "out.W", "out.b"],
        ),
    ],
)
def test_arrays_keep_their_structure_and_the_names_that_the_user_knows(
    measure, f, parameters, right, called
):
    slopes = numerical_gradient(f, parameters, complex_step)
    assert type(slopes) is type(parameters)
    assert names(slopes) == called
    for path, slope in leaves(slopes):
        assert relative_difference(slope, gradient_of(path, right, parameters)) < 1e-14
    report = check_gradients(f, parameters, right, measure)
    assert report.verdict == "agrees"
    assert [(row.name, row.verdict) for row in report.rows] == [(name, "agrees") for name in called]
    assert all(row.factor == pytest.approx(1, rel=1e-6) for row in report.rows)
    assert all(row.off < 1e-6 for row in report.rows)


@each_measure
def test_what_f_does_to_its_arrays_does_no_harm(measure):
    def f(P):
        P["w"] *= 2.0
        P["b"] -= 1.0
        return np.sum(P["w"] ** 2) * np.sum(P["b"])

    given = {"w": np.array([1.0, 2.0]), "b": np.array([3.0])}
    right = {"w": 16 * np.array([1.0, 2.0]), "b": np.array([20.0])}
    assert check_gradients(f, given, right, measure).verdict == "agrees"
    assert given["w"].tolist() == [1, 2]
    assert given["b"].tolist() == [3]


@each_measure
def test_biases_of_one_axis_numbers_and_lists_are_taken(measure):
    x = np.array([[1.0, 2.0], [-1.0, 0.5]])

    def f(P):
        values = x @ np.array(P["W"]) + P["b"]
        return P["scale"] * np.sum(values**3)

    P = {"W": [[0.1, 0.2, 0.3], [0.4, 0.5, 0.7]], "b": np.array([1.0, 2.0, 3.0]), "scale": 0.5}
    values = x @ np.array(P["W"]) + P["b"]
    right = {
        "W": (1.5 * x.T @ values**2).tolist(),
        "b": np.sum(1.5 * values**2, axis=0),
        "scale": np.sum(values**3),
    }
    assert check_gradients(f, P, right, measure).verdict == "agrees"
    wrong = right | {"b": 2 * right["b"], "scale": -right["scale"]}
    with pytest.raises(ValueError, match="disagrees") as caught:
        check_gradients(f, P, wrong, measure)
    assert "W      agrees" in str(caught.value)
    assert "b      disagrees          difference 5e-01, factor 2\n" in str(caught.value)
    assert "scale  disagrees          difference 2e+00, factor -1\n" in str(caught.value)


def test_the_whole_table_is_told_when_one_array_disagrees():
    """f = x²/2 + y: its slopes are x and 1; of three entries of x one is wrong."""

    def f(parameters):
        return np.sum(parameters[0][0] ** 2) / 2 + np.sum(parameters[0][1])

    parameters = [(np.array([[8.0, 1.0, 4.0]]), np.array([2.0]))]
    wrong = [(np.array([[8.0, 2.0, 4.0]]), np.array([1.0]))]
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole text is compared below
        check_gradients(f, parameters, wrong, complex_step_and_noise)
    assert str(caught.value) == (
        "disagrees\n"
        "W1  disagrees          difference 5e-01, factor varies\n"
        "    W1[0, 1]: yours 2, numerical 1\n"
        "b1  agrees             difference 0e+00, factor 1\n"
        "    b1[0]: yours 1, numerical 1"
    )


@each_measure
@pytest.mark.parametrize("name", ORDER)
@pytest.mark.parametrize("factor", [-1, 0, 0.5, 2, 1.001, 1.00001])
def test_a_wrong_factor_anywhere_is_rejected_and_told(measure, name, factor):
    words = rf"{name}  disagrees          difference \de[-+]\d\d, factor {factor:.4g}\n"
    with pytest.raises(ValueError, match=words) as caught:
        check_gradients(loss, PARAMETERS, changed(name, lambda dP: factor * dP), measure)
    assert str(caught.value).count("disagrees") == 2  # overall, and one array


@each_measure
def test_one_zeroed_entry_among_large_ones_is_seen(measure):
    """Of [1e8, 1e-2] the second is a 1e-10 of the first: one scale for both would pass it."""

    def f(P):
        return np.sum(P[0] ** 2) / 2 + P[1] / 100

    parameters, wrong = [np.array([1e3]), np.array(0.5)], [np.array([1e3]), np.array(0.0)]
    with pytest.raises(ValueError, match=r"\[1\]  disagrees          difference 1e\+00, factor 0"):
        check_gradients(f, parameters, wrong, measure)

    def together(P):
        return 1e8 * P[0] + 1e-2 * P[1]

    P = np.array([1e-9, 0.5])
    with pytest.raises(ValueError, match=r"P\[1\]: yours 0, numerical 0.01"):
        check_gradients(together, P, np.array([1e8, 0.0]), measure)


@pytest.mark.parametrize(
    ("measure", "verdict", "note"),
    [
        (difference_and_noise, "too noisy to tell", "entries with slope 0: {} (a dead unit?)"),
        (complex_step_and_noise, "agrees", ""),
    ],
)
def test_a_difference_cannot_tell_a_slope_of_zero_but_a_complex_step_can(measure, verdict, note):
    """A dead unit: rounding may swallow a small slope, but nothing swallows an imaginary part."""

    def f(parameters):
        ((W, b),) = parameters
        Z = np.array([1.0, 2.0]) @ W + b
        return np.sum(np.where(np.real(Z) > 0, Z, 0) ** 2)

    parameters = [(np.array([[1.0, 0.0], [0.0, 0.0]]), np.array([0.5, -5e-3]))]
    right = [(np.array([[3.0, 0.0], [6.0, 0.0]]), np.array([3.0, 0.0]))]
    report = check_gradients(f, parameters, right, measure)
    assert report.verdict == verdict
    assert [row.note for row in report.rows] == [note.format(2), note.format(1)]
    wrong = [(right[0][0] + [[0, 0.3], [0, 0]], right[0][1])]
    with pytest.raises(ValueError, match=r"W1\[0, 1\]: yours 0.3, numerical "):
        check_gradients(f, parameters, wrong, measure)


@each_measure
def test_float32_has_a_tolerance_of_its_own_and_says_so(measure):
    X, T = (part.astype("f4") for part in DATA)
    short = [(W.astype("f4"), b.astype("f4")) for W, b in PARAMETERS]
    _, right = loss_and_gradients(X, T, short, NAMES, "squared error")

    def f(parameters):
        return network_loss(X, T, parameters, NAMES, "squared error")

    report = check_gradients(f, short, right, measure)
    assert report.verdict == "agrees"
    assert {row.note for row in report.rows} == {"float32: accurate to about 4e-05"}
    with pytest.raises(ValueError, match="disagrees"):
        check_gradients(f, short, [(1.001 * dW, db) for dW, db in right], measure)


@pytest.mark.parametrize(
    ("gradient", "slope", "noise", "blur", "verdict"),
    [
        (1.0, 1.0, 1e-5, 0.0, "agrees"),
        (1.0, 1.0, 1e-4, 0.0, "too noisy to tell"),
        (1.0, 1.0004, 1e-4, 0.0, "too noisy to tell"),  # within five times the noise
        (1.0, 1.0006, 1e-4, 0.0, "disagrees"),
        (1.001, 1.0, 5e-5, 0.0, "disagrees"),
        (1.0, 1.000002, 0.0, 0.0, "disagrees"),  # further than a millionth
        (0.0, 0.0, 0.0, 0.0, "agrees"),
        (0.0, 0.0, 1e-20, 0.0, "too noisy to tell"),
        (0.0, 1e-20, np.inf, 0.0, "too noisy to tell"),
        (1.0, 1.0, np.nan, 0.0, "too noisy to tell"),
        (1e-290, -1e-290, 0.0, 0.0, "agrees"),  # underflow
        (0.0, 0.0, 0.0, 1.0, "agrees"),
        (1e-20, 0.0, 0.0, 1e-16, "too noisy to tell"),  # terms of a sum may have cancelled
        (1.001, 1.0, 0.0, 1e-16, "disagrees"),
    ],
)
def test_verdicts(gradient, slope, noise, blur, verdict):
    given = (np.array([number]) for number in (gradient, slope, noise))
    verdicts, _ = judge(*given, blur, np.finfo(float).eps)
    assert verdicts.tolist() == [verdict]
    assert verdict in VERDICTS


@pytest.mark.parametrize(
    ("a", "b", "factor"),
    [
        ([0.0, 3.0], [0.0, 2.0], 1.5),  # its first quotient is 0 / 0
        ([1e-9, 5e-9], [1e-9, 2e-9], None),  # small, and not the same
        ([1e-9, 2e-9], [1e-9, 2e-9], 1),
        ([2e-200, 4e-200], [1e-200, 2e-200], 2),
        ([1e200, -1e200], [-1e200, 1e200], -1),
        ([0.0, 0.0], [1.0, 2.0], 0),
        ([0.0, 0.0], [0.0, 0.0], 1),
        ([1.0, 0.0], [0.0, 0.0], None),
        ([1e6, 1.0], [1e6, 2.0], None),  # one entry is wrong among large ones
        ([[3.0]], [[2.0]], 1.5),
    ],
)
def test_constant_factor(a, b, factor):
    found = constant_factor(np.array(a), np.array(b))
    assert found == (None if factor is None else pytest.approx(factor, rel=1e-12))


@pytest.mark.parametrize(
    ("at", "crossed"),
    [(0.1, []), (-0.1, []), (8e-6, [(1, 0)]), (1e-6, [(0, 0), (1, 0)]), (0.0, [(0, 0), (1, 0)])],
)
def test_steps_over_a_kink_are_reported_and_nowhere_else(at, crossed):
    """The first hidden unit, a ReLU, has the pre-activation `at`."""
    X, T, acts = np.array([[1.0, 2.0]]), np.ones((1, 1)), ["relu", "identity"]
    W1, b1 = np.array([[0.5, 1.0], [0.25, 1.0]]), np.array([[at - 1, 0.0]])
    second = np.array([[3.0], [1.0]]), np.zeros((1, 1))
    assert kinks_crossed(lambda W1: forward(X, [(W1, b1), second], acts)[0][0] > 0, W1) == crossed
    (dW1, _), _ = loss_and_gradients(X, T, [(W1, b1), second], acts, "squared error")[1]
    told = central_difference(
        lambda W1: network_loss(X, T, [(W1, b1), second], acts, "squared error"), W1
    )
    off = np.abs(told - dW1) > 1e-6
    assert [tuple(map(int, place)) for place in np.argwhere(off)] == crossed


def test_a_bump_between_the_ends_of_the_step_is_reported():
    """It is 0 at both ends: the central difference says 0, where the slope is 1."""

    def bump(p):
        return np.maximum(1e-6 - abs(p - 5e-7), 0)

    assert central_difference(bump, 0.0) == 0
    assert kinks_crossed(lambda p: bump(p) > 0, 0.0) == [()]
    assert kinks_crossed(lambda p: bump(p) > 0, 0.0, h=1e-8) == []


def test_a_pattern_may_be_the_same_array_each_time():
    """The second call overwrote what the first had returned, and no kink was seen."""
    kept = np.empty(2, bool)

    def pattern(P):
        return np.greater(P, 0, out=kept)

    assert kinks_crossed(pattern, np.array([1.0, 1e-9])) == [(1,)]


def test_a_kink_at_the_parameter_itself():
    """identity-relu([1, -1])-identity([1, -1]) computes w x: the slope at 0 is -2, backward's 0."""
    x = t = np.ones((1, 1))
    w, b, acts = np.zeros((1, 1)), np.zeros((1, 1)), ["identity", "relu", "identity"]
    others = [(np.array([[1.0, -1.0]]), np.zeros((1, 2))), (np.array([[1.0], [-1.0]]), b)]
    (dw, _), *_ = loss_and_gradients(x, t, [(w, b), *others], acts, "squared error")[1]
    assert dw.tolist() == [[0]]

    def f(w):
        return network_loss(x, t, [(w, b), *others], acts, "squared error")

    assert central_difference(f, w) == pytest.approx(-2, rel=1e-9)
    with pytest.raises(ValueError, match=r"P\[0, 0\]: yours 0, numerical -2"):
        check_gradients(f, w, dw)


@pytest.mark.parametrize("g", [0.0, 0.5, 1.0])
def test_a_corner_that_stays_a_corner_has_no_slope_and_no_verdict(g):
    report = check_gradients(lambda p: np.maximum(p, 0), 0.0, g)
    assert report.verdict == "too noisy to tell"
    assert report.rows[0].note == "entries too noisy: 1 (rounding, or a kink?)"


@pytest.mark.parametrize("waves", [1000, 2000, 10_000])
def test_a_wave_that_fits_the_steps_fools_nobody(waves):
    """With steps of 0.01 and 0.001 such a sine would look flat: its slopes would be those of 3p."""
    turn = 2 * np.pi * waves

    def f(p):
        return np.sum(np.sin(turn * p) + 3 * p)

    p = np.array([0.3, 0.123])
    assert check_gradients(f, p, turn * np.cos(turn * p) + 3).verdict == "agrees"
    with pytest.raises(ValueError, match="disagrees"):
        check_gradients(f, p, 3 + 0 * p)


@given(generators)
def test_at_an_exact_fit_there_is_only_rounding_and_no_verdict(rng):
    """The slopes are zero but for rounding, which differs with the order of the sum."""
    M, p = rng.normal(size=(20, 3)), rng.normal(size=3)
    T = M @ p
    summed = 2 * sum((sum(row * p) - t) * row for row, t in zip(M, T, strict=True))
    report = check_gradients(lambda P: np.sum((M @ P - T) ** 2), p, summed)
    assert report.verdict == "too noisy to tell"


def test_lists_of_different_shapes_are_arrays_of_their_own():
    W, b = [[1.0, 2.0], [3.0, 4.0]], [1.0, 2.0]
    report = check_gradients(
        lambda P: np.sum(np.square(P[0])) + np.sum(np.square(P[1])),
        [W, b],
        [[[2, 4], [6, 8]], [2, 4]],
    )
    assert [(row.name, row.verdict) for row in report.rows] == [
        ("[0]", "agrees"),
        ("[1]", "agrees"),
    ]


ONE_OF_TWO = {"W1": np.ones(2), "b1": 0.5}


def lost_slopes(f, arrays, eps):
    return [(np.array([np.nan, 0.0]), np.zeros(2))]


test_what_cannot_be_compared_is_named = refuses(
    (lambda: relative_difference(np.ones(3), np.ones((3, 1))), "b: got shape (3, 1), want (3,)"),
    # NaN is not above any bound: a test of it would pass
    *(
        (partial(relative_difference, *both), f"{name}: got NaN or infinity")
        for lost in (np.nan, np.inf)
        for name, both in [("a", ([lost, 1.0], [1, 1])), ("b", ([1, 1], [lost, 1.0]))]
    ),
    *(
        (partial(check_gradients, loss, PARAMETERS, gradients), sentence)
        for gradients, sentence in [
            (changed("W1", np.transpose), "gradient of W1: got shape (4, 3), want"),
            (changed("b2", lambda _: np.ones((5, 2))), "b2: got shape (5, 2), want (1, 2)"),
            (changed("b1", lambda db: np.nan * db), "of b1: got NaN or infinity"),
            (changed("b1", lambda _: None), "gradient of b1: got object of shape"),
            (changed("b1", lambda db: 1j * db), "gradient of b1: got complex128 of shape"),
            (GRADIENTS[:1], "gradients: got length 1, want a list of length 2"),
            (GRADIENTS + GRADIENTS[:1], "gradients: got length 3, want a list of length 2"),
            ([GRADIENTS[0][:1], GRADIENTS[1]], "gradients: got length 1, want a list of length 2"),
        ]
    ),
    *(
        (partial(check_gradients, lambda P: 1.0, parameters, gradients, lost_slopes), sentence)
        for parameters, gradients, sentence in [
            (
                {"W1": np.ones(2)},
                {"W1": np.ones(2)},
                "numerical gradient of W1: got NaN or infinity",
            ),
            (ONE_OF_TWO, {"dW1": np.ones(2)}, "gradients: got dW1, want b1 or db1"),
            (ONE_OF_TWO, [np.ones(2)], "gradients: got a list, want a dictionary like"),
            ([], [], "parameters: got no arrays, want at least one"),
        ]
    ),
    # no step and NaN cross nothing: the answer would be that all is well
    *(
        (lambda h=h: kinks_crossed(lambda P: P > 0, np.zeros(1), h=h), f"h: got {h}, want a number")
        for h in (0, np.nan)
    ),
    (lambda: kinks_crossed(lambda P: P > 0, np.array([np.nan])), "P: got NaN or infinity"),
)
