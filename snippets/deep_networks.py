"""Deep networks: a start for the weights, and gradient clipping."""

from itertools import pairwise

import numpy as np

from snippets.checks import (
    check_finite,
    check_positive,
    check_widths,
)
from snippets.network import backward, forward


def he_initialise(rng, widths):
    """Return [(W1, b1), …, (WD, bD)]: normal weights, zero biases.

    The weights of a layer with d_in inputs have the standard
    deviation √(2 / d_in), made for ReLU (He et al. 2015).
    Raises ValueError for bad widths.
    """
    return [
        (
            rng.normal(0, np.sqrt(2 / d_in), (d_in, d_out)),
            np.zeros((1, d_out)),
        )
        for d_in, d_out in pairwise(check_widths(widths))
    ]


def gradient_norm(gradients):
    """Return the length of all gradients together, one number.

    `gradients` are [(dW1, db1), …]. Raises ValueError for NaN and
    infinity.
    """
    parts = [part for pair in gradients for part in pair]
    for part in parts:
        check_finite("gradient", part)
    return np.sqrt(sum(np.sum(part**2) for part in parts))


def clip(gradients, limit):
    """Return [(dW1, db1), …], shortened to `limit` if longer.

    All are multiplied by one factor, so that their direction stays
    (Pascanu et al. 2013). Raises ValueError for limit ≤ 0.
    """
    check_positive("limit", limit)
    factor = min(1, limit / max(gradient_norm(gradients), 1e-300))
    return [(factor * dW, factor * db) for dW, db in gradients]


def delta_sizes(rng, start, activation, gain=1, depth=8, width=30):
    """Return the mean |delta| of each layer over the last layer's.

    `start` takes rng and the widths and returns parameters, whose
    weights are multiplied by `gain`. The inputs, and the gradient
    with respect to the outputs, are drawn at random for 20 samples.
    """
    drawn = start(rng, [width] * (depth + 1))
    parameters = [(gain * W, b) for W, b in drawn]
    names = [activation] * depth
    Z, A = forward(rng.normal(size=(20, width)), parameters, names)
    dA = rng.normal(size=(20, width))
    deltas, _ = backward(dA, Z, A, parameters, names)
    sizes = np.array([np.mean(np.abs(delta)) for delta in deltas])
    return sizes / sizes[-1]
