import numpy as np
import pytest

from snippets import worked_example as ex
from snippets.dual_numbers import dual_add, dual_matmul, dual_sigmoid
from snippets.losses import squared_error_derivative

rng = np.random.default_rng(0)


def test_the_dual_sigmoid_keeps_its_digits():
    value, slope = dual_sigmoid((np.array([40.0, -40.0, -710.0]), np.ones(3)))
    assert slope == pytest.approx(np.exp([-40.0, -40.0, -710.0]), rel=1e-14, abs=1e-323)
    assert value[2] == slope[2]


def test_dual_numbers_give_the_same_slope():
    direction = rng.normal(size=ex.W1.shape)
    zero = [(P, np.zeros(P.shape)) for P in (ex.X, ex.b1, ex.W2, ex.b2)]
    X, b1, W2, b2 = zero
    Z1 = dual_add(dual_matmul(X, (ex.W1, direction)), b1)
    _, slope = dual_sigmoid(dual_add(dual_matmul(dual_sigmoid(Z1), W2), b2))
    _, A1, _, A2 = ex.forward(ex.X, ex.parameters)
    errors = ex.deltas(squared_error_derivative(A2, ex.T), ex.W2, A1, A2)
    (dW1, _), _ = ex.gradients(ex.X, A1, *errors)
    assert (2 * (A2 - ex.T) * slope).item() == pytest.approx(np.sum(dW1 * direction), rel=1e-12)


@pytest.mark.parametrize("kind", [np.uint8, np.int8])
def test_small_integers_do_not_overflow(kind):
    """In a byte 100 + 100 is -56, and 100 times 100 is 16."""
    P = np.full((1, 1), 100, kind), np.full((1, 1), 100, kind)
    assert dual_add((P[0] + kind(27), P[1]), P) == (227, 200)
    assert dual_matmul(P, P) == (10_000, 20_000)
