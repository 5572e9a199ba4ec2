from fractions import Fraction

import numpy as np
import pytest

from snippets.losses import squared_error, squared_error_derivative
from snippets.network import LOSSES

rng = np.random.default_rng(0)
A, T = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))


@pytest.mark.parametrize(("reduction", "factor"), [("sum", 1), ("half", 0.5), ("mean", 1 / 12)])
def test_each_reduction(reduction, factor):
    by_hand = factor * sum((a - t) ** 2 for a, t in zip(A.flat, T.flat, strict=True))
    assert squared_error(A, T, reduction) == pytest.approx(by_hand, rel=1e-14)


@pytest.mark.parametrize("reduction", ["sum", "half", "mean"])
def test_each_derivative_belongs_to_its_loss(reduction):
    slope = np.empty(A.shape)
    for place in np.ndindex(A.shape):
        moved = A.astype(complex)
        moved[place] += 1e-20j
        slope[place] = squared_error(moved, T, reduction).imag / 1e-20
    assert squared_error_derivative(A, T, reduction) == pytest.approx(slope, rel=1e-13)


@pytest.mark.parametrize("function", [squared_error, squared_error_derivative])
@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((A, T[:, 0]), r"T: got shape \(4,\), want \(4, 3\)"),
        ((A[:, :1], T), r"T: got shape \(4, 3\), want \(4, 1\)"),
        ((A[:0], T[:0]), r"A: got shape \(0, 3\), want \(any, any\)"),
        ((A, np.full((4, 3), np.nan)), "T: got NaN or infinity"),
        ((A, T, "rms"), "reduction: got 'rms', want one of: sum, half, mean"),
    ],
)
def test_bad_input_is_named(function, arguments, sentence):
    with pytest.raises(ValueError, match=sentence):
        function(*arguments)


def test_squared_error_of_fractions_is_exact():
    a, t = np.array([[Fraction(1, 3), Fraction(1, 2)]]), np.array([[Fraction(0), Fraction(1, 5)]])
    assert squared_error(a, t) == Fraction(1, 9) + Fraction(9, 100)


def test_integers_do_not_overflow():
    assert squared_error(np.array([[2**32]]), np.array([[0]])) == 2**64
    one, two = np.array([[1]], np.uint8), np.array([[2]], np.uint8)
    assert squared_error_derivative(one, two).tolist() == [[-2]]
    assert squared_error_derivative(one > 0, two > 0).tolist() == [[0]]


def test_a_matrix_of_numpy_is_refused():
    """Its power is that of matrices: [[1, 2], [3, 4]] made a loss of 54 and not of 30."""
    A = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert squared_error(A, 0 * A) == 30
    with pytest.raises(ValueError, match="A: got a matrix, want an array"):
        squared_error(A.view(np.matrix), 0 * A)


@pytest.mark.parametrize("name", LOSSES)
def test_each_name_has_a_loss_and_its_own_derivative(name):
    loss, derivative = LOSSES[name]
    labels = np.eye(3)[[0, 2, 1, 1]]
    slope = np.empty(A.shape)
    for place in np.ndindex(A.shape):
        moved = A.astype(complex)
        moved[place] += 1e-20j
        slope[place] = loss(moved, labels).imag / 1e-20
    assert derivative(A, labels) == pytest.approx(slope, rel=1e-11)
