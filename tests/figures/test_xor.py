import numpy as np
import pytest

from snippets.network import initialise
from snippets.xor import T, X, train
from tools.figures import xor as xor_figures
from tools.figures.kit.svg import written


def test_a_run_in_pieces_is_the_run_of_the_page():
    networks, losses = xor_figures.run(0)
    parameters, whole = train(initialise(np.random.default_rng(0), (2, 2, 1), limits=(0, 1)), X, T)
    assert losses.tolist() == whole.tolist()
    for pair, other in zip(networks[10_000], parameters, strict=True):
        assert [P.tolist() for P in pair] == [P.tolist() for P in other]


def test_the_surfaces_say_what_the_network_answers():
    text = written(xor_figures.surfaces(3, (10_000,), tall=False))
    assert "after 10,000 epochs 0.06, 0.50, 0.92, 0.51." in text
    assert [text.count(f">{answer}<") for answer in ("0.06", "0.50", "0.92", "0.51")] == [1] * 4


def lines(drawing):
    """Return how many lines are drawn where the answer is one half."""
    return sum(curve.get("d").count("M") for curve in drawing.findall(".//*[@class='curve']"))


def test_there_is_one_line_and_at_the_end_there_are_two():
    counts = [lines(xor_figures.surfaces(0, (at,), tall=False)) for at in xor_figures.MOMENTS]
    assert counts == [1, 1, 2]


def test_the_printed_rows_are_drawn_apart_by_one_line():
    drawing = xor_figures.separable()
    text = written(drawing)
    assert lines(drawing) == 1
    assert text.count("(−1, 1)<") == 1
    assert text.count("(1, 1)<") == 1


@pytest.mark.parametrize("width", [640, 328])
def test_the_loss_curve_stays_inside_the_drawing(width):
    curve = xor_figures.loss_curve(width).find(".//*[@class='curve']")
    numbers = np.array(curve.get("d").replace("M", "").replace("L", "").split(), float)
    assert 0 < numbers[::2].min() < numbers[::2].max() < width
    assert 0 < numbers[1::2].min() < numbers[1::2].max() < 270
