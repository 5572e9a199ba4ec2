"""What the page on bias gradients means, and what its checks must reject."""

import numpy as np

from snippets import worked_example as small
from snippets.activations import sigmoid
from snippets.derivation import W1, W2, T, X, b1, b2

_, a1, _, a2 = small.forward(small.X, small.parameters)
small1, small2 = small.deltas(2 * (a2 - small.T), small.W2, a1, a2)
(_, small_db1), (_, small_db2) = small.gradients(small.X, a1, small1, small2)


def last_sums(b, ell):
    """Return the last row's sums in a layer with biases b."""
    return X[-1:] @ W1 + b if ell == 1 else sigmoid(X[-1:] @ W1 + b1) @ W2 + b


def loss_of_last_sums(Z, ell):
    """Return the last row's loss when its sums in a layer are Z."""
    A2 = sigmoid(sigmoid(Z) @ W2 + b2) if ell == 1 else sigmoid(Z)
    return np.sum((A2 - T[-1:]) ** 2)


READINGS = {
    "one-sample": {
        r"\ell in": "(1, 2)",
        "k in": "range((b1, b2)[ell - 1].size)",
        r"\frac{\partial L}{\partial b^{(\ell)}_k}": (
            "complex_step((by_b1, by_b2)[ell - 1], (b1, b2)[ell - 1])[0, k]"
        ),
        r"\frac{\partial L}{\partial z^{(\ell)}_k}": (
            "complex_step(lambda Z: loss_of_last_sums(Z, ell), (Z1, Z2)[ell - 1][-1:])[0, k]"
        ),
        r"\frac{\partial z^{(\ell)}_k}{\partial b^{(\ell)}_k}": (
            "complex_step(lambda b: last_sums(b, ell)[0, k], (b1, b2)[ell - 1])[0, k]"
        ),
        r"\delta^{(\ell)}_k": "(delta1, delta2)[ell - 1][-1, k]",
    },
    "batch": {
        r"\frac{\partial L}{\partial b^{(\ell)}_k}": "(by_b1, by_b2)[ell - 1][0, k]",
        r"\frac{\partial L}{\partial b^{(\ell)}}": "(by_b1, by_b2)[ell - 1]",
    },
    "augmented": {
        r"\partial L/\partial W^{(\ell)}": "by_step[:-1]",
        r"\partial L/\partial b^{(\ell)}": "by_step[-1:]",
        r"A^{(\ell-1)}": "A1",
        r"\delta^{(\ell)}": "delta2",
    },
    r"\sum_j \fwd{a}^{(\ell-1)}_j": {
        r"z^{(\ell)}_k": "(Z1, Z2)[ell - 1][-1, k]",
        r"a^{(\ell-1)}_j": "(X, A1)[ell - 1][-1, j]",
    },
}
WRONG = {
    "one-sample": [
        ("agree(delta1[i : i + 1],", "agree(delta1[i : i + 1] * A1[i : i + 1],"),
        ("agree(delta2[i : i + 1],", "agree(-delta2[i : i + 1],"),
        ("agree(delta2[i : i + 1],", "agree(2 * (A2 - T)[i : i + 1],"),
    ],
    "batch": [
        ("np.sum(delta1, axis=0, keepdims=True)", "np.mean(delta1, axis=0, keepdims=True)"),
        ("np.sum(delta1, axis=0, keepdims=True)", "delta1"),
        (
            "np.sum(delta1, axis=0, keepdims=True)",
            "1.000001 * np.sum(delta1, axis=0, keepdims=True)",
        ),
        ("np.sum(delta1, axis=0, keepdims=True)", "delta1[:1]"),
        ("np.sum(delta1, axis=0, keepdims=True)", "np.sum(delta1, axis=1, keepdims=True)"),
        ("np.sum(delta2, axis=0, keepdims=True)", "np.full((1, 2), np.sum(delta2))"),
        ("np.sum(delta2, axis=0, keepdims=True)", "-np.sum(delta2, axis=0, keepdims=True)"),
    ],
    "augmented": [
        ("with_ones.T @ delta2", "np.hstack([A1, A1[:, :1]]).T @ delta2"),
        ("with_ones.T @ delta2", "with_ones.T @ delta2 / 5"),
        ("with_ones.T @ delta2", "delta2.T @ with_ones"),
    ],
}
