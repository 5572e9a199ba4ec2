import xml.etree.ElementTree as ET

import numpy as np
import pytest

from tools.figures.kit.svg import coordinate, overhang, symbol, thinned


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


@pytest.mark.parametrize(
    ("name", "texts", "beyond"),
    [
        ("w^1_12", ["w", "(1)", "12"], 3.36),
        ("a^1_1", ["a", "(1)", "1"], 9.36),
        ("z^2", ["z", "(2)"], 0),
        ("x_1", ["x", "1"], 0),
    ],
)
def test_a_layer_is_raised_in_parentheses_and_other_indices_are_below(name, texts, beyond):
    line = ET.Element("text")
    symbol(line, name)
    assert [part.text for part in line] == texts
    rises = [float(part.get("dy", 0)) for part in line]
    assert all(
        (rise < 0) == text.startswith("(") for rise, text in zip(rises, texts, strict=True) if rise
    )
    assert overhang(name) == pytest.approx(beyond)
