"""Draw plots: axes, curves with their names, and markers."""

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tools.figures.kit import svg
from tools.figures.kit.svg import Point

LABEL_SIZE = {False: 19, True: 16}  # wide and tall: near the size of the text around them
Values = Mapping[float, float]  # y by x


class Axis(NamedTuple):
    """One side of a plot: the values at its ends, and the name of what they measure."""

    low: float
    high: float
    name: str = ""
    log: bool = False

    def share(self, value: float) -> float:
        """Return the position of a value along the axis, in [0, 1]."""
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
        """Return the position of a point in the drawing.

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


class Line(NamedTuple):
    """The look of a curve, and the place of its name: near the point closest to `at`, if given."""

    at: float | None = None
    shift: Point = (0, 0)
    anchor: str = "start"
    dashes: str = ""
    family: str = "ink"  # no family of numbers, so no colour


class Plot(NamedTuple):
    """A drawing of one plot: height, blank space left and right, axes, lines by name."""

    height: int
    sides: tuple[int, int]
    x: Axis
    y: Axis
    lines: Mapping[str, Line]


def frame_of(plot: Plot, tall: bool) -> Frame:
    """Return where `single` draws a plot."""
    left, right = plot.sides
    height = plot.height - 72 - 2 * svg.SIZE
    return Frame(left, 44, svg.width(tall) - left - right, height, plot.x, plot.y)


def single(
    plot: Plot,
    tall: bool,
    title: str,
    words: str,
    curves: Mapping[str, Values],
    marks: Mapping[str, Values] | None = None,
) -> Element:
    """Return a drawing of one plot: its curves by name, each with its marks."""
    picture = svg.drawing(svg.width(tall), plot.height, title, words)
    frame = frame_of(plot, tall)
    axes(picture, frame)
    for name, values in curves.items():
        line = plot.lines[name]
        inside = curve(picture, frame, values, line.dashes, line.family)
        if line.at is not None:
            label(inside, name, nearest(frame, values, line.at), line.shift, line.anchor)
        for place in (marks or {}).get(name, {}).items():
            marker(picture, frame, line.family, *place)
    return picture


def labelled(picture: Element, tall: bool) -> Element:
    """Return a drawing with all its labels in the size of the text around it."""
    for text in picture.iter("text"):
        text.set("font-size", str(LABEL_SIZE[tall]))
    return picture


def nearest(frame: Frame, values: Values, at: float) -> Point:
    """Return the position of the point of a curve that is nearest to an x."""
    x = min(values, key=lambda x: abs(frame.x.share(x) - frame.x.share(at)))
    return frame.at(x, values[x])


def axes(parent: Element, frame: Frame) -> None:
    """Draw both axes with ticks and names; the vertical one is named over its upper end."""
    right, bottom = frame.left + frame.width, frame.top + frame.height
    svg.path(parent, "axis", [(frame.left, frame.top), (frame.left, bottom), (right, bottom)])
    for value in ticks(frame.x.low, frame.x.high, frame.x.log, min(5, int(frame.width / 70))):
        x, _ = frame.at(value, frame.y.low)
        svg.path(parent, "tick", [(x, bottom), (x, bottom + 5)])
        tick_text(svg.text(parent, x, bottom + 8 + svg.SIZE), value, frame.x.log)
    for value in ticks(frame.y.low, frame.y.high, frame.y.log):
        _, y = frame.at(frame.x.low, value)
        svg.path(parent, "tick", [(frame.left - 5, y), (frame.left, y)])
        line = svg.text(parent, frame.left - 9, y, anchor="end")
        tick_text(line, value, frame.y.log)
    below = bottom + 15 + 2 * svg.SIZE
    svg.text(parent, frame.left + frame.width / 2, below, frame.x.name)
    svg.text(parent, frame.left - 9, frame.top - 26, frame.y.name, anchor="start")


def border(parent: Element, frame: Frame) -> None:
    """Draw a frame's rectangle."""
    left, top, width, height, *_ = frame
    svg.shape(parent, "rect", "axis", x=left, y=top, width=width, height=height)


def curve(
    parent: Element, frame: Frame, values: Values, dashes: str = "", family: str = "ink"
) -> Element:
    """Return a group with a line through the values."""
    inside = svg.group(parent, family)
    points = svg.thinned([frame.at(x, y) for x, y in values.items()])
    svg.path(inside, "curve", points, stroke_dasharray=dashes)
    return inside


def label(curve: Element, name: str, point: Point, shift: Point, anchor: str = "start") -> None:
    """Name a curve beside one of its points, given its place in the drawing."""
    svg.text(curve, point[0] + shift[0], point[1] + shift[1], name, anchor)


def marker(parent: Element, frame: Frame, family: str, x: float, y: float) -> None:
    """Draw a point: a disc, or a ring for a loss."""
    inside = svg.group(parent, family)
    x, y = frame.at(x, y)
    look = {"stroke_width": "2.5"} if family == "q-lo" else {"fill": "currentColor"}
    # the halo is in the paper's colour, which only the style sheet knows
    svg.shape(inside, "circle", "halo", stroke="none", cx=x, cy=y, r=5)
    svg.shape(inside, "circle", "glyph", cx=x, cy=y, r=5, **look)


def sample(
    parent: Element, frame: Frame, place: Sequence[float], target: float, r: float, rim: float
) -> Point:
    """Draw a sample, filled where its target is one; return its position."""
    x, y = frame.at(*place)
    fill = "currentColor" if target else "none"
    svg.shape(parent, "circle", "dot", cx=x, cy=y, r=r, stroke_width=rim, fill=fill)
    return x, y
