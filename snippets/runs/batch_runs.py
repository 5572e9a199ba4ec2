"""Train on noisy points of a curve, a batch at a time."""

import numpy as np

from snippets.batches import batches
from snippets.network import (
    descend,
    initialise,
    loss_and_gradients,
    network_loss,
)
from snippets.xor import check_schedule


def problem(seed):
    """Return X and T, (64, 1) each, and a 1-8-1 network's start.

    X is uniform in [-1, 1), T is sin(3x) and noise of spread 0.3.
    """
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1, 1, (64, 1))
    T = np.sin(3 * X) + rng.normal(0, 0.3, (64, 1))
    return X, T, initialise(rng, (1, 8, 1))


NETWORK = ["tanh", "identity"], "squared error", "mean"


def mean_loss(parameters, X, T):
    """Return the mean loss of the rows of X, one number."""
    return network_loss(X, T, parameters, *NETWORK)


def mean_gradients(parameters, X, T):
    """Return the gradients [(dW1, db1), …] of `mean_loss`."""
    return loss_and_gradients(X, T, parameters, *NETWORK)[1]


# by name: the numbers of the rows, in order, of one epoch
ORDERS = {
    "shuffled": lambda X, rng: rng.permutation(len(X)),
    "drawn": lambda X, rng: rng.integers(len(X), size=len(X)),
    "as they came": lambda X, rng: np.arange(len(X)),
    "sorted": lambda X, rng: np.argsort(X[:, 0]),
}


def train_in_batches(
    parameters, X, T, size, eta, epochs, rng, order="shuffled"
):
    """Return the parameters, and the losses of all rows together.

    The losses are those before the first epoch and after each; a
    run whose loss is not below 100 has diverged, and ends there.
    Raises ValueError for a bad size, eta, epochs or shape.
    """
    check_schedule(eta, epochs)
    losses = [mean_loss(parameters, X, T)]
    while len(losses) <= epochs and losses[-1] < 100:
        rows = ORDERS[order](X, rng)
        for X_part, T_part in batches(X, T, size, rows):
            gradients = mean_gradients(parameters, X_part, T_part)
            parameters = descend(parameters, gradients, eta)
        losses.append(mean_loss(parameters, X, T))
    return parameters, losses


ETAS = [round(10 ** (k / 4 - 2), 4) for k in range(9)]
MARKS = [0, 1, 2, 3, 5, 7, 10, 15, 20, 25, 30, 35, 40, 45, 50]


def batch_run(run):
    """Return the losses after MARKS epochs; None once diverged.

    `run` is (order, size, eta, seed).
    """
    order, size, eta, seed = run
    X, T, start = problem(seed)
    rng = np.random.default_rng([seed, 1])
    _, losses = train_in_batches(
        start, X, T, size, eta, MARKS[-1], rng, order
    )
    losses += [np.inf] * (MARKS[-1] + 1 - len(losses))
    marked = [float(losses[mark]) for mark in MARKS]
    return [round(L, 4) if L < 100 else None for L in marked]


def last_losses(method):
    """Return the loss after the last epoch for each of ETAS.

    `method` is (order, size, seed).
    """
    order, size, seed = method
    return [batch_run((order, size, eta, seed))[-1] for eta in ETAS]
