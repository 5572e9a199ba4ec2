"""Draw how far slopes are off, by the length of the step that they were measured with."""

import math
from xml.etree.ElementTree import Element

from tools.figures.kit import plot
from tools.figures.kit.plot import Axis, Plot
from tools.figures.kit.record import NUMBERS, Figure, both
from tools.vouch.records import experiments

# by witness, in the order of the experiment's columns: dashes, and the step where its name stands
CURVES = {
    "forward difference": ("2 4", 1e-3, (-38, -37), "middle"),
    "central difference": ("", 1e-9, (-8, 14), "end"),
    "complex step": ("7 4", 1e-14, (0, -16), "middle"),
}
STEP = Axis(1e-20, 1, "step h", log=True)
PLOT = Plot(350, (50, 22), STEP, Axis(2e-18, 10, "relative difference to the exact slope", True))
RISING = (1e-4, 1e-1)  # where the first two errors rise as a power of the step
Errors = dict[float, float]


def errors_by_step() -> dict[str, Errors]:
    """Return the experiment `slope-errors`: by witness, the error of the slope at each step."""
    found = experiments.load("slope-errors")
    steps = [float(10.0 ** (-half_decades / 2)) for half_decades in found["arguments"]]
    columns = list(zip(*found["results"], strict=True))[: len(CURVES)]
    return {
        name: dict(zip(steps, column, strict=True))
        for name, column in zip(CURVES, columns, strict=True)
    }


def power(values: Errors) -> int:
    """Return the slope of the line that an error follows on logarithmic axes."""
    low, high = RISING
    return round(math.log10(values[high] / values[low]) / math.log10(high / low))


def words(curves: dict[str, Errors]) -> str:
    """Return what the curves show, for readers who do not see them."""
    *differences, (last, flat) = curves.items()
    falls = []
    for name, values in differences:
        best = min(values, key=values.__getitem__)
        exponent = NUMBERS[-round(math.log10(best))]
        line = f"the {name} falls along a line of slope {NUMBERS[power(values)]}"
        falls.append(
            f"{line} to its least error, {values[best]:.0e}, near a step of ten to the "
            f"minus {exponent}"
        )
    most = max(error for h, error in flat.items() if h < 1e-7)
    return (
        f"From the right, {', '.join(falls)}; from there both climb again towards the left, until "
        f"nothing is right. The {last} falls with the {differences[-1][0]}, goes on falling where "
        f"that one turns, and is off by less than {most:.0e} for every step under 1e-7."
    )


def errors(tall: bool) -> Element:
    """Return the three errors over the step, both axes logarithmic."""
    curves = errors_by_step()
    title = "Error against step, both axes in powers of ten."
    picture, frame = plot.single(PLOT, tall, title, words(curves))
    for name, values in curves.items():
        dashes, h, shift, anchor = CURVES[name]
        line = plot.curve(picture, frame, "ink", values, dashes)
        at = min(values, key=lambda step: abs(math.log(step / h)))
        plot.label(line, name, frame.at(at, values[at]), shift, anchor)
    return picture


FIGURES: dict[str, Figure] = {"slope-errors": both("", errors)}
