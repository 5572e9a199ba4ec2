import re
import xml.etree.ElementTree as ET

import pytest

from snippets import worked_example
from tests.figures.read import drawings, texts
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


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("network-forward", figures.drawn("network-forward").replace("6793", "6794"), "not what"),
        ("network-backward", "", "missing: run `make figures`"),
        ("old", "<svg/>", "delete the file"),
    ],
)
def test_a_changed_a_missing_and_a_nameless_file_are_named(folder, name, text, said):
    file = folder / f"{name}.svg"
    file.unlink(missing_ok=True)
    if text:
        file.write_text(text, encoding="utf-8")
    with pytest.raises(PageError, match=rf"{name}\.svg:1: .*{said}"):
        figures.KEPT.check(folder)


def test_a_changed_parameter_makes_the_figures_stale(folder, monkeypatch):
    monkeypatch.setattr(worked_example, "W2", worked_example.W2 * 1.01)
    with pytest.raises(PageError, match="not what the snippets give: run `make figures`"):
        figures.KEPT.check(folder)


def test_a_figure_that_cannot_be_drawn_is_named_and_the_others_are_written(tmp_path, monkeypatch):
    monkeypatch.setitem(figures.FIGURES, "zzz", Figure("", lambda: 1 / 0))
    with pytest.raises(PageError, match=r"zzz\.svg:1: the figure cannot be made: raises Zero"):
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
    for picture in drawings(name):
        assert [text for text in texts(picture) if text in known] == AXES.get(name, [])


SAID = {  # … stands for what is between
    "adam-compared": "Medians and quartiles of four optimisers on three",
    "autodiff-graph": "lines from a and b to p, and from p and a to c; p is the product ab",
    "autodiff-swept": "a = 2 with slope 4; b = 3 with slope 2; p = 6 with slope 1; c = 8 with "
    "slope 1; a line from a to p: 3; a line from b to p: 2; a line from p to c: 1; a line from a "
    "to c: 1.",
    "batch-training": "Over the epochs small batches fall fastest; over the updates the full batch "
    "does.…64 rows 35 epochs, 35 updates",
    "network-forward": "2-2-1…two inputs, two hidden units, one output",
    "saturated-error": "Left, where the answer is wrong, cross-entropy stays near one and half the "
    "squared error falls off.…0.0003 with half squared error and 0.9997 with cross-entropy",
    "slope-errors": "From the right, the forward difference falls along a line of slope one to its "
    "least error, 4e-08, near a step of ten to the minus seven…the central difference falls along "
    "a line of slope two to its least error, 1e-10, near a step of ten to the minus five…off by "
    "less than 5e-16 for every step under 1e-7",
    "weight-decay-surface": "Without decay the border winds around single points; with decay it is "
    "smoother, and near the circle except in the lower right corner.…"
    "λ = 0 the network is wrong about 3 of 50 targets…268 of 1000 new ones"
    "…λ = 0.003 the network is wrong about 10 of 50 targets…191 of 1000 new ones",
    "xor-loss": "starts at 0.71, is 0.50 at epoch 100 and 0.50 at epoch 4,000, then falls to 0.02",
    "xor-separable": "(0, 0) and (1, 1) have target 0, (0, 1) and (1, 0) have target 1; no line has"
    "…with (−1, 1) in place of (1, 1)",
    "xor-stuck": "the curve runs through the second row and close by the fourth.…"
    "(0, 0), (0, 1), (1, 0), (1, 1): after 10,000 epochs 0.06, 0.50, 0.92, 0.51.",
    "xor-surface": "three moments",
}


@pytest.mark.parametrize("name", SAID)
def test_the_words_say_what_is_drawn(name):
    for picture in drawings(name):
        words = f"{picture.findtext('title')} {picture.findtext('desc')}"
        assert re.search(".*".join(map(re.escape, SAID[name].split("…"))), words)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_colours_come_from_classes_alone(file):
    colours = re.findall(r'\b(?:fill|stroke)="([^"]+)"', file.read_text(encoding="utf-8"))
    assert set(colours) <= {"none", "currentColor"}
    assert not re.search(r" style=|<style", file.read_text(encoding="utf-8"))


def test_every_figure_but_the_network_has_a_heading():
    headings = {name: figure.heading for name, figure in figures.FIGURES.items()}
    bare = [name for name, heading in headings.items() if not heading]
    assert sorted(bare) == ["network-backward", "network-forward"]
