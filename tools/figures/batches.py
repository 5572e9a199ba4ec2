"""Draw the noise of a batch's gradient by its size, and training with four batch sizes."""

from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets.batches import flat, measured_noise, noise
from snippets.runs.batch_runs import MARKS, mean_gradients, problem
from tools.figures.experiments import results
from tools.figures.kit import bands, plot, svg
from tools.figures.kit.plot import Axis, Frame, Line, Plot, Values, single
from tools.figures.kit.record import Figure, both

SIZES = (1, 2, 4, 8, 16, 32, 60)
DRAWS = 1000
PROBLEM, SEED = 0, 9
AGAIN = {"with replacement": True, "without replacement": False}
LINES = dict(zip(AGAIN, (Line(4, (4, -18)), Line(18, (0, 52), "end", "7 4")), strict=True))
ROWS = Axis(1, 100, "rows in the batch", log=True)
NOISE = Plot(300, (50, 22), ROWS, Axis(0.1, 10, "noise", log=True), LINES)
# by rows in a batch: its dashes, and where its name stands from its last point over the updates
CURVES = {
    1: ("2 4", (16, -14), "middle"),
    4: ("7 4", (2, 20), "middle"),
    16: ("12 3 2 3", (-2, 24), "end"),
    64: ("", (-6, 18), "end"),
}
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
    ends = [f"{values[sizes[-1]]:.2f} {name}" for name, values in curves.items()]
    first, second = curves
    return single(
        NOISE,
        tall,
        f"The noise against the batch size, both axes logarithmic. {first.capitalize()}: a "
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


def by_quartile(size: int, by: str) -> list[dict[float, float]]:
    """Return quartile, median and quartile from the first epoch on, by epochs or by updates."""
    each = {"epochs": 1, "updates": max(CURVES) // size}[by]
    return [
        {mark * each: float(loss) for mark, loss in zip(MARKS, losses, strict=True) if mark}
        for losses in quartiles(size)
    ]


def rows_in(size: int) -> str:
    """Return the name of a curve."""
    return "1 row" if size == 1 else f"{size} rows"


def when_low(size: int, by: str) -> int:
    """Return the first of the marks where the median loss is low."""
    return int(next(at for at, loss in by_quartile(size, by)[1].items() if loss < LOW))


def training(tall: bool) -> Element:
    """Return the median loss for each size over the epochs, and over the updates."""
    after = [f"{rows_in(size)} {quartiles(size)[1, -1]:.3f}" for size in CURVES]
    low = [
        f"{rows_in(size)} {when_low(size, 'epochs')} epochs, {when_low(size, 'updates'):,} updates"
        for size in CURVES
    ]
    picture = svg.drawing(
        svg.width(tall),
        716 if tall else 352,
        "The loss by size of the batch. Counted in epochs, the loss falls fastest with small "
        "batches; counted in updates, with the full batch.",
        f"Median loss after {MARKS[-1]} epochs by rows in a batch: {', '.join(after)}. "
        f"Until it is below {LOW}: {'; '.join(low)}.",
    )
    side, left, top = (210, 46, 402) if tall else (214, 400, 40)
    loss = Axis(0, 0.6, "loss")
    epochs = Frame(46, 40, side, 250, Axis(0, 50, "epochs"), loss)
    updates = Frame(left, top, side, 250, Axis(1, 10_000, "updates", log=True), loss)
    for frame in (epochs, updates):
        plot.axes(picture, frame)
        for size in CURVES:
            first, _, third = by_quartile(size, frame.x.name)
            bands.band(picture, frame, first, third)
    named: dict[str, Element] = {}
    for size, (dashes, shift, anchor) in CURVES.items():
        _, middle, _ = by_quartile(size, "epochs")
        named[rows_in(size)] = plot.curve(picture, epochs, middle, dashes)
        _, middle, _ = by_quartile(size, "updates")
        inside = plot.curve(picture, updates, middle, dashes)
        right, last = list(middle.items())[-1]
        x, y = updates.at(right, last)
        svg.text(inside, x + shift[0], y + shift[1], rows_in(size), anchor)
    ends = {rows_in(size): float(quartiles(size)[1, -1]) for size in CURVES}
    bands.beside_ends(named, epochs, ends)
    return picture


FIGURES: dict[str, Figure] = {
    "batch-noise": both("The noise of a batch's gradient", noise_by_size),
    "batch-training": both("The loss during training", training),
}
