"""Draw the 2-2-1 network of the worked example, in a wide and a tall layout."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

import numpy as np

from snippets import worked_example as example
from snippets.losses import squared_error, squared_error_derivative
from tools.figures.kit import boxes, svg
from tools.figures.kit.boxes import Rectangle
from tools.figures.kit.families import FAMILY
from tools.figures.kit.record import NUMBERS, Figure, both, signed
from tools.figures.kit.svg import Point

Values = dict[str, str]
Places = dict[str, tuple[Point, Point]]  # by symbol: the middle of its box, wide and tall
Wires = dict[str, tuple[tuple[Point, ...], tuple[Point, ...]]]

UNITS = {"z^1_1": "a^1_1", "z^1_2": "a^1_2", "z^2": "y"}
WIDTHS = {"x": 88, "w": 88, "b": 88, "δ": 140, "t": 76, "L": 124}
SPELLED = {"δ": "delta"}  # in code
UNIT = (152, 56)
TEXT = (19, 18)  # the size of text in the wide drawing, and in the tall one

SIZES = ((880, 350), (328, 668))  # of the wide drawing, and of the tall one
# by symbol: the middle of its box in each drawing
PLACES: Places = {
    "x_1": ((46, 80), (81, 17)),
    "x_2": ((46, 280), (247, 17)),
    "w^1_11": ((240, 80), (52, 140)),
    "w^1_12": ((160, 136), (124, 73)),
    "w^1_21": ((165, 220), (134, 211)),
    "w^1_22": ((240, 280), (266, 140)),
    "b^1_1": ((378, 17), (50, 345)),
    "b^1_2": ((378, 217), (214, 345)),
    "z^1_1": ((416, 80), (82, 290)),
    "z^1_2": ((416, 280), (246, 290)),
    "δ^1_1": ((416, 131), (74, 401)),
    "δ^1_2": ((416, 331), (238, 401)),
    "w^2_1": ((582, 125), (130, 453)),
    "w^2_2": ((600, 226), (262, 453)),
    "b^2": ((726, 117), (50, 552)),
    "z^2": ((768, 180), (188, 552)),
    "δ^2": ((768, 231), (188, 603)),
    "t": ((654, 285), (82, 651)),
    "L": ((782, 285), (202, 651)),
}
# from the middle of a parameter's box to its gradient
BEHIND: dict[str, tuple[Point, Point]] = {"w": ((-50, 26), (-50, 26)), "b": ((52, 0), (-42, 26))}
# by the symbol on the connection, or at its end: the points of the line in each drawing
WIRES: Wires = {
    "w^1_11": (((90, 80), (340, 80)), ((52, 32), (52, 262))),
    "w^1_12": (((90, 80), (340, 280)), ((110, 32), (218, 262))),
    "w^1_21": (((90, 280), (340, 80)), ((218, 32), (110, 262))),
    "w^1_22": (((90, 280), (340, 280)), ((276, 32), (276, 262))),
    "b^1_1": (((378, 32), (378, 52)), ((44, 318), (44, 330))),
    "b^1_2": (((378, 232), (378, 252)), ((208, 318), (208, 330))),
    "w^2_1": (((492, 80), (692, 180)), ((150, 310), (150, 524))),
    "w^2_2": (
        ((492, 280), (692, 180)),
        ((314, 310), (314, 416), (262, 438), (262, 492), (176, 524)),
    ),
    "b^2": (((730, 132), (730, 152)), ((94, 552), (112, 552))),
    "L": (
        ((844, 180), (862, 180), (862, 285), (844, 285)),
        ((264, 552), (284, 552), (284, 651), (264, 651)),
    ),
    "t": (((692, 285), (720, 285)), ((120, 651), (140, 651))),
}


class Layout(NamedTuple):
    """Where the boxes and connections of a network are drawn."""

    sizes: tuple[tuple[int, int], tuple[int, int]]  # of the wide drawing, and of the tall one
    units: dict[str, str]  # the activation by the pre-activation
    places: Places
    wires: Wires


ONE_OUTPUT = Layout(SIZES, UNITS, PLACES, WIRES)


def plain(value: float) -> str:
    """Return a given number as the page states it."""
    return signed(f"{value:g}")


def significant(value: float) -> str:
    """Return a computed number with four significant digits; tiny ones have a power of ten."""
    digits, power = f"{value + 0:.3e}".split("e")
    if -6 <= int(power) <= 3:
        return signed(f"{Decimal(f'{digits}e{power}'):f}")
    return signed(f"{digits}e{int(power)}")


def entries[Entry](write: Callable[[float], Entry], **matrices: Any) -> dict[str, Entry]:
    """Return the entries of matrices by symbol: w^1_12 is row 1, column 2 of w1.

    A side of length one has no index.
    """
    found = {}
    for name, matrix in matrices.items():
        letter = "^".join(name)
        for place, value in np.ndenumerate(matrix):
            sides = zip(place, np.shape(matrix), strict=True)
            index = "".join(str(i + 1) for i, n in sides if n > 1)
            found[f"{letter}_{index}".rstrip("_")] = write(float(value))
    return found


def every_value(X: Any, T: Any, parameters: Any) -> dict[str, float]:
    """Return each number of both passes by its symbol; ∂ means the gradient with respect to it."""
    (W1, b1), (W2, b2) = parameters
    Z1, A1, Z2, A2 = example.forward(X, parameters)
    dA2 = squared_error_derivative(A2, T)
    delta1, delta2 = example.deltas(dA2, W2, A1, A2)
    (dW1, db1), (dW2, db2) = example.gradients(X, A1, delta1, delta2)
    found = entries(float, x=X, w1=W1, b1=b1, w2=W2, b2=b2, t=T, L=squared_error(A2, T))
    found |= entries(float, z1=Z1, a1=A1, z2=Z2, y=A2, δ1=delta1, δ2=delta2)
    slopes = entries(float, w1=dW1, b1=db1, w2=dW2, b2=db2, a1=delta2 @ W2.T, y=dA2)
    return found | {f"∂{name}": slope for name, slope in slopes.items()}


def written(values: dict[str, float]) -> Values:
    """Return the numbers as texts; given ones are not rounded."""
    return {
        name: (plain if name[0] in "xwbt" else significant)(value) for name, value in values.items()
    }


def draw(
    tall: bool, title: str, values: Values, gradients: Values, layout: Layout = ONE_OUTPUT
) -> Element:
    """Return the network with the boxes that have a value, and the gradients."""
    figure = svg.drawing(*layout.sizes[tall], title, description(values, gradients))
    slopes = {name: behind(layout.places[name][tall], name, tall) for name in gradients}
    gaps = [Rectangle(*layout.places[name][tall], WIDTHS["w"]) for name in values if name[0] == "w"]
    gaps += [
        boxes.gradient_gap(*place, gradients[name], TEXT[tall]) for name, place in slopes.items()
    ]
    for name, points in layout.wires.items():
        wire = svg.group(figure, "wires")
        boxes.wire(wire, points[tall], gaps)
        mark(wire, [name])
    for name in filter(layout.places.__contains__, values):
        draw_box(figure, name, values, tall, layout)
    for name, place in slopes.items():
        star = boxes.gradient(figure, *place, gradients[name], TEXT[tall])
        mark(star, [f"∂{name}"])
    return figure


def draw_box(figure: Element, name: str, values: Values, tall: bool, layout: Layout) -> None:
    """Draw the box of a value, or the unit whose pre-activation it is."""
    middle, size = layout.places[name][tall], TEXT[tall]
    if name in layout.units:
        names = [name, layout.units[name]]
        parts = [(part, values[part]) for part in names]
        mark(boxes.unit(figure, Rectangle(*middle, *UNIT), parts, size), names)
    else:
        place = Rectangle(*middle, WIDTHS[name[0]])
        family = FAMILY[SPELLED.get(name[0], name[0])]
        mark(boxes.box(figure, family, place, name, values[name], size), [name])


def mark(part: Element, names: list[str]) -> None:
    """Name a part of the drawing, and each number in it, so that a page can change them."""
    part.set("data-part", " ".join(names))
    numbers = [span for span in part.iter("tspan") if span.get("class") == "num"]
    for span, name in zip(numbers, names, strict=False):
        span.set("data-value", name)


def behind(middle: Point, name: str, tall: bool) -> Point:
    """Return the place of a parameter's gradient, given the middle of the parameter's box."""
    (x, y), (right, down) = middle, BEHIND[name[0]][tall]
    return x + right, y + down


def description(values: Values, gradients: Values) -> str:
    """Return every number of the drawing as text, for a screen reader."""
    known = ", ".join(f"{spoken(name)} = {value}" for name, value in values.items())
    slopes = ", ".join(f"{spoken(name)}: {value}" for name, value in gradients.items())
    return known + (slopes and f". Gradients of the loss: {slopes}") + "."


def spoken(name: str) -> str:
    """Return a symbol as a screen reader can say it: w^1_12 as "w1 12", y as "ŷ"."""
    return name.replace("^", "").replace("_", " ").replace("y", "ŷ")


def after_forward(tall: bool) -> Element:
    """Draw the network with its values after the forward pass."""
    inputs, hidden = (NUMBERS[width] for width in example.W1.shape)
    units = f"{inputs} inputs, {hidden} hidden units, {NUMBERS[example.W2.shape[1]]} output"
    values = every_value(example.X, example.T, example.parameters)
    forward = {name: text for name, text in written(values).items() if name[0] not in "δ∂"}
    return draw(tall, f"{network()} with its values: {units}, and the target.", forward, {})


def network() -> str:
    """Return the network's name, by its widths."""
    return f"The {'-'.join(map(str, (*example.W1.shape, example.W2.shape[1])))} network"


FIGURES: dict[str, Figure] = {
    "network-forward": both("The forward pass", after_forward),
}
