import re

import numpy as np
import pytest

from snippets import network as nets
from snippets.activations import sigmoid
from snippets.derivation import W1, W2, T, X, b1, b2, verdict
from snippets.losses import squared_error
from snippets.numerical_gradients import complex_step, numerical_gradient


def test_no_matrix_of_the_3_4_2_network_is_square_and_no_two_sizes_are_equal():
    assert [M.shape for M in (X, W1, b1, W2, b2, T)] == [
        (5, 3),
        (3, 4),
        (1, 4),
        (4, 2),
        (1, 2),
        (5, 2),
    ]
    assert len({*X.shape, *W1.shape, *W2.shape}) == 4


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (lambda: np.ones((2, 3)), "same numbers"),
        (lambda: np.full((2, 3), 1 + 1e-9), "wrong numbers"),
        (lambda: np.ones((3, 2)), "other shape, (3, 2)"),
        (lambda: np.ones((2, 3)) @ np.ones((2, 3)), "ValueError"),
    ],
)
def test_verdict(formula, said):
    assert verdict(np.ones((2, 3)), formula) == said


# What the page's letters mean, and what its checks must reject.
def chain_loss(x, t, w1, b1, w2, b2):
    """Return the loss of chains of two units."""
    return np.sum((sigmoid(w2 * sigmoid(w1 * x + b1) + b2) - t) ** 2)


xs, ts, w1s, b1s, w2s, b2s = np.random.default_rng(4).normal(size=(6, 20))  # twenty chains at once
z1s = w1s * xs + b1s
a1s = sigmoid(z1s)
z2s = w2s * a1s + b2s
ys = sigmoid(z2s)


def loss_of_z1s(z):
    """Return the loss of the chains when their hidden pre-activations are z."""
    return np.sum((sigmoid(w2s * sigmoid(z) + b2s) - ts) ** 2)


def loss_of_z2s(z):
    """Return the loss of the chains when their last pre-activations are z."""
    return np.sum((sigmoid(z) - ts) ** 2)


drawn_for_depth = np.random.default_rng(8)
deep = [  # no bias is zero
    (W, drawn_for_depth.normal(size=b.shape))
    for W, b in nets.initialise(np.random.default_rng(7), [3, 5, 4, 6, 2])
]
deep_Z, deep_A = nets.forward(X, deep, ["sigmoid"] * 4)


def deep_loss(Z, place):
    """Return the loss when the pre-activations of a layer are Z."""
    for W, b in deep[place:]:
        Z = sigmoid(Z) @ W + b
    return np.sum((sigmoid(Z) - T) ** 2)


deep_slopes = numerical_gradient(
    lambda layers: nets.network_loss(X, T, layers, ["sigmoid"] * 4, "squared error"),
    deep,
    complex_step,
)
deep_deltas = [
    complex_step(lambda Z, place=place: deep_loss(Z, place), deep_Z[place - 1])
    for place in range(1, 5)
]


def delta2_of(convention):
    """Return the deltas of the 3-4-2 network's outputs under a convention for the loss."""
    Z2 = sigmoid(X @ W1 + b1) @ W2 + b2
    return complex_step(lambda Z: squared_error(sigmoid(Z), T, convention), Z2)


def shown_as(names):
    """Return names of arrays as formulas show them."""
    found = [re.sub(r"(\d)$", r"^{(\1)}", name) for name in names]
    found = [re.sub("^d(?!elta)", r"\\partial L/\\partial ", name) for name in found]
    return [name.replace("delta", r"\delta") for name in found]


