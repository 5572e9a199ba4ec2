"""What the page of measurements computes with, and the counting number."""

import math
from collections import Counter

import numpy as np
import pytest

from snippets import network as nets
from snippets.activations import sigmoid
from snippets.derivation import W1, W2, T, X, b1, b2, count_operations
from snippets.derivation import Counted as C

NETWORK = [(W1, b1), (W2, b2)]


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
        (lambda a, b: -a, -3, "scale"),
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


def cost(forth, back, ratio):
    """Return the multiplications and additions forth and back, and how much dearer training is."""
    kinds = ["multiply", "divide", "exp"], ["multiply", "add", "scale", "divide", "exp"]
    counts = [way[kind] for kind in ("multiply", "add") for way in (forth, back)]
    return [*counts, *(ratio(forth, back, kind) for kind in kinds)]


drawn = np.random.default_rng(8)
WIDTHS_IN_WORDS = ["three, four, two", "eight, sixteen, four", "thirty, forty, twenty"]
UNEVEN = [8, 16, 4]  # not 3-4-2: 3 * 4 + 4 * 2 is 4 * 4 + 2 * 2, too
samples, aims = drawn.normal(size=(6, 8)), drawn.normal(size=(6, 4))
onward, homeward = count_operations(
    samples, aims, nets.initialise(drawn, UNEVEN), ["identity", "identity"]
)

READINGS = {
    r"\text{forward: }": {
        r"\ell in": "range(1, 3)",
        "?": '[onward["multiply"] - aims.size, homeward["multiply"]]',
        "n": "len(samples)",
        r"d_{\ell-1}": "UNEVEN[ell - 1]",
        r"d_\ell": "UNEVEN[ell]",
    },
}
