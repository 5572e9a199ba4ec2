"""Draw one layer as a box, with what goes in and out in the forward and the backward pass."""

import re
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tools.figures.kit import svg
from tools.figures.kit.arrows import arrow
from tools.figures.kit.boxes import Rectangle, rectangle
from tools.figures.kit.record import Figure, both
from tools.figures.kit.svg import Point

# the box of the layer in the wide and in the tall drawing
BOXES = Rectangle(320, 70, 150, 108), Rectangle(122, 176, 150, 108)


class Arrow(NamedTuple):
    """An arrow with its words, where these begin or end, and which of the two they do."""

    words: str
    start: Point
    end: Point
    place: Point
    anchor: str


# by family: the arrows of the wide and of the tall drawing
ARROWS: dict[str, tuple[list[Arrow], list[Arrow]]] = {
    "q-fw": (
        [
            Arrow("input x", (90, 44), (245, 44), (90, 30), "start"),
            Arrow("output y", (395, 44), (550, 44), (550, 30), "end"),
            Arrow("parameters w", (296, 190), (296, 124), (284, 172), "end"),
        ],
        [
            Arrow("input x", (92, 20), (92, 122), (82, 62), "end"),
            Arrow("output y", (92, 230), (92, 332), (82, 290), "end"),
            Arrow("parameters w", (320, 152), (197, 152), (320, 138), "end"),
        ],
    ),
    "q-er": (
        [
            Arrow("returned: ∂L/∂x", (245, 96), (90, 96), (90, 116), "start"),
            Arrow("given: ∂L/∂y", (550, 96), (395, 96), (550, 116), "end"),
            Arrow("returned: ∂L/∂w", (344, 124), (344, 190), (356, 172), "start"),
        ],
        [
            Arrow("returned: ∂L/∂x", (152, 122), (152, 20), (162, 62), "start"),
            Arrow("given: ∂L/∂y", (152, 332), (152, 230), (162, 290), "start"),
            Arrow("returned: ∂L/∂w", (197, 200), (320, 200), (327, 220), "end"),
        ],
    ),
}


def layer(tall: bool) -> Element:
    """Return the box and its arrows: forward in black, backward in the colour of errors."""
    picture = svg.drawing(
        svg.width(tall),
        350 if tall else 206,
        "One layer as a box, with arrows for the forward and for the backward pass.",
        "Forward: the input x and the parameters w go in, and the output y comes out. Backward: "
        "the gradient of the loss with respect to y goes in, and the gradients with respect to x "
        "and to w come out.",
    )
    box = BOXES[tall]
    rectangle(svg.group(picture, "layer"), box)
    svg.text(picture, box.x, box.y, "layer")
    for family, drawings in ARROWS.items():
        for it in drawings[tall]:
            arrow(svg.group(picture, family), [it.start, it.end])
            label(picture, it)
    return picture


def label(picture: Element, it: Arrow) -> None:
    """Write an arrow's words; single letters are symbols."""
    line = svg.text(picture, *it.place, anchor=it.anchor)
    for part in re.findall(r"\b\w\b|[∂/]+|.+?(?=\b\w\b|[∂/]|$)", it.words):
        if len(part) == 1 and part.isalpha():
            svg.span(line, part, "sym", **{"font-style": "italic"})
        else:
            svg.span(line, part, "script" if part[-1] in "∂/" else "num")


FIGURES: dict[str, Figure] = {"layer": both("One layer, forward and backward", layer)}
