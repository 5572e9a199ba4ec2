"""Gradients as readers get them wrong, computed with the snippets."""

import numpy as np

from snippets.activations import sigmoid_derivative_from_a, sigmoid_derivative_from_z
from snippets.losses import squared_error_derivative
from snippets.worked_example import forward, gradients
from tools.figures.worked_example import entries


def passed_back(X, T, parameters, W2=None, slope2=None, slope1=None, back=None):
    """Return the gradients by name, with one piece of the backward pass replaced."""
    _, A1, _, A2 = forward(X, parameters)
    W2 = parameters[1][0] if W2 is None else W2
    delta2 = squared_error_derivative(A2, T) * (slope2 or sigmoid_derivative_from_a)(A2)
    dA1 = delta2 @ W2.T if back is None else back(delta2, W2)
    delta1 = dA1 * (slope1 or sigmoid_derivative_from_a)(A1)
    (dW1, db1), (dW2, db2) = gradients(X, A1, delta1, delta2)
    return entries(float, w1=dW1, b1=db1, w2=dW2, b2=db2)


def mistakes(X, T, parameters, eta):
    """Return by mistake, named by a word of its verdict, the gradients that it gives."""
    right = passed_back(X, T, parameters)
    Z1, _, Z2, _ = forward(X, parameters)
    (W1, b1), (W2, b2) = parameters
    by_name = entries(float, w1=W1, b1=b1, w2=W2, b2=b2)
    dW2 = np.array([right[name] for name in right if name.startswith("w^2")]).reshape(W2.shape)
    ones = np.ones_like
    at_z = {"slope2": lambda A: Z2 * (1 - Z2), "slope1": lambda A: Z1 * (1 - Z1)}
    doubled = {"slope2": sigmoid_derivative_from_z, "slope1": sigmoid_derivative_from_z}
    found = {
        "sign is not": {name: -g for name, g in right.items()},
        "half the gradient": {name: g / 2 for name, g in right.items()},
        "twice the gradient": {name: 2 * g for name, g in right.items()},
        "after the update": passed_back(X, T, parameters, W2=W2 - eta * dW2),
        "σ(a)(1 − σ(a))": passed_back(X, T, parameters, **doubled),
        "z(1 − z)": passed_back(X, T, parameters, **at_z),
        "slope of the output": passed_back(X, T, parameters, slope2=ones),
        "slope of the hidden": passed_back(X, T, parameters, slope1=ones),
        "η times": {name: eta * g for name, g in right.items()},
        "parameter after the step": {name: by_name[name] - eta * g for name, g in right.items()},
        "two subscripts": {
            name: right[name[:-2] + name[:-3:-1]] for name in right if name[-2:] in ("12", "21")
        },
    }
    if W2.shape[1] == 1:
        left_out = passed_back(X, T, parameters, back=lambda delta2, W2: delta2 @ ones(W2).T)
        found["left out the weight"] = left_out
        deltas = {f"w^1_{i}{j}": right[f"b^1_{j}"] for i in (1, 2) for j in (1, 2)}
        found["That is the delta"] = deltas | {f"w^2_{j}": right["b^2"] for j in (1, 2)}
    else:
        for k, word in enumerate(("first", "second")):
            found[f"through the {word} output"] = passed_back(
                X, T, parameters, back=lambda delta2, W2, k=k: delta2[:, [k]] @ W2[:, [k]].T
            )
    return right, found
