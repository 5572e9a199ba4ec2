"""Gradients of a function, found without any formula for them."""

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
    check_one_number("f", value)
    if value.dtype.kind not in "biuf" or not np.isfinite(value):
        raise ValueError(
            f"f: got {value.item()}, want a finite real number"
        )
    return float(value.item())


def perturbed(P, place, step):
    """Return a copy of P with `step` added to one entry.

    It is float64 or complex128: float32 would round the step.
    """
    P = np.array(P, dtype=np.result_type(P, step, float))
    P[place] += step
    return P[()]  # a number stays a number


def step_taken(up, down, direction=1.0):
    """Return how many times `direction` lie between down and up.

    Raises ValueError where rounding has lost or bent the step.
    """
    taken = up - down
    step = np.sum(taken * direction)
    step = step / (np.sum(direction * direction) or 1)
    bent = np.abs(taken - step * direction)
    if step == 0 or np.any(bent > 1e-3 * np.abs(step * direction)):
        raise ValueError(
            "h: got a step that rounding loses or bends beside "
            f"{np.max(np.abs(up)):g}, want a longer one"
        )
    return step


def central_difference(f, P, h=6e-6):
    """Return (f(p + h) - f(p - h)) / 2h for each number p of P.

    f takes an array shaped as P and returns one number. 2h is the
    step that is taken, after p + h and p - h have been rounded.
    For p near 1 and a third derivative near f, the slope is right
    to about 1e-10 of f. Raises ValueError for h ≤ 0 or lost
    beside p, and unless P and f(P) are real and finite.
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

    It should be the sum of gradient times direction: two runs of f
    test a whole gradient. Raises ValueError
    as `central_difference` does.
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

    Nothing is subtracted, so nothing cancels. f must be analytic
    and keep complex numbers in every term (Squire & Trapp 1998).
    Raises ValueError as `central_difference`, and if f(P) comes
    back real.
    """
    check_positive("h", h)
    check_function(f, P)
    gradient = np.empty(np.shape(P))
    for place in np.ndindex(np.shape(P)):
        value = f(perturbed(P, place, 1j * h))
        if not np.iscomplexobj(value):
            raise ValueError(
                f"f: got {value} for complex numbers, want a "
                "complex number: f drops the imaginary part, "
                "or leaves P out"
            )
        gradient[place] = np.asarray(value).item().imag / h
    return gradient


def one_by_one(method, f, arrays):
    """Return [method(f of one array, that array), …].

    f takes the list of arrays; the others are held still.
    """

    def f_of(which):
        def f_of_one(P):
            changed = [np.array(Q)[()] for Q in arrays]
            changed[which] = P
            return f(changed)

        return f_of_one

    return [method(f_of(k), P) for k, P in enumerate(arrays)]


def numerical_gradient(f, parameters, method):
    """Return what `method` gives for each array of the parameters.

    f takes the parameters, such as [(W1, b1), …], and returns one
    number. The gradients come in the same structure.
    """

    def f_of_arrays(arrays):
        return f(rebuilt(parameters, iter(arrays)))

    arrays = [leaf for _, leaf in leaves(parameters)]
    found = one_by_one(method, f_of_arrays, arrays)
    return rebuilt(parameters, iter(found))
