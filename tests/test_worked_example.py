import math

import numpy as np
import pytest

from snippets import batches
from snippets import worked_example as ex
from snippets.losses import squared_error, squared_error_derivative
from snippets.network import descend
from snippets.numerical_gradients import complex_step, numerical_gradient
from tests import test_board_example

rng = np.random.default_rng(0)


def random_network(n=5, widths=(3, 4, 2)):
    """Return X, T and parameters of unequal widths and several rows, where mistakes show."""
    d0, d1, d2 = widths
    X, T = rng.normal(size=(n, d0)), rng.uniform(size=(n, d2))
    shapes = [(d0, d1), (1, d1), (d1, d2), (1, d2)]
    W1, b1, W2, b2 = (rng.normal(size=shape) for shape in shapes)
    return X, T, [(W1, b1), (W2, b2)]


def test_forward_is_the_scalar_formula():
    X, _, parameters = random_network()
    (W1, b1), (W2, b2) = parameters
    Z1, A1, Z2, A2 = ex.forward(X, parameters)
    for n in range(5):
        for j in range(4):
            z = sum(X[n, i] * W1[i, j] for i in range(3)) + b1[0, j]
            assert Z1[n, j] == pytest.approx(z, rel=1e-12)
            assert A1[n, j] == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-12)
        for k in range(2):
            z = sum(A1[n, j] * W2[j, k] for j in range(4)) + b2[0, k]
            assert Z2[n, k] == pytest.approx(z, rel=1e-12)
            assert A2[n, k] == pytest.approx(1 / (1 + math.exp(-z)), rel=1e-12)


@pytest.mark.parametrize("reduction", ["sum", "half", "mean"])
def test_every_gradient_is_the_slope_of_the_loss(reduction):
    X, T, parameters = random_network()
    _, A1, _, A2 = ex.forward(X, parameters)
    dA2 = squared_error_derivative(A2, T, reduction)
    found = ex.gradients(X, A1, *ex.deltas(dA2, parameters[1][0], A1, A2))

    def loss(parameters):
        return squared_error(ex.forward(X, parameters)[-1], T, reduction)

    expected = numerical_gradient(loss, parameters, complex_step)
    for got, want in zip(found, expected, strict=True):
        for dP, by_steps in zip(got, want, strict=True):
            assert dP == pytest.approx(by_steps, rel=1e-11)


def test_the_figures_of_the_exercise():
    """The correct values, recomputed from the exercise's statement alone, to eight decimals."""
    _, A1, _, A2 = ex.forward(ex.X, ex.parameters)
    delta1, delta2 = ex.deltas(squared_error_derivative(A2, ex.T), ex.W2, A1, A2)
    (dW1, db1), (dW2, db2) = ex.gradients(ex.X, A1, delta1, delta2)
    after = descend(ex.parameters, [(dW1, db1), (dW2, db2)], ex.eta)
    shown = [
        (A1, [[0.55724785, 0.62010643]]),
        (A2, [[0.67932855]]),
        (delta2, [[-0.00900619]]),
        (delta1, [[-0.00111102, -0.00127298]]),
        (dW1, [[-0.00055551, -0.00063649], [-0.0003333, -0.00038189]]),
        (dW2, [[-0.00501868], [-0.0055848]]),
        (after[0][0], [[0.20005555, 0.40006365], [0.10003333, 0.30003819]]),
        (after[0][1], [[0.1001111, 0.2001273]]),
        (after[1][0], [[0.50050187], [0.60055848]]),
        (after[1][1], [[0.10090062]]),
    ]
    for computed, expected in shown:
        assert np.round(computed, 8).tolist() == expected
    assert round(float(squared_error(A2, ex.T)), 8) == 0.00042731
    assert round(float(squared_error(ex.forward(ex.X, after)[-1], ex.T)), 8) == 0.0004133


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
    given = [ex.X, ex.W1, ex.b1, ex.W2, ex.b2]
    given[place] = bad
    X, W1, b1, W2, b2 = given
    with pytest.raises(ValueError, match=sentence):
        ex.forward(X, [(W1, b1), (W2, b2)])


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


@pytest.mark.parametrize("kind", [np.uint8, np.int8, bool])
def test_small_integers_do_not_overflow(kind):
    """200 times 200 is 64 in a byte, and a row of True times one of True is True."""
    P = np.full((2, 1), 200 if kind == np.uint8 else 100 if kind == np.int8 else 1, kind)
    n = float(P[0, 0])
    W, b = P[:1], P[:1]
    assert ex.forward(P[:1], [(W, b), (W, b)])[0].tolist() == [[n * n + n]]
    assert ex.gradients(P, P, P, P) == [([[2 * n * n]], [[2 * n]])] * 2


def test_deltas_refuse_a_row_against_a_column():
    with pytest.raises(ValueError, match=r"dA2: got shape \(2, 1\), want \(1, 1\)"):
        ex.deltas(np.ones((2, 1)), ex.W2, np.ones((1, 2)), np.ones((1, 1)))


# What the page's letters mean, and what its checks must reject.
X, T, W1, b1, W2, b2, eta = ex.X, ex.T, ex.W1, ex.b1, ex.W2, ex.b2, ex.eta
(z11, z12), (a11, a12), (z2,), (y,) = (part[0] for part in ex.forward(X, ex.parameters))
(delta11, delta12), (delta_y,) = (
    part[0]
    for part in ex.deltas(
        squared_error_derivative(np.array([[y]]), T), W2, np.array([[a11, a12]]), np.array([[y]])
    )
)
(x1, x2), t, v1, v2, c = X[0], T.item(), *W2[:, 0], b2.item()
((w11, w12), (w21, w22)), (b11, b12) = W1, b1[0]
(by_W1, by_b1), (by_W2, by_b2) = numerical_gradient(
    lambda P: squared_error(ex.forward(X, P)[-1], T), ex.parameters, complex_step
)
flat = batches.flat
NINE = test_board_example.NINE


