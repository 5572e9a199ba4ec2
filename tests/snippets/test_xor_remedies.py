import numpy as np
import pytest

from snippets.network import initialise
from snippets.runs.xor_speed import epochs_to_solve, starts
from snippets.worked_example import forward
from snippets.xor import T, X, solved, train
from snippets.xor_remedies import predictions_after


def start(limits=(0, 1)):
    return initialise(np.random.default_rng(3), (2, 2, 1), limits=limits)


def test_without_momentum_it_is_the_training_of_the_chapter():
    parameters, _ = train(start(), X, T, epochs=300)
    found = predictions_after(start(), "squared error", 0.05, epochs=300)
    assert np.allclose(found, forward(X, parameters)[-1], rtol=1e-12, atol=0)


@pytest.mark.parametrize(
    ("loss", "name", "eta"),
    [("squared error", "half squared error", 0.5), ("cross-entropy", "cross-entropy", 0.25)],
)
def test_with_momentum_it_is_solved_when_the_experiment_says(loss, name, eta):
    # half the loss with twice the step is the same run
    half = eta if loss == "cross-entropy" else 2 * eta
    (epoch,) = epochs_to_solve(starts([3], 0.5), name, half, 0.9)
    verdicts = [
        solved(predictions_after(start((-0.5, 0.5)), loss, eta, 0.9, epochs), T)
        for epochs in (epoch - 1, epoch)
    ]
    assert verdicts == [False, True]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: predictions_after(start(), "hinge", 0.1), "loss: got 'hinge'"),
        (lambda: predictions_after(start(), "squared error", 0), "eta: got 0"),
        (lambda: predictions_after(start(), "squared error", 0.1, epochs=1.5), "epochs: got 1.5"),
    ],
)
def test_bad_input_is_named(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()
