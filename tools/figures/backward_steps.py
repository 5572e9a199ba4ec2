"""Draw the backward pass step by step: the sigmoid's slope, frames, and two ways back."""

import math
import re
from collections.abc import Sequence
from typing import NamedTuple
from xml.etree.ElementTree import Element

import numpy as np

from snippets import two_outputs
from snippets import worked_example as example
from snippets.activations import sigmoid, sigmoid_derivative_from_z
from snippets.losses import squared_error_derivative
from tools.figures import network_steps
from tools.figures.kit import plot, svg
from tools.figures.kit.record import NUMBERS, Figure, both, capitalized
from tools.figures.kit.svg import Point
from tools.figures.network_steps import Step
from tools.figures.step_lines import in_numbers
from tools.figures.worked_example import every_value, plain, significant, spoken

SYMBOL = re.compile(r"(∂?\w+\^\w+(?:_\w+)?|∂?\w+_\w+|∂y)")
SIZE = 19  # of text
RADIUS = 20  # of a unit
FRAME = (328, 214)  # width and height of one frame
NARROW, GAP = 328, 64  # the tall drawing, and what separates two columns
UNITS: dict[str, Point] = {
    "x_1": (30, 62),
    "x_2": (30, 134),
    "a^1_1": (124, 62),
    "a^1_2": (124, 134),
    "y": (218, 98),
    "L": (300, 98),
}
FAMILIES = {"x": "q-in", "a": "q-fw", "y": "q-fw", "L": "q-lo"}
LINES = [("x_1", "a^1_1"), ("x_1", "a^1_2"), ("x_2", "a^1_1"), ("x_2", "a^1_2")]
LINES += [("a^1_1", "y"), ("a^1_2", "y"), ("y", "L")]
BOTH_UNITS: dict[str, Point] = {"a^1_1": (34, 130), "y_1": (180, 64), "y_2": (180, 196)}
BOTH_UNITS["L"] = (294, 130)
BOTH_LINES = [("a^1_1", "y_1"), ("a^1_1", "y_2"), ("y_1", "L"), ("y_2", "L")]


# the steps that are drawn, and what each lights: a unit or a connection
LIT = {
    "∂y": ("y", "L"),
    "δ^2": ("y",),
    "∂a^1_1": ("a^1_1", "y"),
    "δ^1_1": ("a^1_1",),
    "∂a^1_2": ("a^1_2", "y"),
    "δ^1_2": ("a^1_2",),
    "∂w^2_1": ("a^1_1", "y"),
    "∂w^1_11": ("x_1", "a^1_1"),
}


class Frame(NamedTuple):
    """One frame: its step, what is lit, and the texts of the two factors and of their product."""

    step: Step
    lit: tuple[str, ...]
    values: tuple[str, str]
    product: str

    @property
    def family(self) -> str:
        """The colour of a gradient, or of an error signal."""
        return "q-gr" if self.step.result.startswith(("∂w", "∂b")) else "q-er"

    @property
    def factors(self) -> tuple[str, str]:
        """Both factors as the formula shows them."""
        one, other = self.step.terms[0]
        return bracketed(one), bracketed(other)


def bracketed(factor: str) -> str:
    """Return a factor, in brackets where it is a difference."""
    return f"({factor})" if " − " in factor and "(" not in factor else factor


def frame_steps() -> list[Frame]:
    """Return the frames in the order of the backward pass, one gradient for each layer last."""
    e = example
    values = every_value(e.X, e.T, e.parameters)
    by_result = {step.result: step for step in network_steps.steps(outputs=1)}
    found = []
    for result, lit in LIT.items():
        step = by_result[result]
        one, other = (in_numbers(factor, values, first=True) for factor in step.terms[0])
        found.append(Frame(step, lit, (one, other), significant(values[result])))
    return found


def formula(parent: Element, x: float, y: float, parts: Sequence[str]) -> None:
    """Write a formula from x to the right: symbols, and plain words between them.

    A ∂ before a symbol makes it the gradient of the loss with respect to it.
    """
    line = svg.text(parent, x, y, anchor="start", size=SIZE)
    after: dict[str, str] = {}
    for part in filter(None, SYMBOL.split("".join(parts))):
        if part.startswith("∂"):
            svg.span(line, "∂L/∂", "num", **after)
            after, part = {}, part[1:]
        if "^" in part or "_" in part:
            depth = svg.symbol(line, part, SIZE)
            beyond = svg.coordinate(svg.overhang(part, SIZE))
            after = {"dx": beyond, "dy": svg.coordinate(-depth)}
        else:
            svg.span(line, part.replace("y", "ŷ"), "num", **after)
            after = {}