READINGS = {
    ("loss-slope", "sigmoid-slope", "output-error", "output-gradients"): {
        r"\frac{\partial L}{\partial \hat y}": "complex_step(lambda y: (y - t) ** 2, y)",
        r"\frac{\partial \hat y}{\partial z^{(2)}}": "complex_step(sigmoid, z2)",
        r"\delta^{(2)}": "complex_step(loss_of_z2, z2)",
        r"\frac{\partial L}{\partial w^{(2)}_1}": "by_W2[0, 0]",
        r"\frac{\partial L}{\partial w^{(2)}_2}": "by_W2[1, 0]",
        r"\frac{\partial L}{\partial b^{(2)}}": "by_b2[0, 0]",
    },
    ("over-the-wires", "hidden-errors"): {
        r"\frac{\partial L}{\partial a^{(1)}_1}": (
            "complex_step(lambda a: loss_of_activations(a, a12), a11)"
        ),
        r"\frac{\partial L}{\partial a^{(1)}_2}": (
            "complex_step(lambda a: loss_of_activations(a11, a), a12)"
        ),
        r"\delta^{(1)}_1": "complex_step(lambda z: loss_of_z1(z, z12), z11)",
        r"\delta^{(1)}_2": "complex_step(lambda z: loss_of_z1(z11, z), z12)",
    },
    ("hidden-gradients", "hidden-biases"): {
        r"\frac{\partial L}{\partial w^{(1)}_{11}}": "by_W1[0, 0]",
        r"\frac{\partial L}{\partial w^{(1)}_{12}}": "by_W1[0, 1]",
        r"\frac{\partial L}{\partial w^{(1)}_{21}}": "by_W1[1, 0]",
        r"\frac{\partial L}{\partial w^{(1)}_{22}}": "by_W1[1, 1]",
        r"\frac{\partial L}{\partial b^{(1)}_1}": "by_b1[0, 0]",
        r"\frac{\partial L}{\partial b^{(1)}_2}": "by_b1[0, 1]",
    },
    r"\sigma(z) = \frac{1}{1 + e^{-z}}": {
        "z": "0.4",
    },
    r"\loss{L} &= (\fwd{\hat y}": {
        "L": "squared_error(np.array([[y]]), T)",
    },
    r"\frac{da}{dz} =": {
        r"\frac{da}{dz}": "complex_step(sigmoid, 0.4)",
        "z": "0.4",
    },
    r"1 - a = \frac": {
        "z": "0.4",
        "a": "sigmoid(0.4)",
    },
    r"\frac{1}{1+e^{-z}}\cdot": {
        "z": "0.4",
        "a": "sigmoid(0.4)",
    },
    r"\given{w} \leftarrow": {
        r"w \leftarrow": "descend([(W2, b2)], [(by_W2, by_b2)], eta)[0][0]",
        "w": "W2",
        r"\frac{\partial L}{\partial w}": "by_W2",
    },
    r"\given{w}^{(2)}_1 &\leftarrow": {
        r"w^{(2)}_1 \leftarrow": "descend([(W2, b2)], [(by_W2, by_b2)], 0.1)[0][0][0, 0]",
    },
}
WRONG = {
    "loss-slope": [
        ("same(2 * (y - t),", "same(y - t,"),
        ("same(2 * (y - t),", "same(2 * (t - y),"),
        ("same(2 * (y - t),", "same(2.0001 * (y - t),"),
    ],
    "sigmoid-slope": [
        ("same(y * (1 - y),", "same(z2 * (1 - z2),"),
        ("same(y * (1 - y),", "same(1 - y,"),
    ],
    "output-error": [
        ("error = 2 * (y - t) * (y * (1 - y))", "error = 2 * (y - t)"),
        ("error = 2 * (y - t) * (y * (1 - y))", "error = (y - t) ** 2 * (y * (1 - y))"),
    ],
    "output-gradients": [
        ("same(error * a11,", "same(error * a12,"),
        ("same(error * a11,", "same(error,"),
        ("same(error, slope_of(lambda b", "same(error * a11, slope_of(lambda b"),
    ],
    "over-the-wires": [
        ("delta_y * v1, delta_y * v2", "delta_y * v2, delta_y * v1"),
        ("delta_y * v1, delta_y * v2", "delta_y, delta_y"),
        ("delta_y * v1, delta_y * v2", "-delta_y * v1, -delta_y * v2"),
        ("delta_y * v1, delta_y * v2", "delta_y * W1[0, 0], delta_y * W1[0, 1]"),
    ],
    "hidden-errors": [
        ("back1 * a11 * (1 - a11)", "back1"),
        ("back1 * a11 * (1 - a11)", "1.0001 * back1 * a11 * (1 - a11)"),
        ("back1 * a11 * (1 - a11)", "back1 * z11 * (1 - z11)"),
        ("back2 * a12 * (1 - a12)", "back2 * a11 * (1 - a11)"),
    ],
    "hidden-gradients": [
        ("same(error2 * x1,", "same(error1 * x2,"),
        ("same(error1 * x1,", "same(error1 * a11,"),
    ],
    "hidden-biases": [
        ("same(error1, nudged", "same(error1 + error2, nudged"),
        ("same(error2, nudged", "same(error2 * a12, nudged"),
    ],
}
