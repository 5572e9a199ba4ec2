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
    assert losses[0] > 0.7
    assert losses[100:4001] == pytest.approx(0.5, abs=0.01)
    assert losses[-1] < 0.05
    for picture in drawings("xor-loss"):
        ((line, _),) = curves(picture)
        drawn = plots(picture)[0](line)
        assert np.interp([0, 7000, 9999], *drawn.T) == pytest.approx(
            losses[[0, 7000, 9999]], abs=2e-3
        )


def answers(name):
    """Return by epoch the four answers that a figure shows."""
    panels = batched(texts(drawings(name)[0]), 5)
    return {heading: list(map(float, shown)) for heading, *shown in panels}


def test_each_panel_shows_the_answers_at_its_epoch():
    found = answers("xor-surface")
    for epochs, shown in zip((4000, 7000, 10_000), found.values(), strict=True):
        network, _ = train(
            initialise(np.random.default_rng(0), (2, 2, 1), limits=(0, 1)), X, T, epochs=epochs
        )
        assert shown == pytest.approx(figures.output(network, X).ravel().tolist(), abs=0.005)
    assert list(found) == ["epoch 4,000", "epoch 7,000", "epoch 10,000"]
    assert np.ptp(found["epoch 4,000"]) < 0.03  # nearly flat
    stuck = answers("xor-stuck")["epoch 10,000"]
    assert stuck == [0.06, 0.50, 0.92, 0.51]  # the border runs through the second, by the fourth


def lines(name):
    """Return how many lines are drawn where the answer is one half."""
    (drawing, *_) = drawings(name)
    return [curve.get("d").count("M") for curve in drawing.findall(".//*[@class='curve']")]


def test_there_is_one_line_and_at_the_end_there_are_two():
    assert lines("xor-surface") == [1, 1, 2]


def test_one_line_separates_the_printed_rows_and_none_those_of_xor():
    assert np.array_equal(X[0] + X[3], X[1] + X[2])  # the middles of zeros and ones are one point
    assert np.array_equal(figures.answer_of_line(X_printed) > 0.5, T == 1)
    assert lines("xor-separable") == [1]
    (picture,) = drawings("xor-separable")
    assert texts(picture)[::5] == ["XOR", "as printed"]
    assert texts(picture)[4::5] == ["(1, 1)", "(−1, 1)"]
