"""Show code without its checks: what a page teaches, and not what it refuses.

A function keeps the first paragraph of its docstring. A call that only checks its arguments goes,
or leaves the argument that it returns; `if …: raise …` goes, too. The project says in `checks`
which functions only check, and in `lookup` which one takes a key and a table and returns what the
table holds. Their own definitions are shown whole.
"""

import ast
from collections.abc import Iterator
from functools import cache
from typing import TypeGuard

from tools.vouch.source.config import config
from tools.vouch.source.files import parse

Edit = tuple[int, int, str]  # from, to, what stands there instead
FUNCTIONS = (ast.FunctionDef, ast.ClassDef)
SIMPLE = (ast.Assign, ast.Expr, ast.Return)


@cache
def checks() -> frozenset[str]:
    """Return the names of the functions that only check."""
    return frozenset(config().get("checks", ()))


def lookup() -> str:
    """Return the name of the function that looks a key up in a table, and refuses others."""
    return str(config().get("lookup", ""))


def only_checks(node: ast.AST) -> TypeGuard[ast.Call]:
    """Return whether a node is a call that gives back what it is given, or refuses it."""
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in {*checks(), lookup()}
    )


def arguments(call: ast.Call) -> list[ast.expr]:
    """Return what a check is given to look at, without the names that its message uses."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    return [
        argument
        for argument in given
        if not isinstance(argument, ast.JoinedStr)
        and not (isinstance(argument, ast.Constant) and isinstance(argument.value, str))
    ]


def spread(call: ast.Call) -> list[str]:
    """Return the names that a call spreads into keywords: `f(**names)`."""
    return [ast.unparse(keyword.value) for keyword in call.keywords if not keyword.arg]


def spread_in(node: ast.AST) -> set[str]:
    """Return the names that the checks in a node spread into keywords."""
    inside = filter(only_checks, ast.walk(node))
    return {name for call in inside for name in spread(call)}


class Bare:
    """The edits that take the checks out of a text."""

    def __init__(self, text: str, file: str) -> None:
        """Parse the text, and find where its lines begin."""
        self.text, self.tree = text, parse(text, file)
        self.lines = [0]
        for line in text.splitlines(keepends=True):
            self.lines.append(self.lines[-1] + len(line))

    def at(self, line: int, column: int) -> int:
        """Return the offset of a place; the parser counts columns in bytes."""
        row = self.text[self.lines[line - 1] : self.lines[line]]
        return self.lines[line - 1] + len(row.encode()[:column].decode())

    def span(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Return where a node begins and ends."""
        assert node.end_lineno
        assert node.end_col_offset is not None
        start = self.at(node.lineno, node.col_offset)
        return start, self.at(node.end_lineno, node.end_col_offset)

    def code(self, node: ast.expr | ast.stmt) -> str:
        """Return a node's code, in which each check is what it looks at."""
        if only_checks(node):
            key, *table = map(self.code, arguments(node))
            return f"{table[0]}[{key}]" if ast.unparse(node.func) == lookup() else key
        start, end = self.span(node)
        found, place = "", start
        for inner in self.outermost(node):
            first, last = self.span(inner)
            found += self.text[place:first] + self.code(inner)
            place = last
        return found + self.text[place:end]

    def outermost(self, node: ast.AST) -> list[ast.Call]:
        """Return the checks in a node that stand in no other check, in order."""
        found = [check for child in ast.iter_child_nodes(node) for check in self.checked(child)]
        return sorted(found, key=self.span)

    def edits(self) -> Iterator[Edit]:
        """Yield what goes or changes; nothing of a function that only checks itself."""
        for statement in self.tree.body:
            if not (isinstance(statement, FUNCTIONS) and statement.name in {*checks(), lookup()}):
                yield from self.within(statement)

    def within(self, statement: ast.stmt) -> Iterator[Edit]:
        """Yield the edits of a statement and of what it holds."""
        if isinstance(statement, FUNCTIONS):
            yield from self.docstring(statement)
        if isinstance(statement, SIMPLE):
            yield from self.simple(statement)
            return
        for inner in ast.iter_child_nodes(statement):
            if isinstance(inner, ast.stmt) and self.vanishes(inner, statement):
                yield self.gone(inner)
            elif isinstance(inner, ast.stmt):
                yield from self.within(inner)
            else:
                yield from ((*self.span(e), self.code(e)) for e in self.checked(inner))

    def checked(self, node: ast.AST) -> list[ast.Call]:
        """Return the checks in a node, the node itself among them."""
        return [node] if only_checks(node) else self.outermost(node)

    def vanishes(self, statement: ast.stmt, around: ast.AST) -> bool:
        """Return whether a statement does nothing but refuse something, or prepare that."""
        if isinstance(statement, ast.If):
            return not statement.orelse and isinstance(statement.body[0], ast.Raise)
        if isinstance(statement, ast.For):
            return all(self.vanishes(inner, around) for inner in statement.body)
        if isinstance(statement, ast.Assign):
            return ast.unparse(statement.targets[0]) in spread_in(around)
        return isinstance(statement, ast.Expr) and only_checks(statement.value)

    def simple(self, statement: ast.Assign | ast.Expr | ast.Return) -> Iterator[Edit]:
        """Yield the edit of a statement that holds no others."""
        if not self.outermost(statement):
            return
        code = self.code(statement)
        if isinstance(statement, ast.Assign):
            code = self.assigned(statement.targets[0], statement.value)
        yield (*self.span(statement), code) if code else self.gone(statement)

    def assigned(self, target: ast.expr, value: ast.expr) -> str:
        """Return an assignment without what is assigned to itself; nothing where that is all."""
        targets = list(target.elts) if isinstance(target, ast.Tuple) else [target]
        values = list(value.elts) if isinstance(value, ast.Tuple) else [value]
        if only_checks(value):
            values = arguments(value)
            known = {self.code(given) for given in values}
            if spread(value) or {self.code(name) for name in targets} <= known:
                return ""
        if len(values) != len(targets):
            return f"{self.code(target)} = {self.code(value)}"
        pairs = [(self.code(a), self.code(b)) for a, b in zip(targets, values, strict=True)]
        left, right = zip(*[pair for pair in pairs if pair[0] != pair[1]], strict=True)
        sides = [", ".join(left), ", ".join(right)]
        if len(left) == 1 and sides[0].startswith("("):
            sides[0] = sides[0][1:-1]
        return " = ".join(sides)

    def gone(self, statement: ast.stmt) -> Edit:
        """Return the edit that deletes a statement, its lines and the comment above it."""
        assert statement.end_lineno
        first, rows = statement.lineno, self.text.splitlines()
        while first > 1 and rows[first - 2].lstrip().startswith("#"):
            first -= 1
        return self.lines[first - 1], self.lines[statement.end_lineno], ""

    def docstring(self, function: ast.FunctionDef | ast.ClassDef) -> Iterator[Edit]:
        """Yield the edit that leaves the first paragraph of a docstring."""
        words, first = ast.get_docstring(function, clean=False), function.body[0]
        if words and "\n\n" in words:
            start, end = self.span(first)
            yield start, end, self.text[start:end].split("\n\n")[0] + '"""'


@cache
def without_checks(text: str, file: str, in_place: bool = False) -> str:
    """Return code as a page shows it, or with each line in its place, so that errors name it.

    Raises PageError for what is no Python.
    """
    whole = text
    for start, end, code in sorted(Bare(text + "\n", file).edits(), reverse=True):
        lost = whole.count("\n", start, end) - code.count("\n")
        text = text[:start] + code + "\n" * (lost if in_place else 0) + text[end:]
    return text.rstrip("\n")
