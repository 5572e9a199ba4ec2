import numpy as np
import pytest

from snippets.gradient_check import (
    VERDICTS,
    check_gradients,
    constant_factor,
    judge,
    kinks_crossed,
    relative_difference,
)
from snippets.nested import leaves, names
from snippets.network import forward, initialise, loss_and_gradients, network_loss
from snippets.noise import complex_step_and_noise, difference_and_noise
from snippets.numerical_gradients import central_difference, complex_step, numerical_gradient

rng = np.random.default_rng(0)
PARAMETERS = [(W, rng.normal(size=b.shape)) for W, b in initialise(rng, (3, 4, 2))]
DATA = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
NAMES = ["tanh", "sigmoid"]
MEASURES = [difference_and_noise, complex_step_and_noise]


def loss(parameters):
    return network_loss(*DATA, parameters, NAMES, "squared error")


def gradients():
    return [list(pair) for pair in loss_and_gradients(*DATA, PARAMETERS, NAMES, "squared error")[1]]


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
    ],
)
def test_relative_difference(a, b, expected):
    assert relative_difference(np.array(a), np.array(b)) == expected


def test_relative_difference_refuses_a_row_against_a_column():
    with pytest.raises(ValueError, match=r"b: got shape \(3, 1\), want \(3,\)"):
        relative_difference(np.ones(3), np.ones((3, 1)))


@pytest.mark.parametrize("lost", [np.nan, np.inf])
def test_relative_difference_refuses_what_is_not_finite(lost):
    """NaN is not above any bound: a test of it would pass."""
    with pytest.raises(ValueError, match="a: got NaN or infinity"):
        relative_difference(np.array([lost, 1.0]), np.ones(2))
    with pytest.raises(ValueError, match="b: got NaN or infinity"):
        relative_difference(np.ones(2), np.array([lost, 1.0]))


@pytest.mark.parametrize("kind", [np.uint8, np.int64])
def test_whole_numbers_do_not_wrap_around(kind):
    """2 - 3 is 255 in uint8: the relative difference was 85."""
    assert relative_difference(np.array([2], kind), np.array([3], kind)) == pytest.approx(1 / 3)
    assert relative_difference([2], [3]) == pytest.approx(1 / 3)


def test_slopes_asks_about_each_array_alone():
    """The sum Σ k·p of every array p, its number k before it, has slope k there."""
    weights = [(1.0, 2.0), (3.0, 4.0)]

    def f(parameters):
        pairs = zip(weights, parameters, strict=True)
        return sum(k * np.sum(p) for ks, ps in pairs for k, p in zip(ks, ps, strict=True))

    found = numerical_gradient(f, PARAMETERS, complex_step)
    for ks, dPs, Ps in zip(weights, found, PARAMETERS, strict=True):
        for k, dP, P in zip(ks, dPs, Ps, strict=True):
            assert dP == pytest.approx(np.full(P.shape, k), rel=1e-15)


def structured(shape):
    """Return the network's parameters and gradients in a structure, and its loss of such."""
    (W1, b1), (W2, b2) = PARAMETERS
    (dW1, db1), (dW2, db2) = gradients()
    lists = {
        "pairs": (PARAMETERS, gradients()),
        "lists": ([[W1, b1], [W2, b2]], ((dW1, db1), (dW2, db2))),
        "flat": ([W1, b1, W2, b2], [dW1, db1, dW2, db2]),
        "dictionary": (
            {"W1": W1, "b1": b1, "W2": W2, "b2": b2},
            {"db2": db2, "dW1": dW1, "db1": db1, "W2": dW2},
        ),
        "nested": (
            {"hidden": (W1, b1), "out": {"W": W2, "b": b2}},
            {"hidden": [dW1, db1], "out": {"W": dW2, "b": db2}},
        ),
    }
    take = {
        "pairs": lambda P: P,
        "lists": lambda P: P,
        "flat": lambda P: [(P[0], P[1]), (P[2], P[3])],
        "dictionary": lambda P: [(P["W1"], P["b1"]), (P["W2"], P["b2"])],
        "nested": lambda P: [P["hidden"], (P["out"]["W"], P["out"]["b"])],
    }[shape]
    return *lists[shape], lambda P: loss(take(P))


