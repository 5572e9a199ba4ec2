from collections import namedtuple
from functools import partial

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
from tests.snippets.conftest import refuses

A, B, C = np.ones((2, 3)), np.zeros(3), np.float64(5)
Pair = namedtuple("Pair", "W b")


@pytest.mark.parametrize(
    ("tree", "called"),
    [
        (A, ["P"]),
        (C, ["P"]),
        ([0.5, 1.0], ["P"]),  # numbers in a list are one array
        ([[1, 2], [3, 4]], ["P"]),
        ([A, B], ["[0]", "[1]"]),
        ((A, [1.0, 2.0], C), ["[0]", "[1]", "[2]"]),
        ([(A, B)], ["W1", "b1"]),
        ([[A, B], (A, C)], ["W1", "b1", "W2", "b2"]),
        ([Pair(A, B)], ["W1", "b1"]),
        ([(A, B, C)], ["[0][0]", "[0][1]", "[0][2]"]),
        ({"W": A, "b": C}, ["W", "b"]),
        ({1: (A, B)}, ["[1][0]", "[1][1]"]),
        ({"layers": [(A, B)], "out": {"W": A}}, ["layers[0][0]", "layers[0][1]", "out.W"]),
    ],
)
def test_a_structure_is_taken_apart_named_and_put_together_again(tree, called):
    assert names(tree) == called
    arrays = [np.array(leaf) for _, leaf in leaves(tree)]
    assert len(arrays) == len(called)
    assert repr(rebuilt(tree, iter(arrays))) == repr(tree)


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


def all_gradients_of(parameters, gradients):
    return [gradient_of(path, gradients, parameters) for path, _ in leaves(parameters)]


def test_a_gradient_is_found_by_the_path_of_its_parameter():
    parameters, gradients = {"W1": A, "more": [B, C]}, {"dW1": "g", "more": ("h", "i")}
    assert all_gradients_of(parameters, gradients) == ["g", "h", "i"]


def test_an_array_is_float64():
    for kind in ("uint8", "f4"):
        assert real_array("W", np.array([1, 2], kind)).dtype == np.float64


test_a_gradient_that_is_missing_is_named = refuses(
    *(
        (partial(all_gradients_of, {"W": A, "b": [B, B]}, gradients), f"gradients: got {got}")
        for gradients, got in [
            ({"W": A}, "W, want b or db"),
            ({}, "no keys, want W or dW"),
            ([A, [B]], "a list, want a dictionary like"),
            ({"W": A, "b": B}, "length 3, want a list of length 2"),
            ({"W": A, "b": 0.5}, "float, want a list of length 2"),
            ({"W": A, "b": [B]}, "length 1, want a list of length 2"),
        ]
    )
)
test_what_is_no_array_of_finite_real_numbers_is_named = refuses(
    *(
        (partial(real_array, "W1", values), f"W1: got {got}, want float32 or float64 numbers")
        for values, got in [
            (None, "object of shape ()"),
            ("ten", "<U3 of shape ()"),
            ([[1, 2], [3]], "rows of unequal lengths"),
            ([], "float64 of shape (0,)"),
            (1j, "complex128 of shape ()"),
            (np.ones(2, "f2"), "float16 of shape (2,)"),
            ([True], "bool of shape (1,)"),
        ]
    ),
    (partial(real_array, "W", [1.0, np.nan]), "W: got NaN or infinity"),
)
