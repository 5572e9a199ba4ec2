"""Four optimisers on a noisy problem, a sparse one, and XOR."""

import numpy as np

from snippets import xor
from snippets.checks import look_up
from snippets.network import (
    forward,
    initialise,
    loss_and_gradients,
)
from snippets.optimizers import adam, momentum, rmsprop, sgd

ETAS = np.logspace(-3, 1, 9)  # two to a factor of 10

METHODS = {
    "gradient descent": sgd,
    "momentum": momentum,
    "RMS scaling": rmsprop,
    "Adam": adam,
}


def noisy(rng, steps=500):
    """Return samples [(X, T), …], X (1, 10), T (1, 1); 1000 tests.

    T is 1 on one side of a random plane, else 0; but one in five
    of the samples to learn from is turned round.
    """
    X = rng.normal(size=(steps + 1000, 10))
    T = (X @ rng.normal(size=(10, 1)) > 0).astype(int)
    turned = rng.uniform(size=(steps, 1)) < 0.2
    T[:steps] = np.where(turned, 1 - T[:steps], T[:steps])
    rows = [(X[[i]], T[[i]]) for i in range(steps)]
    return rows, X[steps:], T[steps:]


def sparse(rng, steps=500):
    """Return samples [(X, T), …], X (1, 100), T (1, 1); 1000 tests.

    Input j is 1 once in 2j samples, else 0. T is 1 where more of
    the inputs that are 1 have odd places than even ones.
    """
    often = 1 / (2 * np.arange(1, 101))
    X = rng.uniform(size=(steps + 1000, 100)) < often
    X = X.astype(int)
    T = (X @ np.resize([1, -1], (100, 1)) > 0).astype(int)
    rows = [(X[[i]], T[[i]]) for i in range(steps)]
    return rows, X[steps:], T[steps:]


# by name: the data, the widths, what each layer does to its sums
PROBLEMS = {
    "noisy": (noisy, (10, 8, 1), ["tanh", "identity"]),
    "sparse": (sparse, (100, 1), ["identity"]),
}


def one_step(layers, gradients, state, method, eta):
    """Return [(W1, b1), …] after a method's step, and its state.

    Raises ValueError for a method that is not in METHODS.
    """
    flat = [P for layer in layers for P in layer]
    dflat = [dP for layer in gradients for dP in layer]
    optimizer = look_up("method", method, METHODS)
    flat, state = optimizer(flat, dflat, state, eta)
    return list(zip(flat[::2], flat[1::2], strict=True)), state


def sample_run(case):
    """Return the wrong of 1000 test answers for each of the ETAS.

    `case` is a problem's name, a method's name, and a seed.
    """
    problem, method, seed = case
    data, widths, acts = look_up("problem", problem, PROBLEMS)
    rng = np.random.default_rng(seed)
    rows, X_test, T_test = data(rng)
    start, found = initialise(rng, widths), []
    for eta in ETAS:
        layers, state = start, None
        for X, T in rows:
            _, gradients = loss_and_gradients(
                X, T, layers, acts, "binary cross-entropy"
            )
            layers, state = one_step(
                layers, gradients, state, method, eta
            )
        Z = forward(X_test, layers, acts)[0][-1]
        found.append(int(np.sum((Z > 0) != T_test)))
    return found


def xor_epochs(case, most=600):
    """Return, for each of the ETAS, the epochs until XOR is solved.

    `case` is a method's name and a seed; `most` + 1 means: not.
    """
    method, seed = case
    acts = ["sigmoid", "sigmoid"]
    rng = np.random.default_rng(seed)
    start, found = initialise(rng, (2, 2, 1), limits=(0, 1)), []
    for eta in ETAS:
        layers, state = start, None
        for epoch in range(most + 1):
            A = forward(xor.X, layers, acts)[1][-1]
            if xor.solved(A, xor.T) or epoch == most:
                break
            _, gradients = loss_and_gradients(
                xor.X, xor.T, layers, acts, "squared error", "half"
            )
            layers, state = one_step(
                layers, gradients, state, method, eta
            )
        found.append(epoch if xor.solved(A, xor.T) else most + 1)
    return found