def ends(start: Point, end: Point) -> tuple[Point, Point]:
    """Return where the line between two units leaves the one and reaches the other."""
    share = RADIUS / math.dist(start, end)
    (x0, y0), (x1, y1) = start, end
    right, down = share * (x1 - x0), share * (y1 - y0)
    return (x0 + right, y0 + down), (x1 - right, y1 - down)


def arrow(parent: Element, start: Point, end: Point) -> None:
    """Draw a thick line with a head at its end."""
    (x0, y0), (x1, y1) = start, end
    angle = math.atan2(y1 - y0, x1 - x0)
    neck = x1 - 12 * math.cos(angle), y1 - 12 * math.sin(angle)
    svg.path(parent, "lit", [start, neck], stroke_width="4")
    sides = [
        (neck[0] + side * 7 * math.sin(angle), neck[1] - side * 7 * math.cos(angle))
        for side in (-1, 1)
    ]
    svg.path(parent, "glyph", [(x1, y1), *sides], "Z", fill="currentColor")


def unit(parent: Element, name: str, middle: Point, lit: str = "") -> None:
    """Draw a unit as a circle with its symbol; a unit that is lit has a thick rim."""
    x, y = middle
    if lit:
        rim = svg.group(parent, lit)
        svg.shape(rim, "circle", "lit", cx=x, cy=y, r=RADIUS + 3, stroke_width="4")
    inside = svg.group(parent, FAMILIES[name[0]])
    svg.shape(inside, "circle", "box", cx=x, cy=y, r=RADIUS)
    svg.symbol(svg.text(inside, x, y), name)
    if name[0] == "y":
        svg.hat(inside, x - (3 if "_" in name else 0), y)


def draw_frame(parent: Element, left: float, top: float, number: int, step: Frame) -> None:
    """Draw one frame of the backward pass."""
    places = {name: (left + x, top + y) for name, (x, y) in UNITS.items()}
    svg.text(parent, left, top + 18, f"{number}. {capitalized(step.step.words)}", "start", SIZE)
    for start, end in LINES:
        first, last = ends(places[start], places[end])
        if (start, end) != step.lit:
            svg.path(parent, "wire", [first, last])
        elif step.family == "q-er":
            arrow(svg.group(parent, step.family), last, first)
        else:
            inside = svg.group(parent, step.family)
            svg.path(inside, "lit", [first, last], stroke_width="4")
    for name, place in places.items():
        unit(parent, name, place, step.family if step.lit == (name,) else "")
    one, other = step.factors
    left_value, right_value = step.values
    parts = [step.step.result, " = ", one, " · ", other]
    formula(parent, left, top + 172, parts)
    numbers = f"= {left_value} · {right_value} = {step.product}"
    svg.text(parent, left + 16, top + 198, numbers, "start", SIZE)


def said(step: Frame) -> str:
    """Return a step as a sentence for a screen reader."""
    names = [spoken(name.replace("∂", "∂L/∂")) for name in (step.step.result, *step.factors)]
    left_value, right_value = step.values
    product = f"{names[0]} = {names[1]} · {names[2]}"
    return f"{step.step.words}, {product} = {left_value} · {right_value} = {step.product}"


def frames(tall: bool) -> Element:
    """Draw the backward pass, one step per frame."""
    every, columns = frame_steps(), 1 if tall else 2
    width = columns * NARROW + (columns - 1) * GAP
    height = math.ceil(len(every) / columns) * (FRAME[1] + 14)
    title = f"The backward pass in {NUMBERS[len(every)]} frames, each with one product."
    words = "; ".join(f"{NUMBERS[n]}: {said(step)}" for n, step in enumerate(every, 1))
    picture = svg.drawing(width, height, title, f"{words}.")
    for place, step in enumerate(every):
        row, column = divmod(place, columns)
        draw_frame(picture, column * (NARROW + GAP) + 4, row * (FRAME[1] + 14), place + 1, step)
    return picture


