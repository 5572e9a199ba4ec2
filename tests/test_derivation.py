import math
from collections import Counter

import numpy as np
import pytest

from snippets.activations import sigmoid
from snippets.derivation import W1, W2, T, X, b1, b2, count_operations, verdict
from snippets.derivation import Counted as C

NETWORK = [(W1, b1), (W2, b2)]


def test_no_matrix_of_the_3_4_2_network_is_square_and_no_two_sizes_are_equal():
    assert [M.shape for M in (X, W1, b1, W2, b2, T)] == [
        (5, 3),
        (3, 4),
        (1, 4),
        (4, 2),
        (1, 2),
        (5, 2),
    ]
    assert len({*X.shape, *W1.shape, *W2.shape}) == 4


@pytest.mark.parametrize(
    ("formula", "said"),
    [
        (lambda: np.ones((2, 3)), "same numbers"),
        (lambda: np.full((2, 3), 1 + 1e-9), "wrong numbers"),
        (lambda: np.ones((3, 2)), "other shape, (3, 2)"),
        (lambda: np.ones((2, 3)) @ np.ones((2, 3)), "ValueError"),
    ],
)
def test_verdict(formula, said):
    assert verdict(np.ones((2, 3)), formula) == said


@pytest.mark.parametrize(
    ("operation", "value", "kind"),
    [
        (lambda a, b: a + b, 5, "add"),
        (lambda a, b: 1 + a, 4, "add"),
        (lambda a, b: a - b, 1, "add"),
        (lambda a, b: 1 - a, -2, "add"),
        (lambda a, b: a * b, 6, "multiply"),
        (lambda a, b: a**2, 9, "multiply"),
        (lambda a, b: 4 * a, 12, "scale"),
        (lambda a, b: a * 4, 12, "scale"),
        (lambda a, b: a / b, 1.5, "divide"),
        (lambda a, b: 6 / a, 2, "divide"),
        (lambda a, b: np.exp(np.array([a], dtype=object))[0], math.exp(3), "exp"),
    ],
)
def test_an_operation_is_entered_once_under_its_kind(operation, value, kind):
    tally = Counter()
    result = operation(C(3, tally), C(2, tally))
    assert result == pytest.approx(value, rel=1e-15)
    assert tally == {kind: 1}
    assert (result + 1).tally is tally


def test_a_power_other_than_the_square_is_refused():
    with pytest.raises(ValueError, match=r"^power: got 3, want 2$"):
        C(3, Counter()) ** 3


def test_counted_numbers_compute_what_plain_ones_do():
    tally = Counter()
    Z = np.frompyfunc(lambda value: C(value, tally), 1, 1)(X)
    assert sigmoid(Z).astype(float).tolist() == pytest.approx(sigmoid(X), rel=1e-15)


@pytest.mark.parametrize("names", [["sigmoid", "sigmoid"], ["identity", "identity"]])
def test_the_counts_are_those_of_the_formulas(names):
    """Counted by hand from the sizes: products a row of a matrix at a time."""
    n, sizes, last = 5, 3 * 4 + 4 * 2, 5 * 2
    units = n * (4 + 2) if names[0] == "sigmoid" else 0
    forth, back = count_operations(X, T, NETWORK, names)
    assert forth["multiply"] == n * sizes + last
    assert forth["add"] == n * sizes + last + last - 1 + units
    assert forth["divide"] == forth["exp"] == units
    assert back["multiply"] == 2 * n * sizes + 2 * units
    weights, biases = (n - 1) * sizes, (n - 1) * (4 + 2)
    wires = n * (3 * (4 - 1) + 4 * (2 - 1))
    assert back["add"] == last + weights + biases + wires + units
    assert back["divide"] == back["exp"] == units
