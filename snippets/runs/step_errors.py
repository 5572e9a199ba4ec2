"""The errors of numerical gradients for steps of many sizes."""

from decimal import Decimal, localcontext
from functools import partial

import numpy as np

from snippets.check_a_gradient import T, X, layers, loss_by_first
from snippets.gradient_check import relative_difference
from snippets.numerical_gradients import (
    central_difference,
    complex_step,
    number,
    perturbed,
    step_taken,
)


def forward_difference(f, P, h):
    """Return (f(p + h) - f(p)) / h for each number p of P."""
    P, gradient = np.array(P, float), np.empty(np.shape(P))
    for place in np.ndindex(np.shape(P)):
        up = perturbed(P, place, h)
        step = step_taken(up[place], P[place])
        gradient[place] = (number(f, up) - number(f, P)) / step
    return gradient


def exact_gradient(h=Decimal("1e-15")):
    """Return dL/dW1 of the 3-4-2 network, exact to the last bit.

    It is a central difference of a forward pass with fifty digits.
    About thirty of these digits survive the subtraction.
    """
    exact = np.frompyfunc(Decimal, 1, 1)
    pairs = [(exact(W), exact(b)) for W, b in layers]
    loss, W1 = loss_by_first(exact(X), exact(T), pairs), pairs[0][0]
    gradient = np.empty(W1.shape)
    with localcontext(prec=50):
        for place in np.ndindex(W1.shape):
            up, down = W1.copy(), W1.copy()
            up[place] += h
            down[place] -= h
            gradient[place] = (loss(up) - loss(down)) / (2 * h)
    return gradient


def float32_error(h):
    """Return the relative error of a central difference in float32.

    The network has tanh units, which keep all values in float32.
    """
    short = [(W.astype("f4"), b.astype("f4")) for W, b in layers]
    names = ["tanh", "identity"]
    loss = loss_by_first(
        X.astype("f4"), T.astype("f4"), short, names
    )
    W1, _ = short[0]

    def in_float32(W1):
        return loss(W1.astype("f4"))

    gradient = complex_step(loss, W1)
    return relative_difference(
        central_difference(in_float32, W1, h), gradient
    )


def step_errors(half_decades):
    """Return four relative errors for h = 10^(-half_decades/2).

    They belong to the forward difference, the central difference,
    the complex step, and the central difference in float32. Each
    compares dL/dW1 with its exact value, and has two digits.
    """
    h, exact = 10 ** (-half_decades / 2), exact_gradient()
    loss, W1 = loss_by_first(X, T, layers), layers[0][0]

    def error(method):
        return relative_difference(method(loss, W1, h), exact)

    methods = forward_difference, central_difference, complex_step
    tries = [partial(error, method) for method in methods]
    errors = []
    for attempt in [*tries, partial(float32_error, h)]:
        try:
            errors.append(attempt())
        except ValueError:  # rounding has lost the step: no answer
            errors.append(1.0)
    return [float(f"{error:.1e}") for error in errors]
