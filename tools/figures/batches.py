"""Draw the noise of a batch's gradient by its size, and training with batches of several sizes."""

from xml.etree.ElementTree import Element

import numpy as np
from numpy.typing import NDArray

from snippets.batches import flat, measured_noise, noise
from snippets.runs.batch_runs import MARKS, mean_gradients, problem
from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Frame
from tools.vouch.records import experiments

SIZES = (1, 2, 4, 8, 16, 32, 60)
DRAWS = 1000
ROWS = 64
# of the batches: dashes, and what the key calls them
CURVES = {1: ("2 4", "one row"), 4: ("7 4", "four"), 16: ("12 3 2 3", "sixteen"), 64: ("", "all")}
Table = NDArray[np.float64]


def gradients_of_rows() -> Table:
    """Return the gradient of each row at the start of the first problem, (64, p)."""
    X, T, start = problem(0)
    rows = [mean_gradients(start, X[i : i + 1], T[i : i + 1]) for i in range(ROWS)]
    return np.array([flat(gradients) for gradients in rows])


def noise_by_size(width: int) -> Element:
    """Return the noise with and without drawing rows again: as measured, and by formula."""
    G, rng = gradients_of_rows(), np.random.default_rng(9)
    ends = [[float(noise(G, n, again)) for n in (1, SIZES[-1])] for again in (True, False)]
    words = f"With rows drawn again the noise falls along a straight line from {ends[0][0]:.2f} "
    words += f"for one row to {ends[0][1]:.2f} for {SIZES[-1]}. With no row twice it bends down to "
    words += f"{ends[1][1]:.2f}. The measured points lie on the lines."
    picture = svg.drawing(width, 300, "The noise of a batch's gradient by its size", words)
    frame = Frame(50, 36, width - 72, 210, (1, 100), (0.1, 10), log_x=True, log_y=True)
    plot.axes(picture, frame, "rows in the batch", "noise")
    for again, dashes in ((True, ""), (False, "7 4")):
        sizes = range(1, SIZES[-1] + 1)
        points = [frame.at(n, float(noise(G, n, again))) for n in sizes]
        line = svg.path(picture, "curve", svg.thinned(points))
        if dashes:
            line.set("stroke-dasharray", dashes)
        for n in SIZES:
            found = float(measured_noise(G, n, again, DRAWS, rng))
            plot.marker(picture, frame, "ink", n, found)
    x, y = frame.at(16, 1.5)
    svg.text(picture, x, y, "rows drawn again", "start", plot.TICK_SIZE)
    x, y = frame.at(18, 0.25)
    svg.text(picture, x, y, "no row twice", "end", plot.TICK_SIZE)
    return picture


def quartiles(size: int) -> Table:
    """Return first quartile, median and third quartile of the reported losses, by mark."""
    found = experiments.load("batch-curves")
    runs = zip(found["arguments"], found["results"], strict=True)
    rows = [row for (order, n, *_), row in runs if (order, n) == ("shuffled", size)]
    return np.asarray(np.quantile(np.array(rows, float), [0.25, 0.5, 0.75], axis=0))


def dashed(parent: Element, size: int, points: list[svg.Point]) -> None:
    """Draw a line in the dashes that stand for a size."""
    line = svg.path(parent, "curve", points)
    if dashes := CURVES[size][0]:
        line.set("stroke-dasharray", dashes)


def training(tall: bool) -> Element:
    """Return the median loss for each size over the epochs, and over the updates."""
    ends = [f"{name} {quartiles(size)[1, -1]:.3f}" for size, (_, name) in CURVES.items()]
    words = f"Median loss after fifty epochs by rows in a batch: {', '.join(ends)}. Over the "
    words += "updates the order is turned round: the full batch falls within fifty of them, "
    words += "batches of one row need more than a thousand."
    picture = svg.drawing(
        328 if tall else 640, 708 if tall else 376, "Training by size of the batch", words
    )
    side = 270 if tall else 254
    left, top = (42, 410) if tall else (374, 76)
    by_epoch = Frame(42, 76, side, 246, x=(0, 60), y=(0, 0.5))
    by_update = Frame(left, top, side, 246, x=(1, 10_000), y=(0, 0.5), log_x=True)
    plot.axes(picture, by_epoch, "epochs", "loss")
    plot.axes(picture, by_update, "updates", "loss")
    for place, (size, (_, name)) in enumerate(CURVES.items()):
        low, median, high = quartiles(size)[:, 1:]
        updates = [mark * ROWS // size for mark in MARKS[1:]]
        dashed(picture, size, [by_epoch.at(*p) for p in zip(MARKS[1:], median, strict=True)])
        dashed(picture, size, [by_update.at(*p) for p in zip(updates, median, strict=True)])
        beside = 52 + 2 * place
        svg.path(picture, "curve", [by_epoch.at(beside, y[-1]) for y in (low, high)])
        start = (4, 90, 156, 246)[place]
        dashed(picture, size, [(start, 18), (start + 24, 18)])
        svg.text(picture, start + 29, 18, name, "start", plot.TICK_SIZE)
    return picture
