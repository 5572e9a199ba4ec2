"""Write SVG: shapes, and symbols with their indices. Colours come from the page's classes."""

import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from xml.etree.ElementTree import Element, SubElement

NAMESPACE = "http://www.w3.org/2000/svg"
SIZE = 16  # of text, in the drawing's units
SCRIPT_SIZE = 12
RISE = 0.42  # of a raised index, in sizes of its text
SYMBOL = re.compile(r"(?P<base>[^\W_])(?:\^(?P<upper>[^\W_]+))?(?:_(?P<lower>[^\W_]+))?")

Point = tuple[float, float]


def coordinate(value: float) -> str:
    """Return a length with at most two decimals, the same text on every machine."""
    return f"{round(value, 2) + 0.0:.10g}"


def width(tall: bool) -> int:
    """Return the width of a drawing: that of the text, or that of a narrow screen."""
    return 328 if tall else 640


def drawing(width: int, height: int, title: str, description: str) -> Element:
    """Return an empty drawing; screen readers read its title and its description."""
    svg = Element("svg", xmlns=NAMESPACE, role="img", width=str(width), height=str(height))
    box = {"viewBox": f"0 0 {width} {height}"}
    svg.attrib |= box | {"font-size": str(SIZE), "font-family": "serif"}
    SubElement(svg, "title").text = title
    SubElement(svg, "desc").text = description
    return svg


def written(svg: Element) -> str:
    """Return the file of a drawing, with one element per line."""
    ET.indent(svg, space=" ")
    # white space between spans of one text would be drawn
    return re.sub(r"\n *(?=<tspan|</text)", "", ET.tostring(svg, "unicode")) + "\n"


def group(parent: Element, classes: str) -> Element:
    """Return a new group, whose class (q-in, q-fw, q-er, q-gr, q-lo) sets its colour."""
    return SubElement(parent, "g", {"class": classes})


def shape(parent: Element, tag: str, classes: str, **attributes: float | str) -> None:
    """Draw a shape, as an outline by default; attributes that are empty are left out."""
    found = SubElement(parent, tag, {"class": classes, "fill": "none", "stroke": "currentColor"})
    for name, value in attributes.items():
        if value != "":
            text = value if isinstance(value, str) else coordinate(value)
            found.set(name.replace("_", "-"), text)


def path(
    parent: Element, classes: str, points: Sequence[Point], end: str = "", **attributes: str
) -> None:
    """Draw a line through the points; an `end` of Z closes the line."""
    steps = " L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in points)
    shape(parent, "path", classes, d=f"M{steps}{end and f' {end}'}", **attributes)


def thinned(points: Sequence[Point], slack: float = 0.15) -> list[Point]:
    """Return the points without those that lie within `slack` of the line through the others.

    Source: Douglas & Peucker 1973.
    """
    if len(points) < 3:
        return list(points)
    along = complex(*points[-1]) - complex(*points[0])
    if abs(along) < slack:  # a closed line: by the distance from where it starts
        gaps = [math.dist(point, points[0]) for point in points]
    else:
        turned = [(complex(*p) - complex(*points[0])) / along for p in points]
        gaps = [abs(place.imag) * abs(along) for place in turned]
    far = max(range(len(points)), key=gaps.__getitem__)
    if gaps[far] <= slack:
        return [points[0], points[-1]]
    return thinned(points[: far + 1], slack)[:-1] + thinned(points[far:], slack)


def text(
    parent: Element, x: float, y: float, words: str = "", anchor: str = "middle", size: int = SIZE
) -> Element:
    """Return a new line of text, with the middle of its digits at `y`."""
    place = {"x": coordinate(x), "y": coordinate(y + 0.32 * size), "text-anchor": anchor}
    found = SubElement(parent, "text", {**place, "fill": "currentColor"})
    if size != SIZE:
        found.set("font-size", str(size))
    if words:
        span(found, words, "num")
    return found


def span(line: Element, words: str, classes: str, **attributes: str) -> Element:
    """Return a new piece of a line of text."""
    looks = {name.replace("_", "-"): value for name, value in attributes.items()}
    found = SubElement(line, "tspan", {"class": classes, **looks})
    found.text = words
    return found


def symbol(line: Element, name: str, size: float = SIZE) -> float:
    """Add a symbol such as w^1_12 to a line of text: w with (1) raised and 12 below it.

    Returns how far the line is now below its height; the next span goes back by this length.
    """
    match = SYMBOL.fullmatch(name)
    if not match:
        raise ValueError(f"symbol: got {name!r}, want one letter, then ^upper and _lower")
    span(line, match["base"], "sym", **{"font-style": "italic"})
    upper, lower = (match["upper"] and f"({match['upper']})") or "", match["lower"] or ""
    rise, drop = RISE * size, 0.25 * size
    small = SCRIPT_SIZE * size / SIZE
    depth = 0.0
    if upper:
        script(line, upper, 1, -rise, small)
        depth = -rise
    if lower:
        script(line, lower, -0.39 * small * len(upper) if upper else 1, drop - depth, small)
        depth = drop
    return depth


def script(line: Element, index: str, dx: float, dy: float, size: float = SCRIPT_SIZE) -> None:
    """Add a small index to a line of text."""
    place = {"dx": coordinate(dx), "dy": coordinate(dy), "font-size": coordinate(size)}
    span(line, index, "script", **place)


def overhang(name: str, size: float = SIZE) -> float:
    """Return how far the upper index of a symbol reaches beyond its lower one."""
    match = SYMBOL.fullmatch(name)
    if not match or not (match["upper"] and match["lower"]):
        return 0.0
    digits = 0.5 * (len(match["upper"]) - len(match["lower"]))
    return max(0.0, SCRIPT_SIZE * size / SIZE * (0.78 + digits))


def quantity(line: Element, name: str, value: str, size: int = SIZE) -> None:
    """Add a symbol and its value to a line of text."""
    depth = symbol(line, name, size)
    if value:
        beyond = coordinate(6 + max(0.0, overhang(name, size) - 4))
        span(line, value, "num", dx=beyond, dy=coordinate(-depth))


def hat(parent: Element, x: float, y: float) -> None:
    """Draw the hat of ŷ over a letter whose middle is (x, y)."""
    path(parent, "hat", [(x - 3.5, y - 6), (x + 1, y - 10), (x + 5.5, y - 6)])
