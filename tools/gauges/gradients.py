"""Compare the network's gradients with three independent checks: `make gradients`."""

from collections.abc import Callable
from typing import Any

import autograd
import numpy as np

from snippets.gradient_check import relative_difference
from snippets.network import loss_and_gradients, network_loss
from snippets.numerical_gradients import central_difference, complex_step, numerical_gradient
from tools.gauges.random_networks import Problem, in_precision, problems
from tools.gauges.under_autograd import under_autograd

Pairs = list[tuple[Any, Any]]
Check = Callable[[Problem], Pairs]
BOUNDS = {"central difference": 1e-6, "complex step": 1e-11, "autograd": 1e-11}
# What each check may differ by. Central differences are left out where the rounding of the loss,
# divided by h, hides the gradient. In float32 it is the gradient that is rounded, for the checks
# compute in float64: where terms cancel, a rounding of 1e-7 grows to 6e-5 in the worst of 1,500
# problems.
EXACT = {name: BOUNDS[name] for name in ("complex step", "autograd")}
BOUNDS_OF = {
    "plain": BOUNDS,
    "weights times 1 to 100": EXACT,
    "sure and right": EXACT,
    "float32": dict.fromkeys(BOUNDS, 1e-4),
}
TINY = 1e-280  # below it the complex step's product with h = 1e-20 leaves a float's range


def asked(method: Callable[..., Any]) -> Check:
    """Return a function of a problem: the gradients that a method of `snippets/` finds."""

    def answer(problem: Problem) -> Pairs:
        def loss(parameters: Pairs) -> Any:
            return network_loss(**problem | {"parameters": parameters})

        answers: Pairs = numerical_gradient(loss, problem["parameters"], method)
        return answers

    return answer


def by_autograd(problem: Problem) -> Pairs:
    """Return the gradients that HIPS autograd computes from the same code."""
    loss_at = under_autograd("snippets.network").network_loss

    def loss(parameters: Pairs) -> Any:
        return loss_at(**problem | {"parameters": parameters})

    with np.errstate(over="ignore"):  # its tanh' is 1 / cosh², whose cosh may overflow
        gradients: Pairs = autograd.grad(loss)(problem["parameters"])
    return gradients


CHECKS: dict[str, Check] = {
    "central difference": asked(central_difference),
    "complex step": asked(complex_step),
    "autograd": by_autograd,
}


def difference(a: Any, b: Any) -> float:
    """Return the relative difference, counting numbers below TINY as 0."""
    return 0.0 if max(np.abs(a).max(), np.abs(b).max()) < TINY else relative_difference(a, b)


def largest_differences(
    gradients_of: Callable[..., tuple[Any, Pairs]] = loss_and_gradients,
    count: int = 100,
    family: str = "plain",
) -> dict[str, float]:
    """Return each check's largest relative difference to any gradient of `count` problems."""
    largest = dict.fromkeys(BOUNDS_OF[family], 0.0)
    for problem in problems(count, family=family):
        _, gradients = gradients_of(**problem)
        exact = in_precision(problem, np.float64)
        for name in largest:
            for got, want in zip(gradients, CHECKS[name](exact), strict=True):
                for a, b in zip(got, want, strict=True):
                    largest[name] = max(largest[name], difference(a, b))
    return largest


if __name__ == "__main__":
    print("Largest relative difference of any gradient, 100 random networks of each family")
    for family, bounds in BOUNDS_OF.items():
        print(family)
        for check, found in largest_differences(family=family).items():
            print(f"  {check:<20}{found:.1e}  (bound {bounds[check]:.0e})")
