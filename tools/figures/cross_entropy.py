"""Draw squared error beside cross-entropy: the error of a saturated unit, and epochs on XOR."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element

import numpy as np

from snippets.activations import sigmoid
from tools.figures.experiments import GRID, LOSSES, TUNING
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Frame
from tools.vouch.records.experiments import load

INK = "ink"  # no family of numbers, so no colour


def sizes(logits: Sequence[float]) -> dict[str, list[float]]:
    """Return the size of the output's error for target one at each logit, by loss."""
    y = np.asarray(sigmoid(np.array(logits)))
    found = ((1 - y) * y * (1 - y), 1 - y)
    return {loss: part.tolist() for loss, part in zip(LOSSES, found, strict=True)}


def saturated(width: int) -> Element:
    """Return the size of both errors over the logit."""
    logits = [half / 2 for half in range(-16, 17)]
    both = sizes(logits)
    ends = [f"{both[loss][0]:.4f} with {loss}" for loss in LOSSES]
    words = f"For target one and a logit of −8 the size of the error is {' and '.join(ends)}. "
    words += "Both fade to the right, where the answer is right."
    picture = svg.drawing(width, 290, "The error of a unit over its logit", words)
    frame = Frame(48, 36, width - 78, 200, x=(-8, 8), y=(1e-8, 1), log_y=True)
    plot.axes(picture, frame, "logit", "size of the error")
    for loss, place in zip(LOSSES, (-6, -8), strict=True):
        plot.curve(picture, frame, "q-er", logits, both[loss], "")
        x, y = frame.at(place, both[loss][logits.index(place)])
        svg.text(picture, x + 8, y + 15, loss, anchor="start", size=plot.TICK_SIZE)
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


def rates(width: int) -> Element:
    """Return the epochs over the learning rate for both losses, without momentum."""
    both = {loss: tenth_fastest(loss, 0) for loss in LOSSES}
    words = "; ".join(
        f"{loss}: {', '.join(f'{count:,} epochs at rate {eta:g}' for eta, count in found.items())}"
        for loss, found in both.items()
    )
    picture = svg.drawing(width, 290, "Epochs until XOR is solved, by learning rate", f"{words}.")
    limits = (GRID[0], GRID[-1])
    frame = Frame(48, 36, width - 78, 200, x=limits, y=(100, 10_000), log_x=True, log_y=True)
    plot.axes(picture, frame, "learning rate", "epochs")
    for loss, found in both.items():
        plot.curve(picture, frame, INK, list(found), list(found.values()), "")
        for eta, count in found.items():
            plot.marker(picture, frame, INK, eta, count)
        x, y = frame.at(*next(iter(found.items())))
        svg.text(picture, x + 10, y - 6, loss, anchor="start", size=plot.TICK_SIZE)
    return picture
