import math
from fractions import Fraction
from itertools import pairwise

import numpy as np
import pytest

from snippets import worked_example as ex
from snippets.activations import ACTIVATIONS
from snippets.losses import squared_error_derivative
from snippets.network import (
    LOSSES,
    backward,
    descend,
    forward,
    initialise,
    loss_and_gradients,
    network_loss,
)
from tools.gauges.gradients import BOUNDS, BOUNDS_OF, CHECKS, largest_differences
from tools.gauges.random_networks import FAMILIES

rng = np.random.default_rng(0)
WIDTHS = (3, 4, 2)
X = rng.normal(size=(5, 3))
T = rng.uniform(size=(5, 2))
PARAMETERS = [(W, rng.normal(size=b.shape)) for W, b in initialise(rng, WIDTHS)]
NAMES = ["tanh", "sigmoid"]
SCALAR = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0),
    "identity": lambda z: z,
}


@pytest.mark.parametrize("names", [NAMES, ["relu", "identity"]])
def test_forward_is_the_scalar_formula(names):
    Z, A = forward(X, PARAMETERS, names)
    assert A[0] is X
    for layer, (W, b) in enumerate(PARAMETERS):
        for n, j in np.ndindex(Z[layer].shape):
            z = sum(A[layer][n, i] * W[i, j] for i in range(len(W))) + b[0, j]
            assert Z[layer][n, j] == pytest.approx(z, rel=1e-12)
            a = SCALAR[names[layer]](z)
            assert A[layer + 1][n, j] == pytest.approx(a, rel=1e-12, abs=1e-15)


def test_the_worked_example_is_a_case_of_it():
    parameters = ex.parameters
    Z, A = forward(ex.X, parameters, ["sigmoid"] * 2)
    Z1, A1, Z2, A2 = ex.forward(ex.X, parameters)
    for ours, theirs in zip([*Z, *A[1:]], [Z1, Z2, A1, A2], strict=True):
        assert ours.tolist() == theirs.tolist()
    dA2 = squared_error_derivative(A2, ex.T)
    deltas, gradients = backward(dA2, Z, A, parameters, ["sigmoid"] * 2)
    by_hand = ex.deltas(dA2, ex.W2, A1, A2)
    expected = [*by_hand, *sum(ex.gradients(ex.X, A1, *by_hand), ())]
    for ours, theirs in zip([*deltas, *sum(gradients, ())], expected, strict=True):
        assert ours == pytest.approx(theirs, rel=1e-14)


def test_each_delta_is_the_slope_of_the_loss_by_its_sum():
    """A number added to Z[i, j] of one layer is one added to that row's bias alone."""
    Z, A = forward(X, PARAMETERS, NAMES)
    deltas, _ = backward(squared_error_derivative(A[-1], T), Z, A, PARAMETERS, NAMES)
    for layer, delta in enumerate(deltas):
        for n, j in np.ndindex(delta.shape):
            moved = [(W, b.astype(complex)) for W, b in PARAMETERS]
            moved[layer][1][0, j] += 1e-20j
            loss = network_loss(X[n : n + 1], T[n : n + 1], moved, NAMES, "squared error")
            assert delta[n, j] == pytest.approx(loss.imag / 1e-20, rel=1e-11)


@pytest.mark.parametrize("family", FAMILIES)
def test_every_gradient_passes_its_checks(family):
    differences = largest_differences(family=family)
    assert differences.keys() == BOUNDS_OF[family].keys()
    for name, difference in differences.items():
        assert 0 < difference <= BOUNDS_OF[family][name]


def test_the_plain_problems_have_three_checks():
    assert BOUNDS_OF["plain"].keys() == BOUNDS.keys() == CHECKS.keys()


def test_loss_and_gradients_gives_the_loss():
    loss, _ = loss_and_gradients(X, T, PARAMETERS, NAMES, "squared error", "half")
    A = forward(X, PARAMETERS, NAMES)[1][-1]
    expected = sum((a - t) ** 2 for a, t in zip(A.flat, T.flat, strict=True)) / 2
    assert loss == pytest.approx(expected, rel=1e-14)
    assert network_loss(X, T, PARAMETERS, NAMES, "squared error", "half") == loss


