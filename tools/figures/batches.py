"""Draw the noise of a batch's gradient by its size, and training with batches of several sizes."""

from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets.batches import flat, measured_noise, noise
from snippets.runs.batch_runs import MARKS, mean_gradients, problem
from tools.figures.experiments import results
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Axis, Frame, Line, Plot, Values, single
from tools.figures.kit.record import Figure, both

SIZES = (1, 2, 4, 8, 16, 32, 60)
DRAWS = 1000
PROBLEM, SEED = 0, 9
AGAIN = {"rows drawn again": True, "no row twice": False}
LINES = dict(zip(AGAIN, (Line(16, (0, -18)), Line(18, (0, 52), "end", "7 4")), strict=True))
ROWS = Axis(1, 100, "rows in the batch", log=True)
NOISE = Plot(300, (50, 22), ROWS, Axis(0.1, 10, "noise", log=True), LINES)
# by rows in a batch: dashes, and where its line in the key begins
CURVES = {1: ("2 4", 4), 4: ("7 4", 78), 16: ("12 3 2 3", 158), 64: ("", 244)}
ORDER = "shuffled"
LOW = 0.2  # a loss that all come to
Table = NDArray[np.float64]
Curves = dict[str, Values]


def gradients_of_rows() -> Table:
    """Return the gradient of each row at the start of the first problem, (64, p)."""
    X, T, start = problem(PROBLEM)
    rows = [mean_gradients(start, X[[i]], T[[i]]) for i in range(len(X))]
    return np.array([flat(gradients) for gradients in rows])


def noise_by_size(tall: bool) -> Element:
    """Return the noise with and without drawing rows again: as measured, and by formula."""
    G, rng = gradients_of_rows(), np.random.default_rng(SEED)
    sizes = range(1, SIZES[-1] + 1)
    curves: Curves = {}
    marks: Curves = {}
    for name, again in AGAIN.items():
        curves[name] = {n: float(noise(G, n, again)) for n in sizes}
        marks[name] = {n: float(measured_noise(G, n, again, DRAWS, rng)) for n in SIZES}
    ends = [f"{values[sizes[-1]]:.2f} with {name}" for name, values in curves.items()]
    first, second = curves
    return single(
        NOISE,
        tall,
        f"The noise over the batch size, both axes logarithmic. {first.capitalize()}: a "
        f"straight line. {second.capitalize()}: the same for few rows, then bending down.",
        f"For one row the noise is {curves[first][1]:.2f}, for {sizes[-1]} it is "
        f"{' and '.join(ends)}. The measured points lie on the lines.",
        curves,
        marks,
    )


def quartiles(size: int) -> Table:
    """Return first quartile, median and third quartile of the reported losses, by mark."""
    rows = np.array(results("batch-curves", ORDER, size), float)
    return np.asarray(np.quantile(rows, [0.25, 0.5, 0.75], axis=0))


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
    side, left, top = (270, 42, 410) if tall else (254, 374, 76)
    loss = Axis(0, 0.5, "loss")
    epochs = Frame(42, 76, side, 246, Axis(0, 60, "epochs"), loss)
    updates = Frame(left, top, side, 246, Axis(1, 10_000, "updates", log=True), loss)
    for frame in (epochs, updates):
        plot.axes(picture, frame)
    for place, (size, (dashes, start)) in enumerate(CURVES.items()):
        for frame in (epochs, updates):
            plot.curve(picture, frame, medians(size, frame.x.name), dashes)
        ends_of_range = [epochs.at(52 + 2 * place, loss) for loss in quartiles(size)[::2, -1]]
        svg.path(picture, "curve", ends_of_range)
        key = svg.group(picture, "key")
        svg.path(key, "curve", [(start, 18), (start + 24, 18)], stroke_dasharray=dashes)
        plot.label(key, rows_in(size), (start + 24, 18), (5, 0))
    return picture


FIGURES: dict[str, Figure] = {
    "batch-noise": both("The noise of a batch's gradient", noise_by_size),
    "batch-training": both("The median loss while training", training),
}
