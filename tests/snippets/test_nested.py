from collections import namedtuple

import numpy as np
import pytest

from snippets.nested import (
    children,
    gradient_of,
    leaves,
    names,
    plain_numbers,
    real_array,
    rebuilt,
)

A, B, C = np.ones((2, 3)), np.zeros(3), np.array(5.0)
Pair = namedtuple("Pair", "W b")


@pytest.mark.parametrize(
    ("tree", "called"),
    [
        (A, ["P"]),
        (0.5, ["P"]),
        ([0.5, 1], ["P"]),  # numbers in a list are one array
        ([[1, 2], [3, 4]], ["P"]),
        ([A, B], ["[0]", "[1]"]),
        ((A, [1.0, 2.0], C), ["[0]", "[1]", "[2]"]),
        ([(A, B)], ["W1", "b1"]),
        ([[A, B], (A, C)], ["W1", "b1", "W2", "b2"]),
        ([Pair(A, B)], ["W1", "b1"]),
        ([(A, B, C)], ["[0][0]", "[0][1]", "[0][2]"]),
        ({"W": A, "b": 0.5}, ["W", "b"]),
        ({1: (A, B)}, ["[1][0]", "[1][1]"]),
        ({"layers": [(A, B)], "out": {"W": A}}, ["layers[0][0]", "layers[0][1]", "out.W"]),
    ],
)
def test_each_array_has_the_name_that_its_owner_would_give_it(tree, called):
    assert names(tree) == called
    assert len(list(leaves(tree))) == len(called)


@pytest.mark.parametrize(
    "tree",
    [
        A,
        0.5,
        [0.5, 1.0],
        [A, B],
        (A, [1.0, 2.0]),
        [(A, B)],
        [Pair(A, B)],
        {"a": {"b": [A]}, "c": np.float64(5)},
    ],
)
def test_what_is_taken_apart_is_put_together_again(tree):
    arrays = [np.array(leaf) for _, leaf in leaves(tree)]
    again = rebuilt(tree, iter(arrays))
    assert repr(again) == repr(np.float64(tree) if isinstance(tree, float) else tree)


def test_lists_of_numbers_stay_lists_and_numbers_numbers():
    given = {"w": [[1, 2], [3, 4]], "b": 5.0}
    again = rebuilt(given, iter([np.array([[1j, 2], [3, 4]]), np.array(5j)]))
    assert again == {"w": [[1j, 2], [3, 4]], "b": 5j}
    assert isinstance(again["w"], list)
    assert np.shape(again["b"]) == ()


def test_what_is_one_array_has_no_children():
    assert children(A) is children(1.5) is children([1, 2]) is None
    assert children({"a": 1}) == {"a": 1}
    assert list(children([A, B])) == [0, 1]
    assert plain_numbers([np.float32(1), 2])
    assert not plain_numbers([])
    assert not plain_numbers([A])


def test_a_gradient_is_found_by_the_path_of_its_parameter():
    parameters, gradients = {"W1": A, "more": [B, C]}, {"dW1": "g", "more": ("h", "i")}
    paths = [path for path, _ in leaves(parameters)]
    assert [gradient_of(path, gradients, parameters) for path in paths] == ["g", "h", "i"]


@pytest.mark.parametrize(
    ("gradients", "sentence"),
    [
        ({"W": A}, "gradients: got W, want one for b"),
        ({}, "gradients: got a dict, want one for W"),
        ([A, [B]], "gradients: got a list, want one for W"),
        ({"W": A, "b": B}, "gradients: got 3, want 2 in a list"),
        ({"W": A, "b": 0.5}, "gradients: got a float, want 2 in a list"),
        ({"W": A, "b": [B]}, "gradients: got 1, want 2 in a list"),
    ],
)
def test_a_gradient_that_is_missing_is_named(gradients, sentence):
    parameters = {"W": A, "b": [B, B]}
    with pytest.raises(ValueError, match=sentence):
        [gradient_of(path, gradients, parameters) for path, _ in leaves(parameters)]


@pytest.mark.parametrize(
    ("values", "got"),
    [
        (None, r"object of shape \(\)"),
        ("ten", r"<U3 of shape \(\)"),
        ([[1, 2], [3]], "rows of unequal lengths"),
        ([], r"float64 of shape \(0,\)"),
        (1j, r"complex128 of shape \(\)"),
        (np.ones(2, "f2"), r"float16 of shape \(2,\)"),
        ([True], r"bool of shape \(1,\)"),
    ],
)
def test_what_is_no_array_of_real_numbers_is_named(values, got):
    with pytest.raises(ValueError, match=f"W1: got {got}, want float32 or float64 numbers"):
        real_array("W1", values)


def test_an_array_is_float64_and_finite():
    assert real_array("W", np.array([1, 2], "uint8")).dtype == np.float64
    assert real_array("W", np.array([1, 2], "f4")).dtype == np.float64
    with pytest.raises(ValueError, match="W: got NaN or infinity"):
        real_array("W", [1.0, np.nan])
