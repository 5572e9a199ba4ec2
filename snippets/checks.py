"""The checks that functions make of their arguments."""

import numpy as np


def refuse(name, value):
    """Raise ValueError: this is no plain array of NumPy."""
    kind = type(value).__name__
    raise ValueError(f"{name}: got a {kind}, want an array")


def as_floats(name, value):
    """Return `value` as an array, in which integers are floats.

    Integers would overflow silently. All other numbers stay.
    Raises ValueError for what holds no numbers, and for arrays
    with an arithmetic of their own.
    """
    if not hasattr(value, "dtype"):
        value = np.array(value)
    if type(value).__name__ in ("matrix", "MaskedArray"):
        refuse(name, value)
    if value.dtype.kind not in "biufcO":
        raise ValueError(f"{name}: got {value.dtype}, want numbers")
    return (
        value.astype(float) if value.dtype.kind in "biu" else value
    )


def check_finite(name, value):
    """Return `value` as `as_floats` does.

    Raises ValueError if it holds NaN or infinity.
    """
    value = as_floats(name, value)
    # not np.isfinite: it refuses objects, such as exact fractions
    if not np.less(abs(value), np.inf).all():
        raise ValueError(
            f"{name}: got NaN or infinity, want finite numbers"
        )
    return value


def check_matrix(name, value, rows=None, columns=None):
    """Return `value`, a finite matrix, as `as_floats` does.

    `rows` and `columns` are the wanted sizes; None takes any but 0.
    Raises ValueError that says what came and what is wanted.

    >>> check_matrix("X", np.ones(3))
    Traceback (most recent call last):
    ...
    ValueError: X: got shape (3,), want (any, any)
    """
    if not hasattr(value, "shape"):
        refuse(name, value)
    shape = value.shape
    want = (rows or "any", columns or "any")
    fits = len(shape) == 2 and 0 not in shape
    fits = fits and rows in (None, shape[0])
    fits = fits and columns in (None, shape[1])
    if not fits:
        wanted = f"({want[0]}, {want[1]})"
        raise ValueError(
            f"{name}: got shape {shape}, want {wanted}"
        )
    return check_finite(name, value)


def check_shape(name, value, shape):
    """Raise ValueError unless value has this shape."""
    if np.shape(value) != shape:
        raise ValueError(
            f"{name}: got shape {np.shape(value)}, want {shape}"
        )


def check_one_number(name, value):
    """Raise ValueError unless value is one number, in any shape."""
    if np.size(value) != 1:
        raise ValueError(
            f"{name}: got shape {np.shape(value)}, want one number"
        )


def check_labels(T, shape):
    """Return T, a matrix of this shape, as floats, all 0 or 1.

    Raises ValueError for other values, and for other shapes.
    """
    T = check_matrix("T", T, *shape)
    wrong = T[(T != 0) & (T != 1)]
    if len(wrong):
        raise ValueError(f"T: got {wrong[0]:g}, want only 0 and 1")
    return T


def check_like(name, arrays, parameters):
    """Return `arrays` as floats: one shaped like each parameter.

    Raises ValueError for other shapes, NaN and infinity.
    """
    want = [np.shape(P) for P in parameters]
    got = [np.shape(P) for P in arrays]
    if got != want:
        raise ValueError(f"{name}: got shapes {got}, want {want}")
    return [check_finite(name, P) for P in arrays]


def check_positive(name, value):
    """Raise ValueError unless value is a finite number above 0."""
    if not 0 < value < np.inf:
        raise ValueError(
            f"{name}: got {value}, want a number above 0"
        )


def check_decay(lam):
    """Raise ValueError unless lam is a finite number, 0 or more."""
    if not 0 <= lam < np.inf:
        raise ValueError(
            f"lam: got {lam}, want a finite number, 0 or more"
        )


def check_whole(name, value, least=0, most=np.inf):
    """Return `value`, a whole number, as a Python int.

    Raises ValueError for others, and outside `least` to `most`.

    >>> check_whole("epochs", np.int64(3))
    3
    """
    # True is an int to Python, but no number to count with
    whole = isinstance(value, int | np.integer)
    if (
        isinstance(value, bool)
        or not whole
        or not least <= value <= most
    ):
        range_ = f"to {most}" if most < np.inf else "up"
        raise ValueError(
            f"{name}: got {value!r}, "
            f"want a whole number from {least} {range_}"
        )
    return int(value)


def check_widths(widths):
    """Return the widths, two whole numbers above 0 or more."""
    widths = [check_whole("widths", d, 1) for d in widths]
    if len(widths) < 2:
        raise ValueError(
            f"widths: got {widths}, want 2 numbers or more"
        )
    return widths


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
