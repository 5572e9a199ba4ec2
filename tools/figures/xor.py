"""Draw the runs of the XOR page: the loss, the decision surface, and what one line can part."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets.network import initialise
from snippets.neuron import neuron, train_neuron
from snippets.worked_example import forward
from snippets.xor import T, X, X_printed, train
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Frame
from tools.figures.kit.surface import contour, surface

Matrix = NDArray[np.float64]
Parameters = list[tuple[Matrix, Matrix]]
Span = tuple[float, float]

MOMENTS = (4000, 7000, 10_000)
SIDE, GAP, HEAD = 196, 26, 34  # of a panel
BESIDE = {0: (0, 20, "middle"), 1: (12, 0, "start"), 2: (0, -19, "middle")}  # by x1 + x2
POINTS = 33  # of a surface's grid along each axis


@cache
def run(seed: int) -> tuple[Mapping[int, Parameters], Matrix]:
    """Return the parameters of a run on XOR at each moment, and the loss before every step."""
    rng, found, losses = np.random.default_rng(seed), {}, []
    parameters = initialise(rng, (2, 2, 1), limits=(0, 1))
    for start, moment in pairwise((0, *MOMENTS)):
        parameters, part = train(parameters, X, T, epochs=moment - start)
        found[moment] = parameters
        losses.append(part)
    return found, np.concatenate(losses)


@cache
def line_neuron() -> Parameters:
    """Return [(W, b)] of the neuron that the page trains on the printed data."""
    start = initialise(np.random.default_rng(0), (2, 1), limits=(0, 1))
    trained: Parameters = train_neuron(start, X_printed, T)
    return trained


def loss_curve(width: int) -> Element:
    """Return the loss of seed 0 over its epochs."""
    losses = run(0)[1]
    words = f"The loss starts at {losses[0]:.2f}, is {losses[100]:.2f} at epoch 100 and "
    words += f"{losses[4000]:.2f} at epoch 4,000, then falls to {losses[-1]:.2f} at epoch 10,000."
    picture = svg.drawing(width, 270, "The loss over the epochs", words)
    frame = Frame(42, 36, width - 72, 180, x=(0, 10_000), y=(0, 0.8))
    plot.axes(picture, frame, "epoch", "loss")
    epochs = [*range(0, 10_000, 25), 9999]
    plot.curve(picture, frame, "q-lo", epochs, [float(losses[epoch]) for epoch in epochs], "")
    return picture


def frames(count: int, tall: bool, x: Span, y: Span) -> list[Frame]:
    """Return panels in a row, or one under another."""
    step = SIDE + GAP + (HEAD if tall else 0)
    places = [(66, HEAD + n * step) if tall else (1 + n * step, HEAD) for n in range(count)]
    return [Frame(left, top, SIDE, SIDE, x=x, y=y) for left, top in places]


def drawing(panels: Sequence[Frame], tall: bool, title: str, words: str) -> Element:
    """Return an empty drawing that holds the panels."""
    width = 328 if tall else round(panels[-1].left) + SIDE + 1
    return svg.drawing(width, round(panels[-1].top) + SIDE + 1, title, words)


def panel(
    parent: Element, frame: Frame, heading: str, answer: Callable[[Matrix], Matrix] | None
) -> None:
    """Draw a panel: its answers, shaded, the line where they are one half, frame and heading."""
    if answer:
        grid = np.meshgrid(np.linspace(*frame.x, POINTS), np.linspace(*frame.y, POINTS))
        points = np.column_stack([part.ravel() for part in grid])
        values = answer(points).reshape(POINTS, POINTS)
        surface(parent, frame, "q-fw", values)
        contour(parent, frame, "q-fw", values, 0.5)
    size = {"width": frame.width, "height": frame.height}
    svg.shape(parent, "rect", "axis", x=frame.left, y=frame.top, **size)
    svg.text(parent, frame.left, frame.top - 16, heading, anchor="start")


def samples(parent: Element, frame: Frame, rows: NDArray[np.int64], labels: Sequence[str]) -> None:
    """Draw the rows of the data, filled where the target is one, each with a label beside it."""
    for (x1, x2), (target,), label in zip(rows, T, labels, strict=True):
        x, y = frame.at(x1, x2)
        dot = svg.shape(parent, "circle", "dot", cx=x, cy=y, r=6)
        dot.set("stroke-width", "2")
        if target:
            dot.set("fill", "currentColor")
        right, down, anchor = BESIDE[int(x1 + x2)]
        svg.text(parent, x + right, y + down, label, anchor)


def output(parameters: Parameters, points: Matrix) -> Matrix:
    """Return a network's answers."""
    return np.asarray(forward(points, parameters)[-1])


def surfaces(seed: int, moments: tuple[int, ...], tall: bool) -> Element:
    """Return the decision surface of a run at each of the moments."""
    answers = [partial(output, run(seed)[0][moment]) for moment in moments]
    labels = [[f"{value:.2f}" for value in answer(X).ravel()] for answer in answers]
    panels = frames(len(moments), tall, x=(-0.5, 1.5), y=(-0.5, 1.5))
    words = "Answers to (0, 0), (0, 1), (1, 0), (1, 1): " + "; ".join(
        f"after {moment:,} epochs {', '.join(shown)}"
        for moment, shown in zip(moments, labels, strict=True)
    )
    picture = drawing(panels, tall, f"Decision surface of seed {seed}", f"{words}.")
    for frame, moment, answer, shown in zip(panels, moments, answers, labels, strict=True):
        panel(picture, frame, f"epoch {moment:,}", answer)
        samples(picture, frame, X, shown)
    return picture


def separable() -> Element:
    """Return the rows of XOR, and the printed rows with the line that one neuron found."""
    words = "Left: (0, 0) and (1, 1) have target 0, (0, 1) and (1, 0) have target 1; no line has "
    words += "the first two on one side and the others on the other. Right: with (−1, 1) in place "
    words += "of (1, 1) there is such a line."
    panels = frames(2, False, x=(-1.45, 1.85), y=(-1.15, 2.15))
    picture = drawing(panels, False, "The rows of XOR, and the printed rows", words)
    parts = (("XOR", X, None), ("as printed", X_printed, answer_of_line))
    for frame, (heading, rows, answer) in zip(panels, parts, strict=True):
        panel(picture, frame, heading, answer)
        samples(picture, frame, rows, [f"({a}, {b})".replace("-", "−") for a, b in rows])
    return picture


def answer_of_line(points: Matrix) -> Matrix:
    """Return the neuron's answers."""
    return np.asarray(neuron(points, line_neuron()))
