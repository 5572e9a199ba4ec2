import numpy as np
import pytest

from snippets.runs.weight_decay_runs import ETAS, problem, train_with_decay
from tests.figures.read import curves, drawings, named, texts
from tools.figures import experiments
from tools.figures import weight_decay as figures


def test_the_networks_are_those_of_the_page():
    X, T, _, _, start = problem(0)
    assert ETAS[6] == figures.ETA == 1
    for lam in (0, 0.003):
        for (W, _), (V, _) in zip(
            figures.trained(lam), train_with_decay(start, X, T, 1, lam), strict=True
        ):
            assert pytest.approx(V, rel=1e-6) == W


def test_the_border_is_longer_without_decay_and_with_it_wrong_in_one_corner():
    wide, tall = drawings("weight-decay-surface")
    for picture in (wide, tall):
        headings = [text for text in texts(picture) if "decay" in text]
        assert headings == ["without decay: λ = 0", "with decay: λ = 0.003"]
    (longer, _), (shorter, _) = curves(wide, "level")
    assert len(longer) > 1.2 * len(shorter)
    side = np.linspace(-1, 1, 101)
    x, y = (part.ravel() for part in np.meshgrid(side, side))
    right = x**2 + y**2 < 2 / np.pi
    wrong = (figures.output(figures.trained(0.003), np.column_stack([x, y])).ravel() > 0.5) != right
    quarters = [np.mean(wrong[(x * a > 0) & (y * b > 0)]) for a in (-1, 1) for b in (1, -1)]
    assert np.argmax(quarters) == 3  # right and below
    assert sorted(quarters)[-2] < quarters[3] / 1.5


def test_every_sample_is_drawn_and_the_wrong_ones_are_crossed():
    drawing = drawings("weight-decay-surface")[0]
    dots = drawing.findall(".//*[@class='dot']")
    assert len(dots) == 2 * 50
    X, T, *_ = problem(0)
    assert sum(dot.get("fill") == "currentColor" for dot in dots) == 2 * T.sum()
    turned = (np.sum(X**2, axis=1, keepdims=True) < 2 / np.pi) != T
    assert np.flatnonzero(turned).tolist() == list(range(figures.TURNED))
    ticks = len(texts(drawing)) - 2 * 3  # without headings and names of axes
    lines = len(drawing.findall(".//path[@class='tick']")) - ticks
    assert lines == 2 * (1 + 2 * turned.sum())


def test_the_curves_are_medians_of_the_reported_seeds(monkeypatch):
    rows = [[[0, seed + 100 * place, 0.0] for place in range(9)] for seed in range(30)]
    file = {"arguments": [[0, seed] for seed in range(30)], "results": rows}
    monkeypatch.setattr(experiments, "load", lambda name: file)
    found = figures.median_errors(0)
    assert list(found) == ETAS.tolist()
    assert list(found.values()) == pytest.approx((9.5 + 100 * np.arange(9)) / 1000)


def test_each_curve_has_its_decay_beside_its_end():
    assert len(problem(0)[2]) == figures.TEST_POINTS
    for picture in drawings("weight-decay-eta"):
        drawn = named(picture)
        assert [dashes for _, dashes in drawn.values()] == ["7 4", ""]
        for lam in (0, 0.003):
            error = figures.median_errors(lam)[ETAS[-1]]
            assert drawn[f"λ = {lam}"][0][-1] == pytest.approx([ETAS[-1], error], abs=3.3e-5)


def test_without_decay_the_error_rises_again_and_with_it_later_and_less():
    without, with_decay = (list(figures.median_errors(lam).values()) for lam in (0, 0.003))
    assert without[0] > min(without) + 0.2
    assert without[-1] > min(without) + 0.05
    low = [sum(error < 0.25 for error in errors) for errors in (without, with_decay)]
    assert low[1] > low[0]
