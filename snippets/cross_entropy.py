"""Cross-entropies and their derivatives, computed from logits.

A logit is the pre-activation z of an output unit: the number that
the sigmoid or the softmax turns into a probability.
"""

import numpy as np

from snippets.activations import exp_minus_abs, sigmoid
from snippets.checks import as_floats, check_labels, check_matrix
from snippets.losses import reduction_factor


def check_one_hot(T, Z):
    """Return T and Z as floats, where each row of T is one-hot.

    Raises ValueError for other rows and for shapes that differ.
    """
    Z = check_matrix("Z", Z)
    T = check_labels(T, Z.shape)
    for row, ones in enumerate(T.sum(axis=1)):
        if ones != 1:
            raise ValueError(
                f"T: row {row} sums to {ones:g}, want one 1 a row"
            )
    return T, Z


def softplus(Z):
    """Return log(1 + e^z) without overflow, whatever z is.

    >>> print(np.round(softplus(np.array([-1000, 0, 1000])), 4))
    [0.000e+00 6.931e-01 1.000e+03]
    """
    # for z > 0 take z out of the logarithm: z + log(e^(-z) + 1)
    positive = np.where(np.real(Z) < 0, 0, Z)
    return positive + np.log1p(exp_minus_abs(Z))


def binary_cross_entropy(Z, T, reduction="sum"):
    """Return -Σ(t log ŷ + (1-t) log(1-ŷ)), where ŷ = σ(z).

    Z and T are (n, d), and each t is 0 or 1; "mean" divides by n d.
    Raises ValueError for other targets and for shapes that differ.

    >>> Z, T = np.array([[0.0], [1000.0]]), np.array([[1], [1]])
    >>> print(np.round(binary_cross_entropy(Z, T), 8))
    0.69314718
    """
    Z = check_matrix("Z", Z)
    T = check_labels(T, Z.shape)
    # -log σ(z) where t = 1, -log(1 - σ(z)) where t = 0
    losses = softplus(np.where(T == 1, -Z, Z))  # (n, d)
    return reduction_factor(reduction, T.size) * np.sum(losses)


def binary_cross_entropy_derivative(Z, T, reduction="sum"):
    """Return dL/dZ, (n, d), of `binary_cross_entropy`: ŷ - t.

    >>> Z, T = np.array([[0.0], [40.0]]), np.array([[1], [1]])
    >>> print(binary_cross_entropy_derivative(Z, T))
    [[-5.00000000e-01]
     [-4.24835426e-18]]
    """
    Z = check_matrix("Z", Z)
    T = check_labels(T, Z.shape)
    # σ(z) - 1 is -σ(-z), which keeps the digits of small errors
    errors = np.where(T == 1, -sigmoid(-Z), sigmoid(Z))
    return reduction_factor(reduction, T.size) * errors


def less_largest(Z):
    """Return Z, (n, d), minus the largest number of each row.

    No exponential of the result is larger than 1.
    """
    Z = as_floats("Z", Z)
    # np.real, since the complex step passes complex logits
    return Z - np.max(np.real(Z), axis=1, keepdims=True)


def softmax(Z):
    """Return e^z / Σe^z for each row, (n, d).

    >>> print(softmax(np.array([[1000.0, 1000.0]])))
    [[0.5 0.5]]
    """
    powers = np.exp(less_largest(Z))  # (n, d)
    return powers / np.sum(powers, axis=1, keepdims=True)


def softmax_cross_entropy(Z, T, reduction="sum"):
    """Return -Σ t log ŷ, where ŷ = softmax(z).

    Z and T are (n, d). Each row of T has a 1 at the class of its
    sample and 0s elsewhere; "mean" divides by the n samples.
    Raises ValueError for other targets and for shapes that differ.

    >>> Z, T = np.array([[0.0, 0.0]]), np.array([[1, 0]])
    >>> print(np.round(softmax_cross_entropy(Z, T), 8))
    0.69314718
    """
    T, Z = check_one_hot(T, Z)
    truths = np.sum(np.where(T == 1, Z, 0), axis=1, keepdims=True)
    Z = Z - truths  # (n, d), 0 at each true class
    m = np.max(np.real(Z), axis=1)  # (n,), 0 for a right answer
    powers = np.where(T == 1, 0, np.exp(less_largest(Z)))
    # log Σe^z = m + log Σe^(z - m); the true class adds e^(-m)
    losses = m + np.log1p(np.sum(powers, axis=1) + np.expm1(-m))
    return reduction_factor(reduction, len(T)) * np.sum(losses)


def softmax_cross_entropy_derivative(Z, T, reduction="sum"):
    """Return dL/dZ, (n, d), of `softmax_cross_entropy`: ŷ - t.

    >>> Z, T = np.array([[0.0, 0.0]]), np.array([[1, 0]])
    >>> print(softmax_cross_entropy_derivative(Z, T))
    [[-0.5  0.5]]
    """
    T, Z = check_one_hot(T, Z)
    Y = softmax(Z)
    # ŷ - 1 is minus the sum of the other probabilities
    others = np.where(T == 1, 0, Y).sum(axis=1, keepdims=True)
    errors = np.where(T == 1, -others, Y)
    return reduction_factor(reduction, len(T)) * errors
