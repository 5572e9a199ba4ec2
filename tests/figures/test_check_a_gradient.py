import pytest

from snippets.gradient_check import relative_difference
from snippets.runs import step_errors as runs
from tests.figures.read import drawings, named
from tools.figures import check_a_gradient as figures


@pytest.mark.parametrize("name", figures.WITNESSES)
def test_a_curve_is_that_of_the_witness_it_names(name):
    witness = getattr(runs, name.replace(" ", "_"))
    loss, W1 = runs.loss_by_first(runs.X, runs.T, runs.layers), runs.layers[0][0]
    for h in (1e-1, 1e-3):
        error = relative_difference(witness(loss, W1, h), runs.exact_gradient())
        assert figures.errors_by_step()[name][h] == pytest.approx(error, rel=0.05)


def test_each_name_stands_by_its_curve():
    for picture in drawings("slope-errors"):
        drawn = named(picture)
        assert list(drawn) == list(figures.WITNESSES)
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
