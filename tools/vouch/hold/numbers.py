"""Evaluate the expressions of a binding, and write their values as the page's numbers show them."""

import ast
from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from tools.vouch.sandbox.guard import told
from tools.vouch.source.config import handed
from tools.vouch.source.errors import PageError
from tools.vouch.source.numbers import Binding, Numeral


def flatten(value: object) -> Iterator[object]:
    """Yield the numbers and texts in a value, row by row."""
    if isinstance(value, (list, tuple, np.ndarray)):
        for part in value:
            yield from flatten(part)
    else:
        yield value


def evaluate(code: str, namespace: Mapping[str, Any]) -> list[object]:
    """Return the values of expressions that are split by `;`, arrays flattened."""
    values: list[object] = []
    for statement in ast.parse(code).body:
        if not isinstance(statement, ast.Expr):
            raise SyntaxError(f"{ast.unparse(statement)!r} is not an expression")
        expression = compile(ast.Expression(statement.value), "<binding>", "eval")
        values += flatten(eval(expression, {"quoted": handed("quoted"), **namespace}))
    return values


def written(value: object, numeral: Numeral) -> str:
    """Return the value as text with the digits, separators and signs that the number shows.

    A text (a quotation) is returned as it is. Raises ValueError for what is no finite number,
    and for a fraction where the page shows an integer.
    """
    if isinstance(value, str):
        if not value.replace("\u202f", "").replace("\u00a0", "").isprintable():
            raise ValueError(f"{value!r} is a text that a page cannot show")
        return value
    if isinstance(value, (bool, np.bool_)) or not isinstance(value, (int, float, np.number)):
        raise ValueError(f"{value!r} is not a number")
    if isinstance(value, (complex, np.complexfloating)) or not np.isfinite(value):
        raise ValueError(f"{value} is not a finite real number")
    number = float(value) * (100 if numeral.percent else 1)
    whole = not (numeral.decimals or numeral.exponent or numeral.percent)
    if whole and number != round(number):
        raise ValueError(f"{number} is shown as an integer: show digits, or round it")
    if numeral.exponent:
        mantissa, _, power = f"{number:.{numeral.decimals}e}".partition("e")
        times = rf"\times 10^{{{int(power)}}}" if numeral.tex else f"e{int(power)}"
        text = mantissa + times
    else:
        text = f"{number:z{',' if numeral.thousands else ''}.{numeral.decimals}f}"
    if numeral.tex:
        return text.replace(",", "{,}") + numeral.percent
    return text.replace("-", "−", 1) + numeral.percent if text[0] == "-" else text + numeral.percent


def same(shown: str, right: str) -> bool:
    """Return whether two writings of a number differ in spaces and kind of minus only."""
    plain = [text.replace("−", "-").replace(" ", "") for text in (shown, right)]
    loose = [text.replace(r"\cdot", r"\times").replace("{", "").replace("}", "") for text in plain]
    return loose[0] == loose[1]


def corrections(
    binding: Binding, namespace: Mapping[str, Any], page: str
) -> list[tuple[Numeral, str]]:
    """Return the numbers of a binding that are not what is computed, each with what is."""
    source = f"<!--= {binding.code} -->"
    try:
        values = evaluate(binding.code, namespace)
    except Exception as error:
        raise PageError(page, binding.line, f"{source} {told(error)}") from error
    if len(values) != len(binding.numerals):
        stand = ", ".join(numeral.text for numeral in binding.numerals)
        count = f"{len(values)} values for {len(binding.numerals)} numbers ({stand})"
        raise PageError(page, binding.line, f"{source} is ambiguous: {count}")
    wrong = []
    for numeral, value in zip(binding.numerals, values, strict=True):
        try:
            right = written(value, numeral)
        except ValueError as error:
            raise PageError(page, binding.line, f"{source}: {error}") from None
        if not same(numeral.text, right):
            wrong.append((numeral, right))
    return wrong
