"""Hold the network's gradients to three witnesses over random problems: `make witnesses`."""

from collections.abc import Callable, Iterator
from typing import Any

import autograd
import numpy as np

from snippets.activations import ACTIVATIONS
from snippets.gradient_check import relative_difference, slopes
from snippets.network import forward, initialise, loss_and_gradients, network_loss
from snippets.witnesses import central_difference, complex_step
from tools.under_autograd import under_autograd

Pairs = list[tuple[Any, Any]]
Problem = dict[str, Any]
Witness = Callable[[Problem], Pairs]
LOSSES = [
    ("squared error", "sum"),
    ("squared error", "half"),
    ("squared error", "mean"),
    ("binary cross-entropy", "sum"),
    ("binary cross-entropy", "mean"),
    ("softmax cross-entropy", "sum"),
    ("softmax cross-entropy", "mean"),
]
BOUNDS = {"central difference": 1e-6, "complex step": 1e-11, "autograd": 1e-11}


def targets(rng: np.random.Generator, loss: str, n: int, d: int) -> Any:
    """Return targets (n, d) that the loss accepts."""
    if loss == "softmax cross-entropy":
        return np.eye(d)[rng.integers(d, size=n)]
    if loss == "binary cross-entropy":
        return rng.integers(2, size=(n, d))
    return rng.uniform(size=(n, d))


def random_problem(rng: np.random.Generator, number: int) -> Problem:
    """Return the arguments of `loss_and_gradients`; the losses come in turn by number."""
    loss, convention = LOSSES[number % len(LOSSES)]
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
        "convention": convention,
    }


def near_kink(problem: Problem) -> bool:
    """Return whether any sum that a ReLU takes is within 0.001 of its kink."""
    Z, _ = forward(problem["X"], problem["parameters"], problem["activations"])
    kinked = zip(problem["activations"], Z, strict=True)
    return any(name == "relu" and np.abs(z).min() < 1e-3 for name, z in kinked)


def problems(count: int = 100, seed: int = 0) -> Iterator[Problem]:
    """Yield random problems with every activation and loss, none near a kink."""
    rng = np.random.default_rng(seed)
    for number in range(count):
        problem = random_problem(rng, number)
        while near_kink(problem):
            problem = random_problem(rng, number)
        yield problem


def asked(witness: Callable[..., Any]) -> Witness:
    """Return a function of a problem: what a witness in `snippets/` says of its gradients."""

    def answer(problem: Problem) -> Pairs:
        def loss(parameters: Pairs) -> Any:
            return network_loss(**problem | {"parameters": parameters})

        answers: Pairs = slopes(loss, problem["parameters"], witness)
        return answers

    return answer


def by_autograd(problem: Problem) -> Pairs:
    """Return the gradients that HIPS autograd takes of the same text."""
    loss_at = under_autograd("snippets.network").network_loss

    def loss(parameters: Pairs) -> Any:
        return loss_at(**problem | {"parameters": parameters})

    gradients: Pairs = autograd.grad(loss)(problem["parameters"])
    return gradients


WITNESSES: dict[str, Witness] = {
    "central difference": asked(central_difference),
    "complex step": asked(complex_step),
    "autograd": by_autograd,
}


def largest_differences(
    gradients_of: Callable[..., tuple[Any, Pairs]] = loss_and_gradients, count: int = 100
) -> dict[str, float]:
    """Return each witness's largest relative difference to any gradient of `count` problems."""
    largest = dict.fromkeys(WITNESSES, 0.0)
    for problem in problems(count):
        _, gradients = gradients_of(**problem)
        for name, witness in WITNESSES.items():
            for got, want in zip(gradients, witness(problem), strict=True):
                for a, b in zip(got, want, strict=True):
                    largest[name] = max(largest[name], relative_difference(a, b))
    return largest


if __name__ == "__main__":
    print("Largest relative difference of any gradient, 100 random networks")
    for witness, difference in largest_differences().items():
        print(f"  {witness:<20}{difference:.1e}  (bound {BOUNDS[witness]:.0e})")
