import numpy as np
import pytest

from snippets.checks import check_matrix


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
    ],
)
def test_anything_else_is_named(value, sentence):
    with pytest.raises(ValueError) as caught:  # noqa: PT011 - the whole sentence is compared below
        check_matrix("X", value, columns=2)
    assert str(caught.value) == sentence


def test_wrong_rows_are_named():
    with pytest.raises(ValueError, match=r"b1: got shape \(2, 2\), want \(1, 2\)"):
        check_matrix("b1", np.ones((2, 2)), rows=1, columns=2)
