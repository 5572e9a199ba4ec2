"""Draw plots: axes, curves with their names, and markers."""

import math
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tools.figures.kit import svg
from tools.figures.kit.svg import Point

TICK_SIZE = 13
DASHES = {"q-er": "7 4", "q-gr": "2 4"}  # the others are solid


class Axis(NamedTuple):
    """One side of a plot: the values at its ends, and the name of what they measure."""

    low: float
    high: float
    name: str = ""
    log: bool = False

    def share(self, value: float) -> float:
        """Return how far along a value lies, in [0, 1]."""
        if not self.low <= value <= self.high or (self.log and self.low <= 0):
            above = ", above 0" if self.log else ""
            raise ValueError(f"plot: got {value}, want {self.low} to {self.high}{above}")
        if self.log:
            return math.log(value / self.low) / math.log(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


class Frame(NamedTuple):
    """A plot's rectangle in the drawing, and its two axes."""

    left: float
    top: float
    width: float
    height: float
    x: Axis
    y: Axis

    def at(self, x: float, y: float) -> Point:
        """Return where a point stands in the drawing.

        Raises ValueError for a point outside the axes, or none at all.
        """
        across, up = self.x.share(x), self.y.share(y)
        return self.left + across * self.width, self.top + (1 - up) * self.height


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


class Plot(NamedTuple):
    """A drawing that is one plot: its height, what is blank left and right of it, and its axes."""

    height: int
    sides: tuple[int, int]
    x: Axis
    y: Axis


def single(plot: Plot, tall: bool, title: str, words: str) -> tuple[Element, Frame]:
    """Return a drawing with the axes of its one plot."""
    height, (left, right), x, y = plot
    picture = svg.drawing(svg.width(tall), height, title, words)
    frame = Frame(left, 36, svg.width(tall) - left - right, height - 90, x, y)
    axes(picture, frame)
    return picture, frame


def axes(parent: Element, frame: Frame) -> None:
    """Draw both axes with ticks and names; the vertical one is named over its upper end."""
    right, bottom = frame.left + frame.width, frame.top + frame.height
    svg.path(parent, "axis", [(frame.left, frame.top), (frame.left, bottom), (right, bottom)])
    for value in ticks(frame.x.low, frame.x.high, frame.x.log, min(5, int(frame.width / 70))):
        x, _ = frame.at(value, frame.y.low)
        svg.path(parent, "tick", [(x, bottom), (x, bottom + 5)])
        tick_text(svg.text(parent, x, bottom + 21, size=TICK_SIZE), value, frame.x.log)
    for value in ticks(frame.y.low, frame.y.high, frame.y.log):
        _, y = frame.at(frame.x.low, value)
        svg.path(parent, "tick", [(frame.left - 5, y), (frame.left, y)])
        line = svg.text(parent, frame.left - 9, y, anchor="end", size=TICK_SIZE)
        tick_text(line, value, frame.y.log)
    svg.text(parent, frame.left + frame.width / 2, bottom + 41, frame.x.name, size=TICK_SIZE)
    svg.text(parent, frame.left - 9, frame.top - 18, frame.y.name, anchor="start", size=TICK_SIZE)


def border(parent: Element, frame: Frame) -> None:
    """Draw a frame's rectangle."""
    size = {"width": frame.width, "height": frame.height}
    svg.shape(parent, "rect", "axis", x=frame.left, y=frame.top, **size)


def curve(
    parent: Element, frame: Frame, family: str, values: Mapping[float, float], dashes: str = ""
) -> Element:
    """Return a group with a line through the values y by x, in its family's dashes or others."""
    inside = svg.group(parent, family)
    line = svg.path(inside, "curve", svg.thinned([frame.at(x, y) for x, y in values.items()]))
    dashed(line, dashes or DASHES.get(family, ""))
    return inside


def dashed(line: Element, dashes: str) -> None:
    """Break a line into dashes, if there are any."""
    if dashes:
        line.set("stroke-dasharray", dashes)


def label(
    curve: Element, name: str, point: Point, shift: tuple[float, float], anchor: str = "start"
) -> None:
    """Name a curve beside one of its points, given where it stands in the drawing."""
    svg.text(curve, point[0] + shift[0], point[1] + shift[1], name, anchor, TICK_SIZE)


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
