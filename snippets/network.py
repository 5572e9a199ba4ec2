"""A network of any depth and widths: forward, loss and backward."""

from itertools import pairwise

import numpy as np

from snippets.activations import ACTIVATIONS
from snippets.checks import (
    check_matrix,
    check_positive,
    check_widths,
    look_up,
)
from snippets.cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_derivative,
    softmax_cross_entropy,
    softmax_cross_entropy_derivative,
)
from snippets.losses import squared_error, squared_error_derivative


def initialise(rng, widths, limits=None):
    """Return [(W1, b1), …, (WD, bD)] for layers of these widths.

    `rng` is a NumPy random generator; `widths` are d0 (inputs), d1,
    …, dD. With `limits` (low, high) every number is drawn from
    U[low, high). Without, weights are uniform within
    ±√(6 / (d_in + d_out)) (Glorot & Bengio 2010), biases are 0.
    Raises ValueError for bad widths, and unless low < high.
    """
    parameters = []
    for d_in, d_out in pairwise(check_widths(widths)):
        r = np.sqrt(6 / (d_in + d_out))
        low, high = limits or (-r, r)
        if not -np.inf < low < high < np.inf:
            raise ValueError(
                f"limits: got {low} and {high}, want two finite "
                "numbers, the smaller one first"
            )
        W = rng.uniform(low, high, (d_in, d_out))
        b = np.zeros((1, d_out))
        if limits:
            b = rng.uniform(low, high, (1, d_out))
        parameters.append((W, b))
    return parameters


# by name: the function, and its derivative with respect to
# its first argument
LOSSES = {
    "squared error": (squared_error, squared_error_derivative),
    "binary cross-entropy": (
        binary_cross_entropy,
        binary_cross_entropy_derivative,
    ),
    "softmax cross-entropy": (
        softmax_cross_entropy,
        softmax_cross_entropy_derivative,
    ),
}


def check_network(X, parameters, activations):
    """Return X and the parameters, integers as floats.

    Raises ValueError unless the layers fit X and each other.
    """
    if not len(activations) == len(parameters) > 0:
        raise ValueError(
            f"activations: got {len(activations)} names for "
            f"{len(parameters)} layers, "
            "want one for each, 1 or more"
        )
    for layer, name in enumerate(activations, 1):
        look_up(f"activation {layer}", name, ACTIVATIONS)
    X = check_matrix("X", X)
    d, checked = X.shape[1], []
    for layer, (W, b) in enumerate(parameters, 1):
        W = check_matrix(f"W{layer}", W, rows=d)
        d = W.shape[1]
        b = check_matrix(f"b{layer}", b, rows=1, columns=d)
        checked.append((W, b))
    return X, checked


def check_passed(Z, A, parameters):
    """Raise ValueError unless Z and A fit the layers."""
    if not len(Z) == len(A) - 1 == len(parameters):
        raise ValueError(
            f"Z, A: got {len(Z)} and {len(A)} matrices, "
            f"want {len(parameters)} and one more"
        )
    layers = zip(Z, A[1:], parameters, strict=True)
    for layer, (Z_layer, A_layer, (_, b)) in enumerate(layers, 1):
        shape = len(A[0]), np.shape(b)[-1]
        check_matrix(f"Z{layer}", Z_layer, *shape)
        check_matrix(f"A{layer}", A_layer, *shape)


def forward(X, parameters, activations):
    """Return the lists Z = [Z1, …, ZD] and A = [X, A1, …, AD].

    X is (n, d0), `parameters` [(W1, b1), …], `activations` a name
    for each layer; Zl and Al are (n, dl).
    Raises ValueError for an unknown name and shapes that misfit.
    """
    X, parameters = check_network(X, parameters, activations)
    Z, A = [], [X]
    for (W, b), name in zip(parameters, activations, strict=True):
        function, _ = ACTIVATIONS[name]
        Z.append(A[-1] @ W + b)  # (n, dl)
        A.append(function(Z[-1]))  # (n, dl)
    return Z, A


def backward(dA, Z, A, parameters, activations):
    """Return the lists [delta1, …] and [(dW1, db1), …].

    `dA` is dL/dA of the last layer; Z and A come from `forward`.
    Each delta is (n, dl), each gradient of its parameter's shape.
    Raises ValueError as `forward`, and for what does not fit.
    """
    check_passed(Z, A, parameters)
    check_network(A[0], parameters, activations)
    check_matrix("dA", dA, *np.shape(A[-1]))
    layers = list(
        zip(parameters, activations, Z, A[:-1], strict=True)
    )
    deltas, gradients = [], []
    for (W, _), name, Z_layer, A_before in reversed(layers):
        _, derivative = ACTIVATIONS[name]
        delta = dA * derivative(Z_layer)  # (n, dl)
        dW = A_before.T @ delta  # as W
        db = delta.sum(axis=0, keepdims=True)  # (1, dl)
        dA = delta @ W.T  # for the layer before
        deltas.insert(0, delta)
        gradients.insert(0, (dW, db))
    return deltas, gradients


def check_loss(loss, activations):
    """Raise ValueError unless the last layer fits the loss.

    The cross-entropies take logits: sums that nothing has squashed.
    """
    look_up("loss", loss, LOSSES)
    last = list(activations)[-1:]
    if loss != "squared error" and last != ["identity"]:
        raise ValueError(
            f"activations: got {list(activations)}, want "
            f"'identity' last: {loss} takes logits"
        )


def network_loss(
    X, T, parameters, activations, loss, reduction="sum"
):
    """Return the loss of the network's predictions for X, a number.

    `loss` is a name in LOSSES. Raises ValueError for bad input.
    """
    check_loss(loss, activations)
    _, A = forward(X, parameters, activations)
    function, _ = LOSSES[loss]
    return function(A[-1], T, reduction)


def loss_and_gradients(
    X, T, parameters, activations, loss, reduction="sum"
):
    """Return the loss and its gradients [(dW1, db1), …].

    `loss` is a name in LOSSES. Raises ValueError for bad input.
    """
    check_loss(loss, activations)
    Z, A = forward(X, parameters, activations)
    function, derivative = LOSSES[loss]
    dA = derivative(A[-1], T, reduction)
    _, gradients = backward(dA, Z, A, parameters, activations)
    return function(A[-1], T, reduction), gradients


def check_pairs(gradients, parameters):
    """Return parameters and gradients, integers as floats.

    Both are lists of pairs: [(W1, b1), …] and [(dW1, db1), …].
    Raises ValueError unless each gradient fits its parameter.
    """
    if len(gradients) != len(parameters):
        raise ValueError(
            f"gradients: got {len(gradients)} pairs, "
            f"want {len(parameters)}"
        )
    pairs, checked = [], []
    layers = zip(gradients, parameters, strict=True)
    for layer, ((dW, db), (W, b)) in enumerate(layers, 1):
        W = check_matrix(f"W{layer}", W)
        b = check_matrix(f"b{layer}", b)
        dW = check_matrix(f"dW{layer}", dW, *W.shape)
        db = check_matrix(f"db{layer}", db, *b.shape)
        pairs.append((W, b))
        checked.append((dW, db))
    return pairs, checked


def descend(parameters, gradients, eta):
    """Return each (W, b) one step of size eta downhill.

    Raises ValueError for eta ≤ 0, and for a gradient that is
    missing, not finite or not shaped like its parameter.
    """
    check_positive("eta", eta)
    parameters, gradients = check_pairs(gradients, parameters)
    return [
        (W - eta * dW, b - eta * db)
        for (W, b), (dW, db) in zip(
            parameters, gradients, strict=True
        )
    ]
