"""Draw a surface of values in [0, 1]: bands that darken as it rises, and where it has a level."""

from collections.abc import Sequence
from itertools import pairwise
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from tools import svg
from tools.plot import Frame
from tools.svg import Point, coordinate


def surface(
    parent: Element, frame: Frame, family: str, values: NDArray[np.float64], bands: int = 10
) -> None:
    """Draw values in [0, 1] on an even grid (row 0 at the bottom), darker where they are higher.

    Each row's cells of one band are drawn as one rectangle, all of a band in one path.
    """
    rows, columns = values.shape
    inside = svg.group(parent, f"{family} surface")
    width, height = frame.width / columns, frame.height / rows
    level = np.minimum((values * bands).astype(int), bands - 1)
    steps: dict[int, list[str]] = {}
    for i, row in enumerate(level):
        edges = [0, *(np.flatnonzero(np.diff(row)) + 1).tolist(), columns]
        top = coordinate(frame.top + (rows - 1 - i) * height)
        for first, last in pairwise(edges):
            left, across = frame.left + first * width, coordinate((last - first) * width)
            run = f"M{coordinate(left)} {top}h{across}v{coordinate(height)}h-{across}z"
            steps.setdefault(int(row[first]), []).append(run)
    for band in sorted(steps.keys() - {0}):
        cells = svg.shape(inside, "path", "band")
        opacity = coordinate(0.5 * band / (bands - 1))
        fill = {"fill": "currentColor", "stroke": "none", "fill-opacity": opacity}
        cells.attrib.update({**fill, "shape-rendering": "crispEdges"})
        cells.set("d", "".join(steps[band]))


def contour(
    parent: Element, frame: Frame, family: str, values: NDArray[np.float64], level: float
) -> None:
    """Draw where the surface crosses a level, straight within each square of cell middles."""
    rows, columns = values.shape
    width, height = frame.width / columns, frame.height / rows
    parts = []
    for i, j in np.ndindex(rows - 1, columns - 1):
        ring = [(i, j), (i, j + 1), (i + 1, j + 1), (i + 1, j)]
        found = crossings(ring, values, level)
        for (a, b), (c, d) in zip(found[::2], found[1::2], strict=True):
            start = frame.left + (b + 0.5) * width, frame.top + (rows - a - 0.5) * height
            end = frame.left + (d + 0.5) * width, frame.top + (rows - c - 0.5) * height
            (x, y), (u, v) = map(coordinate, start), map(coordinate, end)
            parts.append(f"M{x} {y}L{u} {v}")
    inside = svg.group(parent, family)
    svg.shape(inside, "path", "curve").set("d", "".join(parts))


def crossings(
    ring: Sequence[tuple[int, int]], values: NDArray[np.float64], level: float
) -> list[Point]:
    """Return where the sides of a square cross a level, as row and column."""
    found = []
    for (i, j), (k, m) in zip(ring, [*ring[1:], ring[0]], strict=True):
        start, end = float(values[i, j]), float(values[k, m])
        if (start < level) != (end < level):
            part = (level - start) / (end - start)
            found.append((i + part * (k - i), j + part * (m - j)))
    return found
