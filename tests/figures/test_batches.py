import numpy as np
import pytest

from snippets.batches import noise
from snippets.runs.batch_runs import ETAS
from tools.figures import batches as figures
from tools.figures.experiments import BATCHES
from tools.vouch.records import experiments


@pytest.mark.parametrize("tall", [False, True])
def test_each_noise_is_drawn_under_its_name_with_its_measured_points(named, tall):
    picture, G = figures.noise_by_size(tall), figures.gradients_of_rows()
    discs = picture.findall(".//*[@class='glyph']")
    places = np.array([[disc.get("cx"), disc.get("cy")] for disc in discs], float)
    (again, solid), (once, dashes) = (
        named(picture)["rows drawn again"],
        named(picture)["no row twice"],
    )
    assert (solid, dashes) == ("", "7 4")
    assert len(again) == 2  # a straight line; the other has the same start, then bends down
    assert once[0].tolist() == again[0].tolist()
    assert len(once) > 5
    for line, marks, back in zip((again, once), np.split(places, 2), (True, False), strict=True):
        assert np.interp(marks[:, 0], *line.T) == pytest.approx(marks[:, 1], abs=4)
        height = 246 - 210 * np.log10(noise(G, 60, back) / 0.1) / 2
        assert line[-1, 1] == pytest.approx(height, abs=0.01)
    ends = [f"{noise(G, n, back):.2f}" for n, back in ((1, True), (60, True), (60, False))]
    assert ends[0] == "3.59"  # as the page prints it
    words = "For one row the noise is {}, for 60 it is {} with rows drawn again and {} with no row"
    assert words.format(*ends) in picture.findtext("desc")


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
def test_each_line_of_the_key_has_its_curve_in_both_plots(curves, named, tall):
    """An epoch of sixty-four rows has 64 updates with batches of one row, 16 with those of four."""
    picture = figures.training(tall)
    drawn, key = curves(picture), named(picture)
    assert list(key) == ["1 row", "4 rows", "16 rows", "64 rows"]
    dashes = [path.get("stroke-dasharray", "") for path in picture.findall(".//*[@class='curve']")]
    left, top, side = (42, 410, 270) if tall else (374, 76, 254)
    for place, (name, (_, its)) in enumerate(key.items()):
        size = int(name.split()[0])
        low, median, high = figures.quartiles(size)[:, -1]
        over_epochs, over_updates, range_, _in_key = drawn[4 * place : 4 * place + 4]
        assert dashes[4 * place : 4 * place + 4] == [its, its, "", its]
        assert range_[:, 1] == pytest.approx([322 - 492 * low, 322 - 492 * high], abs=0.01)
        assert over_epochs[-1] == pytest.approx([42 + side * 50 / 60, 322 - 492 * median], abs=0.01)
        across = left + side * np.log10(50 * 64 / size) / 4
        assert over_updates[-1] == pytest.approx([across, top + 246 - 492 * median], abs=0.01)
        assert f"{name} {median:.3f}" in picture.findtext("desc")


def test_small_batches_fall_fastest_over_epochs_and_the_full_batch_over_updates():
    epochs, updates = (
        {size: figures.when_low(size, by) for size in figures.CURVES}
        for by in ("epochs", "updates")
    )
    assert min(epochs, key=epochs.get) == 4
    assert max(epochs, key=epochs.get) == 64
    assert sorted(updates, key=updates.get) == [64, 16, 4, 1]
    assert "64 rows 35 epochs, 35 updates" in figures.training(tall=False).findtext("desc")
