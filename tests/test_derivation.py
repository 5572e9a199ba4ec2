import math
import re
from collections import Counter

import numpy as np
import pytest

from snippets import network as nets
from snippets.activations import sigmoid
from snippets.derivation import W1, W2, T, X, b1, b2, count_operations, verdict
from snippets.derivation import Counted as C
from snippets.losses import squared_error
from snippets.numerical_gradients import complex_step, numerical_gradient

NETWORK = [(W1, b1), (W2, b2)]


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


@pytest.mark.parametrize(
    ("operation", "value", "kind"),
    [
        (lambda a, b: a + b, 5, "add"),
        (lambda a, b: 1 + a, 4, "add"),
        (lambda a, b: a - b, 1, "add"),
        (lambda a, b: 1 - a, -2, "add"),
        (lambda a, b: a * b, 6, "multiply"),
        (lambda a, b: a**2, 9, "multiply"),
        (lambda a, b: 4 * a, 12, "scale"),
        (lambda a, b: a * 4, 12, "scale"),
        (lambda a, b: a / b, 1.5, "divide"),
        (lambda a, b: 6 / a, 2, "divide"),
        (lambda a, b: np.exp(np.array([a], dtype=object))[0], math.exp(3), "exp"),
    ],
)
def test_an_operation_is_entered_once_under_its_kind(operation, value, kind):
    tally = Counter()
    result = operation(C(3, tally), C(2, tally))
    assert result == pytest.approx(value, rel=1e-15)
    assert tally == {kind: 1}
    assert (result + 1).tally is tally


def test_a_power_other_than_the_square_is_refused():
    with pytest.raises(ValueError, match=r"^power: got 3, want 2$"):
        C(3, Counter()) ** 3


def test_counted_numbers_compute_what_plain_ones_do():
    tally = Counter()
    Z = np.frompyfunc(lambda value: C(value, tally), 1, 1)(X)
    assert sigmoid(Z).astype(float).tolist() == pytest.approx(sigmoid(X), rel=1e-15)


@pytest.mark.parametrize("names", [["sigmoid", "sigmoid"], ["identity", "identity"]])
def test_the_counts_are_those_of_the_formulas(names):
    """Counted by hand from the sizes: products a row of a matrix at a time."""
    n, sizes, last = 5, 3 * 4 + 4 * 2, 5 * 2
    units = n * (4 + 2) if names[0] == "sigmoid" else 0
    forth, back = count_operations(X, T, NETWORK, names)
    assert forth["multiply"] == n * sizes + last
    assert forth["add"] == n * sizes + last + last - 1 + units
    assert forth["divide"] == forth["exp"] == units
    assert back["multiply"] == 2 * n * sizes + 2 * units
    weights, biases = (n - 1) * sizes, (n - 1) * (4 + 2)
    wires = n * (3 * (4 - 1) + 4 * (2 - 1))
    assert back["add"] == last + weights + biases + wires + units
    assert back["divide"] == back["exp"] == units


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
    """Return the loss of the chains when their hidden sums are z."""
    return np.sum((sigmoid(w2s * sigmoid(z) + b2s) - ts) ** 2)


def loss_of_z2s(z):
    """Return the loss of the chains when their last sums are z."""
    return np.sum((sigmoid(z) - ts) ** 2)


drawn_for_depth = np.random.default_rng(8)
deep = [  # no bias is zero
    (W, drawn_for_depth.normal(size=b.shape))
    for W, b in nets.initialise(np.random.default_rng(7), [3, 5, 4, 6, 2])
]
deep_Z, deep_A = nets.forward(X, deep, ["sigmoid"] * 4)


def deep_loss(Z, place):
    """Return the loss when the sums of a layer are Z."""
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


def cost(forth, back, ratio):
    """Return the multiplications and additions forth and back, and how much dearer training is."""
    kinds = ["multiply", "divide", "exp"], ["multiply", "add", "scale", "divide", "exp"]
    counts = [way[kind] for kind in ("multiply", "add") for way in (forth, back)]
    return [*counts, *(ratio(forth, back, kind) for kind in kinds)]


def shown_as(names):
    """Return names of arrays as formulas show them."""
    found = [re.sub(r"(\d)$", r"^\1", name) for name in names]
    found = [re.sub("^d(?!elta)", r"\\partial L/\\partial ", name) for name in found]
    return [name.replace("delta", r"\delta") for name in found]


WIDTHS_IN_WORDS = ["three, four, two", "eight, sixteen, four", "thirty, forty, twenty"]
UNEVEN = [8, 16, 4]  # not 3-4-2: 3 * 4 + 4 * 2 is 4 * 4 + 2 * 2, too
samples, aims = drawn_for_depth.normal(size=(6, 8)), drawn_for_depth.normal(size=(6, 4))
onward, homeward = count_operations(
    samples, aims, nets.initialise(drawn_for_depth, UNEVEN), ["identity", "identity"]
)

UNREAD = {r"\given{x} \to": "draws the chain of calculations"}


