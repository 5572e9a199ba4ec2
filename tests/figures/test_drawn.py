import re
import xml.etree.ElementTree as ET

import pytest

from snippets import worked_example
from tools.figures import drawn as figures
from tools.figures.kit.record import Figure
from tools.figures.kit.svg import NAMESPACE
from tools.vouch.source.errors import PageError

FILES = sorted(figures.FOLDER.glob("*.svg"))


@pytest.fixture
def folder(tmp_path):
    for file in FILES:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_the_committed_figures_are_what_the_snippets_give():
    figures.KEPT.check(figures.FOLDER)


def test_a_changed_digit_is_stale(folder):
    file = folder / "network-forward.svg"
    file.write_text(
        file.read_text(encoding="utf-8").replace(">0.6793<", ">0.6794<"), encoding="utf-8"
    )
    with pytest.raises(PageError, match=r"network-forward\.svg:1: .*`make figures`"):
        figures.KEPT.check(folder)


def test_a_changed_parameter_makes_the_figures_stale(folder, monkeypatch):
    monkeypatch.setattr(worked_example, "W2", worked_example.W2 * 1.01)
    with pytest.raises(PageError, match="not what the snippets give: run `make figures`"):
        figures.KEPT.check(folder)


def test_a_missing_file_and_a_file_of_no_figure_are_named(folder):
    (folder / "old.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(PageError, match=r"old\.svg.*delete the file"):
        figures.KEPT.check(folder)
    (folder / "old.svg").unlink()
    (folder / "network-backward.svg").unlink()
    with pytest.raises(PageError, match=r"network-backward\.svg.*missing"):
        figures.KEPT.check(folder)


def test_a_figure_that_cannot_be_drawn_is_named_and_leaves_the_others_whole(tmp_path, monkeypatch):
    def fails():
        raise ArithmeticError

    monkeypatch.setitem(figures.FIGURES, "zzz", Figure("", fails))
    with pytest.raises(
        PageError, match=r"zzz\.svg:1: the figure cannot be made: raises Arithmetic"
    ):
        figures.KEPT.write(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in FILES}


def test_writing_gives_what_is_committed(tmp_path):
    figures.KEPT.write(tmp_path)
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert written == {file.name: file.read_bytes() for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_figure_has_a_name_a_size_and_readable_text(file):
    svg = ET.parse(file).getroot()
    width, height = svg.get("width"), svg.get("height")
    assert svg.get("role") == "img"
    assert svg.get("viewBox") == f"0 0 {width} {height}"
    assert svg.findtext(f"{{{NAMESPACE}}}title").endswith(".")
    assert svg.findtext(f"{{{NAMESPACE}}}desc").endswith(".")
    assert file.stat().st_size < 60_000
    smallest = min(
        float(size)
        for size in re.findall(r'font-size="([\d.]+)"', file.read_text(encoding="utf-8"))
    )
    tall = file.with_stem(f"{file.stem}-tall")
    if svg.find(f".//{{{NAMESPACE}}}text") is None:
        return
    if tall.exists():
        assert smallest * 660 / int(width) >= 8.9  # indices, in a column of 660 px
    else:
        assert smallest * min(1, 328 / int(width)) >= 12  # 360 px less its margins


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_curves_and_marks_stay_inside_the_drawing(file):
    svg = ET.parse(file).getroot()
    for path in svg.iter(f"{{{NAMESPACE}}}path"):
        if path.get("class") in ("curve", "glyph", "wire", "steps", "band"):
            numbers = list(map(float, re.findall(r"-?[\d.]+", path.get("d").replace("h0", ""))))
            assert 0 < min(numbers[::2]) <= max(numbers[::2]) < float(svg.get("width"))
            assert 0 < min(numbers[1::2]) <= max(numbers[1::2]) < float(svg.get("height"))


AXES = {
    "batch-noise": ["rows in the batch", "noise"],
    "batch-training": ["epochs", "loss", "updates", "loss"],
    "saturated-error": ["logit", "size of the error"],
    "slope-errors": ["step h", "relative difference to the exact slope"],
    "weight-decay-eta": ["step size η", "share wrong"],
    "xor-loss": ["epoch", "loss"],
    "xor-rates": ["learning rate", "epochs"],
}


@pytest.mark.parametrize("name", figures.FIGURES)
def test_axes_are_named_for_what_they_measure(name):
    known = {axis for axes in AXES.values() for axis in axes}
    for draw in filter(None, figures.FIGURES[name][1:]):
        texts = [text.findtext("tspan") for text in draw().iter("text")]
        assert [text for text in texts if text in known] == AXES.get(name, [])


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_colours_come_from_classes_alone(file):
    colours = re.findall(r'\b(?:fill|stroke)="([^"]+)"', file.read_text(encoding="utf-8"))
    assert set(colours) <= {"none", "currentColor"}
    assert not re.search(r" style=|<style", file.read_text(encoding="utf-8"))
