"""Draw the noise of a batch's gradient by its size, and training with batches of several sizes."""

from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets.batches import flat, measured_noise, noise
from snippets.runs.batch_runs import MARKS, mean_gradients, problem
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Axis, Frame, Plot
from tools.figures.kit.record import Figure, both
from tools.vouch.records import experiments

SIZES = (1, 2, 4, 8, 16, 32, 60)
DRAWS = 1000
PROBLEM, SEED = 0, 9
# what the curve is called that may draw a row again, or not: its dashes, and where its name stands
AGAIN = {True: "rows drawn again", False: "no row twice"}
DRAWN = {True: ("", 16, (0, -18), "start"), False: ("7 4", 18, (0, 52), "end")}
NOISE = Plot(300, (50, 22), Axis(1, 100, "rows in the batch", True), Axis(0.1, 10, "noise", True))
CURVES = {1: "2 4", 4: "7 4", 16: "12 3 2 3", 64: ""}  # dashes by the rows in a batch
KEYS = (4, 78, 158, 244)  # where their lines in the key begin
ORDER = "shuffled"
LOW = 0.2  # a loss that all come to
Table = NDArray[np.float64]


def gradients_of_rows() -> Table:
    """Return the gradient of each row at the start of the first problem, (64, p)."""
    X, T, start = problem(PROBLEM)
    rows = [mean_gradients(start, X[[i]], T[[i]]) for i in range(len(X))]
    return np.array([flat(gradients) for gradients in rows])


def noise_by_size(tall: bool) -> Element:
    """Return the noise with and without drawing rows again: as measured, and by formula."""
    G, rng = gradients_of_rows(), np.random.default_rng(SEED)
    sizes = range(1, SIZES[-1] + 1)
    curves = {again: {float(n): float(noise(G, n, again)) for n in sizes} for again in AGAIN}
    ends = {AGAIN[again]: f"{values[sizes[-1]]:.2f}" for again, values in curves.items()}
    picture, frame = plot.single(
        NOISE,
        tall,
        f"The noise over the batch size, both axes logarithmic. {AGAIN[True].capitalize()}: a "
        f"straight line. {AGAIN[False].capitalize()}: the same for few rows, then bending down.",
        f"For one row the noise is {curves[True][1]:.2f}, for {sizes[-1]} it is "
        f"{' and '.join(f'{end} with {name}' for name, end in ends.items())}. "
        "The measured points lie on the lines.",
    )
    for again, values in curves.items():
        dashes, at, shift, anchor = DRAWN[again]
        line = plot.curve(picture, frame, "ink", values, dashes)
        for n in SIZES:
            plot.marker(picture, frame, "ink", n, float(measured_noise(G, n, again, DRAWS, rng)))
        plot.label(line, AGAIN[again], frame.at(at, values[at]), shift, anchor)
    return picture


def quartiles(size: int) -> Table:
    """Return first quartile, median and third quartile of the reported losses, by mark."""
    found = experiments.load("batch-curves")
    runs = zip(found["arguments"], found["results"], strict=True)
    rows = [row for (order, n, *_), row in runs if (order, n) == (ORDER, size)]
    return np.asarray(np.quantile(np.array(rows, float), [0.25, 0.5, 0.75], axis=0))


def medians(size: int, by: str) -> dict[float, float]:
    """Return the median losses from the first epoch on, by epochs or by updates."""
    each = {"epochs": 1, "updates": max(CURVES) // size}[by]
    return {mark * each: loss for mark, loss in zip(MARKS, quartiles(size)[1], strict=True) if mark}


def rows_in(size: int) -> str:
    """Return what the key calls a size."""
    return "1 row" if size == 1 else f"{size} rows"


def when_low(size: int, by: str) -> int:
    """Return the first of the marks where the median loss is low."""
    return int(next(at for at, loss in medians(size, by).items() if loss < LOW))


def training(tall: bool) -> Element:
    """Return the median loss for each size over the epochs, and over the updates."""
    ends = [f"{rows_in(size)} {quartiles(size)[1, -1]:.3f}" for size in CURVES]
    low = [
        f"{rows_in(size)} {when_low(size, 'epochs')} epochs, {when_low(size, 'updates'):,} updates"
        for size in CURVES
    ]
    picture = svg.drawing(
        svg.width(tall),
        708 if tall else 376,
        "The loss by size of the batch. Over the epochs small batches fall fastest; over the "
        "updates the full batch does.",
        f"Median loss after {MARKS[-1]} epochs by rows in a batch: {', '.join(ends)}. "
        f"Until it is below {LOW}: {'; '.join(low)}.",
    )
    side = 270 if tall else 254
    left, top = (42, 410) if tall else (374, 76)
    loss = Axis(0, 0.5, "loss")
    frames = [
        Frame(42, 76, side, 246, Axis(0, 60, "epochs"), loss),
        Frame(left, top, side, 246, Axis(1, 10_000, "updates", log=True), loss),
    ]
    for frame in frames:
        plot.axes(picture, frame)
    for place, (size, dashes, start) in enumerate(zip(CURVES, CURVES.values(), KEYS, strict=True)):
        for frame in frames:
            plot.curve(picture, frame, "ink", medians(size, frame.x.name), dashes)
        beside = 52 + 2 * place
        svg.path(picture, "curve", [frames[0].at(beside, y) for y in quartiles(size)[::2, -1]])
        key = svg.group(picture, "key")
        plot.dashed(svg.path(key, "curve", [(start, 18), (start + 24, 18)]), dashes)
        plot.label(key, rows_in(size), (start + 24, 18), (5, 0))
    return picture


FIGURES: dict[str, Figure] = {
    "batch-noise": both("The noise of a batch's gradient", noise_by_size),
    "batch-training": both("The median loss while training", training),
}
