import numpy as np
import pytest

from snippets.runs.valley import walk
from tools.figures import adam as figures
from tools.figures.kit.svg import written
from tools.vouch.records.experiments import load


@pytest.mark.parametrize("name", figures.WALKS)
def test_a_walk_has_a_dot_for_each_step_inside_the_drawing(name):
    dots = figures.path_of(name).find(".//*[@class='steps']").get("d").split("M")[1:]
    places = np.array([dot.removesuffix("h0").split() for dot in dots], float)
    assert len(places) == 41
    assert 0 < places[:, 0].min() < places[:, 0].max() < figures.WIDTH
    assert 0 < places[:, 1].min() < places[:, 1].max() < figures.HEIGHT


def test_the_words_say_where_a_walk_ends():
    _, optimizer, eta = figures.WALKS["adam-walk-descent"]
    across, _ = walk(optimizer, eta)[-1]
    assert f"to ({across:.2f}, " in written(figures.path_of("adam-walk-descent"))


def test_the_summary_is_that_of_the_chosen_step_size():
    file = load("optimizers")
    table = {tuple(case): row for case, row in zip(file["arguments"], file["results"], strict=True)}
    chosen = [np.median([table["noisy", "Adam", s][k] for s in range(20, 30)]) for k in range(9)]
    place = chosen.index(min(chosen))
    wrong = sorted(table["noisy", "Adam", seed][place] for seed in range(20))
    eta, (_, median, _) = figures.summary("optimizers", ["noisy"], "Adam")
    assert eta == figures.ETAS[place]
    assert median == (wrong[9] + wrong[10]) / 2


def test_every_method_is_drawn_on_every_problem():
    text = written(figures.compared())
    for method in figures.METHODS:
        assert text.count(f">{method}<") == 3
    for heading in figures.PANELS:
        assert text.count(f">{heading}<") == 1
