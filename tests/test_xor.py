import math

import numpy as np
import pytest

from snippets import xor
from snippets.losses import squared_error
from snippets.network import initialise
from snippets.worked_example import forward


def start(seed=0):
    return initialise(np.random.default_rng(seed), (2, 2, 1), limits=(0, 1))


def lists(parameters):
    return [P.tolist() for pair in parameters for P in pair]


def scalar_step(W1, b1, W2, b2, rows, eta):
    """Return the loss and the parameters after one step, in plain Python, sums written out."""
    loss = 0.0
    new = [[list(row) for row in P] for P in (W1, b1, W2, b2)]
    for x, t in rows:
        z = [sum(x[i] * W1[i][j] for i in range(2)) + b1[0][j] for j in range(2)]
        a = [1 / (1 + math.exp(-value)) for value in z]
        y = 1 / (1 + math.exp(-sum(a[j] * W2[j][0] for j in range(2)) - b2[0][0]))
        loss += (y - t) ** 2 / 2
        d2 = (y - t) * y * (1 - y)
        new[3][0][0] -= eta * d2
        for j in range(2):
            d1 = d2 * W2[j][0] * a[j] * (1 - a[j])
            new[2][j][0] -= eta * d2 * a[j]
            new[1][0][j] -= eta * d1
            for i in range(2):
                new[0][i][j] -= eta * d1 * x[i]
    return loss, new


def test_the_data_are_the_truth_table():
    assert [int(a) ^ int(b) for a, b in xor.X] == xor.T.ravel().tolist()
    assert xor.X_printed.tolist() == [[0, 0], [0, 1], [1, 0], [-1, 1]]


def test_training_is_the_scalar_algorithm_repeated():
    rows = [(x, t) for x, (t,) in zip(xor.X.tolist(), xor.T.tolist(), strict=True)]
    expected, wanted_losses = lists(start()), []
    for _ in range(20):
        loss, expected = scalar_step(*expected, rows, 0.5)
        wanted_losses.append(loss)
    parameters, losses = xor.train(start(), xor.X, xor.T, eta=0.5, epochs=20)
    assert losses == pytest.approx(wanted_losses, rel=1e-12)
    for P, wanted in zip(lists(parameters), expected, strict=True):
        assert np.allclose(P, wanted, rtol=1e-12, atol=0)


def test_training_may_be_cut_in_two():
    whole, losses = xor.train(start(), xor.X, xor.T, epochs=7)
    half, early = xor.train(start(), xor.X, xor.T, epochs=3)
    rest, late = xor.train(half, xor.X, xor.T, epochs=4)
    assert lists(rest) == lists(whole)
    assert losses.tolist() == [*early, *late]


def test_epochs_may_be_an_integer_of_numpy():
    _, losses = xor.train(start(), xor.X, xor.T, epochs=np.int64(3))
    assert losses.tolist() == xor.train(start(), xor.X, xor.T, epochs=3)[1].tolist()


def test_no_epochs_leave_the_parameters_alone():
    parameters, losses = xor.train(start(), xor.X, xor.T, epochs=0)
    assert lists(parameters) == lists(start())
    assert losses.size == 0


@pytest.mark.parametrize(
    ("seed", "rows", "verdict"), [(0, xor.X, True), (3, xor.X, False), (3, xor.X_printed, True)]
)
def test_a_run_that_succeeds_one_that_sticks_and_the_printed_data(seed, rows, verdict):
    parameters, losses = xor.train(start(seed), rows, xor.T)
    A2 = forward(rows, parameters)[-1]
    assert xor.solved(A2, xor.T) is verdict
    assert losses[-1] > squared_error(A2, xor.T, "half")


@pytest.mark.parametrize(
    ("outputs", "verdict"),
    [
        ([0.1, 0.9, 0.9, 0.1], True),
        ([0.49, 0.51, 0.51, 0.49], True),
        ([0.1, 0.9, 0.9, 0.51], False),
        ([0.1, 0.5, 0.9, 0.1], False),
        ([0.5, 0.9, 0.9, 0.1], False),
        ([0.9, 0.1, 0.1, 0.9], False),
    ],
)
def test_solved_wants_every_row_on_its_side(outputs, verdict):
    assert xor.solved(np.array([outputs]).T, xor.T) is verdict


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: xor.train(start(), xor.X, xor.T, eta=0), "eta: got 0, want a number above 0"),
        (lambda: xor.train(start(), xor.X, xor.T, eta=np.nan), "eta: got nan"),
        (
            lambda: xor.train(start(), xor.X, xor.T, epochs=-1),
            "epochs: got -1, want a whole number",
        ),
        (lambda: xor.train(start(), xor.X, xor.T, epochs=1.5), "epochs: got 1.5"),
        (lambda: xor.train(start(), xor.X, xor.T, epochs=True), "epochs: got True"),
        (lambda: xor.train(start(), xor.X, xor.T[:3]), r"T: got shape \(3, 1\), want \(4, 1\)"),
        (lambda: xor.train(start(), xor.X[:, :1], xor.T), r"W1: got shape \(2, 2\), want \(1, "),
        (lambda: xor.solved(xor.T, xor.T[:, 0]), r"T: got shape \(4,\), want \(4, 1\)"),
        (lambda: xor.solved(xor.T, 2 * xor.T), "T: got 2, want only 0 and 1"),
        (lambda: xor.solved(np.full((4, 1), np.nan), xor.T), "A: got NaN"),
    ],
)
def test_bad_input_is_named(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
