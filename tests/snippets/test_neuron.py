import math

import numpy as np
import pytest

from snippets import xor
from snippets.network import initialise
from snippets.neuron import neuron, train_neuron
from snippets.numerical_gradients import complex_step
from tests.snippets.conftest import refuses

START = [(np.array([[0.5], [-0.25]]), np.array([[0.125]]))]
W, B = START[0]


def test_a_neuron_is_the_scalar_formula():
    for (x1, x2), a in zip(xor.X_printed, neuron(xor.X_printed, START), strict=True):
        assert a.item() == pytest.approx(1 / (1 + math.exp(-(0.5 * x1 - 0.25 * x2 + 0.125))))


def test_a_step_goes_down_the_slope_of_the_squared_error():
    def loss(p):
        A = 1 / (1 + np.exp(-(xor.X @ p[:2] + p[2])))
        return np.sum((A - xor.T[:, 0]) ** 2)

    start = np.array([0.5, -0.25, 0.125])
    [(W, b)] = train_neuron(START, xor.X, xor.T, eta=0.1, epochs=1)
    expected = start - 0.1 * complex_step(loss, start)
    assert [*W.ravel(), *b.ravel()] == pytest.approx(expected, rel=1e-13)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_printed_data_are_learnt_and_xor_is_not(seed):
    start = initialise(np.random.default_rng(seed), (2, 1), limits=(0, 1))
    for rows, verdict in [(xor.X_printed, True), (xor.X, False)]:
        A = neuron(rows, train_neuron(start, rows, xor.T))
        assert xor.solved(A, xor.T) is verdict
    assert pytest.approx(0.5) == A  # on XOR it learns to say one half


test_bad_input_is_named = refuses(
    (lambda: neuron(xor.X, [(W.T, B)]), "W: got shape (1, 2), want (2, 1)"),
    (lambda: neuron(xor.X, [(W, np.zeros(1))]), "b: got shape (1,), want (1, 1)"),
    (lambda: train_neuron(START, xor.X, xor.T[:, 0]), "T: got shape (4,), want (4, 1)"),
    (lambda: train_neuron(START, xor.X, xor.T, eta=-1), "eta: got -1"),
    (lambda: train_neuron(START, xor.X, xor.T, epochs=-1), "epochs: got -1"),
)
