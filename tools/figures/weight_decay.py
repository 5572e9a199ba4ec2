"""Draw the runs of the weight decay page: two surfaces, and test errors over the step size."""

from functools import cache, partial
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.activations import sigmoid
from snippets.network import forward
from snippets.runs.weight_decay_runs import ETAS, NETWORK, problem, train_with_decay, wrong
from tools.figures.experiments import results
from tools.figures.kit import svg
from tools.figures.kit.plot import Axis, Frame, Line, Plot, sample, single
from tools.figures.kit.record import Figure, both
from tools.figures.kit.surface import Panel, Values, panels

SEED, ETA = 0, ETAS[6]
DECAYS = (0, 0.003)
TURNED = 10  # the first of the targets
TEST_POINTS = 1000
REPORTED = 20  # the first seeds; the others choose the step size
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


STEP = Axis(float(ETAS[0]), float(ETAS[-1]), "step size η", log=True)
DASHES = {name(lam): "" if lam else "7 4" for lam in DECAYS}
LINES = {decay: Line(STEP.high, (7, 0), "start", its, "q-lo") for decay, its in DASHES.items()}
ERRORS = Plot(270, (48, 92), STEP, Axis(0, 0.6, "share wrong"), LINES)


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
    words = "The right border is a circle. " + " ".join(
        f"With {name(lam)} the network is wrong about {wrong(X, T, trained(lam))} of {len(X)} "
        f"targets that it learnt from and {wrong(X_test, T_test, trained(lam))} of {len(X_test)} "
        "new ones."
        for lam in DECAYS
    )
    return panels(
        [Panel(name(lam), partial(output, trained(lam)), samples) for lam in DECAYS],
        tall,
        f"Two decision surfaces over the same {len(X)} points. Without decay the border winds "
        "around single points; with decay it is smoother, and near the circle except in the lower "
        "right corner.",
        words,
        Axis(-1.1, 1.1),
    )


def median_errors(lam: float) -> dict[float, float]:
    """Return the median share of wrong test answers of the reported seeds, by step size."""
    rows = np.array(results("weight-decay", lam)[:REPORTED])
    medians: list[float] = (np.median(rows[:, :, 1], axis=0) / TEST_POINTS).tolist()
    return dict(zip(ETAS.tolist(), medians, strict=True))


def over_eta(tall: bool) -> Element:
    """Return the test error over the step size, without decay and with it."""
    curves = {name(lam): median_errors(lam) for lam in DECAYS}
    words = "Median share of wrong answers to new points. " + " ".join(
        f"With {decay} it is {found[ETAS[0]]:.2f} at the smallest step size, "
        f"{min(found.values()):.2f} at best and {found[ETAS[-1]]:.2f} at the largest."
        for decay, found in curves.items()
    )
    return single(
        ERRORS,
        tall,
        "The median test error over the step size. Without decay it falls and then rises again; "
        "with decay it falls and stays low for longer.",
        words,
        curves,
    )


FIGURES: dict[str, Figure] = {
    "weight-decay-surface": both("Over-sized, without decay and with it", surfaces),
    "weight-decay-eta": both("Error over the step size", over_eta),
}
