"""Draw the walks of the Adam page, and how the optimisers did."""

from collections.abc import Callable
from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets.optimizers import adam, momentum, rmsprop, sgd
from snippets.runs.optimizer_runs import ETAS, METHODS
from snippets.runs.valley import valley, walk
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Frame
from tools.vouch.records.experiments import load

Numbers = NDArray[np.float64]

# by figure: the heading, the optimiser and its step size, as the page runs them
WALKS: dict[str, tuple[str, Callable[..., Any], float]] = {
    "adam-walk-descent": ("gradient descent", sgd, 0.07),
    "adam-walk-momentum": ("momentum", momentum, 0.02),
    "adam-walk-rms": ("RMS scaling", rmsprop, 0.07),
    "adam-walk-adam": ("Adam", adam, 0.3),
}
LEVELS = (0.5, 2.0, 4.5, 8.0, 12.5)
WIDTH, HEIGHT = 630, 154  # one scale across and along
# by heading: the experiment, and what its arguments begin with
PANELS: dict[str, tuple[str, list[str]]] = {
    "noisy: wrong of a thousand": ("optimizers", ["noisy"]),
    "sparse: wrong of a thousand": ("optimizers", ["sparse"]),
    "XOR: epochs until solved": ("optimizers-xor", []),
}
MOST = 600  # epochs on XOR
REPORTED = 20  # the first seeds; the others choose the step size


def path_of(name: str) -> Element:
    """Return a walk of forty steps over the valley's level lines."""
    heading, optimizer, eta = WALKS[name]
    places = walk(optimizer, eta)
    end = valley(places[-1])[0]
    words = f"From (4, 1) to ({places[-1][0]:.2f}, {places[-1][1]:.2f}) in {len(places) - 1} steps."
    words += f" The loss falls from {valley(places[0])[0]:.2f} to {end:.4f}."
    picture = svg.drawing(WIDTH, HEIGHT, f"The walk of {heading}", words.replace("-", "−"))
    frame = Frame(1, 1, WIDTH - 2, HEIGHT - 2, x=(-5.15, 5.15), y=(-1.25, 1.25))
    size = {"width": frame.width, "height": frame.height}
    svg.shape(picture, "rect", "axis", x=frame.left, y=frame.top, **size)
    x, y = frame.at(0, 0)
    for level in LEVELS:
        right, _ = frame.at(np.sqrt(2 * level), 0)
        _, top = frame.at(0, np.sqrt(2 * level / 25))
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
    words = []
    picture = svg.drawing(width, len(PANELS) * step - 26, "Four optimisers", "")
    for number, (heading, (experiment, first)) in enumerate(PANELS.items()):
        top = number * step
        found = {method: summary(experiment, first, method)[1] for method in METHODS}
        texts = {method: shown(experiment, middle) for method, (_, middle, _) in found.items()}
        words.append(f"{heading}: {', '.join(f'{m} {text}' for m, text in texts.items())}.")
        svg.text(picture, 1, top + 12, heading, "start", size=14)
        high = max(float(upper) for *_, upper in found.values()) * 1.05
        frame = Frame(122, top + 26, width - 190, len(found) * row, (0, high), (0, len(found)))
        svg.path(picture, "axis", [frame.at(0, 0), frame.at(0, len(found))])
        for place, (method, (low, middle, upper)) in enumerate(found.items()):
            y = len(found) - place - 0.5
            left, across = frame.at(low, y)
            inside = svg.group(picture, "q-lo")
            svg.path(inside, "curve", [(left, across), frame.at(upper, y)])
            plot.marker(picture, frame, "q-lo", middle, y)
            svg.text(picture, frame.left - 8, across, method, "end", size=13)
            svg.text(picture, width - 1, across, texts[method], "end", size=13)
    picture[1].text = "Medians. " + " ".join(words)
    return picture


FIGURES = {name: partial(path_of, name) for name in WALKS} | {
    "adam-compared": compared,
}
