import re
import xml.etree.ElementTree as ET

import numpy as np
import pytest

from snippets import worked_example
from tools.figures import drawn as figures
from tools.figures import worked_example as network_figure
from tools.figures.kit.svg import NAMESPACE, coordinate, symbol, thinned
from tools.vouch.source.errors import PageError

FILES = sorted(figures.FOLDER.glob("*.svg"))


@pytest.fixture
def folder(tmp_path):
    for file in FILES:
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def test_the_committed_figures_are_what_the_snippets_give():
    figures.check(figures.FOLDER)


def test_a_changed_digit_is_stale(folder):
    file = folder / "network-forward.svg"
    file.write_text(
        file.read_text(encoding="utf-8").replace(">0.6793<", ">0.6794<"), encoding="utf-8"
    )
    with pytest.raises(PageError, match=r"network-forward\.svg:1: .*`make figures`"):
        figures.check(folder)


def test_a_changed_parameter_makes_the_figures_stale(folder, monkeypatch):
    monkeypatch.setattr(worked_example, "W2", worked_example.W2 * 1.01)
    with pytest.raises(PageError, match="not what the snippets give: run `make figures`"):
        figures.check(folder)


def test_a_missing_file_and_a_file_of_no_figure_are_named(folder):
    (folder / "old.svg").write_text("<svg/>", encoding="utf-8")
    with pytest.raises(PageError, match=r"old\.svg.*delete the file"):
        figures.check(folder)
    (folder / "old.svg").unlink()
    (folder / "network-backward.svg").unlink()
    with pytest.raises(PageError, match=r"network-backward\.svg.*missing"):
        figures.check(folder)


def test_nothing_is_written_when_one_figure_cannot_be_drawn(tmp_path, monkeypatch):
    def fails():
        raise ArithmeticError

    monkeypatch.setitem(figures.FIGURES, "zzz", fails)
    with pytest.raises(
        PageError, match=r"zzz\.svg:1: the figure cannot be drawn: raises Arithmetic"
    ):
        figures.write(tmp_path)
    assert not list(tmp_path.iterdir())


def test_writing_gives_what_is_committed(tmp_path):
    figures.write(tmp_path)
    written = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    assert written == {file.name: file.read_bytes() for file in FILES}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_figure_has_a_name_a_size_and_readable_text(file):
    svg = ET.parse(file).getroot()
    width, height = svg.get("width"), svg.get("height")
    assert svg.get("role") == "img"
    assert svg.get("viewBox") == f"0 0 {width} {height}"
    assert all(svg.findtext(f"{{{NAMESPACE}}}{part}") for part in ("title", "desc"))
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
def test_colours_come_from_classes_alone(file):
    colours = re.findall(r'\b(?:fill|stroke)="([^"]+)"', file.read_text(encoding="utf-8"))
    assert set(colours) <= {"none", "currentColor"}
    assert not re.search(r" style=|<style", file.read_text(encoding="utf-8"))


def test_the_network_shows_the_known_numbers():
    values = network_figure.forward_values()
    errors, gradients = network_figure.backward_values()
    assert (values["z^1_2"], values["y"], values["L"]) == ("0.4900", "0.6793", "0.0004273")
    assert errors["δ^2"] == "−0.009006"
    assert gradients["w^1_12"] == "−0.0006365"  # from input 1 to unit 2


def test_four_digits_are_kept_and_exponents_avoided():
    assert network_figure.significant(0.49) == "0.4900"
    assert network_figure.significant(-0.00001234567) == "−0.00001235"
    assert network_figure.significant(np.float64(123.456)) == "123.5"


def test_coordinates_are_short_and_have_one_zero():
    assert [coordinate(v) for v in (1 / 3, 10.0, -0.001, 1.50)] == ["0.33", "10", "0", "1.5"]


def test_a_symbol_that_cannot_be_set_is_named():
    with pytest.raises(ValueError, match=r"got 'W_\{11\}', want one letter"):
        symbol(ET.Element("text"), "W_{11}")


def test_a_thinned_line_stays_within_the_slack_of_all_its_points():
    points = [(float(x), 20 * np.sin(x / 40)) for x in range(400)]
    kept = thinned(points, slack=0.2)
    assert (kept[0], kept[-1]) == (points[0], points[-1])
    assert len(kept) < 40
    xs, ys = zip(*kept, strict=True)
    assert max(abs(np.interp(x, xs, ys) - y) for x, y in points) < 0.225  # slope ½


def test_a_closed_line_keeps_its_corners():
    square = [(0, 0), (5, 0), (10, 0), (10, 10), (5, 10), (0, 10), (0, 5), (0, 0)]
    assert thinned(square) == [(0, 0), (10, 0), (10, 10), (0, 10), (0, 0)]
