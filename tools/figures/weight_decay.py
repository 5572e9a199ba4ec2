"""Draw the runs of the weight decay page: two surfaces, and test errors over the step size."""

from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.activations import sigmoid
from snippets.network import forward
from snippets.runs.weight_decay_runs import ETAS, NETWORK, problem, train_with_decay, wrong
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Axis, Frame, Plot
from tools.figures.kit.record import Figure, both
from tools.figures.kit.surface import Values, drawing, frames, panel
from tools.vouch.records.experiments import load

SEED, ETA = 0, ETAS[6]
DECAYS = (0, 0.003)
TURNED = 10  # the first of the targets
TEST_POINTS = 1000
REPORTED = 20  # the first seeds; the others choose the step size
STEP_SIZE = Axis(float(ETAS[0]), float(ETAS[-1]), "step size η", log=True)
ERRORS = Plot(270, (48, 92), STEP_SIZE, Axis(0, 0.6, "share wrong"))
Network = list[tuple[Any, Any]]


@cache
def trained(lam: float) -> Network:
    """Return the network that the page trains with this decay."""
    X, T, _, _, start = problem(SEED)
    network: Network = train_with_decay(start, X, T, ETA, lam)
    return network


def output(network: Network, points: Values) -> Values:
    """Return a network's answers, between 0 and 1."""
    return np.asarray(sigmoid(forward(points, network, NETWORK[0])[1][-1]))


def mark(parent: Element, frame: Frame, place: Values, target: int, turned: bool) -> None:
    """Draw a sample, filled where its target is one, crossed where that is wrong."""
    x, y = frame.at(*place)
    dot = svg.shape(parent, "circle", "dot", cx=x, cy=y, r=3.5)
    dot.set("stroke-width", "1.5")
    if target:
        dot.set("fill", "currentColor")
    if turned:
        for rise in (-1, 1):
            svg.path(parent, "tick", [(x - 7, y - 7 * rise), (x + 7, y + 7 * rise)])


def name(lam: float) -> str:
    """Return what a decay is called."""
    return f"λ = {lam}"


def surfaces(tall: bool) -> Element:
    """Return the decision surface without decay and with it."""
    X, T, X_test, T_test, _ = problem(SEED)
    words = "The right border is a circle. " + " ".join(
        f"With {name(lam)} the network is wrong about {wrong(X, T, trained(lam))} of {len(X)} "
        f"targets that it learnt from and {wrong(X_test, T_test, trained(lam))} of {len(X_test)} "
        "new ones."
        for lam in DECAYS
    )
    panels = frames(len(DECAYS), tall, Axis(-1.1, 1.1))
    picture = drawing(
        panels,
        tall,
        f"Two decision surfaces over the same {len(X)} points. Without decay the border winds "
        "around single points; with decay it is smoother, and near the circle except in the lower "
        "right corner.",
        words,
    )
    angles = np.linspace(0, 2 * np.pi, 61)
    radius = np.sqrt(2 / np.pi)
    for frame, lam in zip(panels, DECAYS, strict=True):
        panel(picture, frame, name(lam), partial(output, trained(lam)))
        circle = [frame.at(radius * np.cos(a), radius * np.sin(a)) for a in angles]
        svg.path(picture, "tick", circle).set("stroke-dasharray", "4 4")
        for number, (place, (target,)) in enumerate(zip(X, T, strict=True)):
            mark(picture, frame, place, target, number < TURNED)
    return picture


def median_errors(lam: float) -> dict[float, float]:
    """Return the median share of wrong test answers of the reported seeds, by step size."""
    file = load("weight-decay")
    rows = [
        row
        for (decay, seed), row in zip(file["arguments"], file["results"], strict=True)
        if decay == lam and seed < REPORTED
    ]
    medians: list[float] = (np.median(np.array(rows)[:, :, 1], axis=0) / TEST_POINTS).tolist()
    return dict(zip(ETAS.tolist(), medians, strict=True))


def over_eta(tall: bool) -> Element:
    """Return the test error over the step size, without decay and with it."""
    curves = {lam: median_errors(lam) for lam in DECAYS}
    words = "Median share of wrong answers to new points. " + " ".join(
        f"With {name(lam)} it is {found[ETAS[0]]:.2f} at the smallest step size, "
        f"{min(found.values()):.2f} at best and {found[ETAS[-1]]:.2f} at the largest."
        for lam, found in curves.items()
    )
    picture, frame = plot.single(
        ERRORS,
        tall,
        "The median test error over the step size. Without decay it falls and then rises again; "
        "with decay it falls and stays low for longer.",
        words,
    )
    for lam, found in curves.items():
        line = plot.curve(picture, frame, "q-lo", found, "" if lam else "7 4")
        plot.label(line, name(lam), frame.at(ETAS[-1], found[ETAS[-1]]), (7, 0))
    return picture


FIGURES: dict[str, Figure] = {
    "weight-decay-surface": both("Over-sized, without decay and with it", surfaces),
    "weight-decay-eta": both("Error over the step size", over_eta),
}
