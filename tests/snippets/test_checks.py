from fractions import Fraction

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


def test_a_fitting_matrix_comes_back_as_it_is():
    X = np.ones((4, 2))
    assert check_matrix("X", X, rows=4, columns=2) is X


@pytest.mark.parametrize("kind", ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "?"])
def test_integers_and_truth_values_become_floats(kind):
    largest = np.array([[np.iinfo(kind).max if kind != "?" else True]], kind)
    for found in (check_matrix("X", largest), as_floats("X", largest.tolist())):
        assert found.dtype == float
        assert found.item() == float(largest.item())


@pytest.mark.parametrize("kind", ["f4", "f8", "c8", "c16", "O"])
def test_other_numbers_stay_what_they_are(kind):
    X = np.ones((1, 2), kind)
    X.setflags(write=False)
    assert check_matrix("X", X) is X
    assert as_floats("X", np.asfortranarray(X)).dtype == X.dtype


def test_one_exact_fraction_is_a_number_too():
    half = np.array(Fraction(1, 2), object)
    assert check_finite("p", half) is half
    with pytest.raises(ValueError, match="p: got NaN or infinity"):
        check_finite("p", np.array(np.inf, object))


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        (np.ones((2, 2)).view(np.matrix), "X: got a matrix, want an array"),
        (np.ma.masked_invalid([[1.0, np.nan]]), "X: got a MaskedArray, want an array"),
        (np.array([["1"]]), "X: got <U1, want numbers"),
        (np.array([["2000-01-01"]], "M8[D]"), r"X: got datetime64\[D\], want numbers"),
    ],
)
def test_what_computes_in_another_way_is_named(value, sentence):
    for check in (as_floats, check_finite, check_matrix):
        with pytest.raises(ValueError, match=sentence):
            check("X", value)


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
    assert check_matrix("X", value).tolist() == value.tolist()


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


def test_labels_come_back_as_floats_and_others_are_named():
    T = check_labels(np.array([[0], [1]], np.uint8), (2, 1))
    assert (T.dtype, T.tolist()) == (float, [[0], [1]])
    for bad, shape, sentence in (
        ([[0.5]], (1, 1), "T: got 0.5, want only 0 and 1"),
        ([[2]], (1, 1), "T: got 2, want only 0 and 1"),
        ([[1]], (1, 2), r"T: got shape \(1, 1\), want \(1, 2\)"),
    ):
        with pytest.raises(ValueError, match=sentence):
            check_labels(np.array(bad), shape)


def test_a_shape_or_size_that_is_not_wanted_is_named():
    check_shape("dP", np.ones((2, 1)), (2, 1))
    check_one_number("f", [[3.0]])
    with pytest.raises(ValueError, match=r"dP: got shape \(2,\), want \(2, 1\)"):
        check_shape("dP", [1, 2], (2, 1))
    with pytest.raises(ValueError, match=r"f: got shape \(2,\), want one number"):
        check_one_number("f", [1, 2])


def test_arrays_that_are_like_the_parameters_come_back_as_floats():
    (found,) = check_like("gradients", [np.array([3], np.uint8)], [np.zeros(1)])
    assert found.dtype == float


@pytest.mark.parametrize(
    ("arrays", "sentence"),
    [
        ([np.ones(2)], r"gradients: got shapes \[\(2,\)\], want \[\(1, 2\)\]"),
        ([], r"gradients: got shapes \[\], want"),
        ([np.full((1, 2), np.nan)], "gradients: got NaN or infinity"),
    ],
)
def test_arrays_that_are_not_are_named(arrays, sentence):
    with pytest.raises(ValueError, match=sentence):
        check_like("gradients", arrays, [np.ones((1, 2))])


@pytest.mark.parametrize("eta", [0, -1, np.nan, np.inf])
def test_a_bad_step_size_is_named(eta):
    with pytest.raises(ValueError, match=f"eta: got {eta}, want a number above 0"):
        check_positive("eta", eta)


@pytest.mark.parametrize("value", [3, np.int64(3), np.uint8(3)])
def test_whole_numbers_are_those_of_numpy_too(value):
    assert type(check_whole("epochs", value)) is int


@pytest.mark.parametrize("value", [-1, 4, 2.0, True, np.True_, "2", None, np.nan])
def test_other_counts_are_named(value):
    with pytest.raises(ValueError, match=r"^size: got .*, want a whole number from 0 to 3$"):
        check_whole("size", value, 0, 3)
    with pytest.raises(ValueError, match=r"^size: got .*, want a whole number from 5 up$"):
        check_whole("size", value, 5)


def test_widths_may_come_from_a_generator_and_do_not_overflow():
    assert check_widths(d for d in (2, 3)) == [2, 3]
    assert sum(check_widths(np.array([200, 100], np.uint8))) == 300


def test_an_unknown_name_is_named_with_those_there_are():
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence is compared below
        look_up("activation", "swish", {"tanh": 1, "relu": 2})
    assert str(caught.value) == "activation: got 'swish', want one of: tanh, relu"


def test_a_name_that_is_no_text_is_named_too():
    with pytest.raises(ValueError, match=r"loss: got \['tanh'\], want one of: tanh"):
        look_up("loss", ["tanh"], {"tanh": 1})
