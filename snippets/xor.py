"""XOR with a 2-2-1 network: data, random start, training."""

import numpy as np

from snippets.checks import (
    check_labels,
    check_matrix,
    check_positive,
    check_whole,
)
from snippets.losses import squared_error, squared_error_derivative
from snippets.network import descend
from snippets.worked_example import deltas, forward, gradients

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])  # four samples
T = np.array([[0], [1], [1], [0]])  # XOR of each

X_printed = np.array([[0, 0], [0, 1], [1, 0], [-1, 1]])


def check_schedule(eta, epochs):
    """Raise ValueError unless eta > 0 and epochs is a count."""
    check_positive("eta", eta)
    check_whole("epochs", epochs)


def train(parameters, X, T, eta=0.05, epochs=10_000):
    """Return the parameters after all steps, and every loss.

    `parameters` are [(W1, b1), (W2, b2)]; each epoch is one step
    that uses all rows. The losses, sums of squares, are those
    before each step.
    Raises ValueError for a bad eta, epochs or shape.
    """
    check_schedule(eta, epochs)
    losses = np.empty(epochs)
    for epoch in range(epochs):
        _, A1, _, A2 = forward(X, parameters)
        losses[epoch] = squared_error(A2, T)
        dA2 = squared_error_derivative(A2, T)
        W2 = parameters[1][0]
        delta1, delta2 = deltas(dA2, W2, A1, A2)
        found = gradients(X, A1, delta1, delta2)
        parameters = descend(parameters, found, eta)
    return parameters, losses


def solved(A, T):
    """Return whether each output is on its target's side of 1/2.

    A and T are (n, d), every target 0 or 1; 1/2 is on no side.
    Raises ValueError for other targets or shapes that differ.

    >>> solved(np.array([[0.2], [0.5]]), np.array([[0], [1]]))
    False
    """
    A = check_matrix("A", A)
    T = check_labels(T, A.shape)
    return bool(np.all((A - 1 / 2) * (T - 1 / 2) > 0))
