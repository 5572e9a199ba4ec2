from fractions import Fraction

import autograd
import numpy as np
import pytest

from snippets.checks import check_matrix, look_up


def test_a_fitting_matrix_gives_its_shape():
    assert check_matrix("X", np.ones((4, 2)), rows=4, columns=2) == (4, 2)


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (np.ones(3), "X: got shape (3,), want (any, 2)"),
        (np.ones((3, 1)), "X: got shape (3, 1), want (any, 2)"),
        (np.ones((0, 2)), "X: got shape (0, 2), want (any, 2)"),
        (np.ones((1, 3, 2)), "X: got shape (1, 3, 2), want (any, 2)"),
        (np.array([[1.0, np.nan]]), "X: got NaN or infinity, want finite numbers"),
        (np.array([[1.0, -np.inf]]), "X: got NaN or infinity, want finite numbers"),
        ([[1.0, 2.0]], "X: got a list, want an array"),
        (1.5, "X: got a float, want an array"),
    ],
)
def test_anything_else_is_named(value, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence is compared below
        check_matrix("X", value, columns=2)
    assert str(caught.value) == sentence


def test_wrong_rows_are_named():
    with pytest.raises(ValueError, match=r"b1: got shape \(2, 2\), want \(1, 2\)"):
        check_matrix("b1", np.ones((2, 2)), rows=1, columns=2)


@pytest.mark.parametrize(
    "value",
    [np.array([[1, 2]]), np.array([[1 + 1e-20j, 2]]), np.array([[Fraction(1, 3), Fraction(2)]])],
)
def test_integers_complex_numbers_and_objects_pass(value):
    assert check_matrix("X", value) == (1, 2)


def test_a_complex_nan_does_not_pass():
    with pytest.raises(ValueError, match="X: got NaN or infinity"):
        check_matrix("X", np.array([[complex(1, np.nan)]]))


def test_what_autograd_passes_is_checked_too():
    def total(X):
        check_matrix("X", X, rows=2)
        return X.sum()

    assert autograd.grad(total)(np.ones((2, 1))).tolist() == [[1], [1]]
    with pytest.raises(ValueError, match="NaN or infinity"):
        autograd.grad(total)(np.array([[1.0], [np.nan]]))
    with pytest.raises(ValueError, match=r"X: got shape \(3, 1\)"):
        autograd.grad(total)(np.ones((3, 1)))


def test_an_unknown_name_is_named_with_those_there_are():
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence is compared below
        look_up("activation", "swish", {"tanh": 1, "relu": 2})
    assert str(caught.value) == "activation: got 'swish', want one of: tanh, relu"


def test_a_name_that_is_no_text_is_named_too():
    with pytest.raises(ValueError, match=r"loss: got \['tanh'\], want one of: tanh"):
        look_up("loss", ["tanh"], {"tanh": 1})
