"""How often training from a random start succeeds, by seed."""

import numpy as np

from snippets.losses import squared_error
from snippets.network import initialise
from snippets.worked_example import forward
from snippets.xor import T, X, X_printed, solved, train


def outcome(X, T, seed, lengths=(10_000, 20_000)):
    """Return [solved, loss] after each length, up to success.

    A run that is not solved goes on from where it is.
    Raises ValueError for a length that `train` would not take.
    """
    rng = np.random.default_rng(seed)
    parameters = initialise(rng, (2, 2, 1), limits=(0, 1))
    found = []
    for epochs in lengths:
        parameters, _ = train(parameters, X, T, epochs=epochs)
        A2 = forward(X, parameters)[-1]
        loss = float(squared_error(A2, T))
        found.append([solved(A2, T), round(loss, 4)])
        if solved(A2, T):
            break
    return found


def xor_run(seed):
    """Return the outcome of training on XOR from a seed."""
    return outcome(X, T, seed)


def printed_run(seed):
    """Return the outcome on the walk-through's data."""
    return outcome(X_printed, T, seed)
