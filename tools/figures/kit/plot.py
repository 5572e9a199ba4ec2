"""Draw plots: axes, curves that carry their own label, and markers."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from tools.figures.kit import svg
from tools.figures.kit.svg import Point

TICK_SIZE = 13
DASHES = {"q-er": "7 4", "q-gr": "2 4"}  # the others are solid


@dataclass(frozen=True)
class Frame:
    """A plot's rectangle in the drawing, and the values at its edges."""

    left: float
    top: float
    width: float
    height: float
    x: tuple[float, float]
    y: tuple[float, float]
    log_x: bool = False
    log_y: bool = False

    def at(self, x: float, y: float) -> Point:
        """Return where a point stands in the drawing.

        Raises ValueError for a point outside the axes, or none at all.
        """
        across = share(x, *self.x, self.log_x)
        up = share(y, *self.y, self.log_y)
        return self.left + across * self.width, self.top + (1 - up) * self.height


def share(value: float, low: float, high: float, log: bool) -> float:
    """Return how far a value lies between two others, in [0, 1]."""
    if not low <= value <= high or (log and low <= 0):
        raise ValueError(f"plot: got {value}, want {low} to {high}{', above 0' if log else ''}")
    if log:
        return math.log(value / low) / math.log(high / low)
    return (value - low) / (high - low)


def ticks(low: float, high: float, log: bool = False, count: int = 5) -> list[float]:
    """Return about `count` round values between two others; powers of ten on a log axis."""
    if log:
        powers = range(math.ceil(math.log10(low) - 1e-9), math.floor(math.log10(high) + 1e-9) + 1)
        return [10.0**power for power in powers[:: math.ceil(len(powers) / (count + 2))]]
    rough = (high - low) / count
    unit = 10.0 ** math.floor(math.log10(rough))
    step = min((unit * factor for factor in (1, 2, 5, 10)), key=lambda step: abs(step - rough))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(step * count, 12) for count in range(first, last + 1)]


def tick_text(line: Element, value: float, log: bool) -> None:
    """Write a value beside its tick: a power of ten on a logarithmic axis."""
    if log:
        svg.span(line, "10", "num")
        svg.script(line, f"{round(math.log10(value))}".replace("-", "−"), 1, -5)
    else:
        svg.span(line, f"{value:,.10g}".replace("-", "−"), "num")


def axes(parent: Element, frame: Frame, x_label: str, y_label: str) -> None:
    """Draw both axes with ticks and labels; the vertical one is named over its upper end."""
    right, bottom = frame.left + frame.width, frame.top + frame.height
    svg.path(parent, "axis", [(frame.left, frame.top), (frame.left, bottom), (right, bottom)])
    for value in ticks(*frame.x, frame.log_x, min(5, int(frame.width / 70))):
        x, _ = frame.at(value, frame.y[0])
        svg.path(parent, "tick", [(x, bottom), (x, bottom + 5)])
        tick_text(svg.text(parent, x, bottom + 21, size=TICK_SIZE), value, frame.log_x)
    for value in ticks(*frame.y, frame.log_y):
        _, y = frame.at(frame.x[0], value)
        svg.path(parent, "tick", [(frame.left - 5, y), (frame.left, y)])
        line = svg.text(parent, frame.left - 9, y, anchor="end", size=TICK_SIZE)
        tick_text(line, value, frame.log_y)
    svg.text(parent, frame.left + frame.width / 2, bottom + 41, x_label, size=TICK_SIZE)
    svg.text(parent, frame.left - 9, frame.top - 18, y_label, anchor="start", size=TICK_SIZE)


def curve(
    parent: Element, frame: Frame, family: str, xs: Sequence[float], ys: Sequence[float], label: str
) -> None:
    """Draw a line through the points, in its family's dashes, its label behind the last."""
    inside = svg.group(parent, family)
    points = [frame.at(x, y) for x, y in zip(xs, ys, strict=True)]
    line = svg.path(inside, "curve", svg.thinned(points))
    if family in DASHES:
        line.set("stroke-dasharray", DASHES[family])
    x, y = points[-1]
    svg.span(svg.text(inside, x + 7, y, anchor="start", size=TICK_SIZE), label, "label")


MARKERS: dict[str, list[Point]] = {  # the other families are round
    "q-in": [(-4.5, -4.5), (4.5, -4.5), (4.5, 4.5), (-4.5, 4.5)],
    "q-er": [(0, -6), (6, 0), (0, 6), (-6, 0)],
    "q-gr": [(-6, -5), (6, -5), (0, 5)],
}


def marker(parent: Element, frame: Frame, family: str, x: float, y: float) -> None:
    """Draw a point in its family's form: square, disc, diamond, triangle or ring."""
    inside = svg.group(parent, family)
    x, y = frame.at(x, y)
    for classes in ("halo", "glyph"):
        if family in MARKERS:
            corners = [(x + across, y + down) for across, down in MARKERS[family]]
            found = svg.path(inside, classes, corners, closed=True)
        else:
            found = svg.shape(inside, "circle", classes, cx=x, cy=y, r=5)
        if classes == "halo":  # in the paper's colour, which only the style sheet knows
            found.set("stroke", "none")
        elif family == "q-lo":
            found.set("stroke-width", "2.5")
        else:
            found.set("fill", "currentColor")
