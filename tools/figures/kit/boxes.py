"""Draw boxes and connections: the form of a box shows which kind of number it holds."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from xml.etree.ElementTree import Element

from tools.figures.kit import svg
from tools.figures.kit.svg import Point

HEIGHT = 30


@dataclass(frozen=True)
class Rectangle:
    """A rectangle, given by its middle."""

    x: float
    y: float
    width: float
    height: float = HEIGHT

    @property
    def left(self) -> float:
        """Its left edge."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.y - self.height / 2

    def cuts(self, start: Point, end: Point) -> tuple[float, float]:
        """Return the part of the line from start (0) to end (1) that lies inside."""
        first, last = 0.0, 1.0
        edges = ((self.left, self.width), (self.top, self.height))
        for a, b, (edge, size) in zip(start, end, edges, strict=True):
            if a == b:
                if not edge < a < edge + size:
                    return 1.0, 0.0
                continue
            near, far = sorted(((edge - a) / (b - a), (edge + size - a) / (b - a)))
            first, last = max(first, near), min(last, far)
        return first, last


def rectangle(parent: Element, place: Rectangle, **look: str) -> None:
    """Draw a plain rectangle."""
    size = {"width": place.width, "height": place.height}
    svg.shape(parent, "rect", "box", x=place.left, y=place.top, **size, **look)


def outline(parent: Element, family: str, place: Rectangle, inset: float = 0) -> None:
    """Draw a box in the form of its family: square, round, pointed or double."""
    width, height = place.width - 2 * inset, place.height - 2 * inset
    left, top, right = place.left + inset, place.top + inset, place.left + inset + width
    if family == "q-er":
        tip, bottom = 12, top + height
        corners = [(left + tip, top), (right - tip, top), (right, place.y)]
        corners += [(right - tip, bottom), (left + tip, bottom), (left, place.y)]
        svg.path(parent, "box", corners, "Z", stroke_dasharray="4 3")
        return
    radius = height / 2 if family == "q-fw" else 0
    svg.shape(parent, "rect", "box", x=left, y=top, rx=radius, width=width, height=height)
    if family == "q-lo" and not inset:
        outline(parent, family, place, inset=3)


def box(
    parent: Element, family: str, place: Rectangle, name: str, value: str, size: int = svg.SIZE
) -> Element:
    """Draw a box that holds a symbol and its value, and return it."""
    inside = svg.group(parent, family)
    outline(inside, family, place)
    svg.quantity(svg.text(inside, place.x, place.y, size=size), name, value, size)
    return inside


def unit(
    parent: Element, place: Rectangle, parts: Sequence[tuple[str, str]], size: int = svg.SIZE
) -> Element:
    """Draw and return a unit: its pre-activation z and its activation a above their numbers."""
    inside = svg.group(parent, "q-fw")
    outline(inside, "q-fw", place)
    svg.path(inside, "rule", [(place.x, place.top), (place.x, place.top + place.height)])
    for (name, value), side in zip(parts, (-1, 1), strict=True):
        x, y = place.x + side * place.width / 4, place.y - (12 if value else 0)
        svg.symbol(svg.text(inside, x, y, size=size), name, size)
        if name[0] == "y":
            svg.hat(inside, x - (4 if "_" in name else 0), y)
        if value:
            line = svg.text(inside, x, place.y + 13, size=size)
            narrow = {"font_size": "15"} if len(value) > 6 else {}
            svg.span(line, value, "num", **narrow)
    return inside


def gradient(parent: Element, x: float, y: float, value: str, size: int = svg.SIZE) -> Element:
    """Draw and return a star, which points neither up nor down, and the gradient beside it."""
    inside = svg.group(parent, "q-gr")
    svg.path(inside, "glyph", star(x + 5, y, 6.5), "Z", fill="currentColor")
    svg.text(inside, x + 15, y, value, anchor="start", size=size)
    return inside


def star(x: float, y: float, radius: float) -> list[Point]:
    """Return the corners of a star with six points around a middle."""
    sizes = [radius, 0.45 * radius] * 6
    return [
        (x + size * math.sin(math.pi * place / 6), y - size * math.cos(math.pi * place / 6))
        for place, size in enumerate(sizes)
    ]


def gradient_gap(x: float, y: float, value: str, size: int = svg.SIZE) -> Rectangle:
    """Return the rectangle around a gradient that no connection may cross."""
    width = 20 + 0.62 * size * len(value)
    return Rectangle(x - 3 + width / 2, y, width, 26)


def around(start: Point, end: Point, gaps: Sequence[Rectangle]) -> Iterator[tuple[Point, Point]]:
    """Yield the parts of a line that lie outside every gap."""
    cuts = sorted(cut for cut in (gap.cuts(start, end) for gap in gaps) if cut[0] < cut[1])
    position = 0.0
    for first, last in [*cuts, (1.0, 1.0)]:
        if first > position:
            yield between(start, end, position), between(start, end, first)
        position = max(position, last)


def between(start: Point, end: Point, share: float) -> Point:
    """Return the point at a given share of the way."""
    return start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])


def wire(parent: Element, points: Sequence[Point], gaps: Sequence[Rectangle]) -> None:
    """Draw a connection through the points, interrupted where there is a label."""
    for start, end in pairwise(points):
        for part in around(start, end, gaps):
            svg.path(parent, "wire", part)
