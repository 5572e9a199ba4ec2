from fractions import Fraction
from functools import partial

import autograd
import numpy as np
import pytest

from snippets.checks import (
    as_floats,
    check_finite,
    check_labels,
    check_like,
    check_matrix,
    check_one_number,
    check_positive,
    check_shape,
    check_whole,
    check_widths,
    look_up,
)
from tests.snippets.conftest import refuses


@pytest.mark.parametrize("kind", ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "?"])
def test_integers_and_truth_values_become_floats(kind):
    largest = np.array([[np.iinfo(kind).max if kind != "?" else True]], kind)
    for found in (
        check_matrix("X", largest),
        as_floats("X", largest.tolist()),
        *check_like("gradients", [largest], [np.zeros((1, 1))]),
    ):
        assert found.dtype == float
        assert found.item() == float(largest.item())


@pytest.mark.parametrize("kind", ["f4", "f8", "c8", "c16", "O"])
def test_other_numbers_stay_what_they_are(kind):
    X = np.ones((4, 2), kind)
    X.setflags(write=False)
    assert check_matrix("X", X, rows=4, columns=2) is check_matrix("X", X) is X
    assert as_floats("X", np.asfortranarray(X)).dtype == X.dtype


@pytest.mark.parametrize(
    "value",
    [np.array([[1, 2]]), np.array([[1 + 1e-20j, 2]]), np.array([[Fraction(1, 3), Fraction(2)]])],
)
def test_integers_complex_numbers_and_objects_pass(value):
    assert check_matrix("X", value).tolist() == value.tolist()


def test_one_number_in_any_shape_passes():
    half = np.array(Fraction(1, 2), object)
    assert check_finite("p", half) is half
    check_one_number("f", [[3.0]])
    check_shape("dP", np.ones((2, 1)), (2, 1))


def test_what_autograd_passes_is_checked_too():
    def total(X):
        check_matrix("X", X, rows=2)
        return X.sum()

    assert autograd.grad(total)(np.ones((2, 1))).tolist() == [[1], [1]]
    with pytest.raises(ValueError, match="NaN or infinity"):
        autograd.grad(total)(np.array([[1.0], [np.nan]]))
    with pytest.raises(ValueError, match=r"X: got shape \(3, 1\)"):
        autograd.grad(total)(np.ones((3, 1)))


def test_whole_numbers_are_those_of_numpy_too_and_widths_do_not_overflow():
    for value in (3, np.int64(3), np.uint8(3)):
        assert type(check_whole("epochs", value)) is int
    assert check_widths(d for d in (2, 3)) == [2, 3]
    assert sum(check_widths(np.array([200, 100], np.uint8))) == 300


def test_labels_come_back_as_floats():
    T = check_labels(np.array([[0], [1]], np.uint8), (2, 1))
    assert (T.dtype, T.tolist()) == (float, [[0], [1]])


LOST = "got NaN or infinity, want finite numbers"
ROW, TABLE = np.ones((1, 2)), {"tanh": 1, "relu": 2}


@pytest.mark.parametrize(
    ("check", "arguments", "got"),
    [
        (check_matrix, (np.ones(3), None, 2), "got shape (3,), want (any, 2)"),
        (check_matrix, (np.ones((3, 1)), None, 2), "got shape (3, 1), want (any, 2)"),
        (check_matrix, (np.ones((0, 2)), None, 2), "got shape (0, 2), want (any, 2)"),
        (check_matrix, (np.ones((1, 3, 2)), None, 2), "got shape (1, 3, 2), want (any, 2)"),
        (check_matrix, (np.ones((2, 2)), 1, 2), "got shape (2, 2), want (1, 2)"),
        (check_matrix, ([[1.0, 2.0]],), "got a list, want an array"),
        (check_matrix, (1.5,), "got a float, want an array"),
        (check_matrix, (np.array([[1.0, np.nan]]),), LOST),
        (check_matrix, (np.array([[1.0, -np.inf]]),), LOST),
        (check_matrix, (np.array([[complex(1, np.nan)]]),), LOST),
        (check_finite, (np.array(np.inf, object),), LOST),
        (check_shape, ([1, 2], (2, 1)), "got shape (2,), want (2, 1)"),
        (check_one_number, ([1, 2],), "got shape (2,), want one number"),
        (check_like, ([np.ones(2)], [ROW]), "got shapes [(2,)], want [(1, 2)]"),
        (check_like, ([], [ROW]), "got shapes [], want [(1, 2)]"),
        (check_like, ([np.full((1, 2), np.nan)], [ROW]), LOST),
        *(
            (check_positive, (x,), f"got {x}, want a number above 0")
            for x in (0, -1, np.nan, np.inf)
        ),
        (look_up, ("swish", TABLE), "got 'swish', want one of: tanh, relu"),
        (look_up, (["tanh"], TABLE), "got ['tanh'], want one of: tanh, relu"),
    ],
)
def test_anything_else_is_named(check, arguments, got):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence is compared below
        check("P", *arguments)
    assert str(caught.value) == f"P: {got}"


test_what_computes_in_another_way_is_named = refuses(
    *(
        (partial(check, "X", value), f"X: got {got}")
        for check in (as_floats, check_finite, check_matrix)
        for value, got in [
            (np.ones((2, 2)).view(np.matrix), "a matrix, want an array"),
            (np.ma.masked_invalid([[1.0, np.nan]]), "a MaskedArray, want an array"),
            (np.array([["1"]]), "<U1, want numbers"),
            (np.array([["2000-01-01"]], "M8[D]"), "datetime64[D], want numbers"),
        ]
    )
)


@pytest.mark.parametrize("value", [-1, 4, 2.0, True, np.True_, "2", None, np.nan])
def test_other_counts_are_named(value):
    with pytest.raises(ValueError, match=r"^size: got .*, want a whole number from 0 to 3$"):
        check_whole("size", value, 0, 3)
    with pytest.raises(ValueError, match=r"^size: got .*, want a whole number from 5 up$"):
        check_whole("size", value, 5)


test_other_labels_are_named = refuses(
    (lambda: check_labels(np.array([[0.5]]), (1, 1)), "T: got 0.5, want only 0 and 1"),
    (lambda: check_labels(np.array([[2]]), (1, 1)), "T: got 2, want only 0 and 1"),
    (lambda: check_labels(np.array([[1]]), (1, 2)), "T: got shape (1, 1), want (1, 2)"),
)
