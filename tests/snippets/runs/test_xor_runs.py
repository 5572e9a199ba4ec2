import numpy as np

from snippets.losses import squared_error
from snippets.network import initialise
from snippets.runs import xor_runs
from snippets.worked_example import forward
from snippets.xor import T, X, X_printed, train
from tests.snippets.conftest import refuses


def loss_after(rows, seed, epochs):
    start = initialise(np.random.default_rng(seed), (2, 2, 1), limits=(0, 1))
    parameters, _ = train(start, rows, T, epochs=epochs)
    return round(squared_error(forward(rows, parameters)[-1], T), 4)


def test_an_unsolved_run_goes_on_from_where_it_was():
    found = xor_runs.outcome(X, T, 0, lengths=(3, 4, 5))
    assert found == [[False, loss_after(X, 0, epochs)] for epochs in (3, 7, 12)]


def test_a_solved_run_does_not_go_on():
    assert xor_runs.outcome(X_printed, T, 0, lengths=(10_000, 3)) == [
        [True, loss_after(X_printed, 0, 10_000)]
    ]


def test_each_experiment_takes_its_data_and_the_seed(monkeypatch):
    seen = []
    monkeypatch.setattr(xor_runs, "outcome", lambda *arguments: seen.append(arguments))
    xor_runs.xor_run(7)
    xor_runs.printed_run(8)
    assert [(rows.tolist(), seed) for rows, _, seed in seen] == [
        (X.tolist(), 7),
        (X_printed.tolist(), 8),
    ]
    assert all(targets is T for _, targets, _ in seen)


test_a_length_that_is_no_count_is_named = refuses(
    (lambda: xor_runs.outcome(X, T, 0, lengths=(-1,)), "epochs: got -1")
)
