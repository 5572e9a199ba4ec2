"""Train an oversized network on few and partly wrong points."""

import numpy as np

from snippets.network import (
    descend,
    forward,
    initialise,
    loss_and_gradients,
)
from snippets.weight_decay import with_decay

ETAS = np.logspace(-1.5, 0.5, 9)  # four to a factor of 10


def points(rng, n):
    """Return X (n, 2), uniform in [-1, 1), and T (n, 1).

    A target is 1 inside a disc with half the area of the square,
    and 0 outside it.
    """
    X = rng.uniform(-1, 1, (n, 2))
    squares = np.sum(X**2, axis=1, keepdims=True)
    return X, (squares < 2 / np.pi).astype(int)


def problem(seed):
    """Return X, T for training, X, T for testing, and a start.

    The first 10 of the 50 training targets are wrong; those of the
    1000 test points are right. The network is 2-30-1.
    """
    rng = np.random.default_rng(seed)
    X, T = points(rng, 50)
    T[:10] = 1 - T[:10]
    return X, T, *points(rng, 1000), initialise(rng, (2, 30, 1))


NETWORK = ["tanh", "identity"], "binary cross-entropy", "mean"


def train_with_decay(parameters, X, T, eta, lam, steps=2000):
    """Return [(W1, b1), (W2, b2)] after full-batch steps.

    The loss is the mean cross-entropy plus the penalty.
    """
    for _ in range(steps):
        _, gradients = loss_and_gradients(
            X, T, parameters, *NETWORK
        )
        gradients = with_decay(gradients, parameters, lam)
        parameters = descend(parameters, gradients, eta)
    return parameters


def wrong(X, T, parameters):
    """Return how many predictions are on the wrong side of 0.5."""
    _, A = forward(X, parameters, NETWORK[0])
    return int(np.sum((A[-1] > 0) != T))


def decay_run(lam_and_seed):
    """Return [wrong, wrong in test, norm] for each of the ETAS.

    `wrong` counts the training points, and the norm is that of all
    weights after training. `lam_and_seed` is a pair.
    """
    lam, seed = lam_and_seed
    X, T, X_test, T_test, start = problem(seed)
    found = []
    for eta in ETAS:
        trained = train_with_decay(start, X, T, eta, lam)
        squares = sum(np.sum(W**2) for W, _ in trained)
        size = round(float(np.sqrt(squares)), 2)
        in_training = wrong(X, T, trained)
        in_test = wrong(X_test, T_test, trained)
        found.append([in_training, in_test, size])
    return found
