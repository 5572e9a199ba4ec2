import numpy as np
import pytest

from snippets.runs.optimizer_runs import METHODS, xor_epochs
from snippets.runs.valley import valley, walk
from tests.figures.read import drawings, plots, points, texts
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


WAYS = {name: walk(METHODS[name], eta).T for name, (eta, _) in figures.WALKS.items()}


@pytest.mark.parametrize("method", figures.WALKS)
def test_a_walk_goes_as_its_sentence_says_and_no_other_does(method):
    for picture in drawings("adam-walks"):
        sentence = figures.WALKS[method][1]
        assert f"{method[:1].upper()}{method[1:]}: {sentence}." in picture.findtext("title")
        (holds,) = (claim for words, claim in CLAIMS.items() if words in sentence)
        assert [name for name, way in WAYS.items() if holds(*way)] == [method]
        a, b = WAYS[method][:, -1]
        assert f"at ({a:.2f}, {b:.2f})".replace("-", "−") in picture.findtext("desc")


def test_each_walk_is_drawn_on_the_axes_below_its_name_with_the_same_steps_marked():
    for picture in drawings("adam-walks"):
        panels, lines = plots(picture), picture.findall(".//*[@class='steps']")
        headings = [text for text in texts(picture) if ", η = " in text]
        groups = [group for group in picture.iter("g") if group.find("path") is not None]
        for (method, (eta, _)), plot, line, heading, group in zip(
            figures.WALKS.items(), panels, lines, headings, groups, strict=True
        ):
            assert heading.lower() == f"{method}, η = {eta:g}".lower()
            dots = line.get("d").split("M")[1:]
            places = np.array([dot.removesuffix("h0").split() for dot in dots], float)
            assert plot(places) == pytest.approx(WAYS[method].T, abs=0.02)
            discs = [(disc.get("cx"), disc.get("cy")) for disc in group.iter("circle")]
            steps = [0, 5, 10, 20, 40]
            assert plot(np.array(discs, float)) == pytest.approx(WAYS[method].T[steps], abs=0.02)
            assert texts(group) == ["start", *map(str, steps[1:])]


def test_the_valleys_lines_are_lines_of_equal_loss_inside_the_axes():
    for picture in drawings("adam-walks"):
        found = {frame: set() for frame in range(4)}
        for number, plot in enumerate(plots(picture)):
            for path in picture.findall("path[@class='rule']"):
                if path.get("stroke-opacity"):
                    losses = [valley(place)[0] for place in plot(points(path))]
                    if np.ptp(losses) < 0.05 * max(losses):
                        found[number].add(round(2 * float(np.mean(losses))) / 2)
        assert all(levels == set(figures.LEVELS) for levels in found.values())


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
    runs = {"xor_epochs": "epochs until solved", "sample_run": "wrong out of a thousand"}
    for heading, (experiment, *first) in figures.PANELS.items():
        counted = runs[load(experiment)["function"].rpartition(".")[2]]
        assert heading == f"{(first or ['XOR'])[0]}: {counted}"
