import math
from decimal import Decimal, localcontext
from functools import partial

import numpy as np
import pytest

from snippets.activations import (
    ACTIVATIONS,
    relu,
    relu_derivative,
    sigmoid,
    sigmoid_derivative_from_a,
)
from tests.snippets.conftest import refuses

Z = np.linspace(-8, 8, 33)
FUNCTIONS = [function for both in ACTIVATIONS.values() for function in both]
FORMULAS = {
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "tanh": math.tanh,
    "relu": lambda z: max(z, 0),
    "identity": lambda z: z,
}


def sigmoid_derivative_by_a(Z):
    return sigmoid_derivative_from_a(sigmoid(Z))


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_each_function_is_its_scalar_formula(name):
    function, _ = ACTIVATIONS[name]
    assert function(Z) == pytest.approx([FORMULAS[name](z) for z in Z], rel=1e-15)


@pytest.mark.parametrize(
    ("function", "derivative"), [*ACTIVATIONS.values(), (sigmoid, sigmoid_derivative_by_a)]
)
def test_each_derivative_is_the_slope_of_its_function(function, derivative):
    points = Z[Z != 0] if function is relu else Z  # ReLU has no slope at 0
    slope = function(points + 1e-20j).imag / 1e-20
    assert derivative(points) == pytest.approx(slope, rel=1e-13)
    assert derivative(points).shape == points.shape


def test_sigmoid_neither_overflows_nor_loses_small_values():
    values = sigmoid(np.array([-1e4, -700.0, 700.0, 1e4]))
    assert values == pytest.approx([0, math.exp(-700), 1, 1], rel=1e-12, abs=0)


def test_sigmoid_carries_complex_numbers_on_both_sides_of_zero():
    z = np.array([-3 + 0.5j, 3 + 0.5j])
    assert sigmoid(z) == pytest.approx(1 / (1 + np.exp(-z)), rel=1e-14)


FAR = [0.0, 1e-200, 1e-9, 0.5, 20.0, 30.0, 37.0, 40.0, 300.0, 353.0, 354.0, 700.0, 710.0]


def exact_slope(name, z):
    """Return the slope of sigmoid or tanh from a hundred digits: tanh'(z) = 4σ'(2z)."""
    with localcontext(prec=100):
        power = (-Decimal(z) if name == "sigmoid" else -2 * Decimal(z)).exp()
        slope = power / (1 + power) ** 2
        return float(slope if name == "sigmoid" else 4 * slope)


@pytest.mark.parametrize("name", ["sigmoid", "tanh"])
def test_slopes_keep_their_digits_and_neither_overflow_nor_hide_what_is_no_number(name):
    """A(1 - A) is off by 0.1 % at z = 30 and gives 0 at 37; on the left it is right."""
    _, derivative = ACTIVATIONS[name]
    for sign in (1, -1):
        # where e^(-|z|) is below 1e-308 it has fewer digits, and 5e-324 is the smallest number
        expected = [exact_slope(name, z) for z in FAR]
        assert derivative(sign * np.array(FAR)) == pytest.approx(expected, rel=1e-14, abs=1e-323)
    assert derivative(np.array([1e200, -1e200, 1e308, -1e308])).tolist() == [0] * 4
    assert np.isnan(derivative(np.array([np.nan]))).all()


def test_the_slope_from_the_activation_has_lost_its_digits():
    """The pages say so: no formula in A can mend it."""
    lost = sigmoid_derivative_by_a(30.0) / exact_slope("sigmoid", 30.0) - 1
    assert 1e-3 < abs(lost) < 1.1e-3
    assert sigmoid_derivative_by_a(37.0) == 0


@pytest.mark.parametrize("kind", ["u1", "i1", "?", "i8"])
@pytest.mark.parametrize("function", FUNCTIONS)
def test_integers_give_what_floats_give(function, kind):
    """The identity gave bytes back, which overflow in the next layer."""
    Z = np.array([0, 1, 100]).astype(kind)
    for given in (Z, Z.tolist()):
        assert function(given).dtype == float
        assert function(given).tolist() == function(Z.astype(float)).tolist()
    assert sigmoid_derivative_from_a(Z).tolist() == (Z * (1.0 - Z)).tolist()


@pytest.mark.parametrize("kind", ["f4", "f8", "c8", "c16"])
@pytest.mark.parametrize("name", ACTIVATIONS)
def test_the_precision_stays_what_it_is(name, kind):
    function, derivative = ACTIVATIONS[name]
    Z = np.array([-40, 0, 2]).astype(kind)
    assert function(Z).dtype == Z.dtype
    assert np.finfo(derivative(Z).dtype).eps == np.finfo(Z.dtype).eps


def test_relu_goes_by_the_real_part_and_hides_nothing():
    """At its kink it is flat by convention."""
    z = np.array([-1e-300, 0.0, 1e-300, np.nan, np.inf, -np.inf])
    assert relu(z) == pytest.approx([0, 0, 1e-300, np.nan, np.inf, 0], abs=0, nan_ok=True)
    assert relu_derivative(z) == pytest.approx([0, 0, 1, np.nan, 1, 0], nan_ok=True)
    z = np.array([-1 + 2j, 1 - 2j])
    assert relu(z).tolist() == [0, 1 - 2j]
    assert relu_derivative(z).tolist() == [0, 1]


# its * is the product of matrices: A * (1 - A) was [[0.23, …]] for [[0.1, …]]
MATRIX = np.full((2, 2), 0.1).view(np.matrix)
test_a_matrix_of_numpy_is_refused = refuses(
    *(
        (partial(function, MATRIX), "got a matrix, want an array")
        for function in (*FUNCTIONS, sigmoid_derivative_from_a)
    )
)
