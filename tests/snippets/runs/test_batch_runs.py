from functools import partial

import numpy as np
import pytest

from snippets.gradient_check import check_gradients
from snippets.network import descend
from snippets.runs import batch_runs
from snippets.runs.batch_runs import (
    ETAS,
    MARKS,
    ORDERS,
    batch_run,
    last_losses,
    mean_gradients,
    mean_loss,
    problem,
    train_in_batches,
)
from tests.snippets.conftest import assert_close, refuses

X, T, START = problem(3)


def rng():
    return np.random.default_rng(0)


def test_the_points_lie_about_the_curve():
    assert X.shape == T.shape == (64, 1)
    assert [W.shape for W, _ in START] == [(1, 8), (8, 1)]
    misses = np.concatenate([T - np.sin(3 * X) for X, T, _ in map(problem, range(50))])
    assert abs(misses.mean()) < 0.02
    assert misses.std() == pytest.approx(0.3, rel=0.05)
    places = np.concatenate([problem(seed)[0] for seed in range(50)])
    assert -1 <= places.min() < -0.99 < 0.99 < places.max() < 1


def test_the_loss_is_a_mean_of_squares_and_its_gradients_are_right():
    (W1, b1), (W2, b2) = START
    answers = np.tanh(X @ W1 + b1) @ W2 + b2
    assert mean_loss(START, X, T) == pytest.approx(np.mean((answers - T) ** 2), rel=1e-14)
    report = check_gradients(lambda P: mean_loss(P, X, T), START, mean_gradients(START, X, T))
    assert report.verdict == "agrees"


@pytest.mark.parametrize(
    ("name", "each_once", "always_the_same"),
    [
        ("shuffled", True, False),
        ("drawn", False, False),
        ("as they came", True, True),
        ("sorted", True, True),
    ],
)
def test_an_order_holds(name, each_once, always_the_same):
    generator = rng()
    first, second = (ORDERS[name](X, generator).tolist() for _ in range(2))
    assert len(first) == len(second) == 64
    assert (sorted(first) == list(range(64))) == each_once
    assert (first == second) == always_the_same


def test_sorted_rows_go_from_left_to_right():
    assert np.all(np.diff(X[ORDERS["sorted"](X, rng()), 0]) > 0)


def test_a_full_batch_is_gradient_descent():
    trained, losses = train_in_batches(START, X, T, 64, 0.1, 1, rng(), "as they came")
    assert_close(trained, descend(START, mean_gradients(START, X, T), 0.1), rel=1e-12)
    assert losses == [mean_loss(START, X, T), mean_loss(trained, X, T)]


def test_an_epoch_takes_a_step_for_every_batch(monkeypatch):
    seen = []
    monkeypatch.setattr(
        batch_runs,
        "mean_gradients",
        lambda parameters, X, T: seen.append(len(X)) or mean_gradients(parameters, X, T),
    )
    train_in_batches(START, X, T, 24, 0.1, 2, rng())
    assert seen == [24, 24, 16] * 2


def test_epochs_follow_each_other():
    once, first = train_in_batches(START, X, T, 16, 0.1, 1, rng(), "sorted")
    twice, second = train_in_batches(once, X, T, 16, 0.1, 1, rng(), "sorted")
    both, losses = train_in_batches(START, X, T, 16, 0.1, 2, rng(), "sorted")
    assert_close(both, twice, rel=0, abs=0)
    assert losses == first + second[1:]


def test_a_run_that_diverges_ends():
    _, losses = train_in_batches(START, X, T, 16, 1.0, 50, rng())
    assert len(losses) < 51
    assert losses[-1] >= 100 > max(losses[:-1])


def test_the_grid_has_nine_points_at_equal_factors():
    assert pytest.approx(np.geomspace(0.01, 1, 9), rel=2e-3) == ETAS
    assert (ETAS[0], ETAS[-1]) == (0.01, 1)


def test_a_run_is_its_training_at_the_marks():
    _, losses = train_in_batches(START, X, T, 64, 0.1, 50, np.random.default_rng([3, 1]))
    assert batch_run(("shuffled", 64, 0.1, 3)) == [round(losses[mark], 4) for mark in MARKS]


def test_a_run_that_diverged_has_no_loss():
    found = batch_run(("shuffled", 64, 1.0, 0))
    assert found[0] == pytest.approx(1.1439)
    assert found[-1] is None


def test_last_losses_come_by_step_size(monkeypatch):
    seen = []
    monkeypatch.setattr(batch_runs, "batch_run", lambda run: seen.append(run) or [9, len(seen)])
    assert last_losses(("drawn", 4, 7)) == [1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert seen == [("drawn", 4, eta, 7) for eta in ETAS]


def training(**changes):
    given = {"X": X, "T": T, "size": 4, "eta": 0.1, "epochs": 1, "rng": rng()}
    return partial(train_in_batches, START, **given | changes)


test_bad_input_is_named = refuses(
    (training(size=0), "size: got 0, want a whole number from 1 to 64"),
    (training(size=65), "size: got 65, want a whole number from 1 to 64"),
    (training(eta=0), "eta: got 0"),
    (training(epochs=-1), "epochs: got -1"),
    (training(T=T[:, 0]), "T: got shape (64,)"),
)
