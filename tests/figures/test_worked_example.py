import itertools

import numpy as np
import pytest

from snippets import worked_example as ex
from tests.figures.read import drawings
from tools.figures import worked_example as figures
from tools.figures.kit.boxes import Rectangle


def test_the_network_shows_the_known_numbers():
    values = figures.written(figures.every_value(ex.X, ex.T, ex.parameters))
    assert (values["z^1_2"], values["y"], values["L"]) == ("0.4900", "0.6793", "0.0004273")
    assert values["δ^2"] == "−0.009006"
    assert values["∂w^1_12"] == "−0.0006365"  # from input 1 to unit 2


def test_four_digits_are_kept_and_exponents_avoided():
    assert figures.significant(0.49) == "0.4900"
    assert figures.significant(-0.00001234567) == "−0.00001235"
    assert figures.significant(np.float64(123.456)) == "123.5"
    assert figures.significant(0) == figures.significant(-0.0) == "0.000"


def test_numbers_that_are_far_off_have_a_power_of_ten():
    assert figures.significant(-1.2345678e-7) == "−1.235e−7"
    assert figures.significant(0.00000999996) == "0.00001000"
    assert figures.significant(12345.6) == "1.235e4"


ENDS = {  # from where to where the wire of a parameter or a value runs
    "w^1_11": ("x_1", "z^1_1"),
    "w^1_12": ("x_1", "z^1_2"),
    "w^1_21": ("x_2", "z^1_1"),
    "w^1_22": ("x_2", "z^1_2"),
    "w^2_1": ("z^1_1", "z^2"),
    "w^2_2": ("z^1_2", "z^2"),
    "b^1_1": ("b^1_1", "z^1_1"),
    "b^1_2": ("b^1_2", "z^1_2"),
    "b^2": ("b^2", "z^2"),
    "t": ("t", "L"),
    "L": ("z^2", "L"),
}


def touches(name, point, tall):
    """Say whether a point lies on the edge of a box or in it."""
    width, height = figures.UNIT if name in figures.UNITS else (figures.WIDTHS[name[0]], 30)
    x, y = figures.PLACES[name][tall]
    return abs(point[0] - x) <= width / 2 and abs(point[1] - y) <= height / 2


@pytest.mark.parametrize("tall", [False, True])
def test_every_wire_joins_what_its_parameter_joins(tall):
    joined = {}
    for symbol, wire in figures.WIRES.items():
        ends = [
            [name for name in figures.PLACES if touches(name, end, tall)]
            for end in (wire[tall][0], wire[tall][-1])
        ]
        joined[symbol] = {name for (name,) in ends}
    assert joined == {symbol: set(ends) for symbol, ends in ENDS.items()}
    for name in [name for name in ENDS if name[0] == "w"]:
        spot = Rectangle(*figures.PLACES[name][tall], 44, 12)
        across = [
            symbol
            for symbol, wire in figures.WIRES.items()
            for start, end in itertools.pairwise(wire[tall])
            if (cut := spot.cuts(start, end))[0] < cut[1]
        ]
        assert across == [name]


def test_every_symbol_has_the_colour_of_its_family():
    found = {}
    for picture in (*drawings("network-forward"), *drawings("network-backward")):
        for group in picture.iter("g"):
            text = group.find("text")
            if text is not None and (words := "".join(text.itertext())).strip():
                found.setdefault(words[0], set()).add(group.get("class"))
    assert {letter: found[letter] for letter in "xwbδtL"} == {
        "x": {"q-in"},
        "w": {"q-in"},
        "b": {"q-in"},
        "δ": {"q-er"},
        "t": {"q-lo"},
        "L": {"q-lo"},
    }
