import numpy as np
import pytest

from snippets.network import descend, initialise, loss_and_gradients
from snippets.runs import weight_decay_runs
from snippets.runs.weight_decay_runs import (
    ETAS,
    decay_run,
    points,
    problem,
    train_with_decay,
    wrong,
)
from snippets.weight_decay import with_decay
from tests.snippets.conftest import assert_close

NAMES = ["tanh", "identity"]


def test_the_grid_has_nine_points_at_equal_factors():
    assert pytest.approx(np.geomspace(0.0316227766, 3.16227766, 9)) == ETAS


def test_half_of_the_points_lie_inside_the_disc():
    X, T = points(np.random.default_rng(0), 10_000)
    assert T.mean() == pytest.approx(0.5, abs=0.02)
    assert X.min() < -0.99
    assert X.max() > 0.99
    inside = (X**2).sum(axis=1) < 0.6366197723675814
    assert T.ravel().tolist() == inside.tolist()


def test_ten_targets_are_wrong_and_no_target_of_the_test():
    X, T, X_test, T_test, start = problem(3)
    right = ((X**2).sum(axis=1, keepdims=True) < 2 / np.pi).astype(int)
    assert (right != T).ravel().tolist() == [True] * 10 + [False] * 40
    assert T_test.tolist() == ((X_test**2).sum(axis=1, keepdims=True) < 2 / np.pi).tolist()
    assert len(X_test) == 1000
    assert [W.shape for W, _ in start] == [(2, 30), (30, 1)]


def test_a_step_is_that_of_the_checked_network():
    X, T, _, _, start = problem(0)
    X, T = X[:7], T[:7]
    gradients = loss_and_gradients(X, T, start, NAMES, "binary cross-entropy", "mean")[1]
    stepped = train_with_decay(start, X, T, eta=0.5, lam=0.2, steps=1)
    expected = descend(start, with_decay(gradients, start, 0.2), 0.5)
    assert_close(stepped, expected, rel=1e-12, abs=1e-14)


def test_steps_follow_each_other():
    X, T, _, _, start = problem(0)
    once = train_with_decay(start, X, T, 0.5, 0.2, steps=1)
    twice = train_with_decay(once, X, T, 0.5, 0.2, steps=1)
    both = train_with_decay(start, X, T, 0.5, 0.2, steps=2)
    assert_close(both, twice, rel=0, abs=0)


def test_the_answers_are_those_of_the_network():
    parameters = initialise(np.random.default_rng(1), (2, 3, 1))
    X = np.array([[0.5, -0.5], [1, 2]])
    (W1, b1), (W2, b2) = parameters
    right = (np.tanh(X @ W1 + b1) @ W2 + b2 > 0).astype(int)
    assert wrong(X, right, parameters) == 0
    assert wrong(X, 1 - right, parameters) == 2


def test_a_run_counts_for_every_step_size(monkeypatch):
    seen = []

    def no_training(start, X, T, eta, lam):
        seen.append((len(X), eta, lam))
        return start

    monkeypatch.setattr(weight_decay_runs, "train_with_decay", no_training)
    found = decay_run((0.003, 5))
    X, T, X_test, T_test, start = problem(5)
    norm = np.sqrt(sum((W**2).sum() for W, _ in start))
    row = [wrong(X, T, start), wrong(X_test, T_test, start), round(norm, 2)]
    assert found == [row] * 9
    assert seen == [(50, eta, 0.003) for eta in ETAS]
