"""Draw the runs of the XOR page: the loss, the decision surface, the data that a line separates."""

from collections.abc import Mapping, Sequence
from functools import cache, partial
from itertools import pairwise
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets.network import initialise
from snippets.neuron import neuron, train_neuron
from snippets.worked_example import forward
from snippets.xor import T, X, X_printed, train
from tools.figures.kit import svg
from tools.figures.kit.plot import Axis, Frame, Line, Plot, sample, single
from tools.figures.kit.record import NUMBERS, Figure, both, signed
from tools.figures.kit.surface import Panel, Values, keyed

Parameters = list[tuple[Values, Values]]
Rows = NDArray[np.int64]

SOLVED, STUCK, NEURON = 0, 3, 0  # seeds
LIMITS = (0, 1)  # of the first parameters
MOMENTS = (0, 3000, 7000, 10_000)
EARLY, FLAT = 100, 4000  # epochs
LINES = {"loss": Line(family="q-lo")}
LOSS = Plot(280, (46, 34), Axis(0, MOMENTS[-1], "epoch"), Axis(0, 1.5, "loss"), LINES)
INPUTS = Axis(-0.5, 1.5, "x_1")
# by tall: the width of a drawing, the panels in a row, and the side of a panel
FOUR = {False: (640, 4, 144), True: (328, 2, 145)}
TWO = {False: (640, 2, 280), True: (328, 2, 145)}
ONE_BY_ONE = (328, 1, 260)


@cache
def run(seed: int) -> tuple[Mapping[int, Parameters], Values]:
    """Return the parameters of a run on XOR at each moment, and the loss before every step."""
    rng, found, losses = np.random.default_rng(seed), {}, []
    parameters = initialise(rng, (2, 2, 1), limits=LIMITS)
    for start, moment in pairwise((0, *MOMENTS)):
        parameters, part = train(parameters, X, T, epochs=moment - start)
        found[moment] = parameters
        losses.append(part)
    return found, np.concatenate(losses)


@cache
def line_neuron() -> Any:
    """Return [(W, b)] of the neuron that the page trains on the printed data."""
    start = initialise(np.random.default_rng(NEURON), (2, 1), limits=LIMITS)
    return train_neuron(start, X_printed, T)


def loss_curve(tall: bool) -> Element:
    """Return the loss of the successful run at its epochs."""
    losses = run(SOLVED)[1]
    first, flat, last = EARLY, FLAT, MOMENTS[-1]
    epochs = [*range(0, last, 25), last - 1]
    return single(
        LOSS,
        tall,
        "The loss of the run against epochs: a fall to one, a long flat stretch, a second fall.",
        f"The loss starts at {losses[0]:.2f}, is {losses[first]:.2f} at epoch {first:,} and "
        f"{losses[flat]:.2f} at epoch {flat:,}, then falls to {losses[-1]:.2f} at epoch {last:,}.",
        {"loss": {epoch: float(losses[epoch]) for epoch in epochs}},
    )


def samples(parent: Element, frame: Frame, rows: Rows, labels: Sequence[str]) -> None:
    """Draw the rows of the data, filled where the target is one, with a label above or below."""
    for (x1, x2), (target,), label in zip(rows, T, labels, strict=True):
        x, y = sample(parent, frame, (x1, x2), target, 6, 2)
        svg.text(parent, x, y - 19 if x2 else y + 20, label).set("class", "free")


def output(parameters: Parameters, points: Values) -> Values:
    """Return a network's predictions."""
    return np.asarray(forward(points, parameters)[-1])


def named(rows: Rows) -> list[str]:
    """Return the names of the rows."""
    return [signed(f"({a}, {b})") for a, b in rows]


def surfaces(seed: int, moments: Sequence[int], title: str, tall: bool = False) -> Element:
    """Return the decision surface of a run at each of the moments."""
    answers = {moment: partial(output, run(seed)[0][moment]) for moment in moments}
    labels = {m: [f"{value:.2f}" for value in answer(X).ravel()] for m, answer in answers.items()}
    words = f"Predictions for {', '.join(named(X))}: " + "; ".join(
        f"after {moment:,} epochs {', '.join(shown)}" for moment, shown in labels.items()
    )
    each = [
        Panel(f"epoch {moment:,}", answer, partial(samples, rows=X, labels=labels[moment]))
        for moment, answer in answers.items()
    ]
    return keyed(each, FOUR[tall], title, f"{words}.", INPUTS, INPUTS._replace(name="x_2"))


def idea(tall: bool) -> Element:
    """Return the four rows alone, and the decision surface of the trained network."""
    answer = partial(output, run(SOLVED)[0][MOMENTS[-1]])
    shown = [f"{value:.2f}" for value in answer(X).ravel()]
    each = [
        Panel("the four rows", None, partial(samples, rows=X, labels=named(X))),
        Panel("after training", answer, partial(samples, rows=X, labels=shown)),
    ]
    return keyed(
        each,
        TWO[tall],
        "The four rows of XOR in the plane of the two inputs, and the predictions of a trained "
        "network: a high band between two lines.",
        f"Left: {rows_by_target()}. Right: the trained network predicts "
        f"{', '.join(f'{value} for {name}' for name, value in zip(named(X), shown, strict=True))}.",
        INPUTS,
        INPUTS._replace(name="x_2"),
    )


def rows_by_target() -> str:
    """Return which rows of XOR have which target, in words."""
    zeros, ones = (
        " and ".join(name for name, (t,) in zip(named(X), T, strict=True) if t == target)
        for target in (0, 1)
    )
    return f"{zeros} have target 0, {ones} have target 1"


def answer_of_line(points: Values) -> Values:
    """Return the neuron's predictions."""
    return np.asarray(neuron(points, line_neuron()))


def separable(tall: bool) -> Element:
    """Return the rows of XOR, and the printed rows with the line that one neuron found."""
    changed = np.flatnonzero((X_printed != X).any(axis=1))
    new, old = (" and ".join(named(rows[changed])) for rows in (X_printed, X))
    each = [
        Panel(heading, answer, partial(samples, rows=rows, labels=named(rows)))
        for heading, answer, rows in (("XOR", None, X), ("as printed", answer_of_line, X_printed))
    ]
    return keyed(
        each,
        ONE_BY_ONE if tall else TWO[tall],
        "The four rows of XOR, which no line separates, and the printed rows, with the line that "
        "one neuron found.",
        f"XOR: {rows_by_target()}; no line has the first two on one side and the others on the "
        f"other. As printed: with {new} in place of {old} there is such a line.",
        Axis(-1.45, 1.45, "x_1"),
        Axis(-0.95, 1.95, "x_2"),
    )


SURFACES = (
    f"The decision surface at {NUMBERS[len(MOMENTS)]} moments: twice nearly flat, then cut by one "
    "curve, then by two."
)
STUCK_SURFACE = (
    "The decision surface of the stuck run at the same moments: at the end "
    "the curve runs through the second row and close by the fourth."
)
FIGURES: dict[str, Figure] = {
    "xor-idea": both("XOR before and after training", idea),
    "xor-loss": both("Loss against epochs", loss_curve),
    "xor-surface": both(
        "Decision surface during training", partial(surfaces, SOLVED, MOMENTS, SURFACES)
    ),
    "xor-stuck": both(
        "Decision surface of the stuck run", partial(surfaces, STUCK, MOMENTS, STUCK_SURFACE)
    ),
    "xor-separable": both("XOR and the printed rows", separable),
}
