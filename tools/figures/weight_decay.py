"""Draw the runs of the weight decay page: two surfaces, and test errors over the learning rate."""

from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.activations import sigmoid
from snippets.network import forward
from snippets.runs.weight_decay_runs import ETAS, NETWORK, problem, train_with_decay, wrong
from tools.figures.experiments import results
from tools.figures.kit import svg
from tools.figures.kit.plot import Axis, Frame, Line, Plot, axes, sample, single
from tools.figures.kit.record import Figure, both
from tools.figures.kit.surface import Values, answered

SEED, ETA = 0, ETAS[6]
DECAYS = (0, 0.003)
TURNED = 10  # the first of the targets
TEST_POINTS = 1000
REPORTED = 20  # the first seeds; the others choose the learning rate
FIRST, SECOND = Axis(-1.1, 1.1, "first input"), Axis(-1.1, 1.1, "second input")
CIRCLE = [2 * np.pi * part / 60 for part in range(61)]
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


def name(lam: float) -> str:
    """Return what a decay is called."""
    return f"λ = {lam}"


STEP = Axis(float(ETAS[0]), float(ETAS[-1]), "learning rate η", log=True)
DASHES = {name(lam): "" if lam else "7 4" for lam in DECAYS}
LINES = {
    decay: Line(STEP.high, (7, -8 if its else 8), "start", its, "q-lo")
    for decay, its in DASHES.items()
}
ERRORS = Plot(270, (48, 92), STEP, Axis(0, 0.6, "share of new points wrong"), LINES)


def samples(parent: Element, frame: Frame) -> None:
    """Draw the circle and the samples; those whose target is wrong are crossed."""
    X, T, *_ = problem(SEED)
    radius = np.sqrt(2 / np.pi)
    circle = [frame.at(radius * np.cos(angle), radius * np.sin(angle)) for angle in CIRCLE]
    svg.path(parent, "tick", circle, stroke_dasharray="4 4")
    for number, (place, (target,)) in enumerate(zip(X, T, strict=True)):
        x, y = sample(parent, frame, place, target, 3.5, 1.5)
        for rise in (-7, 7) if number < TURNED else ():
            svg.path(parent, "tick", [(x - 7, y - rise), (x + 7, y + rise)])


def surfaces(tall: bool) -> Element:
    """Return the decision surface without decay and with it."""
    X, T, X_test, T_test, _ = problem(SEED)
    words = "The true border is a circle. " + " ".join(
        f"With {name(lam)} the network is wrong about {wrong(X, T, trained(lam))} of {len(X)} "
        f"training targets and {wrong(X_test, T_test, trained(lam))} of {len(X_test)} new ones."
        for lam in DECAYS
    )
    side = 262 if tall else 250
    places = [(52, 62), (52, 448)] if tall else [(52, 62), (372, 62)]
    picture = svg.drawing(
        svg.width(tall),
        places[-1][1] + side + 60,
        f"Two decision surfaces over the same {len(X)} points. Without decay the border winds "
        "around single points; with decay it is smoother, and near the circle except in the lower "
        "right corner.",
        words,
    )
    for lam, (left, top) in zip(DECAYS, places, strict=True):
        frame = Frame(left, top, side, side, FIRST, SECOND)
        answered(picture, frame, partial(output, trained(lam)))
        axes(picture, frame)
        label = f"{'with' if lam else 'without'} decay: {name(lam)}"
        svg.text(picture, left, top - 46, label, anchor="start")
        samples(picture, frame)
    return picture


def median_errors(lam: float) -> dict[float, float]:
    """Return the median share of wrong test answers of the reported seeds, by learning rate."""
    rows = np.array(results("weight-decay", lam)[:REPORTED])
    medians: list[float] = (np.median(rows[:, :, 1], axis=0) / TEST_POINTS).tolist()
    return dict(zip(ETAS.tolist(), medians, strict=True))


def over_eta(tall: bool) -> Element:
    """Return the test error over the learning rate, without decay and with it."""
    curves = {name(lam): median_errors(lam) for lam in DECAYS}
    words = "Median share of wrong predictions for new points. " + " ".join(
        f"With {decay} it is {found[ETAS[0]]:.2f} at the smallest learning rate, "
        f"{min(found.values()):.2f} at best and {found[ETAS[-1]]:.2f} at the largest."
        for decay, found in curves.items()
    )
    return single(
        ERRORS,
        tall,
        "The median test error against the learning rate. Without decay it falls and then rises "
        "again; with decay it falls and stays low for longer.",
        words,
        curves,
    )


FIGURES: dict[str, Figure] = {
    "weight-decay-surface": both("An oversized network, without decay and with it", surfaces),
    "weight-decay-eta": both("Error by learning rate", over_eta),
}
