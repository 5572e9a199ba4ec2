import math

import numpy as np
import pytest

from snippets.activations import sigmoid
from snippets.runs.xor_speed import epochs_to_solve, starts
from tests.figures.read import drawings, marks, named
from tools.figures import cross_entropy as figures


def test_the_sizes_are_those_of_the_formulas():
    both, y = figures.sizes([-8, 0, 8]), 1 / (1 + math.exp(8))
    formulas = {
        "squared error": [2 * (1 - y) * y * (1 - y), 0.25, 2 * y * (1 - y) * y],
        "cross-entropy": [1 - y, 0.5, y],
    }
    for loss, found in formulas.items():
        assert list(both[loss].values()) == pytest.approx(found)
        for picture in drawings("saturated-error"):
            assert list(named(picture)) == list(both)
            assert named(picture)[loss][0][0] == pytest.approx([-8, found[0]], abs=0.002)
            assert named(picture)[loss][0][-1] == pytest.approx([8, found[2]], abs=0.002)


def test_both_deltas_are_slopes_of_their_loss():
    z, h = np.linspace(-8, 8, 33), 1e-5
    losses = {
        "squared error": lambda z: (sigmoid(z) - 1) ** 2,
        "cross-entropy": lambda z: -np.log(sigmoid(z)),
    }
    for name, loss in losses.items():
        slopes = (loss(z + h) - loss(z - h)) / (2 * h)
        assert figures.DELTAS[name](sigmoid(z)) == pytest.approx(slopes, abs=1e-9)


@pytest.mark.parametrize(("place", "loss"), list(enumerate(figures.LOSSES)))
def test_the_tenth_fastest_is_that_of_runs_made_anew(place, loss):
    found = figures.tenth_fastest(loss, 0)
    epochs = epochs_to_solve(starts(range(1000, 1020), 0.5), loss, 1.0)
    assert len(epochs) == 20
    assert found[1.0] == sorted(math.inf if count is None else count for count in epochs)[9]
    assert 100.0 not in found  # fewer than ten are solved there
    for picture in drawings("xor-rates"):
        assert list(named(picture))[place] == loss
        assert named(picture)[loss][0][0] == pytest.approx(next(iter(found.items())), rel=0.002)
    both = [its for each in figures.LOSSES for its in figures.tenth_fastest(each, 0).items()]
    assert marks(picture) == pytest.approx(np.array(both), rel=0.01)


def test_the_lines_lie_side_by_side_and_cross_entropys_is_left():
    squared, entropy = (figures.tenth_fastest(loss, 0) for loss in figures.LOSSES)
    assert all(entropy[eta] < squared[eta] / 2 for eta in {*squared} & {*entropy})
    assert max(entropy) < max(squared)
    for found in (squared, entropy):  # a tenth of the epochs for ten times the rate
        (eta, epochs), (last, least) = next(iter(found.items())), list(found.items())[-1]
        assert np.log10(epochs / least) / np.log10(last / eta) == pytest.approx(1, abs=0.15)
