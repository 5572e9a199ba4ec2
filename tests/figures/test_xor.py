from itertools import batched

import numpy as np
import pytest

from snippets.network import initialise
from snippets.xor import T, X, X_printed, train
from tests.figures.read import curves, drawings, plots, texts
from tools.figures import xor as figures


def test_a_run_in_pieces_is_the_run_of_the_page():
    networks, losses = figures.run(0)
    parameters, whole = train(initialise(np.random.default_rng(0), (2, 2, 1), limits=(0, 1)), X, T)
    assert losses.tolist() == whole.tolist()
    for pair, other in zip(networks[10_000], parameters, strict=True):
        assert [P.tolist() for P in pair] == [P.tolist() for P in other]


def test_the_loss_falls_stays_and_falls_again():
    losses = figures.run(0)[1]
    assert losses[0] > 1.4
    assert losses[100:4001] == pytest.approx(1, abs=0.01)
    assert losses[-1] < 0.05
    for picture in drawings("xor-loss"):
        ((line, _),) = curves(picture)
        drawn = plots(picture)[0](line)
        assert np.interp([0, 7000, 9999], *drawn.T) == pytest.approx(
            losses[[0, 7000, 9999]], abs=2e-3
        )


def answers(name):
    """Return by epoch the four answers that a figure shows."""
    shown = texts(drawings(name)[0])[: 5 * len(figures.MOMENTS)]  # the axes and the key come last
    panels = batched(shown, 5)
    return {heading: list(map(float, shown)) for heading, *shown in panels}


def test_each_panel_shows_the_answers_at_its_epoch():
    found = answers("xor-surface")
    for epochs, shown in zip(figures.MOMENTS, found.values(), strict=True):
        network, _ = train(
            initialise(np.random.default_rng(0), (2, 2, 1), limits=(0, 1)), X, T, epochs=epochs
        )
        assert shown == pytest.approx(figures.output(network, X).ravel().tolist(), abs=0.005)
    assert list(found) == ["epoch 0", "epoch 3,000", "epoch 7,000", "epoch 10,000"]
    assert np.ptp(found["epoch 3,000"]) < 0.03  # nearly flat
    stuck = answers("xor-stuck")["epoch 10,000"]
    assert stuck == [0.06, 0.50, 0.92, 0.51]  # the border runs through the second, by the fourth


def lines(name):
    """Return how many lines are drawn where the answer is one half."""
    (drawing, *_) = drawings(name)
    return [curve.get("d").count("M") for curve in drawing.findall(".//*[@class='level']")]


def test_there_is_one_line_and_at_the_end_there_are_two():
    assert lines("xor-surface") == [1, 1, 2]  # and none at the start
    assert lines("xor-stuck") == [1, 1, 1]
    assert lines("xor-idea") == [2]


def test_one_line_separates_the_printed_rows_and_none_those_of_xor():
    assert np.array_equal(X[0] + X[3], X[1] + X[2])  # the middles of zeros and ones are one point
    assert np.array_equal(figures.answer_of_line(X_printed) > 0.5, T == 1)
    assert lines("xor-separable") == [1]
    for picture in drawings("xor-separable"):
        assert texts(picture)[:10:5] == ["XOR", "as printed"]
        assert texts(picture)[4:10:5] == ["(1, 1)", "(−1, 1)"]


@pytest.mark.parametrize("name", ["xor-idea", "xor-surface", "xor-stuck", "xor-separable"])
def test_the_key_has_the_shades_and_the_marks_of_the_surfaces(name):
    for picture in drawings(name):
        shades = [part.get("fill-opacity") for part in picture.findall(".//*[@class='shade']")]
        bands = {part.get("fill-opacity") for part in picture.findall(".//*[@class='band']")}
        assert bands <= set(shades)
        assert shades == sorted(shades)
        words = texts(picture)
        assert words[-8:] == [
            *["0", "0.25", "0.5", "0.75", "1"],
            *["prediction 0.5", "target 1", "target 0"],
        ]
        fills = [dot.get("fill") for dot in picture.findall(".//*[@class='dot']")][-2:]
        assert fills == ["currentColor", "none"]


@pytest.mark.parametrize("name", ["xor-idea", "xor-surface", "xor-stuck", "xor-separable"])
def test_the_numbers_of_the_axes_stand_beside_the_points(name):
    for picture in drawings(name):
        points = [
            (float(dot.get("cx")), float(dot.get("cy")))
            for dot in picture.findall(".//*[@class='dot']")
        ][:4]  # of the first panel: (0, 0), (0, 1), (1, 0), (1, 1)
        left, low = points[0]
        right, high = points[3]
        places = [("".join(text.itertext()), text) for text in picture.iter("text")]
        upright = {
            word: float(text.get("y")) - 0.32 * 16
            for word, text in places[::-1]  # the first panel comes last
            if text.get("text-anchor") == "end" and word in ("0", "1") and float(text.get("x")) < 24
        }
        assert upright == pytest.approx({"1": high, "0": low}, abs=0.02)
        level = {float(text.get("x")) for word, text in places if word in ("0", "1")}
        assert {left, right} <= level
