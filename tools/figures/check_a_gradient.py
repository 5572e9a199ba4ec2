"""Draw the slopes of differences, and their errors against the step size."""

import math
from xml.etree.ElementTree import Element

from snippets.numerical_gradients import central_difference, complex_step
from snippets.runs.step_errors import forward_difference
from tools.figures.kit import svg
from tools.figures.kit.plot import Axis, Line, Plot, Values, frame_of, labelled, single
from tools.figures.kit.record import NUMBERS, Figure, both
from tools.vouch.records import experiments

P, H = 0.6, 0.4  # where the slopes of the cube are taken, and the step
CHORDS = {
    "f": Line(1.15, (10, 2)),
    "central difference": Line(P + H / 2, (-10, -14), "end"),
    "tangent": Line(1.15, (2, 56), "end", "2 4"),
}
CUBE = Plot(350, (50, 30), Axis(0, 1.2, "parameter p"), Axis(-0.4, 1.6, "loss f(p)"), CHORDS)
POINTS = {"p − h": P - H, "p": P, "p + h": P + H}

METHODS = {  # in the order of the experiment's columns
    "forward difference": Line(1e-3, (-38, -37), "middle", "2 4"),
    "central difference": Line(1e-9, (-10, 18), "end"),
    "complex step": Line(1e-14, (0, -16), "middle", "7 4"),
}
NARROW = {
    "forward difference": Line(1e-7, (0, -102), "middle", "2 4"),
    "central difference": Line(1e-8, (-8, 24), "end"),
}
STEP = Axis(1e-20, 1, "step size h", log=True)
ERROR = Axis(2e-18, 10, "relative error of the gradient", log=True)
PLOT = Plot(370, (66, 22), STEP, ERROR, METHODS)
RISING = (1e-4, 1e-1)  # where the first two errors rise as a power of the step
Errors = dict[float, float]


def cube(p: float) -> float:
    """Return p³."""
    return p**3


def slopes() -> dict[str, float]:
    """Return the slopes of the two straight lines, and that of a forward difference beside them."""
    return {
        "tangent": float(complex_step(cube, P)),
        "central difference": float(central_difference(cube, P, H)),
        "forward difference": float(forward_difference(cube, P, H)),
    }


def lines() -> dict[str, Values]:
    """Return the cube, the chord of the central difference, and the tangent."""
    left, quarter, right = P - H, P + H / 2, P + H
    above = (cube(left) + 3 * cube(right)) / 4  # a quarter before the end, where the name is
    return {
        "f": {x / 100: cube(x / 100) for x in range(116)},
        "central difference": {left: cube(left), quarter: above, right: cube(right)},
        "tangent": {x: cube(P) + slopes()["tangent"] * (x - P) for x in (0.35, 1.15)},
    }


def difference(tall: bool) -> Element:
    """Return the cube with its tangent and the chord whose slope is the central difference."""
    found = slopes()
    title = f"The curve f(p) = p³, its tangent at p = {P:g}, and a chord over a step of {H:g}."
    words = (
        f"The chord from p − h to p + h has slope {found['central difference']:.2f}, the tangent "
        f"at p has slope {found['tangent']:.2f}; the two are nearly parallel."
    )
    marks = {"f": {x: cube(x) for x in POINTS.values()}}
    picture = single(CUBE, tall, title, words, lines(), marks)
    frame = frame_of(CUBE, tall)
    for name, x in POINTS.items():
        across, down = frame.at(x, cube(x))
        side = -1 if "+" in name else 1  # beside the curve, where no line is
        svg.text(picture, across + 8 * side, down + 18 * side, name, "start" if side > 0 else "end")
    return labelled(picture, tall)


def errors_by_step() -> dict[str, Errors]:
    """Return the experiment `slope-errors`: for each method, the error at each step size."""
    found = experiments.load("slope-errors")
    steps = [float(10.0 ** (-half_decades / 2)) for half_decades in found["arguments"]]
    columns = zip(*found["results"], strict=True)  # the last column is of float32
    return {
        name: dict(zip(steps, column, strict=True))
        for name, column in zip(METHODS, columns, strict=False)
    }


def power(values: Errors) -> int:
    """Return the slope of the line that an error follows on logarithmic axes."""
    low, high = RISING
    return round(math.log10(values[high] / values[low]) / math.log10(high / low))


def words(curves: dict[str, Errors]) -> str:
    """Return what the curves show, for readers who do not see them."""
    *differences, (last, flat) = curves.items()
    falls = [
        f"the {name} falls along a line of slope {NUMBERS[power(values)]} to its smallest error, "
        f"{least:.0e}, near a step of ten to the minus {NUMBERS[-round(math.log10(best))]}"
        for name, values in differences
        for least, best in [min((error, h) for h, error in values.items())]
    ]
    most = max(error for h, error in flat.items() if h < 1e-7)
    return (
        f"From the right, {', '.join(falls)}. From there both rise again towards the left, until "
        f"no digit is right. The {last} falls with the {differences[-1][0]} and goes on falling "
        f"where that one turns. Its error is below {most:.0e} for every step under 1e-7."
    )


def errors(tall: bool) -> Element:
    """Return the three errors against the step size, both axes logarithmic."""
    curves = errors_by_step()
    title = "Error against step size, both axes in powers of ten."
    plot = PLOT._replace(lines=METHODS | NARROW) if tall else PLOT
    return labelled(single(plot, tall, title, words(curves), curves), tall)


FIGURES: dict[str, Figure] = {
    "central-difference": both("Chord and tangent", difference),
    "slope-errors": both("Error against step size", errors),
}
