"""Write the steps of a network's passes as lines: in symbols, and with their numbers put in."""

import math
import re
from collections.abc import Mapping

from tools.figures.network_steps import FACTOR, Step, worth
from tools.figures.worked_example import significant

NAME = re.compile(r"(?P<slope>∂?)(?P<letter>\w)(?:\^(?P<layer>\d))?(?:_(?P<index>\d+))?")


def number(name: str, value: float) -> str:
    """Return a number as the figure shows it: a given one without the zeros at its end."""
    text = significant(value)
    if name[0] not in "xwbt":
        return text
    digits, sign, power = text.partition("e")
    return (digits.rstrip("0").rstrip(".") if "." in digits else digits) + sign + power


def symbol(name: str) -> str:
    """Return a symbol such as ∂w^1_12 as HTML."""
    match = NAME.fullmatch(name)
    if match is None:
        raise ValueError(f"symbol: got {name!r}, want one letter, then ^layer and _index")
    layer, index = match["layer"], match["index"]
    text = f"{match['slope'] and '∂L/∂'}<i>{match['letter'].replace('y', 'ŷ')}</i>"
    text += f"<sup>({layer})</sup>" if layer else ""
    return text + (f"<sub>{index}</sub>" if index else "")


def in_symbols(factor: str) -> str:
    """Return a factor as HTML."""
    z, a, p, q, digit, name = FACTOR.fullmatch(factor).groups()  # type: ignore[union-attr]
    if z:
        return f"σ({symbol(z)})"
    if a:
        return f"{symbol(a)}(1 − {symbol(a)})"
    return f"({symbol(p)} − {symbol(q)})" if p else digit or symbol(name)


def in_numbers(factor: str, values: Mapping[str, float], first: bool) -> str:
    """Return the number of a factor; negative ones are in brackets, except in first place."""
    z, _, p, _, digit, name = FACTOR.fullmatch(factor).groups()  # type: ignore[union-attr]
    if z:
        return f"σ({number(z, values[z])})"
    text = digit or number(name or "σ", worth(factor, values))
    return f"({text})" if p or (text.startswith("−") and not first) else text


def lines(step: Step, values: Mapping[str, float]) -> tuple[str, str]:
    """Return a step in symbols, as HTML, and the same with its numbers put in."""
    formula = " + ".join(" · ".join(map(in_symbols, term)) for term in step.terms)
    products = [
        " · ".join(in_numbers(factor, values, i == j == 0) for j, factor in enumerate(term))
        for i, term in enumerate(step.terms)
    ]
    parts = [" + ".join(products)]
    if step.result.startswith("∂") and len(step.terms) > 1:
        shown = [
            significant(math.prod(worth(factor, values) for factor in term)) for term in step.terms
        ]
        rest = [f"({text})" if text.startswith("−") else text for text in shown[1:]]
        parts.append(" + ".join([shown[0], *rest]))
    value = number(step.result, values[step.result])
    if parts != [value]:
        parts.append(value)
    return f"{symbol(step.result)} = {formula}", f"= {' = '.join(parts)}"
