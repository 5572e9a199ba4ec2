"""Find the code behind names: definitions of a module, or cells of a program."""

import ast
import re
from dataclasses import dataclass
from functools import cache

from tools.vouch.source.files import parse

CELL = re.compile(r"^# %% ([\w-]+)\n", re.MULTILINE)


@dataclass(frozen=True)
class Part:
    """Whole lines of a file, counted from 1, and the names that they define."""

    names: list[str]
    first: int
    last: int


def defined(statement: ast.stmt) -> list[str]:
    """Return the names that a statement defines for its module; `A.b` is one, too."""
    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)):
        return [statement.name]
    if not isinstance(statement, (ast.Assign, ast.AnnAssign)):
        return []
    targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
    nodes = [node for target in targets for node in ast.walk(target)]
    named = [node for node in nodes if isinstance(node, (ast.Name, ast.Attribute))]
    return [ast.unparse(node) for node in named if isinstance(node.ctx, ast.Store)]


def definition(statement: ast.stmt, lines: list[str]) -> Part:
    """Return a statement with its decorators and the comment directly above it."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(decorator.lineno for decorator in decorators)])
    while first > 1 and lines[first - 2].startswith("#"):
        first -= 1
    return Part(defined(statement), first, statement.end_lineno or first)


@cache
def definitions(text: str, file: str) -> list[Part]:
    """Return the top-level statements of a module in order; PageError for no Python."""
    lines = text.splitlines()
    return [definition(statement, lines) for statement in parse(text, file).body]


def cells(text: str) -> list[Part]:
    """Return the cells of a program in order: what follows a line `# %% name`."""
    before, *rest = CELL.split(text)
    found, line = [], 1 + before.count("\n")
    for name, code in zip(rest[::2], rest[1::2], strict=True):
        first = line + 1 + len(code) - len(code.lstrip("\n"))
        found.append(Part([name], first, first + code.strip("\n").count("\n")))
        line += 1 + code.count("\n")
    return found


def code_of(names: str, text: str, file: str) -> tuple[int, str]:
    """Return the first line and the text of what `a, b` name in a Python file.

    Raises ValueError for a name that is not there, and for names that are not next to each other.
    """
    parts = cells(text) or definitions(text, file)
    known = [name for part in parts for name in part.names]
    wanted = names.split(", ")
    for name in wanted:
        if name not in known:
            raise ValueError(f"includes {name} of {file}, which defines {', '.join(known)}")
    chosen = [number for number, part in enumerate(parts) if {*wanted} & {*part.names}]
    if len(chosen) != chosen[-1] - chosen[0] + 1:
        raise ValueError(f"includes {names} of {file}, which are not next to each other there")
    first, last = parts[chosen[0]].first, parts[chosen[-1]].last
    return first, "\n".join(text.splitlines()[first - 1 : last])
