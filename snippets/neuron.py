"""A single logistic neuron: no hidden layer, a flat boundary."""

from snippets.activations import (
    sigmoid,
    sigmoid_derivative_from_a,
)
from snippets.checks import check_matrix
from snippets.losses import squared_error_derivative
from snippets.network import descend
from snippets.xor import check_schedule


def neuron(X, parameters):
    """Return A (n, 1), a logistic neuron's predictions for X.

    `parameters` are [(W, b)], W (d, 1) and b (1, 1).
    Raises ValueError for other shapes.

    >>> import numpy as np
    >>> W, b = np.array([[4], [-3]]), np.array([[0]])
    >>> print(neuron(np.array([[3, 4]]), [(W, b)]))
    [[0.5]]
    """
    X, [(W, b)] = check_matrix("X", X), parameters
    W = check_matrix("W", W, rows=X.shape[1], columns=1)
    b = check_matrix("b", b, rows=1, columns=1)
    return sigmoid(X @ W + b)


def train_neuron(parameters, X, T, eta=0.05, epochs=10_000):
    """Return [(W, b)] of one neuron after `epochs` steps.

    Raises ValueError for a bad eta, epochs or shape.
    """
    check_schedule(eta, epochs)
    for _ in range(epochs):
        A = neuron(X, parameters)
        dA = squared_error_derivative(A, T)
        delta = dA * sigmoid_derivative_from_a(A)
        dW, db = X.T @ delta, delta.sum(axis=0, keepdims=True)
        parameters = descend(parameters, [(dW, db)], eta)
    return parameters
