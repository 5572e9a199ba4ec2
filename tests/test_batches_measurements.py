"""The measurements behind the page on batches: what they quote."""

import json
from pathlib import Path

import numpy as np

from snippets.batches import flat, spread
from snippets.runs.batch_runs import ETAS, MARKS, mean_gradients, train_in_batches


def late(start, X, T):
    """Return the parameters after fifty epochs in batches of four."""
    return train_in_batches(start, X, T, 4, 0.1, 50, np.random.default_rng(1))[0]


def sizes_of(*gradients):
    """Return the length of the mean of each, and its spread."""
    return [[np.linalg.norm(G.mean(axis=0)), spread(G)] for G in gradients]


def gradients_of(parameters, X, T):
    """Return the gradient of each row, (N, p)."""
    rows = zip(X, T, strict=True)
    return np.array([flat(mean_gradients(parameters, x[None], t[None])) for x, t in rows])


def noise_of_four(G):
    """Return the noise of four rows over the length of the mean."""
    return spread(G) / 2 / np.linalg.norm(G.mean(axis=0))


def kept(name, *shape):
    """Return what a long experiment was asked and found."""
    record = json.loads(Path(f"docs/assets/experiments/{name}.json").read_text(encoding="utf-8"))
    return record["arguments"], np.array(record["results"], float).reshape(7, 20, *shape)


(tuned, tuning), (shown, reported) = kept("batch-rates", 9), kept("batch-curves", 15)
best = np.median(np.where(np.isnan(tuning), np.inf, tuning), axis=1).argmin(axis=1)
etas = [ETAS[k] for k in best]
middle = np.quantile(reported, [0.25, 0.5, 0.75], axis=1).transpose(1, 0, 2)
by_size = [
    [n, 50 * 64 // n, eta, *m[:, -1]]
    for n, eta, m in zip((1, 4, 16, 64), etas, middle, strict=False)
]
by_order = [[m[:, MARKS.index(5)][1], *m[:, -1]] for m in middle[[1, 5, 4, 6]]]
tuned_fewer = int(np.sum(tuning[5, :, best[5]] < tuning[1, :, best[1]]))


def fewer(k):
    """Return on how many seeds a method ends lower than batches of four."""
    return int(np.sum(reported[k, :, -1] < reported[1, :, -1]))


def test_the_reported_runs_have_the_best_rates_and_seeds_of_their_own():
    assert etas == [method[2] for method in shown[::20]]
    assert not {run[-1] for run in tuned} & {run[-1] for run in shown}


def test_at_the_largest_rate_every_run_of_every_size_diverges():
    assert np.all(np.isnan(tuning[:, :, -1]))
