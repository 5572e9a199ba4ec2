"""Loss functions and their derivatives by the network's output."""

import numpy as np

from snippets.checks import check_matrix
from snippets.cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_derivative,
    softmax_cross_entropy,
    softmax_cross_entropy_derivative,
)


# --8<-- [start:squared-error-factor]
def squared_error_factor(shape, convention):
    """Return what a convention puts before the sum of squares.

    Raises ValueError for a convention that is not one of the three.
    """
    factors = {
        "sum": 1,
        "half": 1 / 2,
        "mean": 1 / np.prod(shape),
    }
    if convention not in factors:
        raise ValueError(
            f"convention: got {convention!r}, "
            "want sum, half or mean"
        )
    return factors[convention]
    # --8<-- [end:squared-error-factor]


# --8<-- [start:squared-error]
def squared_error(A, T, convention="sum"):
    """Return the loss, one number, of outputs A for targets T.

    Σ(a-t)² for "sum", ½Σ(a-t)² for "half", Σ(a-t)²/nd for "mean",
    over the nd elements of the matrices A and T, (n, d) each.
    Raises ValueError where the shapes differ.

    >>> A, T = np.array([[1.0], [0.5]]), np.array([[0.0], [0.0]])
    >>> losses = [squared_error(A, T, c) for c in ["sum", "half"]]
    >>> [float(L) for L in losses]
    [1.25, 0.625]
    """
    A = check_matrix("A", A)
    T = check_matrix("T", T, *A.shape)
    return squared_error_factor(A.shape, convention) * np.sum(
        (A - T) ** 2
    )
    # --8<-- [end:squared-error]


# --8<-- [start:squared-error-derivative]
def squared_error_derivative(A, T, convention="sum"):
    """Return dL/dA, (n, d), of `squared_error`.

    >>> A, T = np.array([[1.0]]), np.array([[0.25]])
    >>> squared_error_derivative(A, T, "half")
    array([[0.75]])
    """
    A = check_matrix("A", A)
    T = check_matrix("T", T, *A.shape)
    return 2 * squared_error_factor(A.shape, convention) * (A - T)
    # --8<-- [end:squared-error-derivative]


# --8<-- [start:losses]
# by name: the function, and its derivative by its first argument
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
# --8<-- [end:losses]
