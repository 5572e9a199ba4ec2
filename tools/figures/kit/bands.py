"""Draw the band between two curves, and the names of curves beside their last points."""

from collections.abc import Mapping
from xml.etree.ElementTree import Element

from tools.figures.kit import svg
from tools.figures.kit.plot import Axis, Frame, Values

ROOM = 20  # from one name to the next below it


def inside(axis: Axis, value: float) -> float:
    """Return a value, or the end of the axis that it lies beyond."""
    return min(max(value, axis.low), axis.high)


def band(parent: Element, frame: Frame, low: Values, high: Values, family: str = "ink") -> None:
    """Shade what lies between two curves; what lies beyond the axes is cut off."""
    there = [frame.at(x, inside(frame.y, y)) for x, y in low.items()]
    back = [frame.at(x, inside(frame.y, y)) for x, y in list(high.items())[::-1]]
    look = {"stroke": "none", "fill": "currentColor", "fill_opacity": "0.13"}
    svg.path(svg.group(parent, family), "band", [*there, *back], "Z", **look)


def spaced(heights: Mapping[str, float], room: float = ROOM) -> dict[str, float]:
    """Return heights, moved apart so that two are never closer than `room`, in the same order."""
    found: dict[str, float] = {}
    names = sorted(heights, key=heights.__getitem__)
    for name in names:
        least = max(found.values(), default=heights[name] - room) + room
        found[name] = max(heights[name], least)
    shift = sum(found[name] - heights[name] for name in names) / max(len(names), 1)
    return {name: found[name] - shift for name in names}


def beside_ends(groups: Mapping[str, Element], frame: Frame, ends: Mapping[str, float]) -> None:
    """Name each curve to the right of the frame, near the height where it ends."""
    right = frame.left + frame.width
    heights = {name: frame.at(frame.x.high, value)[1] for name, value in ends.items()}
    for name, y in spaced(heights).items():
        svg.text(groups[name], right + 6, y, name, "start")
