"""A 3-4-2 network, a comparison of formulas, and counts."""

from collections import Counter

import numpy as np

from snippets.gradient_check import relative_difference
from snippets.losses import squared_error, squared_error_derivative
from snippets.network import backward, forward

rng = np.random.default_rng(342)
X = rng.normal(size=(5, 3))  # five samples, three inputs
T = rng.uniform(size=(5, 2))  # two targets per sample
W1, b1 = rng.normal(size=(3, 4)), rng.normal(size=(1, 4))
W2, b2 = rng.normal(size=(4, 2)), rng.normal(size=(1, 2))


def agree(ours, witness):
    """Assert that both are equal, apart from rounding.

    >>> agree(1.0, 1.0 + 1e-12)
    """
    assert relative_difference(ours, witness) < 1e-11


def verdict(right, wrong):
    """Return in words how `wrong` compares with `right`.

    `right` is an array, `wrong` a function without arguments.

    >>> verdict(np.ones((2, 2)), lambda: np.ones(2))
    'other shape, (2,)'
    """
    try:
        got = wrong()
    except ValueError:
        return "ValueError"
    if got.shape != right.shape:
        return f"other shape, {got.shape}"
    same = np.allclose(got, right, rtol=1e-12, atol=0)
    return "same numbers" if same else "wrong numbers"


class Counted(float):
    """A number that counts the operations done with it, by kind."""

    def __new__(cls, value, tally):
        """Return the number; `tally` is a Counter."""
        number = super().__new__(cls, value)
        number.tally = tally
        return number

    def _enter(self, kind, value):
        self.tally[kind] += 1
        return Counted(value, self.tally)

    def __add__(self, other):
        """Return the sum, an addition."""
        return self._enter("add", float(self) + float(other))

    __radd__ = __add__

    def __sub__(self, other):
        """Return the difference, an addition."""
        return self._enter("add", float(self) - float(other))

    def __rsub__(self, other):
        """Return the difference with the operands exchanged."""
        return self._enter("add", float(other) - float(self))

    def __mul__(self, other):
        """Return the product; with a plain number, a scaling."""
        kind = "multiply" if isinstance(other, Counted) else "scale"
        return self._enter(kind, float(self) * float(other))

    __rmul__ = __mul__

    def __neg__(self):
        """Return the number times -1, a scaling."""
        return self._enter("scale", -float(self))

    def __pow__(self, power):
        """Return the square. Raises ValueError for other powers."""
        if power != 2:
            raise ValueError(f"power: got {power}, want 2")
        return self * self

    def __truediv__(self, other):
        """Return the quotient."""
        return self._enter("divide", float(self) / float(other))

    def __rtruediv__(self, other):
        """Return the quotient with the operands exchanged."""
        return self._enter("divide", float(other) / float(self))

    def exp(self):
        """Return the exponential; np.exp calls this."""
        return self._enter("exp", np.exp(float(self)))


def count_operations(X, T, parameters, activations):
    """Return two Counters of operations by kind: forward, backward.

    The loss counts as forward, its derivative as backward.
    """
    tally = Counter()
    count = np.frompyfunc(lambda v: Counted(v, tally), 1, 1)
    X, T = count(X), count(T)
    parameters = [(count(W), count(b)) for W, b in parameters]
    Z, A = forward(X, parameters, activations)
    squared_error(A[-1], T)
    forth = Counter(tally)
    dA = squared_error_derivative(A[-1], T)
    backward(dA, Z, A, parameters, activations)
    return forth, tally - forth
