"""Draw one step of training as four boxes in a circle."""

from xml.etree.ElementTree import Element

from tools.figures.kit import svg
from tools.figures.kit.arrows import arrow
from tools.figures.kit.boxes import Rectangle, outline
from tools.figures.kit.record import Figure, both
from tools.figures.kit.svg import Point

# by box: its family, and what it hands on
STEPS = {
    "forward pass": ("q-fw", "predictions"),
    "loss": ("q-lo", "one number: the loss"),
    "backward pass": ("q-er", "gradients"),
    "update": ("q-in", "new parameters"),
}
WIDTH, HEIGHT = 156, 44  # of a box
# by box: its middle in each drawing
PLACES: dict[str, tuple[Point, Point]] = {
    "forward pass": ((110, 26), (90, 26)),
    "loss": ((530, 26), (90, 126)),
    "backward pass": ((530, 146), (90, 226)),
    "update": ((110, 146), (90, 326)),
}
# by box: the arrow that leaves it in each drawing, where its words stand, and how
ARROWS: dict[str, tuple[tuple[tuple[Point, ...], Point, str], ...]] = {
    "forward pass": (
        (((188, 26), (452, 26)), (318, 12), "middle"),
        (((90, 48), (90, 104)), (104, 74), "start"),
    ),
    "loss": (
        (((530, 48), (530, 124)), (516, 84), "end"),
        (((90, 148), (90, 204)), (104, 174), "start"),
    ),
    "backward pass": (
        (((452, 146), (188, 146)), (318, 132), "middle"),
        (((90, 248), (90, 304)), (104, 274), "start"),
    ),
    "update": (
        (((110, 124), (110, 48)), (124, 84), "start"),
        (((168, 326), (310, 326), (310, 26), (168, 26)), (300, 306), "end"),
    ),
}


def step(tall: bool) -> Element:
    """Return the boxes, and an arrow from each to the next with what it hands on."""
    picture = svg.drawing(
        svg.width(tall),
        352 if tall else 172,
        f"One step of training: {', '.join(STEPS)}, and then the next step.",
        "; ".join(f"the {name} hands on {words}" for name, (_, words) in STEPS.items()) + ".",
    )
    for name, (family, words) in STEPS.items():
        points, place, anchor = ARROWS[name][tall]
        arrow(picture, points)
        svg.text(picture, *place, words, anchor)
        inside = svg.group(picture, family)
        box = Rectangle(*PLACES[name][tall], WIDTH, HEIGHT)
        outline(inside, family, box)
        svg.text(inside, box.x, box.y, name)
    return picture


FIGURES: dict[str, Figure] = {"training-step": both("One step of training", step)}
