"""Draw arrows: lines with a head at their end, and with a label in their middle or beside them."""

import math
from collections.abc import Sequence
from xml.etree.ElementTree import Element

from tools.figures.kit import svg
from tools.figures.kit.boxes import Rectangle, between, wire
from tools.figures.kit.svg import Point

HEAD = 9  # how long the head is
GAP = 44, 26  # what a label in the middle needs


def arrow(parent: Element, points: Sequence[Point], label: str = "") -> None:
    """Draw an arrow through the points; a short label is in the middle of its first part."""
    middle = between(points[0], points[1], 0.5)
    wire(parent, points, [Rectangle(*middle, *GAP)] if label else [])
    (x0, y0), (x1, y1) = points[-2:]
    angle = math.atan2(y1 - y0, x1 - x0)
    sides = [
        (x1 - HEAD * math.cos(angle + turn), y1 - HEAD * math.sin(angle + turn))
        for turn in (-0.4, 0.4)
    ]
    svg.path(parent, "glyph", [(x1, y1), *sides], "Z", fill="currentColor")
    if label:
        svg.text(parent, *middle, label)
