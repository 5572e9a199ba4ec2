"""Draw the graph of c = ab + a before the backward sweep and after it."""

from xml.etree.ElementTree import Element

from snippets.autodiff import Node, add, backward, multiply
from tools.figures.kit import boxes, svg
from tools.figures.kit.boxes import Rectangle

WIDTH, HEIGHT, BOX = 328, 196, 64
PLACES = {"a": (40, 34), "b": (40, 150), "p": (170, 112), "c": (288, 66)}
FAMILIES = {"a": "q-in", "b": "q-in", "p": "q-fw", "c": "q-fw"}


def nodes() -> dict[str, Node]:
    """Return the page's four nodes by letter; p is the product."""
    a, b = Node(2.0), Node(3.0)
    p = multiply(a, b)
    return {"a": a, "b": b, "p": p, "c": add(p, a)}


def graph(swept: bool) -> Element:
    """Return the graph: values alone, or after the sweep with local and arriving slopes."""
    found = nodes()
    letters = {node: letter for letter, node in found.items()}
    gradients = backward(found["c"])
    picture = svg.drawing(WIDTH, HEIGHT, "The graph of c = ab + a", "")
    words = []
    for letter, node in found.items():
        value, slope = f"{node.value:g}", f"{gradients[node]:g}"
        words.append(f"{letter} = {value}" + (f" with slope {slope}" if swept else ""))
        for parent, vjp in node.parents:
            local = f"{vjp(1.0):g}" if swept else ""
            words.append(f"a line from {letters[parent]} to {letter}" + (local and f": {local}"))
            draw_line(picture, letters[parent], letter, local)
        x, y = PLACES[letter]
        boxes.box(picture, FAMILIES[letter], Rectangle(x, y, BOX), letter, value)
        if swept:
            boxes.gradient(picture, x - 14, y + 29, slope)
    picture[1].text = "; ".join(words) + "."
    return picture


def draw_line(picture: Element, parent: str, child: str, local: str) -> None:
    """Draw a line from box to box, open where its number stands."""
    (x, y), (to_x, to_y) = PLACES[parent], PLACES[child]
    start, end = (x + BOX / 2, y), (to_x - BOX / 2, to_y)
    middle = boxes.between(start, end, 0.5)
    boxes.wire(picture, [start, end], [Rectangle(*middle, 18, 22)] if local else [])
    if local:
        svg.text(picture, *middle, local)
