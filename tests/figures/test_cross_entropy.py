import math

import numpy as np
import pytest

from snippets.runs.xor_speed import epochs_to_solve, starts
from tools.figures import cross_entropy as figures


def test_the_sizes_are_those_of_the_formulas():
    both = figures.sizes([-8, 0])
    y = 1 / (1 + math.exp(8))
    assert list(both["cross-entropy"].values()) == pytest.approx([1 - y, 0.5])
    assert list(both["half squared error"].values()) == pytest.approx(
        [(1 - y) * y * (1 - y), 0.125]
    )


def test_the_error_says_what_is_drawn():
    words = figures.saturated(tall=False).findtext("desc")
    assert "0.0003 with half squared error and 0.9997 with cross-entropy" in words
    for found in figures.sizes([-8, 8]).values():
        assert found[8] < 0.001  # fades where the answer is right


def test_the_size_that_cross_entropy_stays_near_has_a_tick():
    powers = figures.saturated(tall=False).findall(".//*[@class='script']")
    assert [power.text for power in powers] == ["−8", "−6", "−4", "−2", "0"]


@pytest.mark.parametrize("loss", figures.ERRORS)
def test_the_tenth_fastest_is_that_of_runs_made_anew(loss):
    found = figures.tenth_fastest(loss, 0)
    epochs = epochs_to_solve(starts(range(1000, 1020), 0.5), loss, 1.0)
    assert len(epochs) == 20
    assert found[1.0] == sorted(math.inf if count is None else count for count in epochs)[9]
    assert 100.0 not in found  # fewer than ten are solved there


@pytest.mark.parametrize("tall", [False, True])
def test_each_curve_stands_under_its_loss(named, tall):
    errors, rates = named(figures.saturated(tall)), named(figures.rates(tall))
    assert list(errors) == list(rates) == ["half squared error", "cross-entropy"]
    for loss, size in (("half squared error", 0.000335), ("cross-entropy", 0.99966)):
        height = 236 - 200 * math.log10(size / 1e-8) / 8
        assert errors[loss][0][0, 1] == pytest.approx(height, abs=0.1)
        slowest = max(figures.tenth_fastest(loss, 0).values())
        assert rates[loss][0][0, 1] == pytest.approx(236 - 100 * math.log10(slowest / 100), abs=0.1)


def test_the_lines_lie_side_by_side_and_cross_entropys_is_left():
    squared, entropy = (figures.tenth_fastest(loss, 0) for loss in figures.ERRORS)
    assert all(entropy[eta] < squared[eta] / 2 for eta in {*squared} & {*entropy})
    assert max(entropy) < max(squared)
    for found in (squared, entropy):  # a tenth of the epochs for ten times the rate
        (eta, epochs), (last, least) = next(iter(found.items())), list(found.items())[-1]
        assert np.log10(epochs / least) / np.log10(last / eta) == pytest.approx(1, abs=0.15)
