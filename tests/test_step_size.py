import numpy as np
import pytest

from snippets.step_size import random_problem, step_lowers_loss

SEEDS = range(50)


def test_a_problem_is_a_sample_and_a_network_that_fit():
    shapes = [part.shape for part in random_problem(0)]
    assert shapes == [(1, 2), (1, 1), (2, 2), (1, 2), (2, 1), (1, 1)]


def test_the_seed_alone_decides_the_problem():
    for first, again, other in zip(*map(random_problem, (3, 3, 4)), strict=True):
        assert np.array_equal(first, again)
        assert not np.array_equal(first, other)


def test_targets_are_what_a_sigmoid_can_answer():
    targets = [random_problem(seed)[1].item() for seed in SEEDS]
    assert 0 <= min(targets) < 0.2 < 0.8 < max(targets) < 1


@pytest.mark.parametrize("seed", SEEDS)
def test_a_tiny_step_downhill_helps_one_uphill_harms_and_none_does_neither(seed):
    assert step_lowers_loss(seed, (1e-4, -1e-4, 0)) == [True, False, False]
