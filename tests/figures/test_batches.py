import numpy as np
import pytest

from snippets.batches import noise
from snippets.runs.batch_runs import ETAS, MARKS
from tools.figures import batches as figures
from tools.figures.experiments import BATCHES
from tools.figures.kit.svg import written
from tools.vouch.records import experiments


def points(path):
    """Return a path's points as an array (n, 2)."""
    return np.array(path.get("d").replace("M", "").replace("L", "").split(), float).reshape(-1, 2)


def curves(picture):
    return [points(path) for path in picture.findall(".//*[@class='curve']")]


@pytest.mark.parametrize("width", [640, 328])
def test_measured_points_lie_near_the_lines(width):
    picture = figures.noise_by_size(width)
    lines = curves(picture)
    discs = picture.findall(".//*[@class='glyph']")
    places = np.array([[disc.get("cx"), disc.get("cy")] for disc in discs], float)
    assert len(places) == 2 * len(figures.SIZES)
    for line, marks in zip(lines, np.split(places, 2), strict=True):
        assert 0 < line.min() < line[:, 0].max() < width
        assert np.interp(marks[:, 0], *line.T) == pytest.approx(marks[:, 1], abs=4)


def test_drawn_again_is_a_straight_line_and_no_row_twice_is_below_it():
    again, once = curves(figures.noise_by_size(640))
    assert len(again) == 2
    assert once[0].tolist() == again[0].tolist()
    assert once[-1, 1] > again[-1, 1] + 50


def test_the_words_give_the_ends():
    G = figures.gradients_of_rows()
    text = written(figures.noise_by_size(640))
    for n, again in ((1, True), (60, True), (60, False)):
        assert f"{noise(G, n, again):.2f}" in text


def test_step_sizes_are_the_best_of_seeds_that_are_not_reported():
    rates, runs = experiments.load("batch-rates"), experiments.load("batch-curves")
    assert not {row[-1] for row in rates["arguments"]} & {row[-1] for row in runs["arguments"]}
    for order, size, eta in BATCHES:
        found = [
            [np.inf if loss is None else loss for loss in losses]
            for (its, n, _), losses in zip(rates["arguments"], rates["results"], strict=True)
            if (its, n) == (order, size)
        ]
        assert len(found) == 20
        best = np.median(found, axis=0).argmin()
        assert 0 < best < len(ETAS) - 1
        assert eta == ETAS[best]


def test_quartiles_are_those_of_twenty_seeds():
    found = experiments.load("batch-curves")
    last = sorted(
        losses[-1]
        for (order, n, *_), losses in zip(found["arguments"], found["results"], strict=True)
        if (order, n) == ("shuffled", 16)
    )
    assert len(last) == 20
    low, median, high = figures.quartiles(16)[:, -1]
    assert median == pytest.approx((last[9] + last[10]) / 2)
    assert last[4] <= low <= last[5] < last[14] <= high <= last[15]


@pytest.mark.parametrize("tall", [False, True])
def test_each_size_has_two_curves_a_range_and_a_line_in_the_key(tall):
    picture = figures.training(tall)
    drawn = curves(picture)
    counts = [len(MARKS) - 1, len(MARKS) - 1, 2, 2]
    assert [len(curve) for curve in drawn] == counts * len(figures.CURVES)
    text = written(picture)
    for (_, name), size in zip(figures.CURVES.values(), figures.CURVES, strict=True):
        assert f">{name}<" in text
        assert f"{name} {figures.quartiles(size)[1, -1]:.3f}" in text
    everything = np.concatenate(drawn)
    assert everything.min() > 0
    assert everything[:, 0].max() < float(picture.get("width"))
    assert everything[:, 1].max() < float(picture.get("height"))


def test_lower_losses_stand_further_down_and_updates_further_right_for_small_batches():
    drawn = curves(figures.training(tall=False))
    by_epoch, by_update = drawn[0::4], drawn[1::4]
    ends = [curve[-1, 1] for curve in by_epoch]
    assert ends[1] > ends[0] > ends[2] > ends[3]
    rights = [curve[-1, 0] for curve in by_update]
    assert rights == sorted(rights, reverse=True)
