import math

import numpy as np

from snippets.runs import weight_decay_runs as runs_of_page

noisy_X, noisy_T, _, _, noisy_start = runs_of_page.problem(0)
swapped_targets = np.sum((np.sum(noisy_X**2, axis=1, keepdims=True) < 2 / np.pi) != noisy_T)


def fair(etas, best, chosen):
    """Return a row for each decay: its step size, quartiles of wrong answers, and two medians."""
    return [
        [
            etas[k],
            *np.percentile(rows[:, 1] / 1000, [25, 50, 75]),
            *np.median(rows[:, [0, 2]], axis=0),
        ]
        for k, rows in zip(best, chosen, strict=True)
    ]


def over(reported):
    """Return the median share of wrong answers at each step size, without decay and with 0.003."""
    return np.median(reported[..., 1], axis=1)[[0, 3]].T / 1000


def duel(one, other):
    """Return on how many seeds one has fewer wrong answers than the other, and on how many more."""
    return np.sum(one[:, 1] < other[:, 1]), np.sum(one[:, 1] > other[:, 1])


def coin(heads, tosses):
    """Return how often a fair coin is at least as uneven, towards heads or towards tails."""
    sides = range(max(heads, tosses - heads), tosses + 1)
    return min(1, 2 * sum(math.comb(tosses, more) for more in sides) / 2**tosses)


def test_three_heads_of_four_are_as_uneven_as_one_and_happen_ten_times_of_sixteen():
    assert coin(3, 4) == coin(1, 4) == 10 / 16  # counted: 4, 3, 1 or no heads
