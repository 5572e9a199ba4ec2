"""The measurements behind the page on Adam: what they quote, and what their letters mean."""

import json
from math import comb
from pathlib import Path

import numpy as np

from snippets.runs.optimizer_runs import ETAS, METHODS, xor_epochs
from tests.fixtures import make_optimizers as made
from tools.vouch.hold.known import default

torch = json.loads(Path("tests/fixtures/optimizers.json").read_text(encoding="utf-8"))
torch_steps, torch_bound = made.STEPS, made.BOUND
torch_adam = torch["cases"]["adam"]["defaults"]
MOST = default(xor_epochs, "most")


def results(name):
    """Return an array (…, 4 methods, 30 seeds, 9 step sizes)."""
    record = json.loads(Path(f"docs/assets/experiments/{name}.json").read_text(encoding="utf-8"))
    return np.array(record["results"]).reshape(-1, len(METHODS), 30, len(ETAS))


noisy_runs, sparse_runs = results("optimizers")
(xor_runs,) = results("optimizers-xor")


def fair(runs):
    """Return the step size that ten seeds choose for each method, and the others' results."""
    best = np.median(runs[:, 20:], axis=1).argmin(axis=1)
    return ETAS[best], runs[range(len(runs)), :20, best]


def range_of(method):
    """Return the largest of a method's best step sizes over the smallest, on three problems."""
    k = list(METHODS).index(method)
    etas = [fair(runs)[0][k] for runs in (noisy_runs, sparse_runs, xor_runs)]
    return round(max(etas) / min(etas))


def table(chosen):
    """Return each method's step size with the quartiles of what it gave."""
    etas, found = chosen
    return np.column_stack([etas, np.percentile(found, [25, 50, 75], axis=1).T])


def duel(chosen, one, other):
    """Return on how many seeds one method gave less than another, and on how many more."""
    a, b = chosen[1][[list(METHODS).index(method) for method in (one, other)]]
    return int(np.sum(a < b)), int(np.sum(a > b))


def odds(more, less):
    """Return once in how many fair games of coins it is at least as uneven, to the nearest ten."""
    sides = sum(comb(more + less, k) for k in range(less + 1))
    return round(2 ** (more + less) / (2 * sides), -1)


def test_ten_heads_of_ten_are_two_games_of_1024():
    assert odds(10, 0) == 510


FIRST_GRADIENTS = [1e-2, 1e-4, 1e-6, 1e-8]
PLACES = (
    "outside, after correction",
    "outside, before it",
    "inside the root",
    "no correction",
    "added to the quotient",
)


def by_place(first_steps):
    """Return the first steps for each place of epsilon."""
    columns = np.column_stack([first_steps(g) for g in FIRST_GRADIENTS])
    return dict(zip(PLACES, columns, strict=True))


def solved_by(chosen):
    """Return how many runs each method solved."""
    return np.sum(chosen[1] <= MOST, axis=1)


def solved(runs):
    """Return how many of twenty runs each step size solved, and their median."""
    return np.array([np.sum(runs[:20] <= MOST, axis=0), np.median(runs[:20], axis=0)])


READINGS = {
    r"\given{w}_\tau - \given{w}_{\tau-1} \approx": {
        r"w_\tau": "found",
        r"w_{\tau-1}": "before",
        r"g_\tau": "-0.3",
        r"\eta": "0.01",
        r"\approx": "1e-3",
    },
}
