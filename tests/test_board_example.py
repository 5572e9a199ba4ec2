"""The board example: worked with the exponential alone, and by the complex step."""

from math import exp

import numpy as np
import pytest

from snippets import board_example as board
from snippets import worked_example as ex
from snippets.batches import flat
from snippets.losses import squared_error
from snippets.network import descend
from snippets.numerical_gradients import complex_step, numerical_gradient


def test_a_step_of_size_one_almost_halves_the_loss():
    """Forward and backward by scalars, with a pencil's formulas."""
    (x1, x2), (t,) = board.X_board[0], board.T_board[0]
    (w11, w12), (w21, w22) = board.W1_board
    (b1, b2), (v1, v2), c = board.b1_board[0], board.W2_board[:, 0], board.b2_board.item()

    def sigmoid(z):
        return 1 / (1 + exp(-z))

    def predict(w11, w12, w21, w22, b1, b2, v1, v2, c):
        a1, a2 = sigmoid(x1 * w11 + x2 * w21 + b1), sigmoid(x1 * w12 + x2 * w22 + b2)
        return a1, a2, sigmoid(a1 * v1 + a2 * v2 + c)

    before = w11, w12, w21, w22, b1, b2, v1, v2, c
    a1, a2, y = predict(*before)
    d = 2 * (y - t) * y * (1 - y)
    d1, d2 = d * v1 * a1 * (1 - a1), d * v2 * a2 * (1 - a2)
    slopes = d1 * x1, d2 * x1, d1 * x2, d2 * x2, d1, d2, d * a1, d * a2, d
    assert (d, d1, d2) == pytest.approx((-0.257, -0.0587, 0.128), rel=0.003)
    after = [p - board.eta_board * slope for p, slope in zip(before, slopes, strict=True)]
    assert (y - t) ** 2 == pytest.approx(0.264, abs=5e-4)
    assert (predict(*after)[-1] - t) ** 2 == pytest.approx(0.135, abs=5e-4)
    assert board.parameters_board[0][0] is board.W1_board
    assert board.parameters_board[1][1] is board.b2_board


# What the page's bindings use.
NINE = [rf"w^{{(1)}}_{{{i}{j}}}" for i in (1, 2) for j in (1, 2)]
NINE += [r"b^{(1)}_1", r"b^{(1)}_2", r"w^{(2)}_1", r"w^{(2)}_2", r"b^{(2)}"]


def board_loss(parameters):
    """Return the loss of the example for the board."""
    return squared_error(ex.forward(board.X_board, parameters)[-1], board.T_board)


by_step = numerical_gradient(board_loss, board.parameters_board, complex_step)
stepped = descend(board.parameters_board, by_step, board.eta_board)


def board_step():
    """Return its parameters before a step, their gradients by the complex step, and after it."""
    return flat(board.parameters_board), flat(by_step), flat(stepped)


def board_losses():
    """Return its loss before and after the step."""
    return board_loss(board.parameters_board), board_loss(stepped)


def board_hidden(A1):
    """Return its loss when the hidden activations are A1."""
    (W2, b2) = board.parameters_board[1]
    return squared_error(ex.sigmoid(A1 @ W2 + b2), board.T_board)


def board_units():
    """Return z, a, slope, dL/da and delta of its units, the last three by the complex step."""
    Z1, A1, Z2, A2 = ex.forward(board.X_board, board.parameters_board)
    slopes = [complex_step(lambda Z: np.sum(ex.sigmoid(Z)), Z) for Z in (Z1, Z2)]
    dA1 = complex_step(board_hidden, A1)
    dA2 = complex_step(lambda A: squared_error(A, board.T_board), A2)
    delta1 = complex_step(lambda Z: board_hidden(ex.sigmoid(Z)), Z1)
    delta2 = complex_step(lambda Z: squared_error(ex.sigmoid(Z), board.T_board), Z2)
    rows = [(Z1, Z2), (A1, A2), slopes, (dA1, dA2), (delta1, delta2)]
    return [np.hstack(row)[0] for row in rows]


UNREAD = {r"\begin{gathered}": "states the numbers of the example"}
