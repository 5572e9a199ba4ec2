"""The checks that the functions make of what they are given."""

import numpy as np


# --8<-- [start:check-matrix]
def check_finite(name, value):
    """Raise ValueError if `value` holds NaN or infinity."""
    # not np.isfinite: it refuses objects, such as exact fractions
    if not np.all(np.abs(value) < np.inf):
        raise ValueError(
            f"{name}: got NaN or infinity, want finite numbers"
        )


def check_matrix(name, value, rows=None, columns=None):
    """Return the shape of `value`, a finite matrix.

    `rows` and `columns` are the wanted sizes; None takes any but 0.
    Raises ValueError that says what came and what is wanted.

    >>> check_matrix("X", np.ones(3))
    Traceback (most recent call last):
    ...
    ValueError: X: got shape (3,), want (any, any)
    """
    if not hasattr(value, "shape"):
        kind = type(value).__name__
        raise ValueError(f"{name}: got a {kind}, want an array")
    shape = np.shape(value)
    want = (rows or "any", columns or "any")
    fits = len(shape) == 2 and 0 not in shape
    fits = fits and rows in (None, shape[0])
    fits = fits and columns in (None, shape[1])
    if not fits:
        wanted = f"({want[0]}, {want[1]})"
        raise ValueError(
            f"{name}: got shape {shape}, want {wanted}"
        )
    check_finite(name, value)
    return shape
    # --8<-- [end:check-matrix]


# --8<-- [start:look-up]
def look_up(name, key, table):
    """Return table[key].

    Raises ValueError that says which key came and which there are.

    >>> look_up("loss", "hinge", {"squared error": 1})
    Traceback (most recent call last):
    ...
    ValueError: loss: got 'hinge', want one of: squared error
    """
    if key not in list(table):
        raise ValueError(
            f"{name}: got {key!r}, want one of: {', '.join(table)}"
        )
    return table[key]
    # --8<-- [end:look-up]