NAMED = {
    "pairs": ["W1", "b1", "W2", "b2"],
    "lists": ["W1", "b1", "W2", "b2"],
    "flat": ["[0]", "[1]", "[2]", "[3]"],
    "dictionary": ["W1", "b1", "W2", "b2"],
    "nested": ["hidden[0]", "hidden[1]", "out.W", "out.b"],
}


@pytest.mark.parametrize("shape", NAMED)
def test_slopes_come_in_the_structure_of_the_parameters(shape):
    parameters, _, f = structured(shape)
    found = numerical_gradient(f, parameters, complex_step)
    assert type(found) is type(parameters)
    assert names(found) == NAMED[shape]
    right = [dP for pair in gradients() for dP in pair]
    for (_, told), dP in zip(leaves(found), right, strict=True):
        assert relative_difference(told, dP) < 1e-14


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("shape", NAMED)
def test_every_array_is_reported_by_the_name_that_the_user_knows(shape, measure):
    parameters, right, f = structured(shape)
    report = check_gradients(f, parameters, right, measure)
    assert report.verdict == "agrees"
    assert [row.name for row in report.rows] == NAMED[shape]
    assert {row.verdict for row in report.rows} == {"agrees"}
    assert all(row.factor == pytest.approx(1, rel=1e-6) for row in report.rows)
    assert all(row.off < 1e-6 for row in report.rows)


@pytest.mark.parametrize("measure", MEASURES)
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


@pytest.mark.parametrize("measure", MEASURES)
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
    assert "b      disagrees          off 5e-01, factor 2\n" in str(caught.value)
    assert "scale  disagrees          off 2e+00, factor -1\n" in str(caught.value)


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
        "W1  disagrees          off 5e-01, factor varies\n"
        "    W1[0, 1]: yours 2, check 1\n"
        "b1  agrees             off 0e+00, factor 1\n"
        "    b1[0]: yours 1, check 1"
    )


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("factor", [-1, 0, 0.5, 2, 1.001, 1.00001])
def test_a_wrong_factor_anywhere_is_rejected_and_told(measure, layer, part, factor):
    wrong = gradients()
    wrong[layer][part] = factor * wrong[layer][part]
    name = f"{'Wb'[part]}{layer + 1}"
    words = rf"{name}  disagrees          off \de[-+]\d\d, factor {factor:.4g}\n"
    with pytest.raises(ValueError, match=words) as caught:
        check_gradients(loss, PARAMETERS, wrong, measure)
    assert str(caught.value).count("disagrees") == 2  # overall, and one array


@pytest.mark.parametrize("measure", MEASURES)
def test_one_zeroed_entry_among_large_ones_is_seen(measure):
    """Of [1e8, 1e-2] the second is a 1e-10 of the first: one scale for both would pass it."""

    def f(P):
        return np.sum(P[0] ** 2) / 2 + P[1] / 100

    parameters, wrong = [np.array([1e3]), np.array(0.5)], [np.array([1e3]), np.array(0.0)]
    with pytest.raises(ValueError, match=r"\[1\]  disagrees          off 1e\+00, factor 0"):
        check_gradients(f, parameters, wrong, measure)

    def together(P):
        return 1e8 * P[0] + 1e-2 * P[1]

    P = np.array([1e-9, 0.5])
    with pytest.raises(ValueError, match=r"P\[1\]: yours 0, check 0.01"):
        check_gradients(together, P, np.array([1e8, 0.0]), measure)


DEAD = ["f ignores 2: a dead unit?", "f ignores 1: a dead unit?"]


