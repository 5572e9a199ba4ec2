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


# What the page's letters mean, and what its check must reject.
((a11, a12),) = ex.forward(ex.X, ex.parameters)[1]
(v11, v12), (v21, v22) = two.W2_two
c2, (_, t2), (_, z22), (_, y2) = (
    two.b2_two[0, 1],
    two.T_two[0],
    *(part[0] for part in ex.forward(ex.X, two.parameters_two)[2:]),
)
back1_two, back2_two = complex_step(
    lambda A: squared_error(ex.sigmoid(A @ two.W2_two + two.b2_two), two.T_two),
    np.array([[a11, a12]]),
)[0]
delta21, delta22 = complex_step(
    lambda Z: squared_error(ex.sigmoid(Z), two.T_two),
    ex.forward(ex.X, two.parameters_two)[2],
)[0]


READINGS = {
    "two-ways": {
        r"\delta^{(2)}_1": "delta21",
        "w^{(2)}_{11}": "v11",
        "w^{(2)}_{12}": "v12",
        "w^{(2)}_{21}": "v21",
        "w^{(2)}_{22}": "v22",
        r"\frac{\partial L}{\partial a^{(1)}_1}": "back1_two",
        r"\frac{\partial L}{\partial a^{(1)}_2}": "back2_two",
    },
    "transpose": {
        r"\delta^{(2)}_1": "np.array([[delta21]])",
        r"\delta^{(2)}_2": "np.array([[delta22]])",
        "W^{(2)}": "two.W2_two",
        r"\partial L/\partial a^{(1)}_1": "np.array([[back1_two]])",
        r"\partial L/\partial a^{(1)}_2": "np.array([[back2_two]])",
    },
    r"\fwd{z}^{(2)}_2 &=": {
        "z^{(2)}_2": "z22",
        r"\hat y_2": "y2",
        "t_2": "t2",
    },
}
WRONG = {
    "two-ways": [
        ("delta21 * v11 + delta22 * v12,", "delta21 * v11,"),
        ("delta21 * v11 + delta22 * v12,", "delta21 * v11 + delta22 * v21,"),
        ("delta21 * v11 + delta22 * v12,", "delta21 * v11 - delta22 * v12,"),
    ],
    "transpose": [
        ("[[v11, v21], [v12, v22]]", "[[v11, v12], [v21, v22]]"),
        ("[[v11, v21], [v12, v22]]", "[[v12, v22], [v11, v21]]"),
    ],
}