def test_fractions_go_through_exactly():
    half = np.full((2, 2), Fraction(1, 2))
    W, b = half + np.array([[0, 1], [2, 3]]), np.array([[Fraction(1, 3), Fraction(-9)]])
    Z, A = forward(half, [(W, b)], ["relu"])
    third = Fraction(1, 2) * (Fraction(1, 2) + Fraction(5, 2)) + Fraction(1, 3)
    assert Z[0][1].tolist() == [third, Fraction(1, 2) * 5 - 9]
    assert A[1][1].tolist() == [third, 0]


def test_initialise_draws_within_the_published_limit():
    parameters = initialise(np.random.default_rng(1), (30, 40, 1))
    for (W, b), (d_in, d_out) in zip(parameters, pairwise((30, 40, 1)), strict=True):
        limit = math.sqrt(6 / (d_in + d_out))
        assert W.shape == (d_in, d_out)
        assert b.tolist() == [[0] * d_out]
        assert 0.8 * limit < np.abs(W).max() <= limit
    assert parameters[0][0].mean() == pytest.approx(0, abs=0.03)
    again = initialise(np.random.default_rng(1), (30, 40, 1))
    assert again[1][0].tolist() == parameters[1][0].tolist()


def test_with_limits_all_is_drawn_in_order_from_one_generator():
    draws = np.random.default_rng(7).uniform(-1, 3, 9)
    parameters = initialise(np.random.default_rng(7), (2, 2, 1), limits=(-1, 3))
    flat = [P for pair in parameters for P in pair]
    assert [P.shape for P in flat] == [(2, 2), (1, 2), (2, 1), (1, 1)]
    assert np.concatenate([P.ravel() for P in flat]).tolist() == draws.tolist()


@pytest.mark.parametrize("limits", [(1, 0), (0, 0), (0, np.inf), (-np.inf, 0), (np.nan, 1)])
def test_limits_that_are_none_are_named(limits):
    low, high = limits
    with pytest.raises(ValueError, match=f"limits: got {low} and {high}, want two finite numbers"):
        initialise(rng, (2, 1), limits)


def test_descend_goes_against_the_slope():
    W, b = np.array([[1.0]]), np.array([[2.0]])
    assert descend([(W, b)], [(b, W)], 0.25) == [(0.5, 1.75)]


def test_descend_refuses_a_missing_layer():
    with pytest.raises(ValueError, match="gradients: got 1 pairs, want 2"):
        descend(PARAMETERS, PARAMETERS[:1], 0.1)


def test_descend_refuses_biases_that_were_not_summed():
    """NumPy would stretch the biases to a row for each sample."""
    Z, A = forward(X, PARAMETERS, NAMES)
    deltas, gradients = backward(A[-1] - T, Z, A, PARAMETERS, NAMES)
    first, (dW2, _) = gradients
    with pytest.raises(ValueError, match=r"db2: got shape \(5, 2\), want \(1, 2\)"):
        descend(PARAMETERS, [first, (dW2, deltas[1])], 0.1)


@pytest.mark.parametrize(
    ("dW", "sentence"),
    [
        (np.ones((1, 4)), r"dW1: got shape \(1, 4\), want \(3, 4\)"),
        (np.full((3, 4), np.nan), "dW1: got NaN or infinity, want finite numbers"),
        (np.ones((3, 4)).tolist(), "dW1: got a list, want an array"),
    ],
)
def test_descend_refuses_gradients_that_do_not_fit(dW, sentence):
    (_, b1), second = PARAMETERS
    with pytest.raises(ValueError, match=sentence):
        descend(PARAMETERS, [(dW, b1), second], 0.1)


def test_descend_refuses_parameters_that_are_not_finite():
    W, b = np.array([[1.0, np.inf]]), np.ones((1, 2))
    with pytest.raises(ValueError, match="W1: got NaN or infinity, want finite numbers"):
        descend([(W, b)], [(b, b)], 0.1)
    with pytest.raises(ValueError, match="b1: got a list, want an array"):
        descend([(b, [[1.0, 1.0]])], [(b, b)], 0.1)