@pytest.mark.parametrize(
    ("measure", "verdict", "notes"),
    [
        (difference_and_noise, "too noisy to tell", DEAD),
        (complex_step_and_noise, "agrees", ["", ""]),
    ],
)
def test_a_difference_cannot_tell_a_slope_of_zero_but_a_complex_step_can(measure, verdict, notes):
    """A dead unit: rounding may swallow a small slope, but nothing swallows an imaginary part."""

    def f(parameters):
        ((W, b),) = parameters
        Z = np.array([1.0, 2.0]) @ W + b
        return np.sum(np.where(np.real(Z) > 0, Z, 0) ** 2)

    parameters = [(np.array([[1.0, 0.0], [0.0, 0.0]]), np.array([0.5, -5e-3]))]
    right = [(np.array([[3.0, 0.0], [6.0, 0.0]]), np.array([3.0, 0.0]))]
    report = check_gradients(f, parameters, right, measure)
    assert report.verdict == verdict
    assert [row.note for row in report.rows] == notes
    wrong = [(right[0][0] + [[0, 0.3], [0, 0]], right[0][1])]
    with pytest.raises(ValueError, match=r"W1\[0, 1\]: yours 0.3, check "):
        check_gradients(f, parameters, wrong, measure)


@pytest.mark.parametrize("measure", MEASURES)
def test_float32_has_a_tolerance_of_its_own_and_says_so(measure):
    X, T = (part.astype("f4") for part in DATA)
    short = [(W.astype("f4"), b.astype("f4")) for W, b in PARAMETERS]
    _, right = loss_and_gradients(X, T, short, NAMES, "squared error")

    def f(parameters):
        return network_loss(X, T, parameters, NAMES, "squared error")

    report = check_gradients(f, short, right, measure)
    assert report.verdict == "agrees"
    assert {row.note for row in report.rows} == {"float32: known to about 4e-05"}
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
    ("change", "sentence"),
    [
        (
            lambda g: g[0].__setitem__(0, np.ones((4, 3))),
            r"gradient of W1: got shape \(4, 3\), want",
        ),
        (lambda g: g[1].__setitem__(1, np.ones((5, 2))), r"b2: got shape \(5, 2\), want \(1, 2\)"),
        (lambda g: g[0].__setitem__(1, np.full((1, 4), np.nan)), "of b1: got NaN or infinity"),
        (
            lambda g: g[0].__setitem__(1, None),
            "gradient of b1: got object of shape",
        ),
        (lambda g: g[0].__setitem__(1, 1j * g[0][1]), "gradient of b1: got complex128 of shape"),
        (lambda g: g.pop(), "gradients: got 1, want 2 in a list"),
        (lambda g: g.append(g[0]), "gradients: got 3, want 2 in a list"),
        (lambda g: g[0].pop(), "gradients: got 1, want 2 in a list"),
    ],
)
def test_gradients_that_cannot_be_compared_are_named(change, sentence):
    wrong = gradients()
    change(wrong)
    with pytest.raises(ValueError, match=sentence):
        check_gradients(loss, PARAMETERS, wrong)


def test_a_slope_that_is_not_finite_is_named():
    with (
        np.errstate(all="ignore"),
        pytest.raises(ValueError, match="check of W1: got NaN or infinity"),
    ):
        check_gradients(
            lambda P: np.sum(np.sqrt(P["W1"]) ** 3),
            {"W1": np.zeros(2)},
            {"W1": np.zeros(2)},
            lambda f, arrays, eps: [(np.array([np.nan, 0.0]), np.zeros(2))],
        )


def test_a_missing_name_is_told():
    with pytest.raises(ValueError, match="gradients: got dW1, want one for b1"):
        check_gradients(lambda P: 1.0, {"W1": np.ones(2), "b1": 0.5}, {"dW1": np.ones(2)})
    with pytest.raises(ValueError, match="parameters: got none, want an array"):
        check_gradients(lambda P: 1.0, [], [])
    with pytest.raises(ValueError, match="gradients: got a list, want one for W1"):
        check_gradients(lambda P: 1.0, {"W1": np.ones(2)}, [np.ones(2)])


