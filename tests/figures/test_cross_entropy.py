import math

import numpy as np
import pytest

from snippets.runs.xor_speed import epochs_to_solve, starts
from tests.figures.read import drawings, marks, named
from tools.figures import cross_entropy as figures


def test_the_sizes_are_those_of_the_formulas():
    both, y = figures.sizes([-8, 0, 8]), 1 / (1 + math.exp(8))
    for loss, size in (("cross-entropy", 1 - y), ("half squared error", (1 - y) * y * (1 - y))):
        middle = 0.5 if loss == "cross-entropy" else 0.125
        assert list(both[loss].values())[:2] == pytest.approx([size, middle])
        assert both[loss][8] < 0.001  # fades where the answer is right
        for picture in drawings("saturated-error"):
            assert list(named(picture)) == list(both)
            assert named(picture)[loss][0][0] == pytest.approx([-8, size], rel=0.009)
            powers = picture.findall(".//*[@class='script']")
            assert [power.text for power in powers] == ["−8", "−6", "−4", "−2", "0"]


@pytest.mark.parametrize(("place", "loss"), list(enumerate(figures.ERRORS)))
def test_the_tenth_fastest_is_that_of_runs_made_anew(place, loss):
    found = figures.tenth_fastest(loss, 0)
    epochs = epochs_to_solve(starts(range(1000, 1020), 0.5), loss, 1.0)
    assert len(epochs) == 20
    assert found[1.0] == sorted(math.inf if count is None else count for count in epochs)[9]
    assert 100.0 not in found  # fewer than ten are solved there
    for picture in drawings("xor-rates"):
        assert list(named(picture))[place] == loss
        assert named(picture)[loss][0][0] == pytest.approx(next(iter(found.items())), rel=0.002)
    both = [its for each in figures.ERRORS for its in figures.tenth_fastest(each, 0).items()]
    assert marks(picture) == pytest.approx(np.array(both), rel=0.01)


def test_the_lines_lie_side_by_side_and_cross_entropys_is_left():
    squared, entropy = (figures.tenth_fastest(loss, 0) for loss in figures.ERRORS)
    assert all(entropy[eta] < squared[eta] / 2 for eta in {*squared} & {*entropy})
    assert max(entropy) < max(squared)
    for found in (squared, entropy):  # a tenth of the epochs for ten times the rate
        (eta, epochs), (last, least) = next(iter(found.items())), list(found.items())[-1]
        assert np.log10(epochs / least) / np.log10(last / eta) == pytest.approx(1, abs=0.15)
