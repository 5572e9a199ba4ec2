"""Draw squared error beside cross-entropy: the error of a saturated unit, and epochs on XOR."""

from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.activations import sigmoid
from snippets.runs.xor_speed import OUTPUT_ERRORS
from snippets.xor import T
from tools.figures.experiments import GRID, TUNING
from tools.figures.kit import plot
from tools.figures.kit.plot import Axis, Plot
from tools.figures.kit.record import Figure, both
from tools.vouch.records.experiments import load

ERRORS: dict[str, Callable[[Any], Any]] = OUTPUT_ERRORS
INK = "ink"  # no family of numbers, so no colour
NAMED_AT = {"half squared error": -6, "cross-entropy": -8}  # the logits where the names stand
MOMENTUM = 0
ERROR = Plot(290, (48, 30), Axis(-8, 8, "logit"), Axis(1e-8, 1, "size of the error", log=True))
RATE = Axis(GRID[0], GRID[-1], "learning rate", log=True)
RATES = Plot(290, (48, 30), RATE, Axis(100, 10_000, "epochs", log=True))


def sizes(logits: Sequence[float]) -> dict[str, dict[float, float]]:
    """Return the size of the output's error for target one at each logit, by loss."""
    y = np.asarray(sigmoid(np.array(logits)))
    found = {loss: abs(error(y)[T.argmax()]) for loss, error in ERRORS.items()}
    return {loss: dict(zip(logits, part.tolist(), strict=True)) for loss, part in found.items()}


def saturated(tall: bool) -> Element:
    """Return the size of both errors over the logit."""
    logits = [half / 2 for half in range(-16, 17)]
    both = sizes(logits)
    ends = [f"{found[-8]:.4f} with {loss}" for loss, found in both.items()]
    picture, frame = plot.single(
        ERROR,
        tall,
        "The size of both errors over the logit. Left, where the answer is wrong, cross-entropy "
        "stays near one and half the squared error falls off.",
        f"For target one and a logit of −8 the size of the error is {' and '.join(ends)}. "
        "Both fade to the right, where the answer is right.",
    )
    for loss, found in both.items():
        line = plot.curve(picture, frame, "q-er", found)
        plot.label(line, loss, frame.at(NAMED_AT[loss], found[NAMED_AT[loss]]), (8, 15))
    return picture


def tenth_fastest(loss: str, momentum: float) -> dict[float, int]:
    """Return the epochs of the tenth fastest tuning run by rate, where that run was solved."""
    found: dict[float, int] = {}
    kept = load("xor-rates")
    for setting, epochs in zip(kept["arguments"], kept["results"], strict=True):
        if [setting[0], *setting[3:5]] == [loss, momentum, TUNING]:
            solved = sorted(count for count in epochs if count is not None)
            if len(solved) >= 10:
                found[setting[2]] = solved[9]
    return found


def rates(tall: bool) -> Element:
    """Return the epochs over the learning rate for both losses, without momentum."""
    both = {loss: tenth_fastest(loss, MOMENTUM) for loss in ERRORS}
    words = "; ".join(
        f"{loss}: {', '.join(f'{count:,} epochs at rate {eta:g}' for eta, count in found.items())}"
        for loss, found in both.items()
    )
    picture, frame = plot.single(
        RATES,
        tall,
        "The tenth fastest of twenty runs over the learning rate, for both losses: two lines side "
        "by side, cross-entropy's shifted to smaller rates.",
        f"{words}.",
    )
    for loss, found in both.items():
        line = plot.curve(picture, frame, INK, found)
        for eta, count in found.items():
            plot.marker(picture, frame, INK, eta, count)
        plot.label(line, loss, frame.at(*next(iter(found.items()))), (10, -6))
    return picture


FIGURES: dict[str, Figure] = {
    "saturated-error": both("The size of both errors for a target of one", saturated),
    "xor-rates": both("Epochs over the learning rate", rates),
}
