"""Draw how far slopes are off, by the length of the step that they were measured with."""

import math
from xml.etree.ElementTree import Element

from tools.figures.kit.plot import Axis, Line, Plot, single
from tools.figures.kit.record import NUMBERS, Figure, both
from tools.vouch.records import experiments

WITNESSES = {  # in the order of the experiment's columns
    "forward difference": Line(1e-3, (-38, -37), "middle", "2 4"),
    "central difference": Line(1e-9, (-8, 14), "end"),
    "complex step": Line(1e-14, (0, -16), "middle", "7 4"),
}
STEP = Axis(1e-20, 1, "step h", log=True)
ERROR = Axis(2e-18, 10, "relative difference to the exact slope", log=True)
PLOT = Plot(350, (50, 22), STEP, ERROR, WITNESSES)
RISING = (1e-4, 1e-1)  # where the first two errors rise as a power of the step
Errors = dict[float, float]


def errors_by_step() -> dict[str, Errors]:
    """Return the experiment `slope-errors`: by witness, the error of the slope at each step."""
    found = experiments.load("slope-errors")
    steps = [float(10.0 ** (-half_decades / 2)) for half_decades in found["arguments"]]
    columns = zip(*found["results"], strict=True)  # beyond the witnesses there are others
    return {
        name: dict(zip(steps, column, strict=True))
        for name, column in zip(WITNESSES, columns, strict=False)
    }


def power(values: Errors) -> int:
    """Return the slope of the line that an error follows on logarithmic axes."""
    low, high = RISING
    return round(math.log10(values[high] / values[low]) / math.log10(high / low))


def words(curves: dict[str, Errors]) -> str:
    """Return what the curves show, for readers who do not see them."""
    *differences, (last, flat) = curves.items()
    falls = [
        f"the {name} falls along a line of slope {NUMBERS[power(values)]} to its least error, "
        f"{least:.0e}, near a step of ten to the minus {NUMBERS[-round(math.log10(best))]}"
        for name, values in differences
        for least, best in [min((error, h) for h, error in values.items())]
    ]
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
    return single(PLOT, tall, title, words(curves), curves)


FIGURES: dict[str, Figure] = {"slope-errors": both("Error over the step size", errors)}