def both_ways() -> tuple[list[str], list[str], list[str], str]:
    """Return the deltas of two outputs, the weights, the products and their sum, as texts."""
    two = two_outputs
    _, A1, _, A2 = example.forward(example.X, two.parameters_two)
    dA2 = squared_error_derivative(A2, two.T_two)
    _, delta2 = example.deltas(dA2, two.W2_two, A1, A2)
    products = delta2[0] * two.W2_two[0]
    texts = [[significant(float(value)) for value in row] for row in (delta2[0], products)]
    weights = [plain(float(weight)) for weight in two.W2_two[0]]
    return texts[0], weights, texts[1], significant(float(products.sum()))


def two_ways(tall: bool) -> Element:
    """Draw the two ways from the loss back to one hidden unit."""
    deltas, weights, products, total = both_ways()
    title = "Two ways lead from the loss back to the first hidden unit, one through each output."
    ways = [f"{delta} · {w} = {p}" for delta, w, p in zip(deltas, weights, products, strict=True)]
    added = f"{products[0]} + {products[1]} = {total}"
    words = f"Over the first output: {ways[0]}. Over the second output: {ways[1]}. "
    words += f"∂L/∂a1 1 is the sum of the two products: {added}."
    picture = svg.drawing(NARROW if tall else 700, 440 if tall else 260, title, words)
    for start, end in BOTH_LINES:
        first, last = ends(BOTH_UNITS[start], BOTH_UNITS[end])
        arrow(svg.group(picture, "q-er"), last, first)
    for name, place in BOTH_UNITS.items():
        unit(picture, name, place)
    for k, y in enumerate((20, 240)):
        formula(picture, 104, y, [f"δ^2_{k + 1}", f" = {deltas[k]}"])
        sign = -1 if k == 0 else 1
        formula(picture, 4, 130 + sign * 56, [f"w^2_1{k + 1}", f" = {weights[k]}"])
    left, top = (4, 290) if tall else (370, 40)
    for k, way in enumerate(ways):
        svg.text(picture, left, top + 34 * k, f"{('above', 'below')[k]}: {way}", "start", SIZE)
    formula(picture, left, top + 86, ["∂a^1_1", " is their sum:"])
    svg.text(picture, left, top + 118, added, "start", SIZE)
    return picture


def sigmoid_and_slope(tall: bool) -> Element:
    """Draw the sigmoid, its slope below it, and the place of the output unit on both."""
    e = example
    _, _, Z2, A2 = e.forward(e.X, e.parameters)
    z, a = Z2.item(), A2.item()
    slope = float(sigmoid_derivative_from_z(Z2).item())
    points = np.linspace(-6, 6, 241)
    width, x = svg.width(tall), plot.Axis(-6, 6, "pre-activation z")
    title = "The sigmoid, and below it its slope, a hill that is highest at zero."
    words = (
        f"The output unit has z = {significant(z)}: its activation is {significant(a)}, and the "
    )
    words += f"slope there is {significant(slope)}. The slope is {plain(0.25)} at most, at z = 0, "
    words += "and nearly zero at both ends."
    picture = svg.drawing(width, 500, title, words)
    sides = (54, width - 74)
    upper = plot.Frame(sides[0], 40, sides[1], 150, x, plot.Axis(0, 1, "activation σ(z)"))
    lower = plot.Frame(sides[0], 296, sides[1], 140, x, plot.Axis(0, 0.25, "slope σ′(z)"))
    drawn = [(upper, sigmoid(points), a), (lower, sigmoid_derivative_from_z(points), slope)]
    for frame, values, here in drawn:
        plot.axes(picture, frame)
        curve = dict(zip(points.tolist(), values.tolist(), strict=True))
        plot.curve(picture, frame, curve, family="q-fw")
        if frame is upper:
            ends_of = {z + d: a + d * slope for d in (-1.4, 1.4)}
            plot.curve(picture, frame, ends_of, dashes="5 4", family="q-gr")
        plot.marker(picture, frame, "q-fw", z, here)
        place = frame.at(z, here)
        down = 12 if frame is upper else -6
        svg.text(picture, place[0] + 14, place[1] + down, significant(here), "start")
    return picture


FIGURES: dict[str, Figure] = {
    "sigmoid-slope": both("The sigmoid and its slope", sigmoid_and_slope),
    "backward-frames": both("The backward pass, frame by frame", frames),
    "two-outputs": both("Two ways back from one unit", two_ways),
}
