"""How far a step of gradient descent may go before it does harm."""

import numpy as np

from snippets.losses import squared_error, squared_error_derivative
from snippets.network import descend, initialise
from snippets.worked_example import deltas, forward, gradients


def random_problem(seed):
    """Return a random sample X, its target T, and parameters.

    A 2-2-1 network. T is uniform in [0, 1), the rest in [-1, 1).
    """
    rng = np.random.default_rng(seed)
    X = rng.uniform(-1, 1, (1, 2))
    T = rng.uniform(0, 1, (1, 1))
    return X, T, initialise(rng, (2, 2, 1), limits=(-1, 1))


def step_lowers_loss(seed, etas=(0.1, 10, 100)):
    """Return, for each step size, whether one step lowers the loss.

    >>> step_lowers_loss(seed=5)
    [True, True, False]
    """
    X, T, parameters = random_problem(seed)
    _, A1, _, A2 = forward(X, parameters)
    dA2, W2 = squared_error_derivative(A2, T), parameters[1][0]
    found = gradients(X, A1, *deltas(dA2, W2, A1, A2))
    lower = []
    for eta in etas:
        after = descend(parameters, found, eta)
        loss = squared_error(forward(X, after)[-1], T)
        lower.append(bool(loss < squared_error(A2, T)))
    return lower
