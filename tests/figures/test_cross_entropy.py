import math

import numpy as np
import pytest

from snippets.runs.xor_speed import epochs_to_solve, starts
from tools.figures import cross_entropy as loss_figures
from tools.figures.kit.svg import written


def curves(drawing):
    """Return the points of each curve."""
    paths = [curve.get("d") for curve in drawing.findall(".//*[@class='curve']")]
    return [np.array(p.replace("M", "").replace("L", "").split(), float) for p in paths]


def test_the_sizes_are_those_of_the_formulas():
    both = loss_figures.sizes([-8, 0])
    y = 1 / (1 + math.exp(8))
    assert both["cross-entropy"] == pytest.approx([1 - y, 0.5])
    assert both["half squared error"] == pytest.approx([(1 - y) * y * (1 - y), 0.125])


def test_the_error_says_what_is_drawn():
    text = written(loss_figures.saturated(640))
    assert "0.0003 with half squared error and 0.9997 with cross-entropy" in text


def test_the_size_that_cross_entropy_stays_near_has_a_tick():
    powers = loss_figures.saturated(640).findall(".//*[@class='script']")
    assert [power.text for power in powers] == ["−8", "−6", "−4", "−2", "0"]


@pytest.mark.parametrize("loss", loss_figures.LOSSES)
def test_the_tenth_fastest_is_that_of_runs_made_anew(loss):
    found = loss_figures.tenth_fastest(loss, 0)
    epochs = epochs_to_solve(starts(range(1000, 1020), 0.5), loss, 1.0)
    assert found[1.0] == sorted(math.inf if count is None else count for count in epochs)[9]
    assert 100.0 not in found  # fewer than ten are solved there


@pytest.mark.parametrize("draw", [loss_figures.saturated, loss_figures.rates])
@pytest.mark.parametrize("width", [640, 328])
def test_both_curves_stay_inside_the_drawing(draw, width):
    found = curves(draw(width))
    assert len(found) == 2
    for numbers in found:
        assert 0 < numbers[::2].min() < numbers[::2].max() < width
        assert 0 < numbers[1::2].min() < numbers[1::2].max() < 290
