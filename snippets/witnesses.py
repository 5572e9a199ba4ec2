"""Slopes of a function, found without any formula for them."""

import numpy as np

from snippets.checks import check_finite


# --8<-- [start:check-function]
def check_function(f, P):
    """Raise ValueError unless P and f(P) are real and finite.

    f(P) must be one number.
    """
    if np.size(P) == 0:
        raise ValueError(
            f"P: got shape {np.shape(P)}, want a number or more"
        )
    if np.iscomplexobj(P):
        raise ValueError("P: got complex numbers, want real ones")
    check_finite("P", P)
    number(f, np.array(P, float)[()])  # a copy: f may change it


def number(f, P):
    """Return f(P) as a float.

    Raises ValueError unless it is one finite real number.
    """
    value = np.asarray(f(P))
    if value.size != 1:
        raise ValueError(
            f"f: got shape {value.shape}, want one number"
        )
    if value.dtype.kind not in "biuf" or not np.isfinite(value):
        raise ValueError(
            f"f: got {value.item()}, want a finite real number"
        )
    return float(value.item())
    # --8<-- [end:check-function]


# --8<-- [start:check-step]
def check_step(h):
    """Raise ValueError unless h is a finite step above 0."""
    if not 0 < h < np.inf:
        raise ValueError(f"h: got {h}, want a number above 0")
    # --8<-- [end:check-step]


# --8<-- [start:moved]
def moved(P, place, step):
    """Return a copy of P with `step` added to one entry.

    It is float64 or complex128: float32 would round the step.
    """
    P = np.array(P, dtype=np.result_type(P, step, float))
    P[place] += step
    return P[()]  # a number stays a number


def step_taken(up, down, direction=1):
    """Return the sum of (up - down) times direction.

    Raises ValueError where rounding has left no step.
    """
    step = np.sum((up - down) * direction)
    if step == 0:
        raise ValueError(
            f"h: got a step lost beside {np.max(np.abs(up)):g}, "
            "want a longer one"
        )
    return step
    # --8<-- [end:moved]


# --8<-- [start:central-difference]
def central_difference(f, P, h=6e-6):
    """Return (f(p + h) - f(p - h)) / 2h for each number p of P.

    f takes an array shaped as P and returns one number. 2h is the
    step that is taken, after p + h and p - h have been rounded.
    For p near 1 and a third derivative near f, the slope is right
    to about 1e-10 of f. Raises ValueError for h ≤ 0 or lost
    beside p, and unless P and f(P) are real and finite.
    """
    check_step(h)
    check_function(f, P)
    slope = np.empty(np.shape(P))
    for place in np.ndindex(np.shape(P)):
        up, down = moved(P, place, h), moved(P, place, -h)
        step = step_taken(up[place], down[place])
        slope[place] = (number(f, up) - number(f, down)) / step
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
    check_finite("direction", direction)
    P, V = np.array(P, float), np.array(direction, float)
    up, down = P + h * V, P - h * V
    step = step_taken(up, down, V) / np.sum(V * V)
    if np.any(np.abs(up - down - step * V) > 1e-3 * abs(step * V)):
        raise ValueError(
            "h: got a step that rounding bends beside "
            f"{np.max(np.abs(P)):g}, want a longer one"
        )
    return (number(f, up) - number(f, down)) / step
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
        slope[place] = np.asarray(value).item().imag / h
    return slope
    # --8<-- [end:complex-step]
