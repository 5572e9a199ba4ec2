"""The steps of both passes through a 2-2-1 or 2-2-2 network, each a sum of products, as data.

A factor is a symbol such as w^1_12, the number 2, a difference "y − t", a slope "y(1 − y)", or a
sigmoid "σ(z^2)". ∂ before a symbol means the gradient of the loss with respect to it.
"""

import math
import re
from collections.abc import Mapping
from typing import NamedTuple

FACTOR = re.compile(r"σ\((.+)\)|([^(]+)\(1 − .+\)|(.+) − (.+)|(\d)|(.+)")
ORDINALS = ("first", "second")


class Step(NamedTuple):
    """What happens, which quantity it gives, and the products whose sum that is."""

    words: str
    result: str
    terms: list[list[str]]


def numbered(name: str, k: int, of: int) -> str:
    """Return a symbol of the output layer: without an index where there is one output."""
    return name if of == 1 else f"{name}_{k}"


def steps(outputs: int) -> list[Step]:
    """Return the steps from the inputs to the loss, and back to the last gradient."""
    ks = range(1, outputs + 1)

    def at(name: str, k: int) -> str:
        return numbered(name, k, outputs)

    def w2(j: int, k: int) -> str:
        return f"w^2_{j}" if outputs == 1 else f"w^2_{j}{k}"

    def named(k: int) -> str:
        return "the output unit" if outputs == 1 else f"the {ORDINALS[k - 1]} output unit"

    def slope(a: str) -> str:
        return f"{a}(1 − {a})"

    found = []
    for j in (1, 2):
        unit = f"the {ORDINALS[j - 1]} hidden unit"
        terms = [[f"x_{i}", f"w^1_{i}{j}"] for i in (1, 2)]
        found += [
            Step(f"forward: the pre-activation of {unit}", f"z^1_{j}", [*terms, [f"b^1_{j}"]]),
            Step(f"forward: the activation of {unit}", f"a^1_{j}", [[f"σ(z^1_{j})"]]),
        ]
    for k in ks:
        terms = [[f"a^1_{j}", w2(j, k)] for j in (1, 2)]
        z = at("z^2", k)
        found += [
            Step(f"forward: the pre-activation of {named(k)}", z, [*terms, [at("b^2", k)]]),
            Step(f"forward: the activation of {named(k)}", at("y", k), [[f"σ({z})"]]),
        ]
    misses = [f"{at('y', k)} − {at('t', k)}" for k in ks]
    found.append(Step("forward: the loss", "L", [[miss, miss] for miss in misses]))
    for k, miss in zip(ks, misses, strict=True):
        y, delta = at("y", k), at("δ^2", k)
        found += [
            Step("from the loss to the prediction", f"∂{y}", [["2", miss]]),
            Step(f"through {named(k)}", delta, [[f"∂{y}", slope(y)]]),
        ]
    for k in ks:
        delta = at("δ^2", k)
        found += [
            Step("the gradient of an output weight", f"∂{w2(j, k)}", [[delta, f"a^1_{j}"]])
            for j in (1, 2)
        ]
        bias = f"the gradient of {'the' if outputs == 1 else 'an'} output bias"
        found.append(Step(bias, f"∂{at('b^2', k)}", [[delta]]))
    for j in (1, 2):
        a, delta = f"a^1_{j}", f"δ^1_{j}"
        back = [[at("δ^2", k), w2(j, k)] for k in ks]
        words = "back across a connection" if outputs == 1 else "back across two connections"
        found += [
            Step(words, f"∂{a}", back),
            Step(f"through the {ORDINALS[j - 1]} hidden unit", delta, [[f"∂{a}", slope(a)]]),
        ]
        found += [
            Step("the gradient of a hidden weight", f"∂w^1_{i}{j}", [[delta, f"x_{i}"]])
            for i in (1, 2)
        ]
        found.append(Step("the gradient of a hidden bias", f"∂b^1_{j}", [[delta]]))
    return found


def worth(factor: str, values: Mapping[str, float]) -> float:
    """Return the value of a factor."""
    match = FACTOR.fullmatch(factor)
    if match is None:
        raise ValueError(f"factor: got {factor!r}, want a symbol, a digit, p − q, a(1 − a) or σ(z)")
    z, a, p, q, digit, name = match.groups()
    if z:
        return 1 / (1 + math.exp(-values[z]))
    if a:
        return values[a] * (1 - values[a])
    if p:
        return values[p] - values[q]
    return float(digit) if digit else values[name]
