"""Draw a surface of values in [0, 1]: bands that darken as it rises, and a line at one level."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import numpy as np
from contourpy import FillType, LineType, contour_generator
from numpy.typing import NDArray

from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Axis, Frame
from tools.figures.kit.svg import Point, coordinate

Values = NDArray[np.float64]

HEAD = 34  # above a panel
POINTS = 33  # of a surface's grid along each axis
LEFT, BETWEEN, FEET = 24, 13, 26  # of panels with axes: blank left, between and below
SHADE = 46  # how wide each shade of the key is
EDGES = [0, 0.25, 0.5, 0.75, np.nextafter(1, 2)]  # a value of 1 belongs to the highest band


def levels(frame: Frame, values: Values) -> Any:
    """Return contourpy's view of values on an even grid (row 0 at the bottom), edge to edge."""
    rows, columns = values.shape
    return contour_generator(
        np.linspace(frame.left, frame.left + frame.width, columns),
        np.linspace(frame.top + frame.height, frame.top, rows),
        values,
        fill_type=FillType.OuterOffset,
        line_type=LineType.Separate,
    )


def surface(parent: Element, frame: Frame, values: Values) -> None:
    """Draw values in [0, 1], darker where they are higher; the lowest band stays blank."""
    inside = svg.group(parent, "q-fw surface")
    found = levels(frame, values)
    for band, (low, high) in enumerate(pairwise(EDGES)):
        rings = [
            ring(points[first:last], "Z")
            for points, ends in zip(*found.filled(low, high), strict=True)
            for first, last in pairwise(ends)
        ]
        if band and rings:
            look = {"stroke": "none", "fill_opacity": coordinate(band / 6), "fill_rule": "evenodd"}
            svg.shape(inside, "path", "band", fill="currentColor", **look, d="".join(rings))


def contour(parent: Element, frame: Frame, values: Values, level: float) -> None:
    """Draw where the surface crosses a level, if it does."""
    lines = "".join(ring(line) for line in levels(frame, values).lines(level))
    if lines:
        svg.shape(svg.group(parent, "q-fw"), "path", "level", d=lines)


def ring(points: Sequence[Point], end: str = "") -> str:
    """Return a path through the points; a tenth of a unit is fine enough for a curve."""
    kept = svg.thinned([(float(x), float(y)) for x, y in points])
    steps = "L".join(f"{coordinate(round(x, 1))} {coordinate(round(y, 1))}" for x, y in kept)
    return f"M{steps}{end}"


class Panel(NamedTuple):
    """A surface of outputs (if any) under a heading, and the marks that are drawn on it."""

    heading: str
    answer: Callable[[Values], Values] | None
    marks: Callable[[Element, Frame], None]


def filled(picture: Element, panel: Panel, frame: Frame) -> None:
    """Draw a panel into its frame, under its heading."""
    if panel.answer:
        answered(picture, frame, panel.answer)
    plot.border(picture, frame)
    svg.text(picture, frame.left, frame.top - 16, panel.heading, anchor="start")
    panel.marks(picture, frame)


def keyed(
    each: Sequence[Panel],
    shape: tuple[int, int, int],
    title: str,
    words: str,
    x: Axis,
    y: Axis | None = None,
) -> Element:
    """Return panels in a grid with named axes, and a key below them.

    `shape` is the width of the drawing, the panels in a row, and the side of a panel.
    """
    width, columns, side = shape
    rows = math.ceil(len(each) / columns)
    bottom = rows * (HEAD + side)
    tall = width < svg.width(tall=False)
    picture = svg.drawing(width, bottom + FEET + (92 if tall else 62), title, words)
    frames = [
        Frame(
            LEFT + n % columns * (side + BETWEEN),
            HEAD + n // columns * (HEAD + side),
            side,
            side,
            x,
            y or x,
        )
        for n in range(len(each))
    ]
    for panel, frame in zip(each, frames, strict=True):
        filled(picture, panel, frame)
    for n, frame in enumerate(frames):
        if n % columns == 0:
            upright(picture, frame)
        if n + columns >= len(each):
            level(picture, frame)
    key(picture, bottom + FEET + 20, tall)
    return picture


def whole(axis: Axis) -> range:
    """Return the whole numbers on an axis."""
    return range(math.ceil(axis.low), math.floor(axis.high) + 1)


def level(picture: Element, frame: Frame) -> None:
    """Write the whole numbers of the horizontal axis below a frame, and its name at the end."""
    bottom = frame.top + frame.height
    for value in whole(frame.x):
        x, _ = frame.at(value, frame.y.low)
        plot.tick_text(svg.text(picture, x, bottom + 14), value, log=False)
    line = svg.text(picture, frame.left + frame.width, bottom + 14, anchor="end")
    svg.symbol(line, frame.x.name)


def upright(picture: Element, frame: Frame) -> None:
    """Write the whole numbers of the vertical axis left of a frame, and its name at the top."""
    for value in whole(frame.y):
        _, y = frame.at(frame.x.low, value)
        plot.tick_text(svg.text(picture, frame.left - 6, y, anchor="end"), value, log=False)
    svg.symbol(svg.text(picture, frame.left - 6, frame.top + 8, anchor="end"), frame.y.name)


def key(picture: Element, top: float, tall: bool) -> None:
    """Draw which shade means which prediction, and what the line and the points mean."""
    start = LEFT + 84
    svg.text(picture, LEFT, top + 8, "prediction", anchor="start")
    inside = svg.group(picture, "q-fw surface")
    for band in range(1, len(EDGES) - 1):
        look = {"stroke": "none", "fill_opacity": coordinate(band / 6)}
        place = {"x": start + band * SHADE, "y": top, "width": SHADE, "height": 16}
        svg.shape(inside, "rect", "shade", fill="currentColor", **look, **place)
    svg.shape(picture, "rect", "axis", x=start, y=top, width=4 * SHADE, height=16)
    for edge, words in enumerate(["0", "0.25", "0.5", "0.75", "1"]):
        svg.text(picture, start + edge * SHADE, top + 28, words)
    left, line = (LEFT, top + 54) if tall else (LEFT + 304, top + 8)
    svg.path(svg.group(picture, "q-fw"), "curve key", [(left, line), (left + 20, line)])
    svg.text(picture, left + 26, line, "prediction 0.5", anchor="start")
    for shift, target in ((146, 1), (228, 0)):
        fill = "currentColor" if target else "none"
        x = left + shift
        svg.shape(picture, "circle", "dot", cx=x, cy=line, r=6, stroke_width=2, fill=fill)
        svg.text(picture, x + 11, line, f"target {target}", anchor="start")


def answered(parent: Element, frame: Frame, answer: Callable[[Values], Values]) -> None:
    """Shade a frame by the outputs, and draw the line where they are one half."""
    grid = np.meshgrid(*(np.linspace(side.low, side.high, POINTS) for side in (frame.x, frame.y)))
    values = answer(np.column_stack([part.ravel() for part in grid])).reshape(POINTS, POINTS)
    surface(parent, frame, values)
    contour(parent, frame, values, 0.5)
