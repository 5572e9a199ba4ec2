import numpy as np
import pytest

from snippets.network import initialise
from snippets.xor import T, X, X_printed, train
from tools.figures import xor as figures
from tools.figures.kit.svg import written


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
    words = figures.loss_curve(tall=False).findtext("desc")
    assert (
        "starts at 0.71, is 0.50 at epoch 100 and 0.50 at epoch 4,000, then falls to 0.02" in words
    )


def answers(name):
    """Return by epoch the four answers that a figure shows."""
    texts = ["".join(t.itertext()) for t in figures.FIGURES[name].wide().findall("text")]
    panels = [texts[start : start + 5] for start in range(0, len(texts), 5)]
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
    words = figures.FIGURES["xor-stuck"].wide().findtext("desc")
    assert "(0, 0), (0, 1), (1, 0), (1, 1): after 10,000 epochs 0.06, 0.50, 0.92, 0.51." in words


def lines(drawing):
    """Return how many lines are drawn where the answer is one half."""
    return [curve.get("d").count("M") for curve in drawing.findall(".//*[@class='curve']")]


def test_there_is_one_line_and_at_the_end_there_are_two():
    drawing = figures.FIGURES["xor-surface"].wide()
    assert lines(drawing) == [1, 1, 2]
    assert "three moments" in drawing.findtext("title")


def test_one_line_separates_the_printed_rows_and_none_those_of_xor():
    assert np.array_equal(X[0] + X[3], X[1] + X[2])  # the middles of zeros and ones are one point
    assert np.array_equal(figures.answer_of_line(X_printed) > 0.5, T == 1)
    drawing = figures.separable()
    assert lines(drawing) == [1]
    texts = [text[0].text for text in drawing.findall("text")]
    assert texts[::5] == ["XOR", "as printed"]
    assert texts[4::5] == ["(1, 1)", "(−1, 1)"]
    words = "(0, 0) and (1, 1) have target 0, (0, 1) and (1, 0) have target 1; no line has"
    assert words in drawing.findtext("desc")
    assert "with (−1, 1) in place of (1, 1)" in written(drawing)
