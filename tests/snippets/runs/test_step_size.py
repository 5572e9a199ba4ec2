import numpy as np
import pytest

from snippets.losses import squared_error
from snippets.network import descend
from snippets.numerical_gradients import complex_step, numerical_gradient
from snippets.runs.step_size import random_problem, step_lowers_loss
from snippets.worked_example import forward
from tests.snippets.conftest import flat, refuses

SEEDS = range(50)


def drawn(seed):
    """Return X, T, W1, b1, W2, b2."""
    X, T, parameters = random_problem(seed)
    return [X, T, *flat(parameters)]


def test_a_problem_is_a_sample_and_a_network_that_fit_and_its_seed_alone_decides_it():
    first, again, other = map(drawn, (3, 3, 4))
    assert [P.shape for P in first] == [(1, 2), (1, 1), (2, 2), (1, 2), (2, 1), (1, 1)]
    assert all(map(np.array_equal, first, again))
    assert not any(map(np.array_equal, first, other))


def test_targets_are_what_a_sigmoid_can_answer_and_all_else_has_both_signs():
    for which, arrays in enumerate(zip(*map(drawn, SEEDS), strict=True)):
        values = np.concatenate(arrays, axis=None)
        low, near = (0, 0.2) if which == 1 else (-1, 0.1)
        assert low <= values.min() < low + near < 1 - near < values.max() < 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_answers_are_those_of_slopes_found_without_backpropagation(seed):
    X, T, parameters = random_problem(seed)
    etas = [1e-4, *np.geomspace(0.1, 1000, 100)]

    def loss(parameters):
        return squared_error(forward(X, parameters)[-1], T)

    gradients = numerical_gradient(loss, parameters, complex_step)
    losses = [loss(descend(parameters, gradients, eta)) for eta in etas]
    answers = step_lowers_loss(seed, etas)
    assert answers == [after < loss(parameters) for after in losses]
    assert answers[0]  # a tiny step downhill helps


test_a_step_uphill_is_refused = refuses(
    (lambda: step_lowers_loss(0, (-1e-4,)), "eta: got -0.0001, want")
)
