import numpy as np
import pytest

from snippets.network import initialise, loss_and_gradients
from snippets.runs import xor_speed
from snippets.runs.xor_speed import epochs_by_seed, epochs_to_solve, side_by_side, starts
from snippets.worked_example import deltas, forward, gradients
from snippets.xor import T, X, solved
from tests.snippets.conftest import assert_close, flat, refuses

LOSSES = list(xor_speed.OUTPUT_ERRORS)


def plain_loop(seed, loss, eta, momentum, limit=10_000):
    """Return the epochs of one network, trained with the functions of the lessons."""
    parameters = initialise(np.random.default_rng(seed), (2, 2, 1), (-0.5, 0.5))
    moves = [(0.0, 0.0)] * 2
    for epoch in range(limit + 1):
        _, A1, _, A2 = forward(X, parameters)
        if solved(A2, T):
            return epoch
        slope = A2 - T if loss == "half squared error" else (A2 - T) / (A2 * (1 - A2))
        found = gradients(X, A1, *deltas(slope, parameters[1][0], A1, A2))
        moves = [
            (momentum * V - eta * dW, momentum * v - eta * db)
            for (V, v), (dW, db) in zip(moves, found, strict=True)
        ]
        parameters = [(W + V, b + v) for (W, b), (V, v) in zip(parameters, moves, strict=True)]
    return None


@pytest.mark.parametrize("loss", LOSSES)
@pytest.mark.parametrize(("eta", "momentum"), [(0.5, 0.9), (2, 0)])
def test_a_stack_of_networks_is_each_of_them_trained_alone(loss, eta, momentum):
    limit = 500
    alone = [plain_loop(seed, loss, eta, momentum, limit) for seed in range(12)]
    assert epochs_to_solve(starts(range(12), 0.5), loss, eta, momentum, limit) == alone
    assert len(set(alone)) > 5


@pytest.mark.parametrize(
    ("ours", "theirs", "last", "factor"),
    [
        ("half squared error", "squared error", "sigmoid", 1 / 2),
        ("cross-entropy", "binary cross-entropy", "identity", 1),
    ],
)
def test_the_gradients_of_a_stack_are_those_of_each_network(ours, theirs, last, factor):
    parameters = starts(range(3), 1)
    Y, stacked = side_by_side(parameters, ours)
    for run in range(3):
        alone = [(W[run], b[run]) for W, b in parameters]
        _, found = loss_and_gradients(X, T, alone, ["sigmoid", last], theirs)
        expected = [(factor * dW, factor * db) for dW, db in found]
        assert_close([(dW[run], db[run]) for dW, db in stacked], expected, rel=1e-12, abs=1e-15)
        assert Y[run] == pytest.approx(forward(X, alone)[-1], rel=1e-15)


def test_a_seed_draws_the_same_network_in_every_stack():
    alone = initialise(np.random.default_rng(8), (2, 2, 1), limits=(-0.5, 0.5))
    stacks = starts([7, 8], 0.5), starts([8], 0.5), alone
    for Ps, Qs, P in zip(*map(flat, stacks), strict=True):
        assert Ps[1].tolist() == Qs[0].tolist() == P.tolist()
        assert np.all(np.abs(Ps) <= 0.5)


def test_the_last_epoch_that_counts_is_the_limit():
    parameters = starts([0], 0.5)
    (epochs,) = epochs_to_solve(parameters, "cross-entropy", 1)
    assert epochs_to_solve(parameters, "cross-entropy", 1, limit=epochs) == [epochs]
    assert epochs_to_solve(parameters, "cross-entropy", 1, limit=epochs - 1) == [None]


def test_networks_that_are_right_at_the_start_take_no_epochs():
    by_hand = [[[20, 20], [20, 20]]], [[[-10, -30]]], [[[20], [-20]]], [[[-10]]]
    W1, b1, W2, b2 = (np.array(P, float) for P in by_hand)
    parameters = [(W1, b1), (W2, b2)]
    assert epochs_to_solve(parameters, "cross-entropy", 1) == [0]


def test_a_setting_names_the_runs():
    setting = ("cross-entropy", 0.5, 1, 0.9, 3, 2)
    expected = epochs_to_solve(starts([3, 4], 0.5), "cross-entropy", 1, 0.9)
    assert epochs_by_seed(setting) == expected


test_an_unknown_loss_is_named = refuses(
    (
        lambda: epochs_to_solve(starts([0], 0.5), "hinge", 1),
        "loss: got 'hinge', want one of: half squared error, c",
    )
)


def test_a_stuck_run_mostly_rests_where_two_rows_get_one_half():
    """Two answers of one half cost twice log 2, half of what a network that knows nothing pays."""
    many = starts(range(60), 0.5)
    found = epochs_to_solve(many, "cross-entropy", 0.5, 0.9)
    stuck = [epochs is None for epochs in found]
    parameters = [(W[stuck], b[stuck]) for W, b in many]
    velocity = [(0 * W, 0 * b) for W, b in parameters]
    for _ in range(3000):
        Y, gradients = side_by_side(parameters, "cross-entropy")
        velocity = [
            (0.9 * V - 0.5 * dW, 0.9 * v - 0.5 * db)
            for (V, v), (dW, db) in zip(velocity, gradients, strict=True)
        ]
        parameters = [(W + V, b + v) for (W, b), (V, v) in zip(parameters, velocity, strict=True)]
    losses = -np.log(np.where(T == 1, Y, 1 - Y)).sum(axis=(1, 2))
    assert len(losses) > 5
    assert np.mean(np.abs(losses - 2 * np.log(2)) < 0.02) > 1 / 2
