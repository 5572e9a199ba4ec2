import math

import numpy as np
import pytest

from snippets import two_outputs
from snippets import worked_example as ex
from snippets.losses import squared_error
from snippets.numerical_gradients import complex_step
from tests.figures.read import curves, drawings, plots, texts
from tools.figures import backward_steps as figures


def value(text):
    return float(text.strip("()").replace("−", "-"))


def test_every_product_is_that_of_its_factors():
    steps = figures.frame_steps()
    assert len(steps) == 8
    for step in steps:
        left, right = map(value, step.values)
        assert left * right == pytest.approx(value(step.product), rel=1e-3)


def test_the_products_are_the_slopes_that_the_complex_step_finds():
    _, A1, Z2, A2 = ex.forward(ex.X, ex.parameters)
    Z1 = ex.X @ ex.W1 + ex.b1

    def loss(A1):
        return squared_error(ex.sigmoid(A1 @ ex.W2 + ex.b2), ex.T)

    dA1 = complex_step(loss, A1)[0]
    delta1 = complex_step(lambda Z: loss(ex.sigmoid(Z)), Z1)[0]
    expected = {
        "∂y": complex_step(lambda A: squared_error(A, ex.T), A2).item(),
        "δ^2": complex_step(lambda Z: squared_error(ex.sigmoid(Z), ex.T), Z2).item(),
        "∂a^1_1": dA1[0],
        "δ^1_1": delta1[0],
        "∂a^1_2": dA1[1],
        "δ^1_2": delta1[1],
        "∂w^2_1": -0.00501868,
        "∂w^1_11": -0.00055551,
    }
    found = {step.step.result: value(step.product) for step in figures.frame_steps()}
    assert list(found) == list(expected)
    assert list(found.values()) == pytest.approx(list(expected.values()), rel=1e-3)


def test_each_frame_lights_what_its_product_is_about():
    lit = [(step.step.result, step.lit) for step in figures.frame_steps()]
    assert lit == [
        ("∂y", ("y", "L")),
        ("δ^2", ("y",)),
        ("∂a^1_1", ("a^1_1", "y")),
        ("δ^1_1", ("a^1_1",)),
        ("∂a^1_2", ("a^1_2", "y")),
        ("δ^1_2", ("a^1_2",)),
        ("∂w^2_1", ("a^1_1", "y")),
        ("∂w^1_11", ("x_1", "a^1_1")),
    ]
    for picture in drawings("backward-frames"):
        assert len(picture.findall(".//*[@class='lit']")) == 8
        heads = picture.findall(".//*[@class='glyph']")
        assert len(heads) == 3  # of the arrows that go back


def test_each_frame_shows_and_says_its_product():
    for picture in drawings("backward-frames"):
        shown, said = texts(picture), picture.findtext("desc")
        for number, step in enumerate(figures.frame_steps(), 1):
            product = f"= {step.values[0]} · {step.values[1]} = {step.product}"
            assert product in shown
            assert product in said
            assert any(text.startswith(f"{number}. ") for text in shown)


def test_the_two_ways_add_up_to_the_slope_that_the_complex_step_finds():
    two = two_outputs
    A1 = ex.forward(ex.X, two.parameters_two)[1]
    slope = complex_step(
        lambda A: squared_error(ex.sigmoid(A @ two.W2_two + two.b2_two), two.T_two), A1
    )[0, 0]
    deltas, weights, products, total = figures.both_ways()
    for delta, weight, product in zip(deltas, weights, products, strict=True):
        assert value(delta) * value(weight) == pytest.approx(value(product), rel=1e-3)
    assert sum(map(value, products)) == pytest.approx(value(total), rel=1e-3)
    assert value(total) == pytest.approx(slope, rel=1e-3)
    for picture in drawings("two-outputs"):
        added = f"{products[0]} + {products[1]} = {total}"
        assert added in texts(picture)
        assert added in picture.findtext("desc")
        assert len(picture.findall(".//*[@class='glyph']")) == 4


def test_an_arrow_ends_at_the_rim_of_a_unit():
    (x0, y0), (x1, y1) = figures.ends((0, 0), (100, 0))
    assert (x0, y0, x1, y1) == (figures.RADIUS, 0, 100 - figures.RADIUS, 0)
    first, last = figures.ends((0, 0), (30, 40))
    assert math.dist(first, (0, 0)) == pytest.approx(math.dist(last, (30, 40)))


def test_the_lower_curve_is_the_slope_of_the_upper_one():
    for picture in drawings("sigmoid-slope"):
        upper, lower = plots(picture)
        (first, _), (tangent, dashes), (second, _) = curves(picture)
        x, y = upper(first).T
        assert y == pytest.approx(1 / (1 + np.exp(-x)), abs=5e-3)
        x, slope = lower(second).T
        assert slope == pytest.approx(np.exp(-x) / (1 + np.exp(-x)) ** 2, abs=5e-3)
        (x0, y0), (x1, y1) = upper(tangent)
        assert (y1 - y0) / (x1 - x0) == pytest.approx(0.2178, abs=2e-3)
        assert dashes
        assert {"0.6793", "0.2178"} <= {*texts(picture)}
