import re

import numpy as np
import pytest

from tools import plot, svg
from tools.plot import Frame
from tools.surface import contour, surface

UNIT = Frame(50, 40, 200, 100, x=(0, 10), y=(0, 1))


def draw_loss(width=640):
    """A loss curve on a logarithmic scale, in three dashes."""
    drawing = svg.drawing(width, 300, "A demonstration", "Three curves fall.")
    frame = Frame(52, 40, width - 130, 205, x=(0, 10_000), y=(1e-4, 1), log_y=True)
    plot.axes(drawing, frame, "epoch", "loss")
    steps = np.linspace(0, 10_000, 100)
    for family, rate in (("q-lo", 700), ("q-er", 1500), ("q-gr", 4000)):
        plot.curve(
            drawing, frame, family, steps, np.exp(-steps / rate) * 0.7 + 2e-4, f"1 in {rate}"
        )
    return drawing


def draw_surfaces(tall=False):
    """A decision surface at three moments, with the points of XOR."""
    side = 210
    width, height = (328, 3 * (side + 75)) if tall else (3 * (side + 60) + 20, side + 80)
    drawing = svg.drawing(width, height, "A demonstration", "A surface bends.")
    grid = (np.arange(32) + 0.5) / 32 * 2 - 0.5
    for moment, bend in enumerate((0.2, 2, 8)):
        left, top = (50, 30 + moment * (side + 75)) if tall else (40 + moment * (side + 60), 30)
        frame = Frame(left, top, side, side, x=(-0.5, 1.5), y=(-0.5, 1.5))
        x, y = np.meshgrid(grid, grid)
        values = 1 / (1 + np.exp(-bend * (0.25 - (x - 0.5) * (y - 0.5) * 4 - 0.2)))
        surface(drawing, frame, "q-fw", values)
        contour(drawing, frame, "q-fw", values, 0.5)
        plot.axes(drawing, frame, "first input", "second input")
        for point in ((0, 0), (1, 1)):
            plot.marker(drawing, frame, "q-in", *point)
        for point in ((0, 1), (1, 0)):
            plot.marker(drawing, frame, "q-lo", *point)
    return drawing


def test_a_point_stands_where_its_values_say():
    assert UNIT.at(0, 0) == (50, 140)
    assert UNIT.at(10, 1) == (250, 40)
    assert UNIT.at(5, 0.25) == (150, 115)
    log = Frame(0, 0, 100, 100, x=(1, 100), y=(1, 2), log_x=True)
    assert log.at(10, 1) == (50, 100)


@pytest.mark.parametrize("point", [(10.1, 0), (0, -0.1), (0, float("nan"))])
def test_a_point_outside_the_axes_is_refused(point):
    with pytest.raises(ValueError, match="plot: got"):
        UNIT.at(*point)


def test_a_logarithmic_axis_starts_above_zero():
    with pytest.raises(ValueError, match="above 0"):
        Frame(0, 0, 1, 1, x=(0, 1), y=(0, 1), log_y=True).at(0.5, 0.5)


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


def test_a_curve_needs_as_many_ordinates_as_abscissas():
    with pytest.raises(ValueError, match="shorter"):
        plot.curve(svg.drawing(1, 1, "a", "b"), UNIT, "q-lo", [0, 1], [0], "c")


def test_families_differ_in_line_and_marker_too():
    drawing = svg.drawing(300, 200, "a", "b")
    for family in ("q-lo", "q-er", "q-gr"):
        plot.curve(drawing, UNIT, family, [0, 1], [0, 1], family)
    dashes = [line.get("stroke-dasharray") for line in drawing.iter("path")]
    assert len(set(dashes)) == 3
    shapes = set()
    for family in ("q-in", "q-fw", "q-er", "q-gr", "q-lo"):
        plot.marker(drawing, UNIT, family, 5, 0.5)
        shapes.add(tuple(sorted(list(drawing)[-1][1].attrib.items())))
    assert len(shapes) == 5


def test_a_surface_covers_each_cell_above_the_lowest_band_once():
    drawing = svg.drawing(300, 200, "a", "b")
    values = np.random.default_rng(0).uniform(size=(7, 9))
    surface(drawing, UNIT, "q-fw", values, bands=4)
    runs = re.findall(r"h([\d.]+)v([\d.]+)", svg.written(drawing))
    area = sum(float(width) * float(height) for width, height in runs)
    want = 200 * 100 * np.mean(values >= 0.25)
    assert area == pytest.approx(want, rel=1e-3)  # lengths have two decimals
    assert svg.written(drawing).count("fill-opacity") == 3


def test_a_contour_lies_where_the_surface_has_its_level():
    drawing = svg.drawing(300, 200, "a", "b")
    slope = np.tile(np.array([[0.0], [0.25], [0.5], [0.75]]), 5)  # rises with the row
    contour(drawing, UNIT, "q-fw", slope, 0.375)
    heights = re.findall(r"[ML][\d.]+ ([\d.]+)", svg.written(drawing))
    assert set(heights) == {"90"}  # between rows 1 and 2, half-way up 100 units from 140
    assert len(heights) == 8


def test_a_square_whose_corners_alternate_is_crossed_twice():
    drawing = svg.drawing(300, 200, "a", "b")
    contour(drawing, UNIT, "q-fw", np.array([[0.0, 1.0], [1.0, 0.0]]), 0.5)
    assert svg.written(drawing).count("M") == 2


@pytest.mark.parametrize("draw", [draw_loss, draw_surfaces])
def test_demonstrations_are_the_same_each_time_and_small(draw):
    assert svg.written(draw()) == svg.written(draw())
    assert len(svg.written(draw())) < 60_000
