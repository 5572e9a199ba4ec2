"""Draw squared error beside cross-entropy: the error of a saturated unit, and epochs on XOR."""

from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.activations import sigmoid
from snippets.runs.xor_speed import OUTPUT_ERRORS
from snippets.xor import T
from tools.figures.experiments import GRID, TUNING, results
from tools.figures.kit.plot import Axis, Line, Plot, single
from tools.figures.kit.record import Figure, both

ERRORS: dict[str, Callable[[Any], Any]] = OUTPUT_ERRORS
NAMED_AT = {"half squared error": -6, "cross-entropy": -8}  # the logits where the names stand
LINES = {loss: Line(at, (8, 15), dashes="7 4", family="q-er") for loss, at in NAMED_AT.items()}
SIZE = Axis(1e-8, 1, "size of the error", log=True)
ERROR = Plot(290, (48, 30), Axis(-8, 8, "logit"), SIZE, LINES)
RATE = Axis(GRID[0], GRID[-1], "learning rate", log=True)
FASTEST = dict.fromkeys(ERRORS, Line(GRID[0], (10, -6)))
RATES = Plot(290, (48, 30), RATE, Axis(100, 10_000, "epochs", log=True), FASTEST)


def sizes(logits: Sequence[float]) -> dict[str, dict[float, float]]:
    """Return the size of the output's error for target one at each logit, by loss."""
    y = np.asarray(sigmoid(np.array(logits)))
    found = {loss: abs(error(y)[T.argmax()]) for loss, error in ERRORS.items()}
    return {loss: dict(zip(logits, part.tolist(), strict=True)) for loss, part in found.items()}


def saturated(tall: bool) -> Element:
    """Return the size of both errors over the logit."""
    both = sizes([half / 2 for half in range(-16, 17)])
    ends = [f"{found[-8]:.4f} with {loss}" for loss, found in both.items()]
    return single(
        ERROR,
        tall,
        "The size of both errors over the logit. Left, where the answer is wrong, cross-entropy "
        "stays near one and half the squared error falls off.",
        f"For target one and a logit of −8 the size of the error is {' and '.join(ends)}. "
        "Both fade to the right, where the answer is right.",
        both,
    )


def tenth_fastest(loss: str, momentum: float) -> dict[float, int]:
    """Return the epochs of the tenth fastest tuning run by rate, where that run was solved."""
    found: dict[float, int] = {}
    for eta in GRID:
        (runs,) = results("xor-rates", loss, 0.5, eta, momentum, TUNING)
        solved = sorted(epochs for epochs in runs if epochs is not None)
        if len(solved) >= 10:
            found[eta] = solved[9]
    return found


def rates(tall: bool) -> Element:
    """Return the epochs over the learning rate for both losses, without momentum."""
    both = {loss: tenth_fastest(loss, momentum=0) for loss in ERRORS}
    words = "; ".join(
        f"{loss}: {', '.join(f'{count:,} epochs at rate {eta:g}' for eta, count in found.items())}"
        for loss, found in both.items()
    )
    return single(
        RATES,
        tall,
        "The tenth fastest of twenty runs over the learning rate, for both losses: two lines side "
        "by side, cross-entropy's shifted to smaller rates.",
        f"{words}.",
        both,
        marks=both,
    )


FIGURES: dict[str, Figure] = {
    "saturated-error": both("The size of both errors for a target of one", saturated),
    "xor-rates": both("Epochs over the learning rate", rates),
}
