from collections import Counter

import pytest

from tools.gauges import misleading
from tools.vouch.mutation.trial import judge
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError

CLASSES = {
    "settings",
    "labels",
    "tables",
    "images",
    "headings",
    "rough values",
    "display formulas",
    "inline formulas",
    "shapes",
    "sources",
    "references",
    "comments in code",
    "units",
    "words alone",
}
PLANT = """
[[plant]]
class = "{}"
file = "snippets/page.py"
old = "{}"
new = "{}"
"""
TEST = """\
from pathlib import Path


def test():
    assert "held = 1" in Path("snippets/page.py").read_text()
"""


def test_every_error_stands_once_in_its_file_and_no_class_is_left_out():
    found = misleading.plants(ROOT)
    many = Counter(plant.kind for plant in found)
    assert set(many) == CLASSES
    assert min(many.values()) >= 6
    assert len({(plant.file, plant.start, plant.new) for plant in found}) == len(found)
    assert all(plant.new != plant.old for plant in found)


def test_a_redrawn_figure_is_judged_by_its_lesson():
    plant = next(plant for plant in misleading.plants(ROOT) if "weight_decay.py" in plant.file)
    assert misleading.judges(ROOT, plant) == [
        "docs/weight-decay.md",
        "tests/test_weight_decay.py",
        "tests/figures/test_weight_decay.py",
        "tests/figures/test_drawn.py",
    ]


@pytest.fixture
def project(tmp_path, monkeypatch):
    """Return a function: errors in, a project out in which a test holds one line of two."""
    monkeypatch.setattr(misleading, "runs", lambda *_: 0)

    def write(*errors):
        data = "".join(PLANT.format(*error) for error in errors)
        files = {"snippets/page.py": "held = 1\nfree = 2\n", "tests/test_page.py": TEST}
        for name, text in (files | {misleading.DATA: data}).items():
            (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "project" / name).write_text(text, encoding="utf-8")
        return tmp_path / "project"

    return write


def test_what_a_test_holds_is_caught_and_the_rest_is_named(project):
    root = project(("units", "held = 1", "held = 3"), ("words", "free = 2", "free = 4"))
    chosen = misleading.plants(root)
    results = list(judge(root, chosen, misleading.verdict, ["tests/test_page.py"]))
    assert [by for _, by in results] == ["tests", ""]
    assert misleading.tally(results).splitlines() == [
        "units: 1 of 1",
        "words: 0 of 1",
        "in all: 1 caught of 2",
        "got through: snippets/page.py:2: words: free = 2 → free = 4",
    ]


@pytest.mark.parametrize(("old", "count"), [("gone", 0), ("= ", 2)])
def test_an_error_that_is_not_there_exactly_once_is_an_error_of_the_data(project, old, count):
    root = project(("units", "held = 1", "held = 3"), ("words", old, "free = 4"))
    with pytest.raises(PageError) as caught:
        misleading.plants(root)
    sentence = f"snippets/page.py holds {old!r} {count} times, want once"
    assert str(caught.value) == f"{misleading.DATA}:8: {sentence}"


def test_a_new_drawing_that_fails_notices_the_error_and_pictures_are_put_back(project, monkeypatch):
    root = project(("labels", "free = 2", 'free = 4"\nmake = "figures'))
    picture = root / misleading.PICTURES / "a.svg"
    picture.parent.mkdir(parents=True)
    picture.write_text("<svg/>", encoding="utf-8")

    def runs(folder, module, *_):
        picture.write_text("other", encoding="utf-8")
        return module == "tools.figures.drawn"

    monkeypatch.setattr(misleading, "runs", runs)
    (plant,) = misleading.plants(root)
    assert misleading.verdict(root, plant, 60) == "figures"
    assert picture.read_text(encoding="utf-8") == "<svg/>"
    assert "free = 2" in (root / plant.file).read_text(encoding="utf-8")
