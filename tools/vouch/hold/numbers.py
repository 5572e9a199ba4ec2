"""Evaluate the expressions of a binding, and write their values as the page's numbers show them.

An expression uses the page's names, and those that pyproject.toml gives under [tool.vouch.names].
"""

import ast
import builtins
import contextlib
import re
from collections.abc import Iterator, Mapping
from types import CodeType
from typing import Any

import numpy as np

from tools.vouch.hold.known import known
from tools.vouch.sandbox.guard import told
from tools.vouch.source.numbers import Binding, Numeral
from tools.vouch.source.page import Page

OURS = {"np", "named", *dir(builtins)}  # names that stand for no setting


def flatten(value: object) -> Iterator[object]:
    """Yield the numbers and texts in a value, row by row; of a table's key, its numbers."""
    if isinstance(value, dict):
        for key, row in value.items():
            yield from (part for part in flatten(key) if not isinstance(part, str))
            yield from flatten(row)
    elif isinstance(value, np.ndarray):
        yield from value.ravel()
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from flatten(part)
    else:
        yield value


def displayed(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the expressions that give an expression's values, one by one where it lists them."""
    match node:
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts):
            for part in parts:
                yield from displayed(part)
        case ast.Starred(value=part) | ast.Call(func=ast.Name(id="named"), args=[_, _, part]):
            yield from displayed(part)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (*displayed(body), *displayed(orelse))
        case _:
            yield node


def loaded(node: ast.AST) -> set[str]:
    """Return the names that an expression uses, without those that it defines."""
    names = [part for part in ast.walk(node) if isinstance(part, ast.Name)]
    made = {name.id for name in names if not isinstance(name.ctx, ast.Load)}
    made |= {part.arg for part in ast.walk(node) if isinstance(part, ast.arg)}
    return {name.id for name in names} - made


def literals(node: ast.AST) -> set[object]:
    """Return the literals of an expression: numbers without their sign, and texts."""
    found: set[object] = set()
    for part in ast.walk(node):
        if isinstance(part, ast.Constant):
            found.add(part.value)
            if isinstance(part.value, (int, float, str)):
                with contextlib.suppress(ValueError):
                    found.add(abs(float(part.value)))
    return found


def check_computed(node: ast.expr, names: Mapping[str, Any]) -> None:
    """Raise ValueError for an expression without names whose value is one of its literals."""
    for part in displayed(node):
        if loaded(part) - OURS:
            continue
        values = flatten(eval(compiled(part), dict(names)))
        for value in values:
            bare = abs(float(value)) if isinstance(value, (int, float, np.number)) else value
            if bare in literals(part):
                sentence = f"compares {value} with itself: bind it to the name that sets it"
                raise ValueError(f"{ast.unparse(part)} {sentence}")


def compiled(node: ast.expr) -> CodeType:
    """Return the code of an expression."""
    return compile(ast.Expression(node), "<binding>", "eval")


def evaluate(code: str, namespace: Mapping[str, Any]) -> list[object]:
    """Return the values of expressions that are split by `;`; ValueError where one is a literal."""
    values: list[object] = []
    for statement in ast.parse(code).body:
        if not isinstance(statement, ast.Expr):
            raise SyntaxError(f"{ast.unparse(statement)!r} is not an expression")
        node = statement.value
        names = {**known(loaded(node)), **namespace}
        check_computed(node, names)
        values.append(eval(compiled(node), names))
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
        raise ValueError(f"{number} is shown as an integer: show decimals, or round it")
    if numeral.exponent:
        mantissa, _, power = f"{number:.{numeral.decimals}e}".partition("e")
        times = rf"\times 10^{{{int(power)}}}" if numeral.tex else f"e{int(power)}"
        text = mantissa + times
        if numeral.text.startswith("10^"):
            text = text.removeprefix(r"1\times ")
    else:
        text = f"{number:z{numeral.thousands}.{numeral.decimals}f}"
    if numeral.tex:
        return text.replace(",", "{,}") + numeral.percent
    return text.replace("-", "−", 1) + numeral.percent if text[0] == "-" else text + numeral.percent


def same(shown: str, right: str) -> bool:
    """Return whether two writings of a number differ only in spaces and the kind of minus."""
    plain = [text.replace("−", "-").replace(" ", "") for text in (shown, right)]
    loose = [text.replace(r"\cdot", r"\times").replace("{", "").replace("}", "") for text in plain]
    return loose[0] == loose[1]


ROW = re.compile(r"^[ \t>]*\|(.*)\|[ \t]*$", re.MULTILINE)
MARKUP = re.compile(r"<!--.*?-->|[*`$]")


def cells(text: str) -> list[list[str]]:
    """Return the cells of a Markdown table without markup, its line of dashes left out."""
    rows = [re.split(r"(?<!\\)\|", MARKUP.sub("", match[1])) for match in ROW.finditer(text)]
    return [[cell.strip() for cell in row] for place, row in enumerate(rows) if place != 1]


def check_keys(found: list[object], text: str) -> None:
    """Raise ValueError unless the keys of a dict are what the rows, and in them the heads, say.

    A key of several parts says what the first cells of its row hold; numbers are compared as such.
    """
    for value in found:
        if not isinstance(value, dict):
            continue
        heads, *rows = cells(text) or [[]]
        if len(rows) != len(value):
            raise ValueError(f"has {len(value)} keys, and the table {len(rows)} rows")
        for cell, (key, row) in zip(rows, value.items(), strict=True):
            parts = key if isinstance(key, tuple) else (key,)
            agree(cell[: len(parts)], parts, "row")
            if isinstance(row, dict):
                agree([head for head in heads if head in row], tuple(row), "head")


def agree(shown: list[str], parts: tuple[object, ...], what: str) -> None:
    """Raise ValueError for the first text of a key that a table does not show in its place."""
    if len(shown) != len(parts):
        raise ValueError(f"has {parts}, and the table no such {what}s but {shown}")
    for cell, part in zip(shown, parts, strict=True):
        if isinstance(part, str) and cell != part:
            raise ValueError(f"has the {what} {part!r} where the table has {cell!r}")


def corrections(
    binding: Binding, namespace: Mapping[str, Any], page: Page
) -> list[tuple[Numeral, str]]:
    """Return the numbers of a binding that differ from the computed ones, each with the latter."""
    source = f"<!--= {binding.code} -->"
    try:
        found = evaluate(binding.code, namespace)
        values = list(flatten(found))
        check_keys(found, binding.before)
    except Exception as error:
        raise page.error_in(binding.line, f"{source} {told(error)}") from error
    if len(values) != len(binding.numerals):
        stand = ", ".join(numeral.text for numeral in binding.numerals)
        count = f"{len(values)} values for {len(binding.numerals)} numbers ({stand})"
        raise page.error_in(binding.line, f"{source} is ambiguous: {count}")
    wrong = []
    for numeral, value in zip(binding.numerals, values, strict=True):
        try:
            right = written(value, numeral)
        except ValueError as error:
            raise page.error_in(binding.line, f"{source}: {error}") from None
        if not same(numeral.text, right):
            wrong.append((numeral, right))
    return wrong
