import math

import numpy as np
import pytest

from snippets.activations import (
    ACTIVATIONS,
    relu,
    relu_derivative,
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


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_name_has_a_function_and_its_own_derivative(name):
    function, derivative = ACTIVATIONS[name]
    away = Z[np.abs(Z) > 0.1]  # ReLU has no slope at 0
    slope = function(away + 1e-20j).imag / 1e-20
    assert derivative(away) == pytest.approx(slope, rel=1e-13)
    assert derivative(away).shape == away.shape


@pytest.mark.parametrize(
    ("name", "formula"),
    [
        ("sigmoid", lambda z: 1 / (1 + math.exp(-z))),
        ("tanh", math.tanh),
        ("relu", lambda z: max(z, 0)),
        ("identity", lambda z: z),
    ],
)
def test_each_function_is_its_scalar_formula(name, formula):
    function, _ = ACTIVATIONS[name]
    assert function(Z) == pytest.approx([formula(z) for z in Z], rel=1e-14)


def test_relu_at_its_kink_is_flat_by_convention():
    assert relu_derivative(np.array([-1e-300, 0.0, 1e-300])).tolist() == [0, 0, 1]


def test_relu_of_complex_numbers_goes_by_the_real_part():
    z = np.array([-1 + 2j, 1 - 2j])
    assert relu(z).tolist() == [0, 1 - 2j]
    assert relu_derivative(z).tolist() == [0, 1]
