"""Draw a secant and a tangent on a curve, and the two ways from one value to a result."""

import re
from xml.etree.ElementTree import Element

import numpy as np

from tools.figures.kit import svg
from tools.figures.kit.arrows import arrow
from tools.figures.kit.boxes import Rectangle, outline
from tools.figures.kit.plot import Axis, Line, Plot, single
from tools.figures.kit.record import Figure, both
from tools.figures.kit.svg import Point

AT, STEP = 3.0, 2.0  # where the tangent touches, and how far the secant's second point is
CURVE, SECANT, TANGENT = "y = x²", "secant: slope 8", "tangent: slope 6"
LINES = {
    CURVE: Line(5.7, (-12, -2), "end"),
    SECANT: Line(4.6, (-12, -8), "end", "7 4"),
    TANGENT: Line(3.8, (12, 12)),
}
SLOPES = Plot(340, (42, 22), Axis(0, 7, "input x"), Axis(0, 36, "result y"), LINES)

WIDTHS = {"a": 68, "b": 68, "p": 116, "c": 132}
# by value: the middle of its box in each drawing
PLACES: dict[str, tuple[Point, Point]] = {
    "a": ((50, 40), (38, 40)),
    "b": ((50, 210), (38, 260)),
    "p": ((310, 210), (160, 260)),
    "c": ((566, 40), (258, 40)),
}
# by arrow: where it starts and ends in each drawing
ARROWS: dict[str, tuple[tuple[Point, Point], tuple[Point, Point]]] = {
    "a c": (((84, 40), (498, 40)), ((72, 40), (190, 40))),
    "a p": (((76, 56), (272, 193)), ((46, 56), (136, 243))),
    "b p": (((84, 210), (250, 210)), ((72, 260), (100, 260))),
    "p c": (((348, 194), (536, 58)), ((184, 244), (250, 58))),
}


def square(x: float) -> float:
    """Return the function that is drawn."""
    return x**2


def slopes(tall: bool) -> Element:
    """Return the curve with a secant and the tangent."""
    secant = (square(AT + STEP) - square(AT)) / STEP
    tangent = 2 * AT
    curves = {CURVE: {x: square(x) for x in np.linspace(0, 6, 61).tolist()}}
    ends = {SECANT: (secant, AT - 0.5, AT + STEP + 0.5), TANGENT: (tangent, AT / 2, 6)}
    for name, (slope, first, last) in ends.items():
        xs = sorted({*np.linspace(first, last, 31).tolist(), AT})
        curves[name] = {x: square(AT) + slope * (x - AT) for x in xs}
    points = {AT: square(AT), AT + STEP: square(AT + STEP)}
    return single(
        SLOPES,
        tall,
        f"The curve of x squared, with a secant and with the tangent at {AT:g}.",
        f"The secant through the points at {AT:g} and {AT + STEP:g} has the slope {secant:g}; the "
        f"tangent at {AT:g} has the slope {tangent:g} and touches the curve there.",
        curves,
        {SECANT: points},
    )


def ways(tall: bool) -> Element:
    """Return the calculation of c = ab + a as boxes and arrows, with a derivative per arrow."""
    a, b = 2, 3
    p, c = a * b, a * b + a
    texts = {"a": f"a = {a}", "b": f"b = {b}", "p": f"p = ab = {p}", "c": f"c = p + a = {c}"}
    derivatives = {"a c": 1, "a p": b, "b p": None, "p c": 1}
    picture = svg.drawing(
        svg.width(tall),
        290 if tall else 240,
        "The steps of c = ab + a: one way from a to c leads through the product p, the other leads "
        "there directly.",
        f"{', '.join(texts.values())}. Derivatives along the way through p: {b} into p, 1 into c. "
        f"Along the direct way: 1. In all, {b} times 1 plus 1 is {b + 1}.",
    )
    for name, value in derivatives.items():
        arrow(picture, ARROWS[name][tall], "" if value is None else f"× {value}")
    for name, words in texts.items():
        inside = svg.group(picture, "q-in" if name in "ab" else "q-fw")
        place = Rectangle(*PLACES[name][tall], WIDTHS[name], 36)
        outline(inside, inside.get("class", ""), place)
        formula(svg.text(inside, place.x, place.y), words)
    return picture


def formula(line: Element, words: str) -> None:
    """Add a short formula to a line of text, its letters in italics."""
    for part in re.findall(r"[a-z]+|[^a-z]+", words):
        if part.isalpha():
            svg.span(line, part, "sym", **{"font-style": "italic"})
        else:
            svg.span(line, part, "num")


FIGURES: dict[str, Figure] = {
    "tangent": both("Secant and tangent", slopes),
    "two-ways": both("Two ways from one value", ways),
}
