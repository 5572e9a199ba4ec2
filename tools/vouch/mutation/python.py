"""Change one token of the snippets' code at a time, to different valid Python."""

import ast
import re
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from tools.vouch.mutation.digits import Mutant

Change = tuple[str, str]  # what kind of change, and the code that takes the node's place
OPERATORS: dict[type, list[tuple[str, type]]] = {
    ast.Add: [("sign", ast.Sub)],
    ast.Sub: [("sign", ast.Add)],
    ast.Mult: [("operator", ast.Div)],
    ast.Div: [("operator", ast.Mult)],
    ast.MatMult: [("operator", ast.Mult)],
    ast.FloorDiv: [("operator", ast.Div)],
    ast.Pow: [("operator", ast.Mult)],
    ast.BitAnd: [("logic", ast.BitOr)],
    ast.BitOr: [("logic", ast.BitAnd)],
    ast.And: [("logic", ast.Or)],
    ast.Or: [("logic", ast.And)],
    ast.Lt: [("comparison", ast.LtE), ("comparison", ast.Gt)],
    ast.LtE: [("comparison", ast.Lt), ("comparison", ast.Gt)],
    ast.Gt: [("comparison", ast.GtE), ("comparison", ast.Lt)],
    ast.GtE: [("comparison", ast.Gt), ("comparison", ast.Lt)],
    ast.Eq: [("comparison", ast.NotEq)],
    ast.NotEq: [("comparison", ast.Eq)],
    ast.In: [("comparison", ast.NotIn)],
    ast.NotIn: [("comparison", ast.In)],
    ast.Is: [("comparison", ast.IsNot)],
    ast.IsNot: [("comparison", ast.Is)],
}
REDUCTIONS = {"sum": "mean", "mean": "sum", "max": "min", "min": "max", "argmax": "argmin"}
SIGNS = {ast.USub: "sign", ast.Not: "logic", ast.Invert: "logic"}


def like(node: ast.AST, **changed: Any) -> str:
    """Return the code of a node with some fields changed."""
    return ast.unparse(type(node)(**dict(ast.iter_fields(node)) | changed))


def binary(node: Any) -> Iterator[Change]:
    """Yield another operator, and the operands in the other order."""
    for kind, other in OPERATORS.get(type(node.op), []):
        yield kind, f"({like(node, op=other())})"
    if isinstance(node, ast.BinOp) and not isinstance(node.op, (ast.Add, ast.Mult)):
        yield "order", f"({like(node, left=node.right, right=node.left)})"


def augmented(node: Any) -> Iterator[Change]:
    """Yield another operator of += and its like."""
    for kind, other in OPERATORS.get(type(node.op), []):
        yield kind, like(node, op=other())


def compared(node: Any) -> Iterator[Change]:
    """Yield another comparison in each place of a chain."""
    for place, op in enumerate(node.ops):
        for kind, other in OPERATORS.get(type(op), []):
            yield kind, like(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def unary(node: Any) -> Iterator[Change]:
    """Yield the operand without its sign."""
    if kind := SIGNS.get(type(node.op)):
        yield kind, f"({ast.unparse(node.operand)})"


def attribute(node: Any) -> Iterator[Change]:
    """Yield the matrix in place of its transpose, and another reduction."""
    if node.attr == "T":
        yield "transpose", f"({ast.unparse(node.value)})"
    if node.attr in REDUCTIONS:
        yield "reduction", like(node, attr=REDUCTIONS[node.attr])


def constant(node: Any) -> Iterator[Change]:
    """Yield another number, or the other truth value."""
    if isinstance(node.value, bool):
        yield "flag", str(not node.value)
    elif isinstance(node.value, int):
        yield "constant", str(node.value + 1)
    elif isinstance(node.value, (float, complex)):
        yield "constant", repr(node.value * 2 or 1.0)


def keyword(node: Any) -> Iterator[Change]:
    """Yield the other axis, and summed dimensions that are not kept."""
    value = getattr(node.value, "value", None)
    if node.arg == "axis" and value in (0, 1):
        yield "axis", f"axis={1 - value}"
        yield "axis", "axis=None"
    if node.arg == "keepdims":
        yield "keepdims", f"keepdims={not value}"


def call(node: Any) -> Iterator[Change]:
    """Yield neighbouring arguments in the other order."""
    for place in range(len(node.args) - 1):
        pair = node.args[place : place + 2]
        if not any(isinstance(argument, ast.Starred) for argument in pair):
            swapped = [*node.args[:place], *reversed(pair), *node.args[place + 2 :]]
            yield "order", like(node, args=swapped)


def layers(node: Any) -> Iterator[tuple[ast.AST, Change]]:
    """Yield, for each name read in a function, the same of a neighbouring layer: A1 for A2."""
    names = [n for n in ast.walk(node) if isinstance(n, ast.Name)]
    known = {n.id for n in names} | {a.arg for a in ast.walk(node) if isinstance(a, ast.arg)}
    for name in names:
        if isinstance(name.ctx, ast.Load) and (match := re.fullmatch(r"(.*\D)(\d+)", name.id)):
            for other in (int(match[2]) - 1, int(match[2]) + 1):
                if f"{match[1]}{other}" in known:
                    yield name, ("layer", f"{match[1]}{other}")


CHANGES: dict[type, Callable[[Any], Iterator[Change]]] = {
    ast.BinOp: binary,
    ast.BoolOp: binary,
    ast.AugAssign: augmented,
    ast.Compare: compared,
    ast.UnaryOp: unary,
    ast.Attribute: attribute,
    ast.Constant: constant,
    ast.keyword: keyword,
    ast.Call: call,
}


def offset(text: str, row: int, column: int) -> int:
    """Return the place in the text of a row, from 1, and a column that counts UTF-8 bytes."""
    lines = text.splitlines(keepends=True)
    return len("".join(lines[: row - 1])) + len(lines[row - 1].encode()[:column].decode())


def code_mutants(text: str, file: str) -> list[Mutant]:
    """Return every change of one token of a module; all are valid Python, and no two alike."""
    tree = ast.parse(text)
    found: list[tuple[Any, Change]] = []
    for node in ast.walk(tree):
        found += [(node, change) for change in CHANGES.get(type(node), lambda _: iter(()))(node)]
        if isinstance(node, ast.FunctionDef):
            found += layers(node)
    seen, mutants = {ast.dump(tree)}, []
    for node, (kind, new) in found:
        start = offset(text, node.lineno, node.col_offset)
        end = offset(text, node.end_lineno, node.end_col_offset)
        mutant = Mutant(kind, file, node.lineno, start, end, ast.unparse(node), new)
        changed = ast.dump(ast.parse(mutant.apply(text)))
        if changed not in seen:
            mutants.append(mutant)
        seen.add(changed)
    return mutants


def sampled(mutants: list[Mutant], count: int, rng: Random) -> list[Mutant]:
    """Return `count` random mutants, spread as evenly over the kinds as possible."""
    turns: dict[str, int] = {}
    ordered = []
    for mutant in rng.sample(mutants, len(mutants)):
        turns[mutant.kind] = turns.get(mutant.kind, 0) + 1
        ordered.append((turns[mutant.kind], mutant))
    return [mutant for _, mutant in sorted(ordered, key=lambda pair: pair[0])[:count]]
