"""Draw squared error beside cross-entropy: the delta of an output unit, and epochs on XOR."""

from collections.abc import Callable, Sequence
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.activations import sigmoid
from tools.figures.experiments import GRID, LOSSES, TUNING, results
from tools.figures.kit.plot import Axis, Line, Plot, single
from tools.figures.kit.record import Figure, both

DELTAS: dict[str, Callable[[Any], Any]] = {  # for the target one, given the prediction
    "squared error": lambda y: 2 * (y - 1) * y * (1 - y),
    "cross-entropy": lambda y: y - 1,
}
LINES = {
    "squared error": Line(-1, (-8, -16), "end", "7 4", "q-er"),
    "cross-entropy": Line(-8, (10, 84), family="q-er"),
}
DELTA = Plot(300, (48, 30), Axis(-8, 8, "logit z"), Axis(0, 1, "size of delta"), LINES)
RATE = Axis(GRID[0], GRID[-1], "learning rate η", log=True)
FASTEST = {
    loss: Line(GRID[0], (10, -6), dashes=dashes)
    for loss, dashes in zip(LOSSES, ("7 4", ""), strict=True)
}
RATES = Plot(300, (48, 30), RATE, Axis(100, 10_000, "epochs", log=True), FASTEST)


def sizes(logits: Sequence[float]) -> dict[str, dict[float, float]]:
    """Return the size of the output's delta for target one at each logit, by loss."""
    y = np.asarray(sigmoid(np.array(logits)))
    found = {loss: abs(delta(y)).tolist() for loss, delta in DELTAS.items()}
    return {loss: dict(zip(logits, part, strict=True)) for loss, part in found.items()}


def saturated(tall: bool) -> Element:
    """Return the size of both deltas over the logit."""
    both = sizes([quarter / 4 for quarter in range(-32, 33)])
    ends = [f"{found[-8]:.4f} with {loss}" for loss, found in both.items()]
    return single(
        DELTA,
        tall,
        "The size of delta against the logit, for both losses. On the left, where the prediction "
        "is wrong, cross-entropy stays near one and squared error is almost zero.",
        f"For target one and a logit of −8 the size of delta is {' and '.join(ends)}. "
        "On the right, where the prediction is correct, both approach zero.",
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
    both = {loss: tenth_fastest(loss, momentum=0) for loss in LOSSES}
    words = "; ".join(
        f"{loss}: {', '.join(f'{count:,} epochs at rate {eta:g}' for eta, count in found.items())}"
        for loss, found in both.items()
    )
    return single(
        RATES,
        tall,
        "The tenth fastest of twenty runs against the learning rate, for both losses: two lines "
        "side by side, cross-entropy's shifted to smaller rates.",
        f"{words}.",
        both,
        marks=both,
    )


FIGURES: dict[str, Figure] = {
    "saturated-error": both("The size of delta for a target of one", saturated),
    "xor-rates": both("Epochs by learning rate", rates),
}
