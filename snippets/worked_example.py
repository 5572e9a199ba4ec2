"""The worked example: a 2-2-1 network, forward and backward."""

import numpy as np

from snippets.activations import (
    sigmoid,
    sigmoid_derivative_from_a,
)
from snippets.checks import check_matrix

X = np.array([[0.5, 0.3]])  # one sample, two inputs
T = np.array([[0.7]])  # its target
W1 = np.array(
    [[0.2, 0.4], [0.1, 0.3]]
)  # W1[i, j]: input i to unit j
b1 = np.array([[0.1, 0.2]])
W2 = np.array([[0.5], [0.6]])
b2 = np.array([[0.1]])
parameters = [(W1, b1), (W2, b2)]  # layer by layer
eta = 0.1


def check_shapes(X, parameters):
    """Return both as floats; ValueError if shapes do not fit."""
    X, ((W1, b1), (W2, b2)) = check_matrix("X", X), parameters
    W1 = check_matrix("W1", W1, rows=X.shape[1])
    b1 = check_matrix("b1", b1, rows=1, columns=W1.shape[1])
    W2 = check_matrix("W2", W2, rows=W1.shape[1])
    b2 = check_matrix("b2", b2, rows=1, columns=W2.shape[1])
    return X, [(W1, b1), (W2, b2)]


def check_deltas(dA2, W2, A1, A2):
    """Raise ValueError if the shapes of the four do not fit."""
    n, d2 = check_matrix("A2", A2).shape
    check_matrix("dA2", dA2, n, d2)
    d1 = check_matrix("W2", W2, columns=d2).shape[0]
    check_matrix("A1", A1, n, d1)


def check_rows(**matrices):
    """Return the matrices as floats; all need equally many rows."""
    rows, checked = None, []
    for name, value in matrices.items():
        checked.append(check_matrix(name, value, rows))
        rows = len(value)
    return checked


def forward(X, parameters):
    """Return Z1, A1 (n, d1) and Z2, A2 (n, d2) for the rows of X.

    `parameters` are [(W1, b1), (W2, b2)].
    Raises ValueError where the shapes do not fit together.
    """
    X, ((W1, b1), (W2, b2)) = check_shapes(X, parameters)
    Z1 = X @ W1 + b1  # (n, d1)
    A1 = sigmoid(Z1)
    Z2 = A1 @ W2 + b2  # (n, d2)
    A2 = sigmoid(Z2)
    return Z1, A1, Z2, A2


def deltas(dA2, W2, A1, A2):
    """Return delta1 (n, d1) and delta2 (n, d2), dL/dZ by layer.

    `dA2` is the derivative of the loss, dL/dA2, (n, d2).
    Raises ValueError where the shapes do not fit together.
    """
    check_deltas(dA2, W2, A1, A2)
    delta2 = dA2 * sigmoid_derivative_from_a(A2)
    delta1 = delta2 @ W2.T * sigmoid_derivative_from_a(A1)
    return delta1, delta2


def gradients(X, A1, delta1, delta2):
    """Return [(dW1, db1), (dW2, db2)], shaped like the parameters.

    Raises ValueError where the numbers of rows differ.
    """
    X, A1, delta1, delta2 = check_rows(
        X=X, A1=A1, delta1=delta1, delta2=delta2
    )
    dW1 = X.T @ delta1
    db1 = delta1.sum(axis=0, keepdims=True)
    dW2 = A1.T @ delta2
    db2 = delta2.sum(axis=0, keepdims=True)
    return [(dW1, db1), (dW2, db2)]
