import math

import numpy as np
import pytest

from snippets.activations import (
    sigmoid,
    sigmoid_derivative_from_a,
    sigmoid_derivative_from_z,
)

Z = np.linspace(-8, 8, 33)


def test_sigmoid_is_the_textbook_formula():
    assert sigmoid(Z) == pytest.approx([1 / (1 + math.exp(-z)) for z in Z], rel=1e-15)


def test_sigmoid_neither_overflows_nor_loses_small_values():
    values = sigmoid(np.array([-1e4, -700.0, 700.0, 1e4]))
    assert values[0] == 0
    assert values[1] == pytest.approx(math.exp(-700), rel=1e-12)
    assert list(values[2:]) == [1, 1]


def test_sigmoid_carries_complex_numbers_on_both_sides_of_zero():
    z = np.array([-3 + 0.5j, 3 + 0.5j])
    assert sigmoid(z) == pytest.approx(1 / (1 + np.exp(-z)), rel=1e-14)


def test_both_derivatives_are_the_slope_of_sigmoid():
    step = 1e-20  # complex step: no difference is taken, so nothing cancels
    slope = sigmoid(Z + 1j * step).imag / step
    assert sigmoid_derivative_from_z(Z) == pytest.approx(slope, rel=1e-13)
    assert sigmoid_derivative_from_a(sigmoid(Z)) == pytest.approx(slope, rel=1e-13)


def test_the_two_derivatives_are_not_interchangeable():
    assert abs(sigmoid_derivative_from_a(0.5) - sigmoid_derivative_from_z(0.5)) > 0.01
