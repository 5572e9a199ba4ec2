"""Slopes of a function, found without any formula for them."""

import numpy as np

from snippets.checks import check_finite


# --8<-- [start:check-function]
def check_function(f, P):
    """Raise ValueError unless f(P) is one number and P finite."""
    if np.size(P) == 0:
        raise ValueError(
            f"P: got shape {np.shape(P)}, want a number or more"
        )
    check_finite("P", P)
    shape = np.shape(f(P))
    if shape != ():
        raise ValueError(f"f: got shape {shape}, want one number")
    # --8<-- [end:check-function]


# --8<-- [start:check-step]
def check_step(h):
    """Raise ValueError unless h is a finite step above 0."""
    if not 0 < h < np.inf:
        raise ValueError(f"h: got {h}, want a number above 0")
    # --8<-- [end:check-step]


# --8<-- [start:moved]
def moved(P, place, step):
    """Return a copy of the array P, `step` added at one place."""
    P = np.array(P, dtype=np.result_type(P, step))
    P[place] += step
    return P
    # --8<-- [end:moved]


# --8<-- [start:central-difference]
def central_difference(f, P, h=6e-6):
    """Return (f(p + h) - f(p - h)) / 2h for each number p of P.

    f takes an array shaped as P and returns one number.
    For p near 1 and f''' near f, right to about 1e-10 of f.
    Raises ValueError for h ≤ 0, P not finite, f(P) not one number.
    """
    check_step(h)
    check_function(f, P)
    slope = np.empty(np.shape(P))
    for place in np.ndindex(np.shape(P)):
        up, down = f(moved(P, place, h)), f(moved(P, place, -h))
        slope[place] = (up - down) / (2 * h)
    return slope
    # --8<-- [end:central-difference]


# --8<-- [start:directional-difference]
def directional_difference(f, P, direction, h=6e-6):
    """Return the slope of f at P along `direction`, one number.

    It should be the sum of gradient times direction: two runs of f
    test a whole gradient. Raises ValueError
    as `central_difference` does.
    """
    check_step(h)
    check_function(f, P)
    if np.shape(direction) != np.shape(P):
        raise ValueError(
            f"direction: got shape {np.shape(direction)}, "
            f"want {np.shape(P)}"
        )
    up, down = f(P + h * direction), f(P - h * direction)
    return (up - down) / (2 * h)
    # --8<-- [end:directional-difference]


# --8<-- [start:complex-step]
def complex_step(f, P, h=1e-20):
    """Return Im f(p + ih) / h for each number p of P.

    Nothing is subtracted, so nothing cancels. f must be analytic
    and keep complex numbers in every term (Squire & Trapp 1998).
    Raises ValueError as `central_difference`, and if f(P) comes
    back real.
    """
    check_step(h)
    check_function(f, P)
    slope = np.empty(np.shape(P))
    for place in np.ndindex(np.shape(P)):
        value = f(moved(P, place, 1j * h))
        if not np.iscomplexobj(value):
            raise ValueError(
                f"f: got {value} for complex numbers, want a "
                "complex number: f drops the imaginary part, "
                "or leaves P out"
            )
        slope[place] = value.imag / h
    return slope
    # --8<-- [end:complex-step]
