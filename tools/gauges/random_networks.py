"""Random problems of several families, to test the network's gradients on: see `gradients.py`."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from typing import Any

import numpy as np

from snippets.activations import ACTIVATIONS
from snippets.network import forward, initialise

Problem = dict[str, Any]
LOSSES = [
    ("squared error", "sum"),
    ("squared error", "half"),
    ("squared error", "mean"),
    ("binary cross-entropy", "sum"),
    ("binary cross-entropy", "mean"),
    ("softmax cross-entropy", "sum"),
    ("softmax cross-entropy", "mean"),
]


def targets(rng: np.random.Generator, loss: str, n: int, d: int) -> Any:
    """Return targets (n, d) that the loss accepts."""
    if loss == "softmax cross-entropy":
        return np.eye(d)[rng.integers(d, size=n)]
    if loss == "binary cross-entropy":
        return rng.integers(2, size=(n, d))
    return rng.uniform(size=(n, d))


def random_problem(rng: np.random.Generator, loss: str, reduction: str) -> Problem:
    """Return the arguments of `loss_and_gradients`."""
    n, depth = int(rng.integers(1, 7)), int(rng.integers(1, 5))
    widths = [int(d) for d in rng.integers(1, 6, size=depth + 1)]
    if loss == "softmax cross-entropy":
        widths[-1] = max(2, widths[-1])  # of one class there is nothing to learn
    activations = [str(name) for name in rng.choice(list(ACTIVATIONS), size=depth)]
    if loss != "squared error":
        activations[-1] = "identity"
    parameters = [(W, rng.normal(size=b.shape)) for W, b in initialise(rng, widths)]
    return {
        "X": rng.normal(size=(n, widths[0])),
        "T": targets(rng, loss, n, widths[-1]),
        "parameters": parameters,
        "activations": activations,
        "loss": loss,
        "reduction": reduction,
    }


def near_kink(problem: Problem) -> bool:
    """Return whether the pre-activation of any ReLU is within 0.001 of its kink."""
    Z, _ = forward(problem["X"], problem["parameters"], problem["activations"])
    kinked = zip(problem["activations"], Z, strict=True)
    return any(name == "relu" and np.abs(z).min() < 1e-3 for name, z in kinked)


def scaled(rng: np.random.Generator, problem: Problem) -> Problem:
    """Return one sample, the parameters 1 to 100 times as large: saturated units, tiny slopes.

    With several samples the errors of opposite sign would cancel in the sums for the biases, and
    then neither the gradient nor a check has the digits.
    """
    factor = 10 ** rng.uniform(0, 2)
    parameters = [(factor * W, factor * b) for W, b in problem["parameters"]]
    return problem | {"X": problem["X"][:1], "T": problem["T"][:1], "parameters": parameters}


def confident(rng: np.random.Generator, problem: Problem) -> Problem:
    """Return a problem whose labels are the answers, the least sure by a logit of 5 to 40."""
    *layers, (W, b) = problem["parameters"]
    Z = forward(problem["X"], problem["parameters"], problem["activations"])[0][-1]
    if problem["loss"] == "softmax cross-entropy":
        T, ordered = np.eye(Z.shape[1])[Z.argmax(axis=1)], np.sort(Z)
        least = np.min(ordered[:, -1] - ordered[:, -2])
    else:
        T, least = (Z > 0).astype(int), np.abs(Z).min()
    factor = rng.uniform(5, 40) / least
    return problem | {"T": T, "parameters": [*layers, (factor * W, factor * b)]}


def in_precision(problem: Problem, kind: type) -> Problem:
    """Return a problem, all its numbers in float32 or float64."""
    parameters = [(W.astype(kind), b.astype(kind)) for W, b in problem["parameters"]]
    data = {key: problem[key].astype(kind) for key in ("X", "T")}
    return problem | data | {"parameters": parameters}


def unchanged(rng: np.random.Generator, problem: Problem) -> Problem:
    """Return the problem."""
    return problem


def in_float32(rng: np.random.Generator, problem: Problem) -> Problem:
    """Return the problem in single precision."""
    return in_precision(problem, np.float32)


# by name: the losses, which come in turn, and what is done to a problem
FAMILIES: dict[str, tuple[Sequence[tuple[str, str]], Callable[..., Problem]]] = {
    "plain": (LOSSES, unchanged),
    "weights times 1 to 100": (LOSSES, scaled),
    "sure and right": (LOSSES[3:], confident),
    "float32": (LOSSES, in_float32),
}


def problems(count: int = 100, seed: int = 0, family: str = "plain") -> Iterator[Problem]:
    """Yield random problems, the losses in turn and every activation, none near a kink."""
    rng = np.random.default_rng(seed)
    losses, change = FAMILIES[family]
    for loss in islice(cycle(losses), count):
        problem = change(rng, random_problem(rng, *loss))
        while near_kink(problem):
            problem = change(rng, random_problem(rng, *loss))
        yield problem
