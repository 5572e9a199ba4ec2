import numpy as np
import pytest

from snippets.runs.optimizer_runs import METHODS, xor_epochs
from snippets.runs.valley import walk
from tests.figures.read import drawings, texts
from tools.figures import adam as figures
from tools.vouch.records.experiments import load


def wall_to_wall(a, b):
    return (b[1:15] * b[:14] < 0).all() and (np.diff(a) < 0).all() and a[-1] > 0


def past_and_back(a, b):
    wide = np.sum(b[1:] * b[:-1] < 0)  # times that it crosses the floor
    return 5 < wide < 15 and abs(b[1:]).max() > 0.8 and a.min() < -1 and a[-1] > 0


def without_a_swing(a, b):
    equal = np.isclose(a[0] - a[1], b[0] - b[1], rtol=0.01)
    return equal and b.min() > 0 and a.min() > 0 and b[5] < 0.01 < 2 < a[5]


def equal_strides_and_round(a, b):
    strides = np.hypot(np.diff(a), np.diff(b))
    return np.ptp(strides[:3]) < 0.05 * strides[0] and a.min() < -0.5 and abs(a[-1]) < 0.1


CLAIMS = {
    "swings from wall to wall while it creeps along the floor": wall_to_wall,
    "wide smooth swings; the walk runs past the lowest point and comes back": past_and_back,
    "an equal stride in both directions, then down to the floor and along it": without_a_swing,
    "long equal strides at first, then a curve round and into the middle": equal_strides_and_round,
}


@pytest.mark.parametrize("method", figures.WALKS)
def test_a_walk_goes_as_its_sentence_says_and_no_other_does(method):
    ways = {name: walk(METHODS[name], eta).T for name, (eta, _) in figures.WALKS.items()}
    (picture,) = drawings(f"adam-walk-{method.lower().replace(' ', '-')}")
    sentence = picture.findtext("title")
    (holds,) = (claim for words, claim in CLAIMS.items() if words in sentence)
    assert [name for name, way in ways.items() if holds(*way)] == [method]
    assert sentence == f"40 steps of {method}: {figures.WALKS[method][1]}."
    a, b = ways[method][:, -1]
    assert f"to ({a:.2f}, {b:.2f}) in 40".replace("-", "−") in picture.findtext("desc")
    dots = picture.find(".//*[@class='steps']").get("d").split("M")[1:]
    places = np.array([dot.removesuffix("h0").split() for dot in dots], float)
    scaled = (places - [315, 77]) * [1, -1] * 10.3 / 628
    assert scaled == pytest.approx(ways[method].T, abs=0.02)


def test_the_summary_is_that_of_the_chosen_step_size():
    file = load("optimizers")
    table = {tuple(case): row for case, row in zip(file["arguments"], file["results"], strict=True)}
    chosen = [np.median([table["noisy", "Adam", s][k] for s in range(20, 30)]) for k in range(9)]
    place = chosen.index(min(chosen))
    wrong = sorted(table["noisy", "Adam", seed][place] for seed in range(20))
    _, median, _ = figures.quartiles("optimizers", "noisy", "Adam")
    assert median == (wrong[9] + wrong[10]) / 2


def test_every_method_is_drawn_on_every_problem_in_a_row_with_its_median():
    (picture,) = drawings("adam-compared")
    drawn = iter(zip(texts(picture), (text.get("y") for text in picture.iter("text")), strict=True))
    for heading, case in figures.PANELS.items():
        assert next(drawn)[0] == heading
        for method in METHODS:
            median = figures.quartiles(*case, method)[1]
            (name, row), (text, beside) = next(drawn), next(drawn)
            assert (name, row) == (method, beside)
            assert text == ("over 600" if median == 601 else f"{median:.1f}")
    assert not list(drawn)


def test_a_panel_is_named_for_its_problem_and_what_is_counted():
    assert xor_epochs.__defaults__ == (figures.MOST,)
    runs = {"xor_epochs": "epochs until solved", "sample_run": "wrong of a thousand"}
    for heading, (experiment, *first) in figures.PANELS.items():
        counted = runs[load(experiment)["function"].rpartition(".")[2]]
        assert heading == f"{(first or ['XOR'])[0]}: {counted}"
