"""What the page on the hidden-layer delta means, and what its checks must reject."""

from snippets import worked_example as small

Z1, A1, Z2, A2 = small.forward(small.X, small.parameters)
delta1, delta2 = small.deltas(2 * (A2 - small.T), small.W2, A1, A2)

READINGS = {
    ("ways", "hidden-delta"): {
        r"\frac{\partial L}{\partial a^{(1)}_{ij}}": "by_A1[i, j]",
        r"\delta^{(1)}_{ij}": "by_Z1[i, j]",
    },
    ("hidden-delta-matrix", "whole-way", "first-weights"): {
        r"\delta^{(1)}": "by_Z1",
        r"\frac{\partial L}{\partial W^{(1)}}": "complex_step(loss_from_W1, W1)",
    },
    r"\err{\delta}^{(1)}_j =": {
        "j in": "range(4)",
        r"\delta^{(1)}_j": "delta1[0, j]",
        r"\frac{\partial L}{\partial z^{(1)}_j}": "by_Z1[0, j]",
    },
    r"\frac{\partial L}{\partial a^{(1)}_{11}}": {
        r"\frac{\partial L}{\partial a^{(1)}_{11}}": "by_A1[0, 0]",
    },
}
WRONG = {
    "ways": [
        ("for k in range(2)", "for k in range(1)"),
        ("delta2[i, k] * W2[j, k]", "delta2[i, k]"),
        ("delta2[i, k] * W2[j, k]", "1.000001 * delta2[i, k] * W2[j, k]"),
        ("delta2[i, k] * W2[j, k]", "A2[i, k] * W2[j, k]"),
    ],
    "hidden-delta": [
        ("back * A1[i, j] * (1 - A1[i, j]), by_Z1", "back, by_Z1"),
        ("back * A1[i, j] * (1 - A1[i, j])", "back * Z1[i, j] * (1 - Z1[i, j])"),
        ("back * A1[i, j] * (1 - A1[i, j])", "-back * A1[i, j] * (1 - A1[i, j])"),
    ],
    "hidden-delta-matrix": [
        ("agree((delta2 @ W2.T)", "agree((delta2 @ W2)"),
        ("agree((delta2 @ W2.T) * slope1", "agree((delta2 @ W2.T) @ slope1.T"),
        ("agree((delta2 @ W2.T) * slope1", "agree(delta2 @ W2.T"),
    ],
    "whole-way": [
        ("2 * (A2 - T) * slope2", "(A2 - T) * slope2"),
        ("2 * (A2 - T) * slope2", "2 * (A2 - T)"),
        ("2 * (A2 - T) * slope2", "2 * (T - A2) * slope2"),
    ],
    "first-weights": [
        ("X.T @ delta1", "delta1.T @ X"),
        ("X.T @ delta1", "A1.T @ delta1"),
        ("X.T @ delta1", "X.T @ (delta2 @ W2.T)"),
    ],
}
