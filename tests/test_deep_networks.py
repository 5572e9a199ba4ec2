"""Starts, clipping and the sizes of deltas; and what the page's letters mean."""

import numpy as np
import pytest

from snippets.activations import sigmoid
from snippets.deep_networks import clip, delta_sizes, gradient_norm, he_initialise
from snippets.network import initialise
from snippets.numerical_gradients import complex_step


def test_he_draws_normal_weights_of_the_wanted_spread_and_no_biases():
    (W1, b1), (W2, b2) = he_initialise(np.random.default_rng(0), (200, 300, 50))
    assert (W1.shape, b1.shape, W2.shape, b2.shape) == ((200, 300), (1, 300), (300, 50), (1, 50))
    assert not b1.any()
    assert not b2.any()
    assert np.std(W1) == pytest.approx(0.1, rel=0.01)
    assert np.std(W2) == pytest.approx(np.sqrt(2 / 300), rel=0.02)
    assert np.mean(np.abs(W1) < np.std(W1)) == pytest.approx(0.683, abs=0.005)  # normal


def test_he_refuses_what_is_no_list_of_widths():
    with pytest.raises(ValueError, match=r"widths: got \[3\], want 2 numbers or more"):
        he_initialise(np.random.default_rng(0), [3])


def test_clipping_keeps_the_direction_and_limits_the_length():
    gradients = [
        (np.array([[3.0, 0.0]]), np.array([[4.0]])),
        (np.array([[12.0]]), np.zeros((1, 1))),
    ]
    assert gradient_norm(gradients) == 13
    clipped = clip(gradients, 6.5)
    assert gradient_norm(clipped) == pytest.approx(6.5, rel=1e-15)
    for (dW, db), (dW_before, db_before) in zip(clipped, gradients, strict=True):
        assert np.array_equal(dW, dW_before / 2)
        assert np.array_equal(db, db_before / 2)
    assert gradient_norm(clip(gradients, 20)) == 13
    assert gradient_norm(clip([(np.zeros((2, 2)), np.zeros((1, 2)))], 1)) == 0


@pytest.mark.parametrize(
    ("gradient", "limit", "said"),
    [(1.0, 0, "limit: got 0, want a number above 0"), (np.nan, 1, "gradient: got NaN or infinity")],
)
def test_clipping_refuses_bad_input(gradient, limit, said):
    with pytest.raises(ValueError, match=said):
        clip([(np.full((1, 1), gradient), np.ones((1, 1)))], limit)


def test_sizes_of_deltas_are_those_of_the_slopes():
    """Two layers of one unit: the ratio by the complex step, from the same draws."""
    found = delta_sizes(np.random.default_rng(3), initialise, "sigmoid", 2, depth=2, width=1)
    rng = np.random.default_rng(3)
    (W1, _), (W2, _) = initialise(rng, (1, 1, 1))
    X, dA = rng.normal(size=(20, 1)), rng.normal(size=(20, 1))

    def loss(Z1):
        return np.sum(dA * sigmoid(sigmoid(Z1) @ (2 * W2)))

    Z1 = X @ (2 * W1)
    by_Z1 = complex_step(loss, Z1)
    by_Z2 = complex_step(lambda Z2: np.sum(dA * sigmoid(Z2)), sigmoid(Z1) @ (2 * W2))
    expected = np.mean(np.abs(by_Z1)) / np.mean(np.abs(by_Z2))
    assert found == pytest.approx([expected, 1], rel=1e-12)


# What the page's letters mean.
SEVEN, fifty = 7, 50

rng = np.random.default_rng(5)
Z1, W2 = rng.normal(size=(5, 3)), rng.normal(size=(3, 2))
weights = rng.normal(size=(5, 2))
after = weights * sigmoid(sigmoid(Z1) @ W2) * (1 - sigmoid(sigmoid(Z1) @ W2))
delta1 = complex_step(lambda Z: np.sum(weights * sigmoid(sigmoid(Z) @ W2)), Z1)

READINGS = {
    r"\err{\delta}^{(\ell)} = \bigl(": {
        r"\delta^{(\ell)}": "delta1",
        r"\delta^{(\ell+1)}": "after",
        r"W^{(\ell+1)}": "W2",
        r"Z^{(\ell)}": "Z1",
    },
}