@pytest.mark.parametrize("eta", [0, -0.1, np.nan, np.inf])
def test_descend_refuses_a_step_that_is_none(eta):
    with pytest.raises(ValueError, match=f"eta: got {eta}, want a number above 0"):
        descend(PARAMETERS, PARAMETERS, eta)


def changed(layer, part, value):
    parameters = [list(pair) for pair in PARAMETERS]
    parameters[layer][part] = value
    return parameters


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((X[0], PARAMETERS, NAMES), r"X: got shape \(3,\), want \(any, any\)"),
        ((X[:0], PARAMETERS, NAMES), r"X: got shape \(0, 3\)"),
        ((X * np.nan, PARAMETERS, NAMES), "X: got NaN or infinity"),
        ((X[:, :2], PARAMETERS, NAMES), r"W1: got shape \(3, 4\), want \(2, any\)"),
        ((X, changed(0, 1, np.ones(4)), NAMES), r"b1: got shape \(4,\), want \(1, 4\)"),
        ((X, changed(1, 0, np.ones((3, 2))), NAMES), r"W2: got shape \(3, 2\), want \(4, any\)"),
        ((X, changed(1, 1, np.ones((5, 2))), NAMES), r"b2: got shape \(5, 2\), want \(1, 2\)"),
        ((X, PARAMETERS, ["tanh"]), "activations: got 1 names for 2 layers, want one for each"),
        ((X, [], []), "activations: got 0 names for 0 layers, want one for each, 1 or more"),
        (
            (X, PARAMETERS, ["tanh", "swish"]),
            "activation 2: got 'swish', want one of: sigmoid, tanh, relu, identity",
        ),
        ((X.tolist(), PARAMETERS, NAMES), "X: got a list, want an array"),
        ((X, changed(0, 0, [[1.0] * 4] * 3), NAMES), "W1: got a list, want an array"),
    ],
)
def test_bad_input_to_forward_is_named(arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        forward(*arguments)


@pytest.mark.parametrize("function", [network_loss, loss_and_gradients])
@pytest.mark.parametrize(
    ("targets", "names", "loss", "sentence"),
    [
        (T[:, 0], NAMES, "squared error", r"T: got shape \(5,\), want \(5, 2\)"),
        (T[:4], NAMES, "squared error", r"T: got shape \(4, 2\), want \(5, 2\)"),
        (T, NAMES, "hinge", "loss: got 'hinge', want one of: squared error, binary"),
        (
            T,
            NAMES,
            "binary cross-entropy",
            r"activations: got \['tanh', 'sigmoid'\], want 'identity' last: binary cross-entropy",
        ),
        (T, [], "softmax cross-entropy", r"activations: got \[\], want 'identity' last: softmax"),
        (T, [], "squared error", "activations: got 0 names for 2 layers"),
        (T.tolist(), ["tanh", "identity"], "binary cross-entropy", "T: got a list, want an array"),
        (T.tolist(), NAMES, "squared error", "T: got a list, want an array"),
        (T, ["tanh", "identity"], "binary cross-entropy", "T: got 0.* want only 0 and 1"),
        (np.ones((5, 2)), ["tanh", "identity"], "softmax cross-entropy", "T: row 0 sums to 2"),
    ],
)
def test_bad_input_to_the_loss_is_named(function, targets, names, loss, sentence):
    with pytest.raises(ValueError, match=sentence):
        function(X, targets, PARAMETERS, names, loss)


def test_backward_refuses_a_row_against_a_column():
    Z, A = forward(X, PARAMETERS, NAMES)
    with pytest.raises(ValueError, match=r"dA: got shape \(5, 1\), want \(5, 2\)"):
        backward(np.ones((5, 1)), Z, A, PARAMETERS, NAMES)


@pytest.mark.parametrize("letter", "ZA")
@pytest.mark.parametrize("layer", [1, 2])
def test_backward_stretches_no_row(letter, layer):
    """One row of Z1 for five samples made dW1 wrong, without a word."""
    passed = dict(zip("ZA", forward(X, PARAMETERS, NAMES), strict=True))
    place = layer - (letter == "Z")
    passed[letter][place] = passed[letter][place][:1]
    with pytest.raises(ValueError, match=rf"{letter}{layer}: got shape \(1, .\), want \(5, "):
        backward(np.ones((5, 2)), passed["Z"], passed["A"], PARAMETERS, NAMES)


def test_a_relu_does_not_hide_what_is_no_number():
    """Infinity minus infinity before a ReLU made a finite loss beside gradients of NaN."""
    layers = [
        (np.full((1, 2), 1e200), np.zeros((1, 2))),
        (np.array([[1.0], [-1.0]]), np.zeros((1, 1))),
    ]
    names, loss = ["identity", "relu"], "squared error"
    problem = np.full((1, 1), 1e200), np.ones((1, 1)), layers, names, loss
    with np.errstate(over="ignore", invalid="ignore"):
        for function in (network_loss, loss_and_gradients):
            with pytest.raises(ValueError, match="A: got NaN or infinity"):
                function(*problem)


@pytest.mark.parametrize("kind", ["u1", "i2", "?"])
def test_integers_give_what_floats_give(kind):
    given = [rng.integers(2, size=s).astype(kind) for s in [(5, 3), (3, 4), (1, 4), (4, 2), (1, 2)]]
    floats = [P.astype(float) for P in given]
    T = np.eye(2)[[0, 1, 1, 0, 1]]
    for loss in LOSSES:
        answers = []
        for (data, W1, b1, W2, b2), labels in ((given, T.astype(kind)), (floats, T)):
            problem = data, labels, [(W1, b1), (W2, b2)], ["tanh", "identity"], loss
            answers.append(loss_and_gradients(*problem))
        (one, gradients), (other, wanted) = answers
        assert one == other
        for pair, pair_too in zip(gradients, wanted, strict=True):
            assert [P.tolist() for P in pair] == [P.tolist() for P in pair_too]


def test_backward_names_what_does_not_fit():
    Z, A = forward(X, PARAMETERS, NAMES)
    with pytest.raises(ValueError, match="activation 1: got 'tan', want one of: sigmoid"):
        backward(A[-1], Z, A, PARAMETERS, ["tan", "sigmoid"])
    with pytest.raises(ValueError, match="Z, A: got 1 and 3 matrices, want 2 and one more"):
        backward(A[-1], Z[1:], A, PARAMETERS, NAMES)
    with pytest.raises(ValueError, match="Z, A: got 2 and 0 matrices, want 2 and one more"):
        backward(A[-1], Z, [], PARAMETERS, NAMES)


def test_widths_may_be_integers_of_numpy():
    drawn = initialise(np.random.default_rng(1), np.array([3, 2]))
    assert drawn[0][0].tolist() == initialise(np.random.default_rng(1), (3, 2))[0][0].tolist()


def test_widths_may_come_from_a_generator():
    drawn = initialise(np.random.default_rng(1), (d for d in (3, 2)))
    assert drawn[0][0].tolist() == initialise(np.random.default_rng(1), (3, 2))[0][0].tolist()


def test_widths_in_bytes_do_not_overflow():
    """200 + 100 is 44 in a byte: the limit would be 0.37, not 0.14."""
    ((W, _),) = initialise(np.random.default_rng(1), np.array([200, 100], np.uint8))
    assert 0.8 * math.sqrt(6 / 300) < np.abs(W).max() <= math.sqrt(6 / 300)


@pytest.mark.parametrize("widths", [(), (3,), (3, 0), (3, 2.0), (2, -1), (True, 2), (2, False)])
def test_bad_widths_are_named(widths):
    with pytest.raises(ValueError, match=r"widths: got .* want (2 numbers or more|a whole number)"):
        initialise(rng, widths)


def test_every_name_can_be_asked_for():
    one_hot = np.eye(2)[[0, 1, 1, 0, 1]]
    for name in ACTIVATIONS:
        for loss in LOSSES:
            last = name if loss == "squared error" else "identity"
            _, gradients = loss_and_gradients(X, one_hot, PARAMETERS, [name, last], loss)
            assert [dW.shape for dW, _ in gradients] == [(3, 4), (4, 2)]