def relu_problem(sum_of_first_unit):
    """Return X, T and a network whose first hidden unit stands where it is told."""
    X, T = np.array([[1.0, 2.0]]), np.array([[1.0]])
    W1, b1 = np.array([[0.5, 1.0], [0.25, 1.0]]), np.array([[sum_of_first_unit - 1, 0.0]])
    return X, T, [(W1, b1), (np.array([[3.0], [1.0]]), np.zeros((1, 1)))], ["relu", "identity"]


@pytest.mark.parametrize(
    ("at", "crossed"),
    [(0.1, []), (-0.1, []), (8e-6, [(1, 0)]), (1e-6, [(0, 0), (1, 0)]), (0.0, [(0, 0), (1, 0)])],
)
def test_steps_over_a_kink_are_reported_and_nowhere_else(at, crossed):
    X, T, parameters, names = relu_problem(at)
    (_, b1), second = parameters

    def pattern(W1):
        return forward(X, [(W1, b1), second], names)[0][0] > 0

    assert kinks_crossed(pattern, parameters[0][0]) == crossed
    (dW1, _), _ = loss_and_gradients(X, T, parameters, names, "squared error")[1]
    (told, _), _ = numerical_gradient(
        lambda parameters: network_loss(X, T, parameters, names, "squared error"),
        parameters,
        central_difference,
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
    parameters = [
        (np.zeros((1, 1)), np.zeros((1, 1))),
        (np.array([[1.0, -1.0]]), np.zeros((1, 2))),
        (np.array([[1.0], [-1.0]]), np.zeros((1, 1))),
    ]
    names = ["identity", "relu", "identity"]
    _, found = loss_and_gradients(x, t, parameters, names, "squared error")
    assert found[0][0].tolist() == [[0]]

    def f(w):
        ((_, b), *others) = parameters
        return network_loss(x, t, [(w, b), *others], names, "squared error")

    w = parameters[0][0]
    assert central_difference(f, w) == pytest.approx(-2, rel=1e-9)
    with pytest.raises(ValueError, match=r"P\[0, 0\]: yours 0, check -2"):
        check_gradients(f, w, found[0][0])
    # a corner that stays a corner has no slope, and no verdict
    for g in (0.0, 0.5, 1.0):
        report = check_gradients(lambda p: np.maximum(p, 0), 0.0, g)
        assert report.verdict == "too noisy to tell"
        assert report.rows[0].note == "1 lost in rounding or at a kink"


def test_kinks_crossed_refuses_what_it_cannot_answer():
    """No step and NaN cross nothing: the answer would be that all is well."""
    for h in (0, np.nan):
        with pytest.raises(ValueError, match=f"h: got {h}, want a number above 0"):
            kinks_crossed(lambda P: P > 0, np.zeros(1), h=h)
    with pytest.raises(ValueError, match="P: got NaN or infinity"):
        kinks_crossed(lambda P: P > 0, np.array([np.nan]))


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


def test_at_an_exact_fit_there_is_only_rounding_and_no_verdict():
    """The slopes are zero but for rounding, which differs with the order of the sum."""
    for seed in range(20):
        rng = np.random.default_rng(seed)
        M, p = rng.normal(size=(20, 3)), rng.normal(size=3)
        T = M @ p
        summed = 2 * sum((sum(row * p) - t) * row for row, t in zip(M, T, strict=True))
        report = check_gradients(lambda P, M=M, T=T: np.sum((M @ P - T) ** 2), p, summed)
        assert report.verdict == "too noisy to tell"


def test_lists_of_different_shapes_are_arrays_of_their_own():
    W, b = [[1.0, 2.0], [3.0, 4.0]], [1.0, 2.0]

    def f(P):
        return np.sum(np.square(P[0])) + np.sum(np.square(P[1]))

    report = check_gradients(f, [W, b], [[[2, 4], [6, 8]], [2, 4]])
    assert [row.name for row in report.rows] == ["[0]", "[1]"]
    assert report.verdict == "agrees"
