import math

import numpy as np
import pytest

from snippets import worked_example as ex
from snippets.losses import squared_error, squared_error_derivative

rng = np.random.default_rng(0)


def random_network(n=5, widths=(3, 4, 2)):
    """Return X, T and parameters of unequal widths and several rows, where mistakes show."""
    d0, d1, d2 = widths
    X, T = rng.normal(size=(n, d0)), rng.uniform(size=(n, d2))
    shapes = [(d0, d1), (1, d1), (d1, d2), (1, d2)]
    return X, T, [rng.normal(size=shape) for shape in shapes]


def test_forward_is_the_scalar_formula():
    X, _, (W1, b1, W2, b2) = random_network()
    Z1, A1, Z2, A2 = ex.forward(X, W1, b1, W2, b2)
    for n in range(5):
        for j in range(4):
            z = sum(X[n, i] * W1[i, j] for i in range(3)) + b1[0, j]
            assert Z1[n, j] == pytest.approx(z, rel=1e-12)
            assert A1[n, j] == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-12)
        for k in range(2):
            z = sum(A1[n, j] * W2[j, k] for j in range(4)) + b2[0, k]
            assert Z2[n, k] == pytest.approx(z, rel=1e-12)
            assert A2[n, k] == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-12)


@pytest.mark.parametrize("convention", ["sum", "half", "mean"])
def test_every_gradient_is_the_slope_of_the_loss(convention):
    X, T, parameters = random_network()
    _, A1, _, A2 = ex.forward(X, *parameters)
    dA2 = squared_error_derivative(A2, T, convention)
    slopes = ex.gradients(X, A1, *ex.deltas(dA2, parameters[2], A1, A2))
    for which, dP in enumerate(slopes):
        assert dP.shape == parameters[which].shape
        for place in np.ndindex(dP.shape):
            moved = [P.astype(complex) for P in parameters]
            moved[which][place] += 1e-20j
            loss = squared_error(ex.forward(X, *moved)[-1], T, convention)
            assert dP[place] == pytest.approx(loss.imag / 1e-20, rel=1e-11)


def test_the_figures_of_the_exercise():
    """The correct values, recomputed from the exercise's statement alone, to eight decimals."""
    parameters = ex.W1, ex.b1, ex.W2, ex.b2
    _, A1, _, A2 = ex.forward(ex.X, *parameters)
    delta1, delta2 = ex.deltas(squared_error_derivative(A2, ex.T), ex.W2, A1, A2)
    slopes = ex.gradients(ex.X, A1, delta1, delta2)
    after = ex.descend(parameters, slopes, ex.eta)
    shown = [
        (A1, [[0.55724785, 0.62010643]]),
        (A2, [[0.67932855]]),
        (delta2, [[-0.00900619]]),
        (delta1, [[-0.00111102, -0.00127298]]),
        (slopes[0], [[-0.00055551, -0.00063649], [-0.0003333, -0.00038189]]),
        (slopes[2], [[-0.00501868], [-0.0055848]]),
        (after[0], [[0.20005555, 0.40006365], [0.10003333, 0.30003819]]),
        (after[1], [[0.1001111, 0.2001273]]),
        (after[2], [[0.50050187], [0.60055848]]),
        (after[3], [[0.10090062]]),
    ]
    for computed, expected in shown:
        assert np.round(computed, 8).tolist() == expected
    assert round(float(squared_error(A2, ex.T)), 8) == 0.00042731
    assert round(float(squared_error(ex.forward(ex.X, *after)[-1], ex.T)), 8) == 0.0004133


def test_descend_goes_against_the_slope():
    (stepped,) = ex.descend((np.array([[1.0]]),), (np.array([[2.0]]),), 0.25)
    assert stepped.item() == 0.5


def test_descend_refuses_a_missing_gradient():
    with pytest.raises(ValueError, match=r"slopes: got shapes .*, want .*\(1, 2\)"):
        ex.descend((ex.W1, ex.b1), (ex.W1,), 0.1)


@pytest.mark.parametrize(
    ("place", "bad", "sentence"),
    [
        (0, np.ones(2), r"X: got shape \(2,\), want \(any, any\)"),
        (1, np.ones((3, 2)), r"W1: got shape \(3, 2\), want \(2, any\)"),
        (2, np.ones((2, 1)), r"b1: got shape \(2, 1\), want \(1, 2\)"),
        (3, np.ones((1, 2)), r"W2: got shape \(1, 2\), want \(2, any\)"),
        (4, np.ones((1, 2)), r"b2: got shape \(1, 2\), want \(1, 1\)"),
        (4, np.array([[np.nan]]), "b2: got NaN or infinity"),
    ],
)
def test_bad_input_is_named(place, bad, sentence):
    arguments = [ex.X, ex.W1, ex.b1, ex.W2, ex.b2]
    arguments[place] = bad
    with pytest.raises(ValueError, match=sentence):
        ex.forward(*arguments)


def test_descend_stretches_nothing_and_climbs_nowhere():
    with pytest.raises(ValueError, match=r"slopes: got shapes \[\(5, 2\)\], want \[\(1, 2\)\]"):
        ex.descend((ex.b1,), (np.ones((5, 2)),), 0.1)
    for eta in (-1, 0, np.nan, np.inf):
        with pytest.raises(ValueError, match=f"eta: got {eta}, want a number above 0"):
            ex.descend((ex.b1,), (ex.b1,), eta)


@pytest.mark.parametrize(
    ("place", "bad", "sentence"),
    [
        (0, np.ones((5, 1)), r"dA2: got shape \(5, 1\), want \(5, 2\)"),
        (1, np.ones((4, 1)), r"W2: got shape \(4, 1\), want \(any, 2\)"),
        (1, np.ones(2), r"W2: got shape \(2,\), want \(any, 2\)"),
        (2, np.ones((1, 4)), r"A1: got shape \(1, 4\), want \(5, 4\)"),
        (2, np.ones((5, 1)), r"A1: got shape \(5, 1\), want \(5, 4\)"),
        (3, np.ones((5, 1)), r"dA2: got shape \(5, 2\), want \(5, 1\)"),
    ],
)
def test_deltas_stretch_nothing(place, bad, sentence):
    """One row of A1 made errors for all five, and NumPy said nothing."""
    given = [np.ones((5, 2)), np.ones((4, 2)), np.full((5, 4), 0.5), np.full((5, 2), 0.5)]
    given[place] = bad
    with pytest.raises(ValueError, match=sentence):
        ex.deltas(*given)


@pytest.mark.parametrize("place", range(4))
def test_gradients_want_a_row_for_each_sample(place):
    """A row of X and of delta1 without their second axis gave numbers summed over units."""
    given = [np.ones((5, 3)), np.ones((5, 4)), np.ones((5, 4)), np.ones((5, 2))]
    name = ["X", "A1", "delta1", "delta2"][place]
    for bad in (given[place][0], given[place][:4]):
        if place or bad.ndim == 1:
            arguments = [*given[:place], bad, *given[place + 1 :]]
            with pytest.raises(ValueError, match=rf"{name}: got shape"):
                ex.gradients(*arguments)


def test_integers_do_not_overflow():
    bytes_ = [np.full((1, 1), 200, np.uint8) for _ in range(5)]
    assert ex.forward(*bytes_)[0].tolist() == [[40200]]


def test_deltas_refuse_a_row_against_a_column():
    with pytest.raises(ValueError, match=r"dA2: got shape \(2, 1\), want \(1, 1\)"):
        ex.deltas(np.ones((2, 1)), ex.W2, np.ones((1, 2)), np.ones((1, 1)))
