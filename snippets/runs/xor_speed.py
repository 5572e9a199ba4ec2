"""Count the epochs that XOR takes with each loss, run by run."""

import numpy as np

from snippets.activations import sigmoid
from snippets.checks import look_up
from snippets.network import initialise
from snippets.xor import T, X


def starts(seeds, width):
    """Return [(W1, b1), (W2, b2)] of a network for each seed.

    Each parameter is drawn from U[-width, width). The arrays have
    one more axis in front, one place per run: W1 is (runs, 2, 2).
    """
    rngs = map(np.random.default_rng, seeds)
    limits = -width, width
    runs = [initialise(rng, (2, 2, 1), limits) for rng in rngs]
    return [
        tuple(map(np.stack, zip(*layer, strict=True)))
        for layer in zip(*runs, strict=True)
    ]


# by name of the loss: delta2 from the predictions Y
OUTPUT_ERRORS = {
    "half squared error": lambda Y: (Y - T) * Y * (1 - Y),
    "cross-entropy": lambda Y: Y - T,
}


def side_by_side(parameters, loss):
    """Return Y, (runs, 4, 1), and gradients, one pair per layer.

    All networks see the four rows of XOR. `loss` is a name in
    OUTPUT_ERRORS. Raises ValueError for any other name.
    """
    (W1, b1), (W2, b2) = parameters
    A1 = sigmoid(X @ W1 + b1)  # (runs, 4, 2)
    Y = sigmoid(A1 @ W2 + b2)  # (runs, 4, 1)
    delta2 = look_up("loss", loss, OUTPUT_ERRORS)(Y)
    delta1 = delta2 @ W2.mT * A1 * (1 - A1)
    db1 = delta1.sum(axis=1, keepdims=True)  # (runs, 1, 2)
    db2 = delta2.sum(axis=1, keepdims=True)  # (runs, 1, 1)
    return Y, [(X.T @ delta1, db1), (A1.mT @ delta2, db2)]


def epochs_to_solve(
    parameters, loss, eta, momentum=0, limit=10_000
):
    """Return how many epochs each network needs to get XOR right.

    `parameters` come from `starts`. None stands for a network
    that does not get all four rows right within `limit` epochs.
    Raises ValueError for an unknown loss.
    """
    found = np.full(len(parameters[0][0]), -1)
    left = np.arange(len(found))  # those that still train
    velocity = [(0 * W, 0 * b) for W, b in parameters]
    for epoch in range(limit + 1):
        Y, gradients = side_by_side(parameters, loss)
        right = np.all((Y - 1 / 2) * (T - 1 / 2) > 0, axis=(1, 2))
        found[left[right]] = epoch
        left, on = left[~right], ~right
        if len(left) == 0:
            break
        velocity = [
            (
                momentum * V[on] - eta * dW[on],
                momentum * v[on] - eta * db[on],
            )
            for (V, v), (dW, db) in zip(
                velocity, gradients, strict=True
            )
        ]
        parameters = [
            (W[on] + V, b[on] + v)
            for (W, b), (V, v) in zip(
                parameters, velocity, strict=True
            )
        ]
    return [int(epoch) if epoch >= 0 else None for epoch in found]


def epochs_by_seed(setting):
    """Return `epochs_to_solve` for the runs of one setting.

    `setting` is (loss, width, eta, momentum, first seed, runs).
    """
    loss, width, eta, momentum, first, runs = setting
    parameters = starts(range(first, first + runs), width)
    return epochs_to_solve(parameters, loss, eta, momentum)
