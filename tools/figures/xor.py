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
from tools.figures.kit.plot import Axis, Frame, Plot
from tools.figures.kit.record import NUMBERS, Figure, both, signed
from tools.figures.kit.surface import Values, drawing, frames, panel

Parameters = list[tuple[Values, Values]]
Rows = NDArray[np.int64]

SOLVED, STUCK, NEURON = 0, 3, 0  # seeds
MOMENTS = (4000, 7000, 10_000)
EARLY = 100  # an epoch
LOSS = Plot(270, (42, 30), Axis(0, MOMENTS[-1], "epoch"), Axis(0, 0.8, "loss"))
BESIDE = {0: (0, 20, "middle"), 1: (12, 0, "start"), 2: (0, -19, "middle")}  # by x1 + x2


@cache
def run(seed: int) -> tuple[Mapping[int, Parameters], Values]:
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
    start = initialise(np.random.default_rng(NEURON), (2, 1), limits=(0, 1))
    trained: Parameters = train_neuron(start, X_printed, T)
    return trained


def loss_curve(tall: bool) -> Element:
    """Return the loss of the solved run over its epochs."""
    losses = run(SOLVED)[1]
    first, flat, last = EARLY, MOMENTS[0], MOMENTS[-1]
    picture, frame = plot.single(
        LOSS,
        tall,
        "The loss of the run over its epochs: a fall to one half, a long flat stretch, a second "
        "fall.",
        f"The loss starts at {losses[0]:.2f}, is {losses[first]:.2f} at epoch {first:,} and "
        f"{losses[flat]:.2f} at epoch {flat:,}, then falls to {losses[-1]:.2f} at epoch {last:,}.",
    )
    epochs = [*range(0, last, 25), last - 1]
    plot.curve(picture, frame, "q-lo", {epoch: float(losses[epoch]) for epoch in epochs})
    return picture


def samples(parent: Element, frame: Frame, rows: Rows, labels: Sequence[str]) -> None:
    """Draw the rows of the data, filled where the target is one, each with a label beside it."""
    for (x1, x2), (target,), label in zip(rows, T, labels, strict=True):
        x, y = frame.at(x1, x2)
        dot = svg.shape(parent, "circle", "dot", cx=x, cy=y, r=6)
        dot.set("stroke-width", "2")
        if target:
            dot.set("fill", "currentColor")
        right, down, anchor = BESIDE[int(x1 + x2)]
        svg.text(parent, x + right, y + down, label, anchor)


def output(parameters: Parameters, points: Values) -> Values:
    """Return a network's answers."""
    return np.asarray(forward(points, parameters)[-1])


def named(rows: Rows) -> list[str]:
    """Return what the rows of the data are called."""
    return [signed(f"({a}, {b})") for a, b in rows]


def surfaces(seed: int, moments: Sequence[int], title: str, tall: bool = False) -> Element:
    """Return the decision surface of a run at each of the moments."""
    answers = {moment: partial(output, run(seed)[0][moment]) for moment in moments}
    labels = {m: [f"{value:.2f}" for value in answer(X).ravel()] for m, answer in answers.items()}
    panels = frames(len(moments), tall, Axis(-0.5, 1.5))
    words = f"Answers to {', '.join(named(X))}: " + "; ".join(
        f"after {moment:,} epochs {', '.join(shown)}" for moment, shown in labels.items()
    )
    picture = drawing(panels, tall, title, f"{words}.")
    for frame, moment in zip(panels, moments, strict=True):
        panel(picture, frame, f"epoch {moment:,}", answers[moment])
        samples(picture, frame, X, labels[moment])
    return picture


def answer_of_line(points: Values) -> Values:
    """Return the neuron's answers."""
    return np.asarray(neuron(points, line_neuron()))


# by heading: the rows, and who answers them
PARTS: dict[str, tuple[Rows, Callable[[Values], Values] | None]] = {
    "XOR": (X, None),
    "as printed": (X_printed, answer_of_line),
}


def separable() -> Element:
    """Return the rows of XOR, and the printed rows with the line that one neuron found."""
    zeros, ones = (
        " and ".join(name for name, (t,) in zip(named(X), T, strict=True) if t == target)
        for target in (0, 1)
    )
    changed = np.flatnonzero((X_printed != X).any(axis=1))
    new, old = (" and ".join(named(rows[changed])) for rows in (X_printed, X))
    panels = frames(len(PARTS), False, Axis(-1.45, 1.85), Axis(-1.15, 2.15))
    picture = drawing(
        panels,
        False,
        "Left, the four rows of XOR, which no line separates. Right, the printed rows, and the "
        "line that one neuron found.",
        f"Left: {zeros} have target 0, {ones} have target 1; no line has the first two on one side "
        f"and the others on the other. Right: with {new} in place of {old} there is such a line.",
    )
    for frame, (heading, (rows, answer)) in zip(panels, PARTS.items(), strict=True):
        panel(picture, frame, heading, answer)
        samples(picture, frame, rows, named(rows))
    return picture


SURFACES = (
    f"The decision surface at {NUMBERS[len(MOMENTS)]} moments: first nearly flat, then cut by one "
    "curve, then by two."
)
STUCK_SURFACE = (
    "The decision surface of the stuck run: the curve runs through the second row and close by "
    "the fourth."
)
FIGURES: dict[str, Figure] = {
    "xor-loss": both("", loss_curve),
    "xor-surface": both("", partial(surfaces, SOLVED, MOMENTS, SURFACES)),
    "xor-stuck": Figure("", partial(surfaces, STUCK, MOMENTS[-1:], STUCK_SURFACE)),
    "xor-separable": Figure("", separable),
}
