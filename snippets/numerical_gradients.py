"""Gradients of a function, computed from its values alone."""

import numpy as np

from snippets.checks import (
    check_finite,
    check_one_number,
    check_positive,
    check_shape,
)
from snippets.nested import leaves, rebuilt


def check_function(f, P):
    """Raise ValueError unless P and f(P) are real and finite.

    P must hold at least one number, and f(P) must be one number.
    """
    if np.size(P) == 0:
        raise ValueError(
            f"P: got shape {np.shape(P)}, want at least one number"
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
    check_one_number("f", value)
    if value.dtype.kind not in "biuf" or not np.isfinite(value):
        raise ValueError(
            f"f: got {value.item()}, want a finite real number"
        )
    return float(value.item())


def perturbed(P, place, step):
    """Return a copy of P with `step` added to one entry.

    The copy is float64 or complex128: float32 would round the step.
    """
    P = np.array(P, dtype=np.result_type(P, step, float))
    P[place] += step
    return P[()]  # a number stays a number


def step_taken(up, down, direction=1.0):
    """Return the distance from down to up, in lengths of direction.

    Raises ValueError where rounding has changed the step by more
    than a thousandth.
    """
    taken = up - down
    step = np.sum(taken * direction)
    step = step / (np.sum(direction * direction) or 1)
    if step == 0 or not np.allclose(
        taken, step * direction, 1e-3, 0
    ):
        raise ValueError(
            "h: got a step that rounding changes beside "
            f"{np.max(np.abs(up)):g}, want a longer one"
        )
    return step


def central_difference(f, P, h=6e-6):
    """Return (f(p + h) - f(p - h)) / 2h for each number p of P.

    f takes an array of P's shape and returns one number. The
    divisor is the distance between p + h and p - h as rounded. For
    p near 1 and a third derivative about as large as f, the error
    is about 1e-10 of f. Raises ValueError for h ≤ 0, for an h that
    rounding changes, and unless P and f(P) are real and finite.
    """
    check_positive("h", h)
    check_function(f, P)
    gradient = np.empty(np.shape(P))
    for place in np.ndindex(np.shape(P)):
        up, down = perturbed(P, place, h), perturbed(P, place, -h)
        step = step_taken(up[place], down[place])
        gradient[place] = (number(f, up) - number(f, down)) / step
    return gradient


def directional_difference(f, P, direction, h=6e-6):
    """Return the slope of f at P along `direction`, one number.

    For the right gradient G this is the sum of G * direction, so
    two runs of f test a whole array. Raises ValueError as
    `central_difference` does.
    """
    check_positive("h", h)
    check_function(f, P)
    check_shape("direction", direction, np.shape(P))
    check_finite("direction", direction)
    P, V = np.array(P, float), np.array(direction, float)
    up, down = P + h * V, P - h * V
    step = step_taken(up, down, V)
    return (number(f, up) - number(f, down)) / step


def complex_step(f, P, h=1e-20):
    """Return Im f(p + ih) / h for each number p of P.

    No two nearby values of f are subtracted, so a tiny step costs
    no digits. f must be analytic and keep the imaginary part in
    every term (Squire & Trapp 1998). Raises ValueError as
    `central_difference` does, and where f returns a real number for
    complex P.
    """
    check_positive("h", h)
    check_function(f, P)
    gradient = np.empty(np.shape(P))
    for place in np.ndindex(np.shape(P)):
        value = f(perturbed(P, place, 1j * h))
        if not np.iscomplexobj(value):
            raise ValueError(
                f"f: got {value} for complex P, want a complex "
                "number: f drops the imaginary part, or does not "
                "depend on P"
            )
        gradient[place] = np.asarray(value).item().imag / h
    return gradient


def one_by_one(method, f, arrays):
    """Return what `method` gives for each array, as a list.

    f takes the list of arrays. While `method` changes one of them,
    the others stay as they are.
    """

    def f_of(which):
        def f_of_one(P):
            changed = [np.array(Q)[()] for Q in arrays]
            changed[which] = P
            return f(changed)

        return f_of_one

    return [method(f_of(k), P) for k, P in enumerate(arrays)]


def numerical_gradient(f, parameters, method):
    """Return the gradients that `method` finds, array by array.

    f takes the parameters, such as [(W1, b1), …], and returns one
    number. The gradients come in the structure of the parameters.
    """

    def f_of_arrays(arrays):
        return f(rebuilt(parameters, iter(arrays)))

    arrays = [leaf for _, leaf in leaves(parameters)]
    found = one_by_one(method, f_of_arrays, arrays)
    return rebuilt(parameters, iter(found))
