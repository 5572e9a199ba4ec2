import json
import warnings
from pathlib import Path

import numpy as np

from snippets.activations import sigmoid
from snippets.runs.intervals import wilson_interval
from tools.vouch.hold.known import named

# What the page's expressions need.
along = np.arange(-8, 7, 2)
answers = sigmoid(along)
rate_record = json.loads(Path("docs/assets/experiments/xor-rates.json").read_text(encoding="utf-8"))
grid = sorted({setting[2] for setting in rate_record["arguments"]})
HALF, CROSS = "half squared error", "cross-entropy"


def without_warnings(function, *given):
    """Return what a function returns, its warnings unheard."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return function(*given)


def naive(z, t):
    """Return the loss by the formula as it is, from the probability."""
    y = 1 / (1 + np.exp(-z))
    return -t * np.log(y) - (1 - t) * np.log(1 - y)


def naive_losses():
    """Return, for logits with the label zero, the loss, and what the naive formula makes of it."""
    Z = np.array([10.0, 20.0, 30.0, 36.0])
    values = zip(np.logaddexp(0, Z), without_warnings(naive, Z, 0), strict=True)
    return named(Z, "the loss; by the plain formula", values)


def told(epochs):
    """Return the share of runs that solved XOR, its interval, and their median epochs."""
    epochs = np.array(epochs)
    fine = epochs[np.isfinite(epochs)]
    return [len(fine) / len(epochs), *wilson_interval(len(fine), len(epochs)), np.median(fine)]


def at_half(epochs_of, loss, width, eta=0.5, momentum=0.9):
    """Return what is told of the runs of one setting."""
    return told(epochs_of[loss, width, eta, momentum])


def leads(epochs_of):
    """Return how many times as fast cross-entropy is, for weights up to one and to a half."""
    return [at_half(epochs_of, HALF, w)[3] / at_half(epochs_of, CROSS, w)[3] for w in (1, 0.5)]


def reported_rates(rates, first, best):
    """Return each loss's best rate with and without momentum, and what twenty other seeds gave."""
    rows = {}
    for momentum in (0, 0.9):
        for loss in (HALF, CROSS):
            epochs = rates[loss, momentum, first, best(loss, momentum)]
            found = sum(np.isfinite(epochs)), epochs[4], epochs[9], epochs[14]
            rows[momentum, loss] = [best(loss, momentum), *found]
    return named(rows, r"rate \eta; solved; fifth; tenth; fifteenth", rows.values())


def faster(epochs_of, best, loss, other, momentum):
    """Return on how many seeds one loss is faster than the other, each at its best rate."""
    one, two = (np.array(epochs_of[f, 0.5, best(f, momentum), momentum]) for f in (loss, other))
    return np.sum(one < two)


def solved_of_thousand(epochs_of, best, loss, momentum):
    """Return how many of a thousand seeds are solved at the best rate."""
    return at_half(epochs_of, loss, 0.5, best(loss, momentum), momentum)[0] * 1000
