"""Draw a surface of values in [0, 1]: bands that darken as it rises, and where it has a level."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
from contourpy import FillType, LineType, contour_generator
from numpy.typing import NDArray

from tools.figures.kit import svg
from tools.figures.kit.plot import Frame
from tools.figures.kit.svg import Point, coordinate

Values = NDArray[np.float64]


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
