"""How far each witness is off, by the length of its step."""

from decimal import Decimal, localcontext
from functools import partial

import numpy as np

from snippets.gradient_check import relative_difference
from snippets.network import initialise, network_loss
from snippets.witnesses import (
    central_difference,
    complex_step,
    moved,
    number,
    step_taken,
)

# --8<-- [start:data]
rng = np.random.default_rng(11)
X = rng.normal(size=(5, 3))  # five samples, three inputs
T = rng.uniform(size=(5, 2))  # two targets for each
layers = initialise(rng, [3, 4, 2])  # [(W1, b1), (W2, b2)]
sigmoids = ["sigmoid", "sigmoid"]
# --8<-- [end:data]


# --8<-- [start:loss-by-first]
def loss_by_first(X, T, layers, activations=sigmoids):
    """Return the loss as a function of W1, all else held still."""
    (_, b1), *others = layers

    def loss(W1):
        changed = [(W1, b1), *others]
        return network_loss(
            X, T, changed, activations, "squared error"
        )

    return loss
    # --8<-- [end:loss-by-first]


# --8<-- [start:forward-difference]
def forward_difference(f, P, h):
    """Return (f(p + h) - f(p)) / h for each number p of P."""
    P, slope = np.array(P, float), np.empty(np.shape(P))
    for place in np.ndindex(np.shape(P)):
        up = moved(P, place, h)
        step = step_taken(up[place], P[place])
        slope[place] = (number(f, up) - number(f, P)) / step
    return slope
    # --8<-- [end:forward-difference]


# --8<-- [start:exact-slope]
def exact_slope(h=Decimal("1e-15")):
    """Return dL/dW1 of the 3-4-2 network, right in every bit.

    A central difference again, but of a forward pass that computes
    with fifty digits; about thirty of these survive the difference.
    """
    exact = np.frompyfunc(Decimal, 1, 1)
    pairs = [(exact(W), exact(b)) for W, b in layers]
    loss, W1 = loss_by_first(exact(X), exact(T), pairs), pairs[0][0]
    slope = np.empty(W1.shape)
    with localcontext(prec=50):
        for place in np.ndindex(W1.shape):
            up, down = W1.copy(), W1.copy()
            up[place] += h
            down[place] -= h
            slope[place] = (loss(up) - loss(down)) / (2 * h)
    return slope
    # --8<-- [end:exact-slope]


# --8<-- [start:float32-error]
def float32_error(h):
    """Return how far a central difference in float32 is off.

    The network has tanh inside: its values stay float32 throughout.
    """
    short = [(W.astype("f4"), b.astype("f4")) for W, b in layers]
    names = ["tanh", "identity"]
    loss = loss_by_first(
        X.astype("f4"), T.astype("f4"), short, names
    )
    W1, _ = short[0]

    def in_float32(W1):
        return loss(W1.astype("f4"))

    slope = complex_step(loss, W1)
    return relative_difference(
        central_difference(in_float32, W1, h), slope
    )
    # --8<-- [end:float32-error]


# --8<-- [start:step-errors]
def step_errors(half_decades):
    """Return how far slopes are off, with h = 10^(-half_decades/2).

    In this order: forward difference, central difference, complex
    step, and central difference in float32; each the relative
    difference of dL/dW1 to the exact one, to two digits.
    """
    h, exact = 10 ** (-half_decades / 2), exact_slope()
    loss, W1 = loss_by_first(X, T, layers), layers[0][0]

    def error(witness):
        return relative_difference(witness(loss, W1, h), exact)

    witnesses = forward_difference, central_difference, complex_step
    tries = [partial(error, witness) for witness in witnesses]
    errors = []
    for attempt in [*tries, partial(float32_error, h)]:
        try:
            errors.append(attempt())
        except ValueError:  # rounding has lost the step: no answer
            errors.append(1.0)
    return [float(f"{error:.1e}") for error in errors]
    # --8<-- [end:step-errors]
