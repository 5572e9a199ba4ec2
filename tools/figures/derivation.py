"""Draw the chain of one neuron per layer, and the products of a layer as blocks."""

from itertools import pairwise
from typing import NamedTuple
from xml.etree.ElementTree import Element

from snippets import derivation
from tools.figures.kit import svg
from tools.figures.kit.arrows import arrow
from tools.figures.kit.boxes import Rectangle, outline, rectangle
from tools.figures.kit.families import FAMILY
from tools.figures.kit.record import Figure, both
from tools.figures.kit.svg import Point

BOX = 56, 34
# the quantities of the chain, and the derivative of each with respect to the one before it
CHAIN = ["x", "z^1", "a^1", "z^2", "y", "L"]
FACTORS = {"a^1": "σ′(z^1)", "z^2": "w^2", "y": "σ′(z^2)", "L": "2(y − t)"}
DELTAS = {"z^1": "δ^1", "z^2": "δ^2"}
RAISED = svg.RISE * svg.SIZE


class Matrix(NamedTuple):
    """A matrix: how it is written, and the names of its two sides."""

    name: str
    rows: str
    columns: str


class Product(NamedTuple):
    """What a product is for, its two matrices, and its result."""

    purpose: str
    left: Matrix
    right: Matrix
    result: Matrix


SIDES = {"n": len(derivation.X), "d_0": len(derivation.W1), "d_1": derivation.W1.shape[1]}
PRODUCTS = [
    Product(
        "Forward: pre-activations",
        Matrix("A^0", "n", "d_0"),
        Matrix("W^1", "d_0", "d_1"),
        Matrix("Z^1", "n", "d_1"),
    ),
    Product(
        "Backward: gradient of the weights",
        Matrix("A^0⊤", "d_0", "n"),
        Matrix("δ^1", "n", "d_1"),
        Matrix("∂L/∂W^1", "d_0", "d_1"),
    ),
    Product(
        "Backward: gradient of the layer’s inputs",
        Matrix("δ^1", "n", "d_1"),
        Matrix("W^1⊤", "d_1", "d_0"),
        Matrix("∂L/∂A^0", "n", "d_0"),
    ),
]


def chain(tall: bool) -> Element:
    """Return the boxes of the chain, and beside them the derivatives of the way back."""
    picture = svg.drawing(
        svg.width(tall),
        464 if tall else 146,
        "The chain from the input to the loss, and the way back with one derivative per arrow.",
        "Forward: x, z1, a1, z2, ŷ, L. The derivative of L with respect to ŷ is 2(ŷ − t); of ŷ "
        "with respect to z2, the derivative of the sigmoid; of z2 with respect to a1, the weight "
        "w2; of a1 with respect to z1, the derivative of the sigmoid. Delta 2 is the product of "
        "the derivatives from L back to z2, delta 1 the product from L back to z1.",
    )
    places = {name: place(number, tall) for number, name in enumerate(CHAIN)}
    for before, after in pairwise(CHAIN):
        arrow(picture, [edge(places[before], 1, tall), edge(places[after], -1, tall)])
        if after in FACTORS:
            way_back(picture, places[before], places[after], FACTORS[after], tall)
    for name, middle in places.items():
        draw_box(picture, "y_hat" if name == "y" else name[0], name, middle)
    for name, delta in DELTAS.items():
        x, y = places[name]
        draw_box(picture, "delta", delta, (x - 76, y) if tall else (x, y + 92))
    return picture


def place(number: int, tall: bool) -> Point:
    """Return the middle of a box of the chain."""
    return (120, 20 + 84 * number) if tall else (34 + 114 * number, 20)


def edge(middle: Point, side: int, tall: bool) -> Point:
    """Return where an arrow meets a box: before it (side −1) or behind it (side 1)."""
    (x, y), (width, height) = middle, BOX
    return (x, y + side * height / 2) if tall else (x + side * width / 2, y)


def draw_box(picture: Element, family: str, name: str, middle: Point) -> None:
    """Draw a box with a symbol."""
    inside = svg.group(picture, FAMILY[family])
    outline(inside, FAMILY[family], Rectangle(*middle, *BOX))
    svg.symbol(svg.text(inside, *middle), name)
    if name == "y":
        svg.hat(inside, *middle)


