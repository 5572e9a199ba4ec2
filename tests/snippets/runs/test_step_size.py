import numpy as np
import pytest

from snippets.losses import squared_error
from snippets.network import descend
from snippets.numerical_gradients import complex_step, numerical_gradient
from snippets.runs.step_size import random_problem, step_lowers_loss
from snippets.worked_example import forward

SEEDS = range(50)


def flat(problem):
    """Return X, T, W1, b1, W2, b2."""
    X, T, parameters = problem
    return [X, T, *(P for pair in parameters for P in pair)]


def test_a_problem_is_a_sample_and_a_network_that_fit():
    shapes = [part.shape for part in flat(random_problem(0))]
    assert shapes == [(1, 2), (1, 1), (2, 2), (1, 2), (2, 1), (1, 1)]


def test_the_seed_alone_decides_the_problem():
    for first, again, other in zip(
        *(flat(random_problem(seed)) for seed in (3, 3, 4)), strict=True
    ):
        assert np.array_equal(first, again)
        assert not np.array_equal(first, other)


def test_targets_are_what_a_sigmoid_can_answer():
    targets = [random_problem(seed)[1].item() for seed in SEEDS]
    assert 0 <= min(targets) < 0.2 < 0.8 < max(targets) < 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tiny_step_downhill_helps_and_one_uphill_is_refused(seed):
    assert step_lowers_loss(seed, (1e-4,)) == [True]
    with pytest.raises(ValueError, match=r"eta: got -0\.0001, want"):
        step_lowers_loss(seed, (-1e-4,))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_answers_are_those_of_slopes_found_without_backpropagation(seed):
    X, T, parameters = random_problem(seed)
    etas = np.geomspace(0.1, 1000, 100)

    def loss(parameters):
        return squared_error(forward(X, parameters)[-1], T)

    gradients = numerical_gradient(loss, parameters, complex_step)
    losses = [loss(descend(parameters, gradients, eta)) for eta in etas]
    assert step_lowers_loss(seed, etas) == [after < loss(parameters) for after in losses]


def test_all_but_the_target_fills_the_range_on_both_sides_of_zero():
    problems = [flat(random_problem(seed)) for seed in SEEDS]
    for which in (0, 2, 3, 4, 5):
        values = np.concatenate([problem[which].ravel() for problem in problems])
        assert -1 <= values.min() < -0.9 < 0.9 < values.max() < 1
