"""Draw the graph of c = ab + a before the backward pass and after it."""

from functools import partial
from xml.etree.ElementTree import Element

from snippets.autodiff import Node, add, backward, multiply
from tools.figures.kit import boxes, svg
from tools.figures.kit.boxes import Rectangle
from tools.figures.kit.record import Figure

WIDTH, HEIGHT, BOX = 328, 196, 64
PLACES = {"a": (40, 34), "b": (40, 150), "p": (170, 112), "c": (288, 66)}


def nodes() -> dict[str, Node]:
    """Return the page's four nodes by letter; p is the product."""
    a, b = Node(2.0), Node(3.0)
    p = multiply(a, b)
    return {"a": a, "b": b, "p": p, "c": add(p, a)}


def title(lines: dict[tuple[str, str], str], swept: bool) -> str:
    """Return the graph's name."""
    if swept:
        return (
            "The graph of c = ab + a with gradients: each connection shows its local derivative, "
            "and below each value is the gradient of c with respect to it."
        )
    into = {end: " and ".join(start for start, to in lines if to == end) for _, end in lines}
    found = [f"from {starts} to {end}" for end, starts in into.items()]
    return f"The graph of c = ab + a: connections {', and '.join(found)}; p is the product ab."


def graph(swept: bool) -> Element:
    """Return the graph: values alone, or with local derivatives and gradients as well."""
    found = nodes()
    letters = {node: letter for letter, node in found.items()}
    gradients = backward(found["c"])
    lines = {
        (letters[parent], letter): f"{vjp(1.0):g}" if swept else ""
        for letter, node in found.items()
        for parent, vjp in node.parents
    }
    slopes = {it: f" with gradient {gradients[it]:g}" if swept else "" for it in gradients}
    words = [f"{letter} = {node.value:g}{slopes[node]}" for letter, node in found.items()]
    words += [
        f"a connection from {a} to {b}{it and f' with derivative {it}'}"
        for (a, b), it in lines.items()
    ]
    picture = svg.drawing(WIDTH, HEIGHT, title(lines, swept), "; ".join(words) + ".")
    for ends, local in lines.items():
        draw_line(picture, *ends, local)
    for letter, node in found.items():
        x, y = PLACES[letter]
        family = "q-fw" if node.parents else "q-in"
        boxes.box(picture, family, Rectangle(x, y, BOX), letter, f"{node.value:g}")
        if swept:
            boxes.gradient(picture, x - 14, y + 29, f"{gradients[node]:g}")
    return picture


def draw_line(picture: Element, start: str, end: str, local: str) -> None:
    """Draw a connection from box to box, with a gap for its number."""
    (x, y), (to_x, to_y) = PLACES[start], PLACES[end]
    first, last = (x + BOX / 2, y), (to_x - BOX / 2, to_y)
    middle = boxes.between(first, last, 0.5)
    boxes.wire(picture, [first, last], [Rectangle(*middle, 18, 22)] if local else [])
    if local:
        svg.text(picture, *middle, local)


FIGURES: dict[str, Figure] = {
    "autodiff-graph": Figure("The graph", partial(graph, swept=False)),
    "autodiff-swept": Figure("After the backward pass", partial(graph, swept=True)),
}