def way_back(picture: Element, before: Point, after: Point, words: str, tall: bool) -> None:
    """Draw one arrow of the way back, with its derivative."""
    inside = svg.group(picture, FAMILY["delta"])
    if tall:
        x = before[0] + 52
        arrow(inside, [(x, after[1] - 4), (x, before[1] + 4)])
        formula(picture, (x + 14, (before[1] + after[1]) / 2), words, "start")
    else:
        y = before[1] + 36
        arrow(inside, [(after[0] - 4, y), (before[0] + 4, y)])
        formula(picture, ((before[0] + after[0]) / 2, y + 22), words)


def formula(parent: Element, middle: Point, words: str, anchor: str = "middle") -> None:
    """Write a short formula: the digit behind ^ is the number of a layer, and y has a hat."""
    line = svg.text(parent, *middle, anchor=anchor)
    raised = 0.0
    for before, letter in pairwise(f" {words}"):
        if before == "^":
            svg.script(line, f"({letter})", 1, -RAISED)
            raised = RAISED
        elif letter == "⊤":
            svg.script(line, letter, 1, raised - RAISED)
            raised = RAISED
        elif letter != "^":
            classes = "sym" if letter.isalpha() else "script"
            back = {"dy": svg.coordinate(raised)} if raised else {}
            style = {"font-style": "italic"} if letter.isalpha() else {}
            svg.span(line, letter, classes, **style, **back)
            raised = 0.0
            if letter == "y":
                svg.span(line, "ˆ", "script", dx="-7")


def shapes(tall: bool) -> Element:
    """Return the products of a layer, each matrix as a rectangle with labelled sides."""
    said = [
        f"{it.purpose}: {by(it.left)} times {by(it.right)} gives {by(it.result)}" for it in PRODUCTS
    ]
    sizes = ", ".join(f"{spoken(name)} is {size}" for name, size in SIDES.items())
    height = 176 if tall else 190
    picture = svg.drawing(
        svg.width(tall),
        height * len(PRODUCTS),
        "The three products of a layer, with matrices as rectangles whose inner sides match.",
        f"{'. '.join(said)}. In the drawing {sizes}.",
    )
    for number, product in enumerate(PRODUCTS):
        draw_product(picture, product, height * number, tall)
    return picture


def spoken(side: str) -> str:
    """Return a side's name as a screen reader can say it."""
    return side.replace("_", "")


def by(matrix: Matrix) -> str:
    """Return a matrix's sides in words."""
    return f"{spoken(matrix.rows)} by {spoken(matrix.columns)}"


def draw_product(picture: Element, product: Product, top: float, tall: bool) -> None:
    """Draw a product under its purpose; the middles of its matrices are level."""
    unit, gap = (16, 42) if tall else (20, 62)
    svg.text(picture, 2, top + 12, product.purpose, anchor="start")
    level = top + 46 + SIDES["n"] * unit / 2
    left = 26.0
    for matrix, sign in zip(product[1:], ("×", "=", ""), strict=True):
        width, height = SIDES[matrix.columns] * unit, SIDES[matrix.rows] * unit
        block = Rectangle(left + width / 2, level, width, height)
        draw_matrix(picture, matrix, block)
        if matrix is product.left:
            matching(picture, (block.left, block.top), (block.left + width, block.top))
        if matrix is product.right:
            matching(picture, (block.left, block.top), (block.left, block.top + height))
        left += width + gap
        svg.text(picture, left - 0.76 * gap, level, sign)


def draw_matrix(picture: Element, matrix: Matrix, block: Rectangle) -> None:
    """Draw a rectangle with the names of its sides, and the matrix's name below it."""
    letter = matrix.name[0]
    family = {"δ": "delta", "∂": "dW"}.get(letter, letter)
    inside = svg.group(picture, FAMILY[family])
    rectangle(inside, block, stroke_dasharray="4 3" if letter == "δ" else "")
    formula(inside, (block.x, block.top + block.height + 15), matrix.name)
    svg.symbol(svg.text(picture, block.x, block.top - 13), matrix.columns)
    svg.symbol(svg.text(picture, block.left - 7, block.y, anchor="end"), matrix.rows)


def matching(picture: Element, start: Point, end: Point) -> None:
    """Draw a side that has to match as a thick line."""
    svg.path(picture, "match", [start, end], stroke_width="5")


FIGURES: dict[str, Figure] = {
    "chain": both("One neuron per layer", chain),
    "shapes": both("Sides that match", shapes),
}