READINGS = {
    ("chain", "output-error", "output-gradients"): {
        r"\frac{\partial L}{\partial w^{(2)}}": (
            "complex_step(lambda w: chain_loss(xs, ts, w1s, b1s, w, b2s), w2s)"
        ),
        r"\frac{\partial L}{\partial b^{(2)}}": (
            "complex_step(lambda b: chain_loss(xs, ts, w1s, b1s, w2s, b), b2s)"
        ),
        r"\frac{\partial L}{\partial \hat y}": "complex_step(lambda y: np.sum((y - ts) ** 2), ys)",
        r"\frac{\partial \hat y}{\partial z^{(2)}}": (
            "complex_step(lambda z: np.sum(sigmoid(z)), z2s)"
        ),
        r"\frac{\partial z^{(2)}}{\partial w^{(2)}}": (
            "complex_step(lambda w: np.sum(w * a1s + b2s), w2s)"
        ),
        r"\frac{\partial L}{\partial z^{(2)}}": "complex_step(loss_of_z2s, z2s)",
        r"\delta^{(2)}": "complex_step(loss_of_z2s, z2s)",
        r"\hat y": "ys",
        "t": "ts",
        "z^{(2)}": "z2s",
        "a^{(1)}": "a1s",
    },
    ("hidden-error", "hidden-gradients"): {
        r"\delta^{(1)}": "complex_step(loss_of_z1s, z1s)",
        r"\frac{\partial L}{\partial z^{(1)}}": "complex_step(loss_of_z1s, z1s)",
        r"\frac{\partial L}{\partial w^{(1)}}": (
            "complex_step(lambda w: chain_loss(xs, ts, w, b1s, w2s, b2s), w1s)"
        ),
        r"\frac{\partial L}{\partial b^{(1)}}": (
            "complex_step(lambda b: chain_loss(xs, ts, w1s, b, w2s, b2s), b1s)"
        ),
        r"\delta^{(2)}": "complex_step(loss_of_z2s, z2s)",
        "w^{(2)}": "w2s",
        "z^{(1)}": "z1s",
        "x": "xs",
    },
    ("delta-index", "gradients-index"): {
        r"\delta^{(1)}_{ij}": "by_Z1[i, j]",
        r"\frac{\partial L}{\partial w^{(2)}_{jk}}": "by_W2[j, k]",
        r"\frac{\partial L}{\partial b^{(2)}_k}": "by_b2[0, k]",
    },
    ("delta-matrix", "gradients-matrix"): {
        r"\delta^{(1)}": "by_Z1",
        r"\frac{\partial L}{\partial W^{(2)}}": "by_W2",
        r"\frac{\partial L}{\partial b^{(2)}}": "by_b2",
    },
    ("delta-last", "delta-any"): {
        r"\ell in": "range(1, 4)",
        r"\delta^{(D)}": "deep_deltas[-1]",
        r"\delta^{(\ell)}": "deep_deltas[ell - 1]",
        r"\delta^{(\ell+1)}": "deep_deltas[ell]",
        r"\frac{\partial L}{\partial A^{(D)}}": (
            "complex_step(lambda A: np.sum((A - T) ** 2), deep_A[-1])"
        ),
        r"W^{(\ell+1)}": "deep[ell][0]",
        r"Z^{(\ell)}": "deep_Z[ell - 1]",
        "Z^{(D)}": "deep_Z[-1]",
    },
    ("update-weights", "update-biases"): {
        "i in": "range(5)",
        r"\ell in": "range(1, 5)",
        r"W^{(\ell)} \leftarrow": "nets.descend(deep, deep_slopes, eta)[ell - 1][0]",
        r"b^{(\ell)} \leftarrow": "nets.descend(deep, deep_slopes, eta)[ell - 1][1]",
        r"W^{(\ell)}": "deep[ell - 1][0]",
        r"b^{(\ell)}": "deep[ell - 1][1]",
        r"A^{(\ell-1)}": "deep_A[ell - 1]",
        r"\delta^{(\ell)}": "deep_deltas[ell - 1]",
        r"\delta^{(\ell)}_i": "deep_deltas[ell - 1][i : i + 1]",
    },
    "columns": {
        "i in": "range(5)",
        r"\ell in": "range(1, 4)",
        r"\delta^{(\ell)}": "deep_deltas[ell - 1].T",
        r"\delta^{(\ell+1)}": "deep_deltas[ell].T",
        r"\delta^{(\ell)}_i": "deep_deltas[ell - 1].T[:, i : i + 1]",
        r"\frac{\partial L}{\partial W^{(\ell)}}": "deep_slopes[ell - 1][0].T",
        r"\frac{\partial L}{\partial b^{(\ell)}}": "deep_slopes[ell - 1][1].T",
        r"W^{(\ell+1)}": "deep[ell][0].T",
        r"z^{(\ell)}": "deep_Z[ell - 1].T",
        r"a^{(\ell-1)}": "deep_A[ell - 1].T",
    },
    "conventions": {
        r"\ell in": "range(1, 3)",
        r"\delta^{(\ell)}_{\text{sum}}": '(delta1_of, delta2_of)[ell - 1]("sum")',
        r"\delta^{(\ell)}_{\text{half}}": '(delta1_of, delta2_of)[ell - 1]("half")',
        r"\delta^{(\ell)}_{\text{mean}}": '(delta1_of, delta2_of)[ell - 1]("mean")',
        "d": "T.shape[1]",
    },
    r"\fwd{Z}^{(\ell)} &= \fwd{A}": {
        r"\ell in": "range(1, 5)",
        r"Z^{(\ell)}": "deep_Z[ell - 1]",
        r"A^{(\ell)}": "deep_A[ell]",
        r"A^{(\ell-1)}": "deep_A[ell - 1]",
        r"W^{(\ell)}": "deep[ell - 1][0]",
        r"b^{(\ell)}": "deep[ell - 1][1]",
    },
    r"&= \nerr{0.1}\cdot\ngiven{0.5}": {
        r"\frac{\partial L}{\partial a^{(1)}_1}": "by_A_hidden[0, 0]",
        r"\delta^{(2)}_1": "delta_out[0, 0]",
        r"\delta^{(2)}_2": "delta_out[0, 1]",
        r"w^{(2)}_{11}": "W_out[0, 0]",
        r"w^{(2)}_{12}": "W_out[0, 1]",
    },
    r"&= \nerr{0.1}\cdot(\ngiven{-0.4})": {
        r"\frac{\partial L}{\partial a^{(1)}_2}": "by_A_hidden[0, 1]",
        r"\delta^{(2)}_1": "delta_out[0, 0]",
        r"\delta^{(2)}_2": "delta_out[0, 1]",
        r"w^{(2)}_{21}": "W_out[1, 0]",
        r"w^{(2)}_{22}": "W_out[1, 1]",
    },
    r"\frac{\partial L}{\partial A^{(D)}} \odot": {
        r"\delta^{(D)}": "deep_deltas[-1]",
        r"\frac{\partial L}{\partial A^{(D)}}": (
            "complex_step(lambda A: np.sum((A - T) ** 2), deep_A[-1])"
        ),
        "Z^{(D)}": "deep_Z[-1]",
    },
    r"\err{\delta}^{(\ell+1)} \given{W}": {
        r"\ell in": "range(1, 4)",
        r"\delta^{(\ell)}": "deep_deltas[ell - 1]",
        r"\delta^{(\ell+1)}": "deep_deltas[ell]",
        r"W^{(\ell+1)}": "deep[ell][0]",
        r"Z^{(\ell)}": "deep_Z[ell - 1]",
    },
    r"\partial W^{(\ell)}}} = \fwd{A}": {
        r"\ell in": "range(1, 5)",
        r"\frac{\partial L}{\partial W^{(\ell)}}": "deep_slopes[ell - 1][0]",
        r"A^{(\ell-1)}": "deep_A[ell - 1]",
        r"\delta^{(\ell)}": "deep_deltas[ell - 1]",
    },
    r"\partial b^{(\ell)}}} = \sum_i": {
        "i in": "range(5)",
        r"\ell in": "range(1, 5)",
        r"\frac{\partial L}{\partial b^{(\ell)}}": "deep_slopes[ell - 1][1]",
        r"\delta^{(\ell)}_i": "deep_deltas[ell - 1][i : i + 1]",
    },
    r"(\hat y + h - t)^2 &=": {
        "h": "0.3",
    },
    r"(w^{(2)} + h)\,a^{(1)}": {
        "w^{(2)}": "0.5",
        "a^{(1)}": "0.56",
        "b^{(2)}": "0.1",
        "h": "0.3",
    },
}
WRONG = {
    "chain": [
        ("dL_dy * dy_dz2 * dz2_dw2", "dL_dy * dy_dz2"),
        ("dL_dy * dy_dz2 * dz2_dw2", "dL_dy + dy_dz2 + dz2_dw2"),
    ],
    "output-error": [
        ("2 * (y - t) * y", "(y - t) * y"),
        ("2 * (y - t) * y", "2 * (t - y) * y"),
        ("2 * (y - t) * y", "2.000001 * (y - t) * y"),
        ("y * (1 - y)", "z2 * (1 - z2)"),
    ],
    "output-gradients": [
        ("agree(delta2 * a1, by_w2)", "agree(delta2, by_w2)"),
        ("agree(delta2, by_b2)", "agree(delta2 * a1, by_b2)"),
    ],
    "hidden-error": [
        ("delta2 * w2 * a1", "delta2 * a1"),
        ("delta2 * w2 * a1 * (1 - a1)", "delta2 * w2"),
        ("delta2 * w2 * a1", "delta2 * w1 * a1"),
    ],
    "hidden-gradients": [
        ("agree(delta1 * x, by_w1)", "agree(delta1 * a1, by_w1)"),
        ("agree(delta1, by_b1)", "agree(-delta1, by_b1)"),
    ],
    "delta-index": [
        ("for k in range(2)", "for k in range(1)"),
        ("W2[j, k]", "W2[k, j % 2]"),
        ("back * slope", "back"),
    ],
    "gradients-index": [
        ("A1[i, j] * delta2[i, k] for i in range(5)", "A1[i, j] * delta2[i, k] for i in range(1)"),
        ("delta2[i, k] for i in range(5))", "delta2[i, k] for i in range(1))"),
        ("agree(total,", "agree(-total,"),
    ],
    "delta-matrix": [
        ("delta2 @ W2.T", "delta2 @ W2"),
        ("delta2 @ W2.T", "delta2[:, ::-1] @ W2.T"),
        ("* A1 * (1 - A1)", ""),
        ("delta2 @ W2.T", "-delta2 @ W2.T"),
    ],
    "gradients-matrix": [
        ("A1.T @ delta2", "delta2.T @ A1"),
        ("A1.T @ delta2", "Z1.T @ delta2"),
        ("delta2.sum(axis=0, keepdims=True)", "delta2"),
        ("delta2.sum(axis=0, keepdims=True)", "delta2.mean(axis=0, keepdims=True)"),
    ],
    "delta-last": [
        ("dA * sigmoid_derivative_from_z(Z[-1])", "dA"),
        ("dA * sigmoid_derivative_from_z(Z[-1])", "dA * sigmoid_derivative_from_z(A[-1])"),
    ],
    "delta-any": [
        ("delta @ W.T * slope", "delta @ W.T"),
        ("delta @ W.T * slope", "delta @ W * slope"),
        ("delta @ W.T * slope", "delta @ (W + step_W).T * slope"),
    ],
    "update-weights": [
        ("-eta * A[place].T @ delta", "eta * A[place].T @ delta"),
        ("A[place].T @ delta", "(A[place].T @ delta).T"),
        ("A[place].T", "Z[place - 1].T"),
    ],
    "update-biases": [
        ("delta.sum(axis=0, keepdims=True)", "delta"),
        ("delta.sum(axis=0, keepdims=True)", "delta.sum(axis=1, keepdims=True)"),
    ],
    "columns": [
        ("W2c.T @ d2", "d2 @ W2c"),
        ("(W2c.T @ d2) * slope", "(W2c.T @ d2) @ slope"),
        ("d2 @ a1.T", "a1.T @ d2"),
        ("d2 @ a1.T", "-d2 @ a1.T"),
        ("d2.sum(axis=1, keepdims=True)", "d2.sum(axis=0, keepdims=True)"),
    ],
    "conventions": [
        ("agree(2 * half", "agree(half"),
        ("agree(2 * half", "agree(half / 2"),
        ("T.size * mean", "len(T) * mean"),
    ],
}
