import math

import numpy as np
import pytest

from snippets import xor
from snippets.network import initialise
from snippets.neuron import neuron, train_neuron

START = [(np.array([[0.5], [-0.25]]), np.array([[0.125]]))]
W, B = START[0]


def test_a_neuron_is_the_scalar_formula():
    for (x1, x2), a in zip(xor.X_printed, neuron(xor.X_printed, START), strict=True):
        assert a.item() == pytest.approx(1 / (1 + math.exp(-(0.5 * x1 - 0.25 * x2 + 0.125))))


def test_a_step_goes_down_the_slope_of_half_the_squared_error():
    h, eta = 1e-20, 0.1

    def loss(w1, w2, b):
        A = 1 / (1 + np.exp(-(xor.X @ np.array([w1, w2]) + b)))
        return np.sum((A - xor.T[:, 0]) ** 2) / 2

    start = [0.5, -0.25, 0.125]
    [(W, b)] = train_neuron(START, xor.X, xor.T, eta=eta, epochs=1)
    for place, after in enumerate([*W.ravel(), *b.ravel()]):
        moved = np.array(start, complex)
        moved[place] += 1j * h
        assert after == pytest.approx(start[place] - eta * loss(*moved).imag / h, rel=1e-13)


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_printed_data_are_learnt_and_xor_is_not(seed):
    start = initialise(np.random.default_rng(seed), (2, 1), limits=(0, 1))
    for rows, verdict in [(xor.X_printed, True), (xor.X, False)]:
        A = neuron(rows, train_neuron(start, rows, xor.T))
        assert xor.solved(A, xor.T) is verdict
    assert pytest.approx(0.5) == A  # on XOR it learns to say one half


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: neuron(xor.X, [(W.T, B)]), r"W: got shape \(1, 2\), want \(2, 1\)"),
        (lambda: neuron(xor.X, [(W, np.zeros(1))]), r"b: got shape \(1,\), want \(1, 1\)"),
        (lambda: train_neuron(START, xor.X, xor.T[:, 0]), r"T: got shape \(4,\), want \(4, 1\)"),
        (lambda: train_neuron(START, xor.X, xor.T, eta=-1), "eta: got -1"),
        (lambda: train_neuron(START, xor.X, xor.T, epochs=-1), "epochs: got -1"),
    ],
)
def test_bad_input_is_named(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
