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
    first, (W2, b2) = worked_example.parameters
    monkeypatch.setattr(worked_example, "parameters", [first, (W2 * 1.01, b2)])
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
    "adam-compared": [
        "noisy: wrong out of a thousand",
        "sparse: wrong out of a thousand",
        "XOR: epochs until solved",
    ],
    "adam-walks": ["a, along the valley", "b, across it"] * 4,
    "batch-noise": ["rows in the batch", "noise"],
    "batch-training": ["epochs", "loss", "updates", "loss"],
    "central-difference": ["parameter p", "loss f(p)"],
    "delta-sizes": ["layers back from the last", "mean size of δ, last layer = 1"],
    "saturated-error": ["logit z", "size of delta"],
    "sigmoid-slope": ["pre-activation z", "activation σ(z)", "pre-activation z", "slope σ′(z)"],
    "slope-errors": ["step size h", "relative error of the gradient"],
    "tangent": ["input x", "result y"],
    "weight-decay-eta": ["learning rate η", "share of new points wrong"],
    "weight-decay-surface": ["first input", "second input"] * 2,
    "xor-idea": ["x2", "x1", "x1"],
    "xor-loss": ["epoch", "loss"],
    "xor-rates": ["learning rate η", "epochs"],
    "xor-separable": ["x2", "x1", "x1"],
    "xor-stuck": ["x2", "x1", "x1", "x1", "x1"],
    "xor-surface": ["x2", "x1", "x1", "x1", "x1"],
}

TALL_AXES = {
    "delta-sizes": ["layers back", "mean size of δ, last layer = 1"],
    "xor-separable": ["x2", "x2", "x1"],
    "xor-stuck": ["x2", "x2", "x1", "x1"],
    "xor-surface": ["x2", "x2", "x1", "x1"],
}


@pytest.mark.parametrize("name", figures.FIGURES)
def test_axes_are_named_for_what_they_measure(name):
    known = {axis for table in (AXES, TALL_AXES) for axes in table.values() for axis in axes}
    for picture, axes in zip(drawings(name), (AXES, AXES | TALL_AXES), strict=False):
        plotted = any(part.get("class") == "axis" for part in picture.iter())
        found = [text for text in texts(picture) if text in known]
        assert found == axes[name] if plotted else name not in axes


SAID = {  # … stands for what is between
    "adam-compared": "Medians and quartiles of four optimisers on three",
    "autodiff-graph": "connections from a and b to p, and from p and a to c; p is the product ab",
    "autodiff-swept": "a = 2 with gradient 4; b = 3 with gradient 2; p = 6 with gradient 1; c = 8 "
    "with gradient 1; a connection from a to p with derivative 3; a connection from b to p with "
    "derivative 2; a connection from p to c with derivative 1; a connection from a to c with "
    "derivative 1.",
    "batch-training": "Counted in epochs, the loss falls fastest with small batches; counted in "
    "updates, with the full batch.…64 rows 35 epochs, 35 updates",
    "central-difference": "The chord from p − h to p + h has slope 1.24, the tangent at p has "
    "slope 1.08; the two are nearly parallel.",
    "network-forward": "2-2-1…two inputs, two hidden units, one output",
    "saturated-error": "On the left, where the prediction is wrong, cross-entropy stays near one "
    "and squared error is almost zero.…0.0007 with squared error and 0.9997 with cross-entropy",
    "slope-errors": "From the right, the forward difference falls along a line of slope one to its "
    "smallest error, 4e-08, near a step of ten to the minus seven…the central difference "
    "falls along a line of slope two to its smallest error, 1e-10, near a step of ten to the "
    "minus five…Its error is below 5e-16 for every step under 1e-7",
    "weight-decay-surface": "Without decay the border winds around single points; with decay it is "
    "smoother, and near the circle except in the lower right corner.…"
    "λ = 0 the network is wrong about 3 of 50 training targets…268 of 1000 new ones"
    "…λ = 0.003 the network is wrong about 10 of 50 training targets…191 of 1000 new ones",
    "xor-idea": "(0, 0) and (1, 1) have target 0, (0, 1) and (1, 0) have target 1.…"
    "0.10 for (0, 0), 0.89 for (0, 1), 0.89 for (1, 0), 0.12 for (1, 1).",
    "xor-loss": "starts at 1.42, is 1.00 at epoch 100 and 1.00 at epoch 4,000, then falls to 0.05",
    "xor-separable": "(0, 0) and (1, 1) have target 0, (0, 1) and (1, 0) have target 1; no line has"
    "…with (−1, 1) in place of (1, 1)",
    "xor-stuck": "the curve runs through the second row and close by the fourth.…"
    "(0, 0), (0, 1), (1, 0), (1, 1): …after 10,000 epochs 0.06, 0.50, 0.92, 0.51.",
    "xor-surface": "four moments",
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


def test_every_figure_has_a_heading():
    assert all(figure.heading for figure in figures.FIGURES.values())
