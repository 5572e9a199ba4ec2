import re

import numpy as np
import pytest

from tools.figures.kit import plot, svg
from tools.figures.kit.plot import Axis, Frame
from tools.figures.kit.surface import contour, surface

UNIT = Frame(50, 40, 200, 100, Axis(0, 10), Axis(0, 1))


def test_a_point_stands_where_its_values_say():
    assert UNIT.at(0, 0) == (50, 140)
    assert UNIT.at(10, 1) == (250, 40)
    assert UNIT.at(5, 0.25) == (150, 115)
    log = Frame(0, 0, 100, 100, Axis(1, 100, log=True), Axis(1, 2))
    assert log.at(10, 1) == (50, 100)


@pytest.mark.parametrize("point", [(10.1, 0), (0, -0.1), (0, float("nan"))])
def test_a_point_outside_the_axes_is_refused(point):
    with pytest.raises(ValueError, match="plot: got"):
        UNIT.at(*point)


def test_a_logarithmic_axis_starts_above_zero():
    with pytest.raises(ValueError, match="above 0"):
        Axis(0, 1, log=True).share(0.5)


@pytest.mark.parametrize(
    ("low", "high", "log", "want"),
    [
        (0, 1, False, [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (0, 10_000, False, [0, 2000, 4000, 6000, 8000, 10_000]),
        (-0.5, 1.5, False, [-0.5, 0, 0.5, 1, 1.5]),
        (1e-4, 1, True, [1e-4, 1e-3, 1e-2, 0.1, 1]),
        (0.5, 20, True, [1, 10]),
        (1e-12, 1, True, [1e-12, 1e-10, 1e-8, 1e-6, 1e-4, 1e-2, 1]),
    ],
)
def test_ticks_are_round_and_few(low, high, log, want):
    assert plot.ticks(low, high, log) == pytest.approx(want, rel=1e-12)


def test_a_narrow_axis_has_fewer_ticks():
    assert plot.ticks(0, 10_000, count=2) == [0, 5000, 10_000]


def test_a_ring_differs_from_a_disc_and_both_have_a_halo():
    drawing = svg.drawing(300, 200, "a", "b")
    for family in ("q-lo", "ink"):
        plot.marker(drawing, UNIT, family, 5, 0.5)
    (halo, ring), (again, disc) = drawing.findall("g")
    assert [part.get("class") for part in (halo, again)] == ["halo"] * 2
    assert [part.get("fill") for part in (ring, disc)] == ["none", "currentColor"]


def area(path):
    """Return the area between the rings of a path, a ring inside another taken off."""
    total = 0
    for ring in re.findall(r"M([^Z]*)Z", path):
        x, y = np.array([pair.split() for pair in ring.split("L")], float).T
        total += np.sum(x * np.roll(y, -1) - y * np.roll(x, -1)) / 2  # a hole runs the other way
    return abs(total)


def bands_of(values):
    drawing = svg.drawing(300, 200, "a", "b")
    surface(drawing, UNIT, values)
    return drawing.findall(".//*[@class='band']")


def test_each_band_covers_its_part_of_a_slope():
    slope = np.tile(np.linspace(0, 1, 11)[:, np.newaxis], 5)  # rises with the row
    found = bands_of(slope)
    assert [band.get("fill-opacity") for band in found] == ["0.17", "0.33", "0.5"]
    assert [area(band.get("d")) for band in found] == pytest.approx([5000] * 3)  # of 200 by 100
    assert "140" not in found[0].get("d")  # the lowest band, at the bottom, stays blank


@pytest.mark.parametrize(("value", "opacities"), [(0.1, []), (0.6, ["0.33"]), (1.0, ["0.5"])])
def test_a_flat_surface_has_one_shade(value, opacities):
    found = bands_of(np.full((3, 3), value))
    assert [band.get("fill-opacity") for band in found] == opacities
    assert [area(band.get("d")) for band in found] == [20000] * len(opacities)


def test_a_band_around_a_peak_has_a_hole():
    x, y = np.meshgrid(np.linspace(-1, 1, 21), np.linspace(-1, 1, 21))
    assert [band.get("d").count("M") for band in bands_of(np.exp(-3 * (x**2 + y**2)))] == [2, 2, 1]


def test_a_contour_lies_where_the_surface_has_its_level():
    drawing = svg.drawing(300, 200, "a", "b")
    slope = np.tile(np.array([[0.0], [0.25], [0.5], [0.75], [1.0]]), 5)  # rises with the row
    contour(drawing, UNIT, slope, 0.375)
    heights = re.findall(r"[ML][\d.]+ ([\d.]+)", svg.written(drawing))
    assert set(heights) == {"102.5"}  # 0.375 of 100 units up from 140
    assert len(heights) == 2  # a straight line keeps its two ends
