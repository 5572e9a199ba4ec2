import numpy as np
import pytest

from snippets.gradient_check import relative_difference
from snippets.runs import step_errors as runs
from tests.figures.read import drawings, named, texts
from tools.figures import check_a_gradient as figures


@pytest.mark.parametrize("name", figures.METHODS)
def test_a_curve_is_that_of_the_method_it_names(name):
    method = getattr(runs, name.replace(" ", "_"))
    loss, W1 = runs.loss_by_first(runs.X, runs.T, runs.layers), runs.layers[0][0]
    for h in (1e-1, 1e-3):
        error = relative_difference(method(loss, W1, h), runs.exact_gradient())
        assert figures.errors_by_step()[name][h] == pytest.approx(error, rel=0.05)


def test_each_name_stands_by_its_curve():
    for picture in drawings("slope-errors"):
        drawn = named(picture)
        assert list(drawn) == list(figures.METHODS)
        for name, (line, _) in drawn.items():
            least = min(figures.errors_by_step()[name].values())
            assert line[:, 1].min() == pytest.approx(least, rel=0.033)


def test_the_errors_do_what_the_words_say():
    """Beyond the hundredfold from step to step the differences are of first and second order."""
    forward, central, flat = figures.errors_by_step().values()
    assert [curve[1e-20] for curve in (forward, central)] == [1, 1]  # nothing is right
    assert all(flat[h] == pytest.approx(central[h], rel=0.1) for h in central if 3e-5 < h < 1)
    assert all(error <= 5e-16 for h, error in flat.items() if h < 1e-7)
    assert forward[1e-9] < forward[1e-12] < 1 > central[1e-12] > central[1e-9]


def test_a_chord_runs_between_two_points_of_the_curve_and_the_tangent_touches_the_third():
    """The cube's slopes at p with step h are 3p² and, by a central difference, 3p² + h²."""
    p, h = figures.P, figures.H
    for picture in drawings("central-difference"):
        lines = {name: line for name, (line, _) in named(picture).items()}
        assert lines["f"][:, 1] == pytest.approx(lines["f"][:, 0] ** 3, abs=0.01)
        ends = lines["central difference"][[0, -1]]
        assert ends == pytest.approx(
            np.array([[p - h, (p - h) ** 3], [p + h, (p + h) ** 3]]), abs=0.01
        )
        for name, slope in (("central difference", 3 * p**2 + h**2), ("tangent", 3 * p**2)):
            (x, y), (to_x, to_y) = lines[name][[0, -1]]
            assert (to_y - y) / (to_x - x) == pytest.approx(slope, rel=0.02)
            assert figures.slopes()[name] == pytest.approx(slope, rel=1e-9)
        x, y = lines["tangent"][0]
        assert y + 3 * p**2 * (p - x) == pytest.approx(p**3, abs=0.01)
        assert [text for text in texts(picture) if text in figures.POINTS] == list(figures.POINTS)


def test_a_forward_difference_is_further_off_than_a_central_one():
    tangent, central, forward = figures.slopes().values()
    assert forward - tangent > 3 * (central - tangent) > 0
