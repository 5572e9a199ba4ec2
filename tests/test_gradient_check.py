import numpy as np
import pytest

from snippets.gradient_check import (
    check_gradients,
    kinks_crossed,
    relative_difference,
    slopes,
)
from snippets.network import forward, initialise, loss_and_gradients, network_loss
from snippets.witnesses import central_difference, complex_step

rng = np.random.default_rng(0)
PARAMETERS = [(W, rng.normal(size=b.shape)) for W, b in initialise(rng, (3, 4, 2))]
DATA = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
NAMES = ["tanh", "sigmoid"]
WITNESSES = [(central_difference, 1e-6), (complex_step, 1e-11)]


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


def test_slopes_asks_about_each_array_alone():
    """The sum Σ k·p of every array p, its number k before it, has slope k there."""
    weights = [(1.0, 2.0), (3.0, 4.0)]

    def f(parameters):
        pairs = zip(weights, parameters, strict=True)
        return sum(k * np.sum(p) for ks, ps in pairs for k, p in zip(ks, ps, strict=True))

    for ks, dPs, Ps in zip(weights, slopes(f, PARAMETERS, complex_step), PARAMETERS, strict=True):
        for k, dP, P in zip(ks, dPs, Ps, strict=True):
            assert dP == pytest.approx(np.full(P.shape, k), rel=1e-15)


@pytest.mark.parametrize(("witness", "tolerance"), WITNESSES)
def test_right_gradients_pass_and_the_difference_is_told(witness, tolerance):
    assert 0 < check_gradients(loss, PARAMETERS, gradients(), witness, tolerance) <= tolerance


@pytest.mark.parametrize(("witness", "tolerance"), WITNESSES)
def test_the_worst_place_is_named(witness, tolerance):
    wrong = gradients()
    wrong[0][1][0, 0] *= 1.0001
    right = wrong[1][0][3, 1]
    wrong[1][0][3, 1] = 10 * right
    sentence = rf"dW2\[3, 1\]: got {10 * right:.8g}, want {right:.8g}; relative difference 0?\d"
    with pytest.raises(ValueError, match=sentence):
        check_gradients(loss, PARAMETERS, wrong, witness, tolerance)


def test_the_worst_place_is_where_the_difference_is_and_not_the_numbers():
    parameters = [(np.array([[10.0, 1.0]]), np.zeros((1, 1)))]
    wrong = [(np.array([[10.0, 2.0]]), np.ones((1, 1)))]

    def f(parameters):
        return np.sum(parameters[0][0] ** 2) / 2 + np.sum(parameters[0][1])

    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence is compared below
        check_gradients(f, parameters, wrong, complex_step)
    assert str(caught.value) == (
        "dW1[0, 1]: got 2, want 1; relative difference 1.0e-01, want 1.0e-06 or less"
    )


@pytest.mark.parametrize(("witness", "tolerance"), WITNESSES)
@pytest.mark.parametrize("layer", [0, 1])
@pytest.mark.parametrize("part", [0, 1])
@pytest.mark.parametrize("factor", [-1, 0, 0.5, 2, 1.00001])
def test_a_wrong_factor_anywhere_is_rejected(witness, tolerance, layer, part, factor):
    wrong = gradients()
    wrong[layer][part] = factor * wrong[layer][part]
    with pytest.raises(ValueError, match=rf"d{'Wb'[part]}{layer + 1}\["):
        check_gradients(loss, PARAMETERS, wrong, witness, tolerance)


@pytest.mark.parametrize(
    ("layer", "part", "value", "sentence"),
    [
        (0, 0, np.ones((4, 3)), r"dW1: got shape \(4, 3\), want \(3, 4\)"),
        (1, 1, np.ones((5, 2)), r"db2: got shape \(5, 2\), want \(1, 2\)"),
        (0, 1, np.full((1, 4), np.nan), "db1: got NaN or infinity"),
    ],
)
def test_gradients_that_cannot_be_compared_are_named(layer, part, value, sentence):
    wrong = gradients()
    wrong[layer][part] = value
    with pytest.raises(ValueError, match=sentence):
        check_gradients(loss, PARAMETERS, wrong)


def test_a_loss_that_is_not_finite_confirms_nothing():
    for lost in (np.float64(np.nan), np.float64(np.inf)):
        with (
            np.errstate(invalid="ignore"),
            pytest.raises(ValueError, match="witness of dW1: got NaN or infinity"),
        ):
            check_gradients(lambda _, lost=lost: lost, PARAMETERS, gradients())


def test_a_missing_layer_is_refused():
    with pytest.raises(ValueError, match="gradients: got 1 pairs, want 2"):
        check_gradients(loss, PARAMETERS, gradients()[:1])


@pytest.mark.parametrize("tolerance", [np.nan, -1e-6, np.inf])
def test_a_tolerance_that_would_pass_anything_is_refused(tolerance):
    doubled = [[2 * dW, 2 * db] for dW, db in gradients()]
    with pytest.raises(ValueError, match=f"tolerance: got {tolerance}, want 0 or more"):
        check_gradients(loss, PARAMETERS, doubled, tolerance=tolerance)


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
    (told, _), _ = slopes(
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


def test_kinks_crossed_refuses_what_it_cannot_answer():
    """No step and NaN cross nothing: the answer would be that all is well."""
    for h in (0, np.nan):
        with pytest.raises(ValueError, match=f"h: got {h}, want a number above 0"):
            kinks_crossed(lambda P: P > 0, np.zeros(1), h=h)
    with pytest.raises(ValueError, match="P: got NaN or infinity"):
        kinks_crossed(lambda P: P > 0, np.array([np.nan]))
