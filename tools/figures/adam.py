"""Draw four walks down a valley, and compare four optimisers on three problems."""

from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.runs.optimizer_runs import METHODS, PROBLEMS
from snippets.runs.valley import valley, walk
from tools.figures.experiments import results
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Axis, Frame
from tools.figures.kit.record import NUMBERS, Figure, both, capitalized, signed

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
ALONG, ACROSS = Axis(-1.5, 4.5, "a, along the valley"), Axis(-1.2, 1.2, "b, across it")
WIDTH, HEIGHT, HEAD, STEP = 258, 130, 60, 258  # of a panel; where its plot begins; to the next one
# by method: the steps that are marked in every walk, and where their numbers stand
MARKED = {
    "gradient descent": {5: (0, 19), 10: (0, -18), 20: (0, 19), 40: (0, -18)},
    "momentum": {5: (0, 19), 10: (15, 16), 20: (-4, 19), 40: (14, -17)},
    "RMS scaling": {5: (0, 19), 10: (0, -18), 20: (0, 19), 40: (0, -18)},
    "Adam": {5: (15, 17), 10: (0, 19), 20: (-15, -14), 40: (13, -17)},
}
# by heading: the experiment, and what its arguments begin with
PANELS: dict[str, tuple[str, ...]] = {
    **{f"{problem}: wrong out of a thousand": ("optimizers", problem) for problem in PROBLEMS},
    XOR: ("optimizers-xor",),
}
MOST = 600  # epochs on XOR
ROW, PANEL = 46, 236  # of a method; from one problem to the next
REPORTED = 20  # the first seeds; the others choose the step size


def walks(tall: bool) -> Element:
    """Return the four walks over the valley's level lines, in a grid or one under another."""
    ways = {method: walk(METHODS[method], eta) for method, (eta, _) in WALKS.items()}
    steps = len(ways["Adam"]) - 1
    ends = [
        f"{method} from a loss of {valley(places[0])[0]:.2f} to {valley(places[-1])[0]:.4f}, at "
        f"({places[-1][0]:.2f}, {places[-1][1]:.2f})"
        for method, places in ways.items()
    ]
    picture = svg.drawing(
        svg.width(tall),
        (4 if tall else 2) * STEP - 6,
        f"{steps} steps of {NUMBERS[len(ways)]} optimisers down the same valley. "
        + " ".join(f"{capitalized(method)}: {how}." for method, (_, how) in WALKS.items()),
        signed(f"All start at ({ways['Adam'][0][0]:g}, {ways['Adam'][0][1]:g}). ")
        + signed(f"The ends: {'; '.join(ends)}."),
    )
    for number, (method, places) in enumerate(ways.items()):
        row, column = (number, 0) if tall else divmod(number, 2)
        frame = Frame(46 + column * 328, HEAD + row * STEP, WIDTH, HEIGHT, ALONG, ACROSS)
        heading = f"{capitalized(method)}, η = {WALKS[method][0]:g}"
        svg.text(picture, frame.left - 9, frame.top - 48, heading, "start")
        plot.axes(picture, frame)
        draw_valley(picture, frame)
        draw_walk(picture, frame, places, MARKED[method])
    return picture


def draw_walk(parent: Element, frame: Frame, places: Any, marked: dict[int, Any]) -> None:
    """Draw a walk: a small dot for each step, a ring at the start, numbered discs on the way."""
    points = [frame.at(*place) for place in places]
    dots = "".join(f"M{svg.coordinate(x)} {svg.coordinate(y)}h0" for x, y in points)
    inside = svg.group(parent, "q-in")
    svg.path(inside, "curve", points)
    svg.shape(inside, "path", "steps", d=dots, stroke_width=5, stroke_linecap="round")
    x, y = points[0]
    svg.shape(inside, "circle", "glyph", cx=x, cy=y, r=6, stroke_width="2.5")
    svg.text(inside, x - 12, y, "start", "end")
    for step, (right, down) in marked.items():
        x, y = points[step]
        svg.shape(inside, "circle", "glyph", cx=x, cy=y, r=5, fill="currentColor")
        svg.text(inside, x + right, y + down, str(step))


def draw_valley(parent: Element, frame: Frame) -> None:
    """Draw the valley's level lines inside a frame, and a cross in its middle."""
    angles = np.linspace(0, 2 * np.pi, 181)
    for level in LEVELS:
        arms = [np.sqrt(level / valley(arm)[0]) for arm in ((1, 0), (0, 1))]
        ring = np.column_stack([arms[0] * np.cos(angles), arms[1] * np.sin(angles)])
        seen = (ring[:, 0] >= frame.x.low) & (ring[:, 0] <= frame.x.high)
        cuts = np.flatnonzero(np.diff(seen)) + 1
        for part, first in zip(np.split(ring, cuts), [0, *cuts], strict=True):
            if seen[first] and len(part) > 1:
                points = svg.thinned([frame.at(*place) for place in part])
                svg.path(parent, "rule", points, stroke_opacity="0.5")
    x, y = frame.at(0, 0)
    for across, down in ((8, 0), (0, 8)):
        svg.path(parent, "rule", [(x - across, y - down), (x + across, y + down)])


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
    picture = svg.drawing(svg.width(tall=True), len(PANELS) * PANEL - 26, title, "")
    for number, (heading, case) in enumerate(PANELS.items()):
        found = {method: quartiles(*case, method) for method in METHODS}
        texts = {method: shown(heading, middle) for method, (_, middle, _) in found.items()}
        words.append(f"{heading}: {', '.join(f'{m} {text}' for m, text in texts.items())}.")
        svg.text(picture, 1, number * PANEL + 12, heading, "start")
        draw_panel(picture, number * PANEL + 26, found, texts)
    picture[1].text = " ".join(words)
    return picture


def draw_panel(parent: Element, top: float, found: dict[str, Any], texts: dict[str, str]) -> None:
    """Draw a row for each method: its name and its median as a text, and its quartiles below."""
    high = max(float(upper) for *_, upper in found.values()) * 1.05
    frame = Frame(1, top, 318, len(found) * ROW, Axis(0, high), Axis(0, len(found)))
    svg.path(parent, "axis", [frame.at(0, 0), frame.at(0, len(found))])
    for row, (method, (low, middle, upper)) in enumerate(found.items(), 1):
        y = len(found) - row + 0.25
        left, across = frame.at(low, y)
        right, _ = frame.at(upper, y)
        inside = svg.group(parent, "q-lo")
        svg.path(inside, "curve", [(left, across), (right, across)])
        for end in (left, right):
            svg.path(inside, "curve", [(end, across - 7), (end, across + 7)])
        plot.marker(parent, frame, "q-lo", middle, y)
        svg.text(parent, frame.left + 9, across - 22, method, "start")
        svg.text(parent, svg.width(tall=True) - 1, across - 22, texts[method], "end")


FIGURES = {
    "adam-walks": both("Four walks down one valley", walks),
    "adam-compared": Figure("Four optimisers, three problems", compared),
}
