"""Draw a surface of values in [0, 1]: bands that darken as it rises, and where it has a level."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any
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


def surface(parent: Element, frame: Frame, family: str, values: Values, bands: int = 4) -> None:
    """Draw values in [0, 1], darker where they are higher; the lowest band stays blank."""
    inside = svg.group(parent, f"{family} surface")
    edges = np.linspace(0, 1, bands + 1)
    edges[-1] = np.nextafter(1, 2)  # a value of 1 belongs to the highest band
    for band, (low, high) in enumerate(pairwise(edges)):
        outlines = [
            ring(points[first:last], closed=True)
            for points, ends in zip(*levels(frame, values).filled(low, high), strict=True)
            for first, last in pairwise(ends)
        ]
        if band and outlines:
            area = svg.shape(inside, "path", "band")
            opacity = coordinate(0.5 * band / (bands - 1))
            fill = {"fill": "currentColor", "stroke": "none", "fill-opacity": opacity}
            area.attrib.update({**fill, "fill-rule": "evenodd", "d": "".join(outlines)})


def contour(parent: Element, frame: Frame, family: str, values: Values, level: float) -> None:
    """Draw where the surface crosses a level."""
    lines = levels(frame, values).lines(level)
    inside = svg.group(parent, family)
    svg.shape(inside, "path", "curve").set("d", "".join(ring(line) for line in lines))


def ring(points: Sequence[Point], closed: bool = False) -> str:
    """Return a path through the points; a tenth of a unit is fine enough for a curve."""
    kept = svg.thinned([(float(x), float(y)) for x, y in points])
    steps = "L".join(f"{coordinate(round(x, 1))} {coordinate(round(y, 1))}" for x, y in kept)
    return f"M{steps}{'Z' if closed else ''}"


def frames(count: int, tall: bool, x: Axis, y: Axis | None = None) -> list[Frame]:
    """Return panels in a row, or one under another; their sides are alike unless told."""
    step = SIDE + GAP + (HEAD if tall else 0)
    places = [(66, HEAD + n * step) if tall else (1 + n * step, HEAD) for n in range(count)]
    return [Frame(left, top, SIDE, SIDE, x, y or x) for left, top in places]


def drawing(panels: Sequence[Frame], tall: bool, title: str, words: str) -> Element:
    """Return an empty drawing that holds the panels."""
    width = 328 if tall else round(panels[-1].left) + SIDE + 1
    return svg.drawing(width, round(panels[-1].top) + SIDE + 1, title, words)


def panel(
    parent: Element, frame: Frame, heading: str, answer: Callable[[Values], Values] | None
) -> None:
    """Draw a panel: its answers, shaded, the line where they are one half, frame and heading."""
    if answer:
        sides = [np.linspace(side.low, side.high, POINTS) for side in (frame.x, frame.y)]
        grid = np.meshgrid(*sides)
        points = np.column_stack([part.ravel() for part in grid])
        values = answer(points).reshape(POINTS, POINTS)
        surface(parent, frame, "q-fw", values)
        contour(parent, frame, "q-fw", values, 0.5)
    plot.border(parent, frame)
    svg.text(parent, frame.left, frame.top - 16, heading, anchor="start")
