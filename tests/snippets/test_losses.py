from fractions import Fraction
from functools import partial

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.losses import squared_error, squared_error_derivative
from snippets.network import LOSSES
from snippets.numerical_gradients import complex_step
from tests.snippets.conftest import generators, refuses

rng = np.random.default_rng(0)
A, T = rng.normal(size=(4, 3)), rng.normal(size=(4, 3))
FACTORS = {"sum": 1, "half": 0.5, "mean": 1 / 12}
PAIRS = {
    **{r: (partial(squared_error, reduction=r), partial(squared_error_derivative, reduction=r))
       for r in FACTORS},
    **LOSSES,
}  # fmt: skip


@pytest.mark.parametrize("reduction", FACTORS)
def test_each_reduction(reduction):
    by_hand = FACTORS[reduction] * sum((a - t) ** 2 for a, t in zip(A.flat, T.flat, strict=True))
    assert squared_error(A, T, reduction) == pytest.approx(by_hand, rel=1e-14)


@pytest.mark.parametrize("name", PAIRS)
@given(generators, st.integers(1, 5), st.integers(2, 4))
def test_each_derivative_belongs_to_its_loss(name, rng, rows, columns):
    loss, derivative = PAIRS[name]
    A, labels = rng.normal(size=(rows, columns)), np.eye(columns)[rng.integers(columns, size=rows)]
    slope = complex_step(lambda A: loss(A, labels), A)
    assert derivative(A, labels) == pytest.approx(slope, rel=1e-11)


def test_squared_error_of_fractions_is_exact():
    a, t = np.array([[Fraction(1, 3), Fraction(1, 2)]]), np.array([[Fraction(0), Fraction(1, 5)]])
    assert squared_error(a, t) == Fraction(1, 9) + Fraction(9, 100)


def test_integers_do_not_overflow():
    assert squared_error(np.array([[2**32]]), np.array([[0]])) == 2**64
    one, two = np.array([[1]], np.uint8), np.array([[2]], np.uint8)
    assert squared_error_derivative(one, two).tolist() == [[-2]]
    assert squared_error_derivative(one > 0, two > 0).tolist() == [[0]]


test_bad_input_is_named = refuses(
    *(
        (partial(function, *arguments), sentence)
        for function in (squared_error, squared_error_derivative)
        for arguments, sentence in [
            ((A, T[:, 0]), "T: got shape (4,), want (4, 3)"),
            ((A[:, :1], T), "T: got shape (4, 3), want (4, 1)"),
            ((A[:0], T[:0]), "A: got shape (0, 3), want (any, any)"),
            ((A, np.full((4, 3), np.nan)), "T: got NaN or infinity"),
            ((A, T, "rms"), "reduction: got 'rms', want one of: sum, half, mean"),
            # a matrix has the power of matrices: [[1, 2], [3, 4]] made a loss of 54 and not of 30
            ((A.view(np.matrix), T), "A: got a matrix, want an array"),
        ]
    )
)
