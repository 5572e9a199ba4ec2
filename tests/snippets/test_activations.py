import math
from decimal import Decimal, localcontext

import numpy as np
import pytest

from snippets.activations import (
    ACTIVATIONS,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative_from_a,
    sigmoid_derivative_from_z,
    tanh,
    tanh_derivative,
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


FAR = [0.0, 1e-200, 1e-9, 0.5, 20.0, 30.0, 37.0, 40.0, 300.0, 353.0, 354.0, 700.0, 710.0]


def exact_slope(name, z):
    """Return the slope of sigmoid or tanh from a hundred digits: tanh'(z) = 4σ'(2z)."""
    with localcontext(prec=100):
        power = (-Decimal(z) if name == "sigmoid" else -2 * Decimal(z)).exp()
        slope = power / (1 + power) ** 2
        return float(slope if name == "sigmoid" else 4 * slope)


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
@pytest.mark.parametrize("sign", [1, -1])
def test_slopes_keep_their_digits_on_both_sides(name, sign):
    """A(1 - A) is off by 0.1 % at z = 30 and gives 0 at 37; on the left it is right."""
    _, derivative = ACTIVATIONS[name]
    found = derivative(sign * np.array(FAR))
    # where e^(-|z|) is below 1e-308 it has fewer digits, and 5e-324 is the smallest number
    expected = [exact_slope(name, z) for z in FAR]
    assert found == pytest.approx(expected, rel=1e-14, abs=1e-323)


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_slopes_neither_overflow_nor_hide_what_is_no_number(name):
    _, derivative = ACTIVATIONS[name]
    assert derivative(np.array([1e200, -1e200, 1e308, -1e308])).tolist() == [0] * 4
    assert np.isnan(derivative(np.array([np.nan]))).all()


def test_the_slope_from_the_activation_has_lost_its_digits():
    """The pages say so: no formula in A can mend it."""
    lost = sigmoid_derivative_from_a(sigmoid(30.0)) / exact_slope("sigmoid", 30.0) - 1
    assert 1e-3 < abs(lost) < 1.1e-3
    assert sigmoid_derivative_from_a(sigmoid(37.0)) == 0


@pytest.mark.parametrize("kind", ["u1", "i1", "?", "i8"])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_integers_give_what_floats_give(name, kind):
    Z = np.array([0, 1, 100]).astype(kind)
    for function in ACTIVATIONS[name]:
        assert function(Z).tolist() == function(Z.astype(float)).tolist()
    assert sigmoid_derivative_from_a(Z).tolist() == (Z * (1.0 - Z)).tolist()


@pytest.mark.parametrize("kind", ["f4", "f8", "c8", "c16"])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_precision_stays_what_it_is(name, kind):
    function, derivative = ACTIVATIONS[name]
    Z = np.array([-40, 0, 2]).astype(kind)
    assert function(Z).dtype == Z.dtype
    assert np.finfo(derivative(Z).dtype).eps == np.finfo(Z.dtype).eps


def test_a_matrix_of_numpy_is_refused():
    """Its * is the product of matrices: A * (1 - A) was [[0.23, …]] for [[0.1, …]]."""
    for function in (sigmoid, sigmoid_derivative_from_a, tanh, tanh_derivative, relu):
        with pytest.raises(ValueError, match="got a matrix, want an array"):
            function(np.full((2, 2), 0.1).view(np.matrix))


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


def test_relu_does_not_hide_what_is_no_number():
    z = np.array([np.nan, np.inf, -np.inf])
    assert relu(z) == pytest.approx([np.nan, np.inf, 0], nan_ok=True)
    assert relu_derivative(z) == pytest.approx([np.nan, 1, 0], nan_ok=True)


def test_relu_of_complex_numbers_goes_by_the_real_part():
    z = np.array([-1 + 2j, 1 - 2j])
    assert relu(z).tolist() == [0, 1 - 2j]
    assert relu_derivative(z).tolist() == [0, 1]


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_function_and_derivative_makes_floats_of_integers(name):
    """The identity gave bytes back, which overflow in the next layer."""
    for function in ACTIVATIONS[name]:
        for given in (np.array([[1, 2]], np.uint8), [[1, 2]]):
            assert function(given).dtype == float
