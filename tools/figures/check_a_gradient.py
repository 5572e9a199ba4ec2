"""Draw how far slopes are off, by the length of the step that they were measured with."""

from xml.etree.ElementTree import Element

import numpy as np

from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Frame
from tools.vouch.records import experiments

HEIGHT = 350
# in the order of the experiment's columns: name, dashes, and where the name stands (h, error)
CURVES = [
    ("forward difference", "2 4", (1e-6, 0.2)),
    ("central difference", "", (1e-12, 1e-9)),
    ("complex step", "7 4", (1e-14, 1e-14)),
]


def errors(width: int) -> Element:
    """Return the three curves of the experiment `slope-errors`, both axes logarithmic."""
    found = experiments.load("slope-errors")
    steps = 10.0 ** (-np.array(found["arguments"]) / 2)
    table = np.array(found["results"])
    picture = svg.drawing(width, HEIGHT, "The error of a slope by the step", words(steps, table))
    frame = Frame(50, 36, width - 72, HEIGHT - 90, (1e-20, 1), (2e-18, 10), log_x=True, log_y=True)
    plot.axes(picture, frame, "step h", "relative difference to the exact slope")
    for column, (name, dashes, place) in enumerate(CURVES):
        points = [frame.at(h, error) for h, error in zip(steps, table[:, column], strict=True)]
        line = svg.path(picture, "curve", points)
        if dashes:
            line.set("stroke-dasharray", dashes)
        svg.text(picture, *frame.at(*place), name, size=plot.TICK_SIZE)
    return picture


def words(steps: np.ndarray, table: np.ndarray) -> str:
    """Return what the curves show, for readers who do not see them."""
    sentences = []
    for column, (name, _, _) in enumerate(CURVES[:2]):
        best = table[:, column].argmin()
        sentences.append(f"{name}: least, {table[best, column]:.0e}, at h = {steps[best]:.0e}.")
    flat = table[steps < 1e-7, 2].max()
    sentences.append(f"complex step: below {flat:.0e} for every h under 1e-7.")
    return " ".join(sentence[0].upper() + sentence[1:] for sentence in sentences)
