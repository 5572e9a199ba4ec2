import numpy as np
import pytest

from tools.figures import check_a_gradient as slope_figure
from tools.figures.kit.svg import written
from tools.vouch.records import experiments


def points(width):
    """Return the three curves' points, each an array (n, 2)."""
    paths = slope_figure.errors(width).findall(".//*[@class='curve']")
    plain = [path.get("d").replace("M", "").replace("L", "") for path in paths]
    return [np.array(text.split(), float).reshape(-1, 2) for text in plain]


@pytest.mark.parametrize("width", [640, 328])
def test_the_curves_stay_inside_the_drawing(width):
    for curve in points(width):
        assert 0 < curve[:, 0].min() < curve[:, 0].max() < width
        assert 0 < curve[:, 1].min() < curve[:, 1].max() < slope_figure.HEIGHT


def test_every_step_is_drawn_and_the_curves_are_three():
    count = len(experiments.load("slope-errors")["results"])
    assert [len(curve) for curve in points(640)] == [count] * 3
    text = written(slope_figure.errors(640))
    assert [text.count(f">{name}<") for name, *_ in slope_figure.CURVES] == [1, 1, 1]


def test_the_lowest_points_are_where_the_words_say():
    """A lower error stands further down; the central difference beats the forward one."""
    forward, central, by_complex_step = (curve[:, 1].max() for curve in points(640))
    assert forward < central < by_complex_step
    text = written(slope_figure.errors(640))
    assert "Central difference: least, 1e-10, at h = 1e-05." in text
    assert "Forward difference: least, 4e-08, at h = 1e-07." in text
