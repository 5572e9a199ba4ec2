"""Cross-entropies and their derivatives, computed from logits.

A logit is the last layer's sum z, before any sigmoid or softmax.
"""

import numpy as np

from snippets.activations import sigmoid
from snippets.checks import check_matrix, look_up


# --8<-- [start:check-labels]
def check_labels(T, Z):
    """Return T as an array of 0 and 1, shaped as Z.

    Raises ValueError for other values, and for other shapes.
    """
    check_matrix("T", T, *check_matrix("Z", Z))
    T = np.asarray(T)
    wrong = T[(T != 0) & (T != 1)]
    if len(wrong):
        raise ValueError(f"T: got {wrong[0]}, want only 0 and 1")
    return T
    # --8<-- [end:check-labels]


# --8<-- [start:check-one-hot]
def check_one_hot(T, Z):
    """Return T as an array, each row of it one 1 among 0s.

    Raises ValueError for other rows, and for other shapes.
    """
    T = check_labels(T, Z)
    for row, ones in enumerate(T.sum(axis=1)):
        if ones != 1:
            raise ValueError(
                f"T: row {row} sums to {ones:g}, want one 1 a row"
            )
    return T
    # --8<-- [end:check-one-hot]


# --8<-- [start:cross-entropy-factor]
def cross_entropy_factor(count, convention):
    """Return 1 for "sum" and 1 / count for "mean"."""
    factors = {"sum": 1, "mean": 1 / count}
    return look_up("convention", convention, factors)
    # --8<-- [end:cross-entropy-factor]


# --8<-- [start:softplus]
def softplus(Z):
    """Return log(1 + e^z), without overflow for any z.

    >>> print(np.round(softplus(np.array([-1000, 0, 1000])), 4))
    [0.000e+00 6.931e-01 1.000e+03]
    """
    # for z > 0 take z out of the logarithm: z + log(e^(-z) + 1);
    # the real part decides, so that the complex step comes through
    sign = np.where(np.real(Z) < 0, -1, 1)
    small = np.exp(-sign * Z)
    return np.where(sign < 0, 0, Z) + np.log1p(small)
    # --8<-- [end:softplus]


# --8<-- [start:binary-cross-entropy]
def binary_cross_entropy(Z, T, convention="sum"):
    """Return -Σ(t log ŷ + (1-t) log(1-ŷ)), where ŷ = σ(z).

    Z and T are (n, d), each t 0 or 1; "mean" divides by all n d.
    Raises ValueError for other targets, and for other shapes.

    >>> Z, T = np.array([[0.0], [1000.0]]), np.array([[1], [1]])
    >>> print(np.round(binary_cross_entropy(Z, T), 8))
    0.69314718
    """
    T = check_labels(T, Z)
    # -log σ(z) where t = 1, -log(1 - σ(z)) where t = 0
    losses = softplus(np.where(T == 1, -Z, Z))  # (n, d)
    return cross_entropy_factor(T.size, convention) * np.sum(losses)
    # --8<-- [end:binary-cross-entropy]


# --8<-- [start:binary-cross-entropy-derivative]
def binary_cross_entropy_derivative(Z, T, convention="sum"):
    """Return dL/dZ, (n, d), of `binary_cross_entropy`: ŷ - t.

    >>> Z, T = np.array([[0.0]]), np.array([[1]])
    >>> print(binary_cross_entropy_derivative(Z, T))
    [[-0.5]]
    """
    T = check_labels(T, Z)
    return cross_entropy_factor(T.size, convention) * (
        sigmoid(Z) - T
    )
    # --8<-- [end:binary-cross-entropy-derivative]


# --8<-- [start:less-largest]
def less_largest(Z):
    """Return Z, (n, d), less the largest number of each row.

    The exponentials of the result are at most 1.
    """
    # the real part, so that the complex step comes through
    return Z - np.max(np.real(Z), axis=1, keepdims=True)
    # --8<-- [end:less-largest]


# --8<-- [start:softmax]
def softmax(Z):
    """Return e^z / Σe^z of each row, (n, d): rows that sum to 1.

    >>> print(softmax(np.array([[1000.0, 1000.0]])))
    [[0.5 0.5]]
    """
    powers = np.exp(less_largest(Z))  # (n, d)
    return powers / np.sum(powers, axis=1, keepdims=True)
    # --8<-- [end:softmax]


# --8<-- [start:softmax-cross-entropy]
def softmax_cross_entropy(Z, T, convention="sum"):
    """Return -Σ t log ŷ, where ŷ = softmax(z).

    Z and T are (n, d), each row of T one 1 among 0s, at the class
    of that sample; "mean" divides by the n samples.
    Raises ValueError for other targets, and for other shapes.

    >>> Z, T = np.array([[0.0, 0.0]]), np.array([[1, 0]])
    >>> print(np.round(softmax_cross_entropy(Z, T), 8))
    0.69314718
    """
    T = check_one_hot(T, Z)
    Z = less_largest(Z)  # (n, d)
    # the logit of each true class: Z * T would be nan at -inf
    truths = np.sum(np.where(T == 1, Z, 0), axis=1)  # (n,)
    losses = np.log(np.sum(np.exp(Z), axis=1)) - truths
    return cross_entropy_factor(len(T), convention) * np.sum(losses)
    # --8<-- [end:softmax-cross-entropy]


# --8<-- [start:softmax-cross-entropy-derivative]
def softmax_cross_entropy_derivative(Z, T, convention="sum"):
    """Return dL/dZ, (n, d), of `softmax_cross_entropy`: ŷ - t.

    >>> Z, T = np.array([[0.0, 0.0]]), np.array([[1, 0]])
    >>> print(softmax_cross_entropy_derivative(Z, T))
    [[-0.5  0.5]]
    """
    T = check_one_hot(T, Z)
    return cross_entropy_factor(len(T), convention) * (
        softmax(Z) - T
    )
    # --8<-- [end:softmax-cross-entropy-derivative]