READINGS = {
    ("chain", "output-error", "output-gradients"): {
        r"\frac{\partial L}{\partial w^2}": (
            "complex_step(lambda w: chain_loss(xs, ts, w1s, b1s, w, b2s), w2s)"
        ),
        r"\frac{\partial L}{\partial b^2}": (
            "complex_step(lambda b: chain_loss(xs, ts, w1s, b1s, w2s, b), b2s)"
        ),
        r"\frac{\partial L}{\partial \hat y}": "complex_step(lambda y: np.sum((y - ts) ** 2), ys)",
        r"\frac{\partial \hat y}{\partial z^2}": "complex_step(lambda z: np.sum(sigmoid(z)), z2s)",
        r"\frac{\partial z^2}{\partial w^2}": "complex_step(lambda w: np.sum(w * a1s + b2s), w2s)",
        r"\frac{\partial L}{\partial z^2}": "complex_step(loss_of_z2s, z2s)",
        r"\delta^2": "complex_step(loss_of_z2s, z2s)",
        r"\hat y": "ys",
        "t": "ts",
        "z^2": "z2s",
        "a^1": "a1s",
    },
    ("hidden-error", "hidden-gradients"): {
        r"\delta^1": "complex_step(loss_of_z1s, z1s)",
        r"\frac{\partial L}{\partial z^1}": "complex_step(loss_of_z1s, z1s)",
        r"\frac{\partial L}{\partial w^1}": (
            "complex_step(lambda w: chain_loss(xs, ts, w, b1s, w2s, b2s), w1s)"
        ),
        r"\frac{\partial L}{\partial b^1}": (
            "complex_step(lambda b: chain_loss(xs, ts, w1s, b, w2s, b2s), b1s)"
        ),
        r"\delta^2": "complex_step(loss_of_z2s, z2s)",
        "w^2": "w2s",
        "z^1": "z1s",
        "x": "xs",
    },
    ("delta-index", "gradients-index"): {
        r"\delta^1_{ij}": "by_Z1[i, j]",
        r"\frac{\partial L}{\partial w^2_{jk}}": "by_W2[j, k]",
        r"\frac{\partial L}{\partial b^2_k}": "by_b2[0, k]",
    },
    ("delta-matrix", "gradients-matrix"): {
        r"\delta^1": "by_Z1",
        r"\frac{\partial L}{\partial W^2}": "by_W2",
        r"\frac{\partial L}{\partial b^2}": "by_b2",
    },
    ("delta-last", "delta-any"): {
        r"\ell in": "range(1, 4)",
        r"\delta^D": "deep_deltas[-1]",
        r"\delta^\ell": "deep_deltas[ell - 1]",
        r"\delta^{\ell+1}": "deep_deltas[ell]",
        r"\frac{\partial L}{\partial A^D}": (
            "complex_step(lambda A: np.sum((A - T) ** 2), deep_A[-1])"
        ),
        r"W^{\ell+1}": "deep[ell][0]",
        r"Z^\ell": "deep_Z[ell - 1]",
        "Z^D": "deep_Z[-1]",
    },
    ("update-weights", "update-biases"): {
        "i in": "range(5)",
        r"\ell in": "range(1, 5)",
        r"W^\ell \leftarrow": "nets.descend(deep, deep_slopes, eta)[ell - 1][0]",
        r"b^\ell \leftarrow": "nets.descend(deep, deep_slopes, eta)[ell - 1][1]",
        r"W^\ell": "deep[ell - 1][0]",
        r"b^\ell": "deep[ell - 1][1]",
        r"A^{\ell-1}": "deep_A[ell - 1]",
        r"\delta^\ell": "deep_deltas[ell - 1]",
        r"\delta^\ell_i": "deep_deltas[ell - 1][i : i + 1]",
    },
    "columns": {
        "i in": "range(5)",
        r"\ell in": "range(1, 4)",
        r"\delta^\ell": "deep_deltas[ell - 1].T",
        r"\delta^{\ell+1}": "deep_deltas[ell].T",
        r"\delta^\ell_i": "deep_deltas[ell - 1].T[:, i : i + 1]",
        r"\frac{\partial L}{\partial W^\ell}": "deep_slopes[ell - 1][0].T",
        r"\frac{\partial L}{\partial b^\ell}": "deep_slopes[ell - 1][1].T",
        r"W^{\ell+1}": "deep[ell][0].T",
        r"z^\ell": "deep_Z[ell - 1].T",
        r"a^{\ell-1}": "deep_A[ell - 1].T",
    },
    "conventions": {
        r"\ell in": "range(1, 3)",
        r"\delta^\ell_{\text{sum}}": '(delta1_of, delta2_of)[ell - 1]("sum")',
        r"\delta^\ell_{\text{half}}": '(delta1_of, delta2_of)[ell - 1]("half")',
        r"\delta^\ell_{\text{mean}}": '(delta1_of, delta2_of)[ell - 1]("mean")',
        "d": "T.shape[1]",
    },
    "products": {
        r"\ell in": "range(1, 3)",
        "?": '[onward["multiply"] - aims.size, homeward["multiply"]]',
        "n": "len(samples)",
        r"d_{\ell-1}": "UNEVEN[ell - 1]",
        r"d_\ell": "UNEVEN[ell]",
    },
    r"\fwd{Z}^\ell = \fwd{A}": {
        r"\ell in": "range(1, 5)",
        r"Z^\ell": "deep_Z[ell - 1]",
        r"A^\ell": "deep_A[ell]",
        r"A^{\ell-1}": "deep_A[ell - 1]",
        r"W^\ell": "deep[ell - 1][0]",
        r"b^\ell": "deep[ell - 1][1]",
    },
    r"(\hat y + h - t)^2 &=": {
        "h": "0.3",
    },
    r"(w^2 + h)\,a^1": {
        "w^2": "0.5",
        "a^1": "0.56",
        "b^2": "0.1",
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
    "products": [
        ("== len(X) * weights", "== 2 * len(X) * weights"),
        ("== 2 * len(X) * weights", "== len(X) * weights"),
        ("W1.size + W2.size", "W1.size + W2.size + b1.size + b2.size"),
    ],
}
