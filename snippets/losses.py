"""Loss functions; derivatives with respect to the output."""

import numpy as np

from snippets.checks import check_matrix, look_up


def reduction_factor(reduction, count, **others):
    """Return the factor before a sum: 1 / count for "mean".

    Raises ValueError for a name that is not in `others` either.
    """
    factors = {"sum": 1, **others, "mean": 1 / count}
    return look_up("reduction", reduction, factors)


def squared_error(A, T, reduction="sum"):
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
    factor = reduction_factor(reduction, A.size, half=1 / 2)
    return factor * np.sum((A - T) ** 2)


def squared_error_derivative(A, T, reduction="sum"):
    """Return dL/dA, (n, d), of `squared_error`.

    >>> A, T = np.array([[1.0]]), np.array([[0.25]])
    >>> squared_error_derivative(A, T, "half")
    array([[0.75]])
    """
    A = check_matrix("A", A)
    T = check_matrix("T", T, *A.shape)
    factor = reduction_factor(reduction, A.size, half=1 / 2)
    return 2 * factor * (A - T)
