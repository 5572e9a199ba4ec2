"""Draw the walks of the Adam page, and how the optimisers did."""

from functools import partial
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.runs.optimizer_runs import METHODS, PROBLEMS
from snippets.runs.valley import valley, walk
from tools.figures.experiments import results
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Axis, Frame
from tools.figures.kit.record import NUMBERS, Figure, capitalized, signed

# by method: its step size, and how its walk goes
WALKS = {
    "gradient descent": (0.07, "it swings from wall to wall while it creeps along the floor"),
    "momentum": (0.02, "wide smooth swings; the walk runs past the lowest point and comes back"),
    "RMS scaling": (
        0.07,
        "an equal stride in both directions, then down to the floor and along it, without a swing",
    ),
    "Adam": (0.3, "long equal strides at first, then a curve round and into the middle"),
}
XOR = "XOR: epochs until solved"
LEVELS = (0.5, 2.0, 4.5, 8.0, 12.5)
FRAME = Frame(1, 1, 628, 152, Axis(-5.15, 5.15), Axis(-1.25, 1.25))  # one scale across and along
# by heading: the experiment, and what its arguments begin with
PANELS: dict[str, tuple[str, ...]] = {
    **{f"{problem}: wrong of a thousand": ("optimizers", problem) for problem in PROBLEMS},
    XOR: ("optimizers-xor",),
}
MOST = 600  # epochs on XOR
REPORTED = 20  # the first seeds; the others choose the step size


def path_of(method: str) -> Element:
    """Return a walk over the valley's level lines."""
    eta, how = WALKS[method]
    places = walk(METHODS[method], eta)
    (a, b), (to_a, to_b) = places[0], places[-1]
    high, low = (valley(place)[0] for place in (places[0], places[-1]))
    picture = svg.drawing(
        630,
        154,
        f"{len(places) - 1} steps of {method}: {how}.",
        signed(
            f"From ({a:g}, {b:g}) to ({to_a:.2f}, {to_b:.2f}) in {len(places) - 1} steps. The loss "
            f"falls from {high:.2f} to {low:.4f}."
        ),
    )
    draw_valley(picture)
    points = [FRAME.at(*place) for place in places]
    dots = "".join(f"M{svg.coordinate(x)} {svg.coordinate(y)}h0" for x, y in points)
    inside = svg.group(picture, "q-in")
    svg.path(inside, "curve", points)
    svg.shape(inside, "path", "steps", d=dots, stroke_width=7, stroke_linecap="round")
    return picture


def draw_valley(parent: Element) -> None:
    """Draw the valley's level lines, and a cross in its middle."""
    plot.border(parent, FRAME)
    x, y = FRAME.at(0, 0)
    for level in LEVELS:
        right, top = FRAME.at(*(np.sqrt(level / valley(arm)[0]) for arm in ((1, 0), (0, 1))))
        size = {"rx": right - x, "ry": y - top, "stroke_opacity": 0.5}
        svg.shape(parent, "ellipse", "tick", cx=x, cy=y, **size)
    for across, down in ((8, 0), (0, 8)):
        svg.path(parent, "tick", [(x - across, y - down), (x + across, y + down)])


def quartiles(*case: str) -> Any:
    """Return the quartiles of the reported seeds at the step size that the other seeds choose."""
    table = np.array(results(*case), float)
    chosen = np.median(table[REPORTED:], axis=0).argmin()
    return np.percentile(table[:REPORTED, chosen], [25, 50, 75])


def shown(heading: str, value: float) -> str:
    """Return a result as text."""
    return f"over {MOST}" if heading == XOR and value > MOST else f"{value:.1f}"


def compared() -> Element:
    """Return median and quartiles of every method on the three problems."""
    title = f"Medians and quartiles of {NUMBERS[len(METHODS)]} optimisers on "
    title += f"{NUMBERS[len(PANELS)]} problems."
    words = ["Medians."]
    picture = svg.drawing(svg.width(tall=True), len(PANELS) * 168 - 26, title, "")
    for number, (heading, case) in enumerate(PANELS.items()):
        found = {method: quartiles(*case, method) for method in METHODS}
        texts = {method: shown(heading, middle) for method, (_, middle, _) in found.items()}
        words.append(f"{heading}: {', '.join(f'{m} {text}' for m, text in texts.items())}.")
        svg.text(picture, 1, number * 168 + 12, heading, "start", size=14)
        draw_panel(picture, number * 168 + 26, found, texts)
    picture[1].text = " ".join(words)
    return picture


def draw_panel(parent: Element, top: float, found: dict[str, Any], texts: dict[str, str]) -> None:
    """Draw a row for each method: its name, its quartiles, and its median as a text."""
    high = max(float(upper) for *_, upper in found.values()) * 1.05
    frame = Frame(122, top, 138, len(found) * 26, Axis(0, high), Axis(0, len(found)))
    svg.path(parent, "axis", [frame.at(0, 0), frame.at(0, len(found))])
    for row, (method, (low, middle, upper)) in enumerate(found.items(), 1):
        y = len(found) - row + 0.5
        left, across = frame.at(low, y)
        svg.path(svg.group(parent, "q-lo"), "curve", [(left, across), frame.at(upper, y)])
        plot.marker(parent, frame, "q-lo", middle, y)
        svg.text(parent, frame.left - 8, across, method, "end", size=13)
        svg.text(parent, svg.width(tall=True) - 1, across, texts[method], "end", size=13)


FIGURES = {
    f"adam-walk-{method.lower().replace(' ', '-')}": Figure(
        capitalized(method), partial(path_of, method)
    )
    for method in WALKS
}
FIGURES["adam-compared"] = Figure("Four optimisers, three problems", compared)
