"""Draw a surface of values in [0, 1]: bands that darken as it rises, and where it has a level."""

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

SIDE, GAP, HEAD = 196, 26, 34  # of a panel
POINTS = 33  # of a surface's grid along each axis
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
    """Draw where the surface crosses a level."""
    lines = "".join(ring(line) for line in levels(frame, values).lines(level))
    svg.shape(svg.group(parent, "q-fw"), "path", "curve", d=lines)


def ring(points: Sequence[Point], end: str = "") -> str:
    """Return a path through the points; a tenth of a unit is fine enough for a curve."""
    kept = svg.thinned([(float(x), float(y)) for x, y in points])
    steps = "L".join(f"{coordinate(round(x, 1))} {coordinate(round(y, 1))}" for x, y in kept)
    return f"M{steps}{end}"


class Panel(NamedTuple):
    """A surface of answers, if there are any, under a heading, and what is drawn on it."""

    heading: str
    answer: Callable[[Values], Values] | None
    marks: Callable[[Element, Frame], None]


def panels(
    each: Sequence[Panel], tall: bool, title: str, words: str, x: Axis, y: Axis | None = None
) -> Element:
    """Return panels in a row, or one under another; their sides are alike unless told."""
    step = SIDE + GAP + (HEAD if tall else 0)
    places = [(66, HEAD + n * step) if tall else (1 + n * step, HEAD) for n in range(len(each))]
    right, bottom = (last + SIDE + 1 for last in places[-1])
    picture = svg.drawing(328 if tall else right, bottom, title, words)
    for panel, (left, top) in zip(each, places, strict=True):
        frame = Frame(left, top, SIDE, SIDE, x, y or x)
        if panel.answer:
            answered(picture, frame, panel.answer)
        plot.border(picture, frame)
        svg.text(picture, left, top - 16, panel.heading, anchor="start")
        panel.marks(picture, frame)
    return picture


def answered(parent: Element, frame: Frame, answer: Callable[[Values], Values]) -> None:
    """Draw the answers all over a frame, shaded, and the line where they are one half."""
    grid = np.meshgrid(*(np.linspace(side.low, side.high, POINTS) for side in (frame.x, frame.y)))
    values = answer(np.column_stack([part.ravel() for part in grid])).reshape(POINTS, POINTS)
    surface(parent, frame, values)
    contour(parent, frame, values, 0.5)
