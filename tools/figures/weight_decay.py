"""Draw the runs of the weight decay page: two surfaces, and test errors over the step size."""

from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.activations import sigmoid
from snippets.network import forward
from snippets.runs.weight_decay_runs import ETAS, NETWORK, problem, train_with_decay, wrong
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Frame
from tools.figures.xor import Matrix, drawing, frames, panel
from tools.vouch.records.experiments import load

SEED, ETA = 0, ETAS[6]
DECAYS = (0, 0.003)
TURNED = 10  # the first of the targets
TEST_POINTS = 1000
Network = list[tuple[Any, Any]]


@cache
def trained(lam: float) -> Network:
    """Return the network that the page trains with this decay."""
    X, T, _, _, start = problem(SEED)
    network: Network = train_with_decay(start, X, T, ETA, lam)
    return network


def output(network: Network, points: Matrix) -> Matrix:
    """Return a network's answers, between 0 and 1."""
    return np.asarray(sigmoid(forward(points, network, NETWORK[0])[1][-1]))


def mark(parent: Element, frame: Frame, place: Matrix, target: int, turned: bool) -> None:
    """Draw a sample, filled where its target is one, crossed where that is wrong."""
    x, y = frame.at(*place)
    dot = svg.shape(parent, "circle", "dot", cx=x, cy=y, r=3.5)
    dot.set("stroke-width", "1.5")
    if target:
        dot.set("fill", "currentColor")
    if turned:
        for rise in (-1, 1):
            svg.path(parent, "tick", [(x - 7, y - 7 * rise), (x + 7, y + 7 * rise)])


def surfaces(tall: bool) -> Element:
    """Return the decision surface without decay and with it."""
    X, T, X_test, T_test, _ = problem(SEED)
    counts = [(wrong(X, T, trained(lam)), wrong(X_test, T_test, trained(lam))) for lam in DECAYS]
    words = "The right border is a circle. " + " ".join(
        f"With λ = {lam} the network is wrong about {here} of {len(X)} targets that it learnt "
        f"from and {there} of {len(X_test)} new ones."
        for lam, (here, there) in zip(DECAYS, counts, strict=True)
    )
    panels = frames(len(DECAYS), tall, x=(-1.1, 1.1), y=(-1.1, 1.1))
    picture = drawing(panels, tall, "Two decision surfaces", words)
    angles = np.linspace(0, 2 * np.pi, 61)
    radius = np.sqrt(2 / np.pi)
    for frame, lam in zip(panels, DECAYS, strict=True):
        panel(picture, frame, f"λ = {lam}", partial(output, trained(lam)))
        circle = [frame.at(radius * np.cos(a), radius * np.sin(a)) for a in angles]
        svg.path(picture, "tick", circle).set("stroke-dasharray", "4 4")
        for number, (place, (target,)) in enumerate(zip(X, T, strict=True)):
            mark(picture, frame, place, target, number < TURNED)
    return picture


def median_errors(lam: float) -> list[float]:
    """Return the median share of wrong test answers of seeds 0 to 19, for each step size."""
    file = load("weight-decay")
    rows = [
        row
        for (decay, seed), row in zip(file["arguments"], file["results"], strict=True)
        if decay == lam and seed < 20
    ]
    medians: list[float] = (np.median(np.array(rows)[:, :, 1], axis=0) / TEST_POINTS).tolist()
    return medians


def over_eta(width: int) -> Element:
    """Return the test error over the step size, without decay and with it."""
    curves = {lam: median_errors(lam) for lam in DECAYS}
    words = "Median share of wrong answers to new points. " + " ".join(
        f"With λ = {lam} it is {found[0]:.2f} at the smallest step size, {min(found):.2f} at "
        f"best and {found[-1]:.2f} at the largest."
        for lam, found in curves.items()
    )
    picture = svg.drawing(width, 270, "Test error over the step size", words)
    span = float(ETAS[0]), float(ETAS[-1])
    frame = Frame(48, 36, width - 140, 180, x=span, y=(0, 0.6), log_x=True)
    plot.axes(picture, frame, "step size η", "share wrong")
    for lam, found in curves.items():
        plot.curve(picture, frame, "q-lo", ETAS.tolist(), found, f"λ = {lam}")
        if not lam:
            picture[-1][0].set("stroke-dasharray", "7 4")
    return picture
