"""Compare comments that state a shape with the values in the code.

    Z1 = X @ W1 + b1  # (n, d1)

A letter is one number while a block or a function runs; what a loop binds, within one turn of it.
"""

import ast
import re
from types import CodeType
from typing import Any

import numpy as np

COMMENT = re.compile(r"# \((?P<shape>\w+,(?: \w+(?:, \w+)*)?)\)")


def check_shape(value: Any, shape: str, sizes: dict[str, int]) -> None:
    """Raise ValueError unless a value has the shape that a comment states."""
    found, letters = np.shape(value), re.findall(r"\w+", shape)
    fits = len(found) == len(letters) and all(
        size == (int(letter) if letter.isdigit() else sizes.setdefault(letter, size))
        for letter, size in zip(letters, found, strict=True)
    )
    if not fits:
        known = ", ".join(f"{letter} = {sizes[letter]}" for letter in letters if letter in sizes)
        raise ValueError(f"the comment says ({shape}), with {known}; the shape is {found}")


def made(code: str, line: int) -> list[ast.stmt]:
    """Return statements as if they were on one line."""
    return ast.parse("\n" * (line - 1) + code).body


class Held(ast.NodeTransformer):
    """Puts a check after each assignment, and each `x.append`, whose line ends in a shape."""

    def __init__(self, shapes: dict[int, str]) -> None:
        """Take the shapes by line."""
        self.shapes, self.loops = shapes, 0

    def checked(self, node: ast.stmt, value: str) -> list[ast.stmt]:
        """Return a statement, and the check of its value if its line ends in a shape."""
        line = node.end_lineno or 0
        shape = self.shapes.pop(line, None)
        return [node, *made(f"__shape__({value}, {shape!r}, __sizes__)" if shape else "", line)]

    def visit_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        """Check the value that a name is given."""
        return self.checked(node, ast.unparse(node.targets[0]))

    def visit_Expr(self, node: ast.Expr) -> list[ast.stmt]:
        """Check what is appended to a list."""
        target, appends, _ = ast.unparse(node).partition(".append(")
        return self.checked(node, f"{target}[-1]") if appends else [node]

    def visit_Module(self, node: ast.Module) -> ast.Module:
        """Begin without values for the letters."""
        self.generic_visit(node)
        node.body[:0] = made("__sizes__ = {}", 1)
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        """Begin a function without values for the letters."""
        self.generic_visit(node)
        place = 1 if ast.get_docstring(node) else 0
        node.body[place:place] = made("__sizes__ = {}", node.lineno)
        return node

    def visit_For(self, node: ast.For) -> list[ast.stmt]:
        """Begin each pass of a loop with the letters that had values before the loop."""
        self.generic_visit(node)
        self.loops += 1
        before = f"__sizes_{self.loops}__"
        node.body[:0] = made(f"__sizes__ = dict({before})", node.lineno)
        return [*made(f"{before} = dict(__sizes__)", node.lineno), node]


def compiled(code: str, file: str, line: int) -> CodeType:
    """Compile code whose first line is `line` of `file`; `__shape__` holds its shapes."""
    tree = ast.parse("\n" * (line - 1) + code, file)
    rows = enumerate(code.splitlines(), line)
    shapes = {number: match["shape"] for number, row in rows if (match := COMMENT.search(row))}
    if shapes:
        Held(shapes).visit(tree)
    if shapes:
        raise SyntaxError("this shape is not beside an assignment", (file, min(shapes), 1, ""))
    return compile(tree, file, "exec", dont_inherit=True)
