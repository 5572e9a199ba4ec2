import numpy as np
import pytest

from snippets.runs.weight_decay_runs import ETAS, problem, train_with_decay
from tools.figures import weight_decay as figures
from tools.figures.kit.svg import written


def test_the_networks_are_those_of_the_page():
    X, T, _, _, start = problem(0)
    assert ETAS[6] == figures.ETA == 1
    for lam in (0, 0.003):
        for (W, _), (V, _) in zip(
            figures.trained(lam), train_with_decay(start, X, T, 1, lam), strict=True
        ):
            assert pytest.approx(V, rel=1e-6) == W


@pytest.mark.parametrize("tall", [True, False])
def test_the_surfaces_say_what_the_page_counts(tall):
    text = written(figures.surfaces(tall))
    assert "λ = 0 the network is wrong about 3 of 50 targets" in text
    assert "268 of 1000 new ones" in text
    assert "λ = 0.003 the network is wrong about 10 of 50 targets" in text
    assert "191 of 1000 new ones" in text


def test_every_sample_is_drawn_and_the_wrong_ones_are_crossed():
    drawing = figures.surfaces(tall=False)
    dots = drawing.findall(".//*[@class='dot']")
    assert len(dots) == 2 * 50
    _, T, _, _, _ = problem(0)
    assert sum(dot.get("fill") == "currentColor" for dot in dots) == 2 * T.sum()
    assert len(drawing.findall(".//path[@class='tick']")) == 2 * (1 + 2 * 10)


def test_the_curves_are_medians_of_the_reported_seeds(monkeypatch):
    rows = [[[0, seed + 100 * place, 0.0] for place in range(9)] for seed in range(30)]
    file = {"arguments": [[0, seed] for seed in range(30)], "results": rows}
    monkeypatch.setattr(figures, "load", lambda name: file)
    assert figures.median_errors(0) == pytest.approx((9.5 + 100 * np.arange(9)) / 1000)


@pytest.mark.parametrize("width", [640, 328])
def test_the_curves_stay_inside_the_drawing_and_one_is_dashed(width):
    curves = figures.over_eta(width).findall(".//*[@class='curve']")
    assert [curve.get("stroke-dasharray") for curve in curves] == ["7 4", None]
    for curve in curves:
        numbers = np.array(curve.get("d").replace("M", "").replace("L", "").split(), float)
        assert 0 < numbers[::2].min() < numbers[::2].max() < width
        assert 0 < numbers[1::2].min() < numbers[1::2].max() < 270
