import numpy as np
import pytest

from snippets.batches import noise
from snippets.runs.batch_runs import ETAS
from tests.figures.read import curves, drawings, marks, named, outline, plots, texts
from tools.figures import batches as figures
from tools.figures.experiments import BATCHES
from tools.vouch.records import experiments


def test_each_noise_is_drawn_under_its_name_with_its_measured_points():
    G = figures.gradients_of_rows()
    ends = [noise(G, n, back) for n, back in ((1, True), (60, True), (60, False))]
    assert f"{ends[0]:.2f}" == "3.59"  # as the page prints it
    for picture in drawings("batch-noise"):
        lines = named(picture)
        (again, solid), (once, dashes) = lines["with replacement"], lines["without replacement"]
        assert (solid, dashes) == ("", "7 4")
        assert len(again) == 2  # a straight line; the other has the same start, then bends down
        assert len(once) > 5
        assert [once[0, 1], again[-1, 1], once[-1, 1]] == pytest.approx(ends, rel=2.2e-4)
        for line, dots in zip((again, once), np.split(np.log(marks(picture)), 2), strict=True):
            assert np.interp(dots[:, 0], *np.log(line).T) == pytest.approx(dots[:, 1], abs=0.08)
        words = "For one row the noise is {:.2f}, for 60 it is {:.2f} with replacement and"
        assert f"{words.format(*ends)} {ends[2]:.2f} without replacement" in picture.findtext(
            "desc"
        )


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


def test_each_curve_has_its_name_in_both_plots_and_its_band():
    """An epoch of sixty-four rows has 64 updates with batches of one row, 16 with those of four."""
    for picture in drawings("batch-training"):
        epochs, updates = plots(picture)
        groups = [group for group in picture.iter("g") if curves(group)]
        bands = picture.findall(".//*[@class='band']")
        for number, size in enumerate((1, 4, 16, 64)):
            name, (its, _, anchor) = (
                ("1 row" if size == 1 else f"{size} rows"),
                figures.CURVES[size],
            )
            assert anchor in ("start", "middle", "end")
            low, median, high = figures.quartiles(size)[:, -1]
            for part, plot, last in ((0, epochs, 50), (1, updates, 50 * 64 / size)):
                group = groups[2 * number + part]
                ((line, dashes),) = curves(group)
                assert (texts(group), dashes) == ([name], its)
                assert plot(line)[-1, 0] == pytest.approx(last, rel=3.4e-4)
                assert plot(line)[-1, 1] == pytest.approx(median, abs=2e-5)
                ring = bands[number + 4 * part]
                edge = plot(outline(ring))
                middle = len(edge) // 2
                assert edge[middle - 1 : middle + 1, 1] == pytest.approx([low, high], abs=2e-5)
                assert edge[0, 1] == pytest.approx(figures.quartiles(size)[0, 1], abs=2e-5)
                assert edge[:, 1].max() <= 0.6001
            assert f"{name} {median:.3f}" in picture.findtext("desc")


def test_names_beside_the_ends_stand_in_the_order_of_the_ends_and_apart():
    for picture in drawings("batch-training"):
        groups = [group for group in picture.iter("g") if curves(group)][::2]
        heights = {texts(group)[0]: float(group.find("text").get("y")) for group in groups}
        assert sorted(heights, key=heights.get) == ["64 rows", "16 rows", "1 row", "4 rows"]
        assert min(np.diff(sorted(heights.values()))) >= 16.9


def test_small_batches_fall_fastest_over_epochs_and_the_full_batch_over_updates():
    epochs, updates = (
        {size: figures.when_low(size, by) for size in figures.CURVES}
        for by in ("epochs", "updates")
    )
    assert min(epochs, key=epochs.get) == 4
    assert max(epochs, key=epochs.get) == 64
    assert sorted(updates, key=updates.get) == [64, 16, 4, 1]
