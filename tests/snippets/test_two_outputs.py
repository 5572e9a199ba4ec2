"""A second output: the gradient of a hidden activation is the sum of two products."""

import numpy as np
import pytest

from snippets import two_outputs as two
from snippets import worked_example as ex
from snippets.losses import squared_error
from snippets.numerical_gradients import complex_step


def test_the_first_output_is_that_of_the_worked_example():
    assert np.array_equal(two.W2_two[:, :1], ex.W2)
    assert two.b2_two[0, 0] == ex.b2[0, 0]
    assert two.T_two[0, 0] == ex.T[0, 0]


def test_two_ways_add_up():
    _, A1, _, A2 = ex.forward(ex.X, two.parameters_two)
    delta2 = 2 * (A2 - two.T_two) * A2 * (1 - A2)
    first, second = (delta2[0, k] * two.W2_two[:, k] for k in range(2))

    def loss(A1):
        return squared_error(ex.sigmoid(A1 @ two.W2_two + two.b2_two), two.T_two)

    assert first + second == pytest.approx(complex_step(loss, A1)[0], rel=1e-13)
    assert np.all(first * second != 0)
