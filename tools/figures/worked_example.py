"""Draw the 2-2-1 network of the worked example, in a wide and a tall layout."""

from decimal import Decimal
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets import worked_example as example
from snippets.losses import squared_error, squared_error_derivative
from tools.figures.kit import boxes, svg
from tools.figures.kit.boxes import Rectangle
from tools.figures.network_layouts import Layout

Values = dict[str, str]

UNITS = {"z^1_1": "a^1_1", "z^1_2": "a^1_2", "z^2": "y"}
WIDTHS = {"x": 88, "w": 88, "b": 88, "δ": 136, "t": 76, "L": 124}
FAMILIES = {"x": "q-in", "w": "q-in", "b": "q-in", "δ": "q-er", "t": "q-lo", "L": "q-lo"}
UNIT = (152, 56)


def signed(text: str) -> str:
    """Return a number's text with a minus sign in place of a hyphen."""
    return text.replace("-", "−")


def significant(value: float) -> str:
    """Return a computed number with four significant digits."""
    return signed(f"{Decimal(f'{value:.3e}'):f}")


def entries(letter: str, matrix: NDArray[np.float64], given: bool = False) -> Values:
    """Return the texts of a matrix by symbol: w^1_12 is row 1, column 2.

    A side of length one has no index.
    """
    write = (lambda value: signed(f"{value:g}")) if given else significant
    found = {}
    for place in np.ndindex(matrix.shape):
        index = "".join(str(i + 1) for i, n in zip(place, matrix.shape, strict=True) if n > 1)
        found[f"{letter}_{index}".rstrip("_")] = write(float(matrix[place]))
    return found


def forward_values() -> Values:
    """Return all that is known after the forward pass, given numbers as they were given."""
    e = example
    Z1, A1, Z2, A2 = e.forward(e.X, e.parameters)
    given = {"x": e.X, "w^1": e.W1, "b^1": e.b1, "w^2": e.W2, "b^2": e.b2}
    found: Values = {}
    for letter, matrix in given.items():
        found |= entries(letter, matrix, given=True)
    for letter, matrix in {"z^1": Z1, "a^1": A1, "z^2": Z2}.items():
        found |= entries(letter, matrix)
    found |= {"y": significant(A2.item()), "t": signed(f"{e.T.item():g}")}
    return found | {"L": significant(float(squared_error(A2, e.T)))}


def backward_values() -> tuple[Values, Values]:
    """Return the errors, and the gradients by the symbol of their parameter."""
    e = example
    _, A1, _, A2 = e.forward(e.X, e.parameters)
    delta1, delta2 = e.deltas(squared_error_derivative(A2, e.T), e.W2, A1, A2)
    gradients: Values = {}
    for layer, (dW, db) in enumerate(e.gradients(e.X, A1, delta1, delta2), 1):
        gradients |= entries(f"w^{layer}", dW) | entries(f"b^{layer}", db)
    return entries("δ^1", delta1) | entries("δ^2", delta2), gradients


def draw(layout: Layout, title: str, values: Values, gradients: Values) -> Element:
    """Return the network with the boxes that have a value, and the gradients."""
    figure = svg.drawing(layout.width, layout.height, title, description(values, gradients))
    gaps = [Rectangle(*layout.places[name], WIDTHS["w"]) for name in values if name[0] == "w"]
    gaps += [boxes.gradient_gap(*layout.gradients[name], gradients[name]) for name in gradients]
    for points in layout.wires:
        boxes.wire(figure, points, gaps)
    for name, value in values.items():
        if name in UNITS:
            parts = [(part, values[part]) for part in (name, UNITS[name])]
            boxes.unit(figure, Rectangle(*layout.places[name], *UNIT), parts)
        elif name in layout.places:
            place = Rectangle(*layout.places[name], WIDTHS[name[0]])
            boxes.box(figure, FAMILIES[name[0]], place, name, value)
    for name, value in gradients.items():
        boxes.gradient(figure, *layout.gradients[name], value)
    return figure


def description(values: Values, gradients: Values) -> str:
    """Return every number of the drawing in words, for a reader who does not see it."""
    known = ", ".join(f"{spoken(name)} = {value}" for name, value in values.items() if value)
    slopes = ", ".join(f"{spoken(name)}: {value}" for name, value in gradients.items())
    return known + (f". Gradients of the loss: {slopes}" if slopes else "") + "."


def spoken(name: str) -> str:
    """Return a symbol as a screen reader can say it: w^1_12 as "w1 12", y as "ŷ"."""
    letter, _, lower = name.replace("^", "").partition("_")
    return "ŷ" if letter == "y" else f"{letter} {lower}".rstrip()


TITLES = {
    "forward": "A network of two inputs, two hidden units and one output, after the forward pass",
    "backward": "The same network after the backward pass, with errors and gradients",
}


def after_forward(layout: Layout) -> Element:
    """Draw the network as the forward pass leaves it."""
    return draw(layout, TITLES["forward"], forward_values(), {})


def after_backward(layout: Layout) -> Element:
    """Draw the network with errors and gradients."""
    errors, gradients = backward_values()
    return draw(layout, TITLES["backward"], forward_values() | errors, gradients)
