"""Draw the walks of the Adam page, and how the optimisers did."""

from functools import partial
from typing import NamedTuple
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets.runs.optimizer_runs import ETAS, METHODS, PROBLEMS
from snippets.runs.valley import valley, walk
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Axis, Frame
from tools.figures.kit.record import NUMBERS, Figure, capitalized, signed
from tools.vouch.records.experiments import load

Numbers = NDArray[np.float64]


class Walk(NamedTuple):
    """A walk of one of the METHODS: its step size, and how it goes."""

    eta: float
    words: str


WALKS = {
    "gradient descent": Walk(0.07, "it swings from wall to wall while it creeps along the floor"),
    "momentum": Walk(
        0.02, "wide smooth swings; the walk runs past the lowest point and comes back"
    ),
    "RMS scaling": Walk(
        0.07,
        "an equal stride in both directions, then down to the floor and along it, without a swing",
    ),
    "Adam": Walk(0.3, "long equal strides at first, then a curve round and into the middle"),
}
LEVELS = (0.5, 2.0, 4.5, 8.0, 12.5)
WIDTH, HEIGHT = 630, 154  # one scale across and along
# by heading: the experiment, and what its arguments begin with
PANELS: dict[str, tuple[str, list[str]]] = {
    **{f"{problem}: wrong of a thousand": ("optimizers", [problem]) for problem in PROBLEMS},
    "XOR: epochs until solved": ("optimizers-xor", []),
}
MOST = 600  # epochs on XOR
REPORTED = 20  # the first seeds; the others choose the step size


def path_of(method: str) -> Element:
    """Return a walk over the valley's level lines."""
    eta, how = WALKS[method]
    places = walk(METHODS[method], eta)
    (a, b), (to_a, to_b) = places[0], places[-1]
    picture = svg.drawing(
        WIDTH,
        HEIGHT,
        f"{len(places) - 1} steps of {method}: {how}.",
        signed(
            f"From ({a:g}, {b:g}) to ({to_a:.2f}, {to_b:.2f}) in {len(places) - 1} steps. The loss "
            f"falls from {valley(places[0])[0]:.2f} to {valley(places[-1])[0]:.4f}."
        ),
    )
    frame = Frame(1, 1, WIDTH - 2, HEIGHT - 2, Axis(-5.15, 5.15), Axis(-1.25, 1.25))
    plot.border(picture, frame)
    x, y = frame.at(0, 0)
    for level in LEVELS:
        a, b = (np.sqrt(level / valley(arm)[0]) for arm in ((1, 0), (0, 1)))
        right, top = frame.at(a, b)
        size = {"rx": right - x, "ry": y - top}
        svg.shape(picture, "ellipse", "tick", cx=x, cy=y, **size).set("stroke-opacity", "0.5")
    for arm in ((8, 0), (0, 8)):
        svg.path(picture, "tick", [(x - arm[0], y - arm[1]), (x + arm[0], y + arm[1])])
    inside = svg.group(picture, "q-in")
    points = [frame.at(*place) for place in places]
    svg.path(inside, "curve", points)
    dots = svg.shape(inside, "path", "steps")
    dots.set("d", "".join(f"M{svg.coordinate(x)} {svg.coordinate(y)}h0" for x, y in points))
    dots.attrib.update({"stroke-width": "7", "stroke-linecap": "round"})
    return picture


def outcomes(experiment: str, first: list[str], method: str) -> tuple[int, Numbers]:
    """Return which step size was chosen, and the results (20, 9) of the reported seeds."""
    file = load(experiment)
    wanted = [*first, method]
    rows = [
        row
        for (*case, _), row in zip(file["arguments"], file["results"], strict=True)
        if case == wanted
    ]
    table = np.array(rows, float)
    return int(np.median(table[REPORTED:], axis=0).argmin()), table[:REPORTED]


def summary(experiment: str, first: list[str], method: str) -> tuple[float, Numbers]:
    """Return the chosen step size, and the quartiles with the median between them."""
    chosen, table = outcomes(experiment, first, method)
    return float(ETAS[chosen]), np.percentile(table[:, chosen], [25, 50, 75])


def shown(experiment: str, value: float) -> str:
    """Return a result as text."""
    return f"over {MOST}" if experiment == "optimizers-xor" and value > MOST else f"{value:.1f}"


def compared() -> Element:
    """Return median and quartiles of every method on the three problems."""
    width, step, row = 328, 168, 26
    title = f"Medians and quartiles of {NUMBERS[len(METHODS)]} optimisers on "
    title += f"{NUMBERS[len(PANELS)]} problems."
    words = ["Medians."]
    picture = svg.drawing(width, len(PANELS) * step - 26, title, "")
    for number, (heading, (experiment, first)) in enumerate(PANELS.items()):
        top = number * step
        found = {method: summary(experiment, first, method)[1] for method in METHODS}
        texts = {method: shown(experiment, middle) for method, (_, middle, _) in found.items()}
        words.append(f"{heading}: {', '.join(f'{m} {text}' for m, text in texts.items())}.")
        svg.text(picture, 1, top + 12, heading, "start", size=14)
        high = max(float(upper) for *_, upper in found.values()) * 1.05
        sides = Axis(0, high), Axis(0, len(found))
        frame = Frame(122, top + 26, width - 190, len(found) * row, *sides)
        svg.path(picture, "axis", [frame.at(0, 0), frame.at(0, len(found))])
        for place, (method, (low, middle, upper)) in enumerate(found.items()):
            y = len(found) - place - 0.5
            left, across = frame.at(low, y)
            inside = svg.group(picture, "q-lo")
            svg.path(inside, "curve", [(left, across), frame.at(upper, y)])
            plot.marker(picture, frame, "q-lo", middle, y)
            svg.text(picture, frame.left - 8, across, method, "end", size=13)
            svg.text(picture, width - 1, across, texts[method], "end", size=13)
    picture[1].text = " ".join(words)
    return picture


FIGURES = {
    f"adam-walk-{method.lower().replace(' ', '-')}": Figure(
        capitalized(method), partial(path_of, method)
    )
    for method in WALKS
}
FIGURES["adam-compared"] = Figure("Four optimisers, three problems", compared)
