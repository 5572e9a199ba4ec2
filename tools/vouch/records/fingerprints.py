"""Short hashes of code and results, which a committed record keeps."""

import ast
import hashlib
import json

from tools.vouch.source.errors import PageError


def parsed(text: str, file: str, first: int = 1) -> ast.Module:
    """Return the syntax tree of a file's lines from `first` on; raise PageError for no Python."""
    try:
        return ast.parse(text)
    except SyntaxError as error:
        line = first - 1 + (error.lineno or 1)
        raise PageError(file, line, f"this is no Python: {error.msg}") from None


def without_docstrings(node: object) -> object:
    """Return a syntax tree as nested lists that are the same on every version of Python."""
    if isinstance(node, list):
        return [without_docstrings(part) for part in node]
    if not isinstance(node, ast.AST):
        return repr(node)
    fields = dict(ast.iter_fields(node))
    if isinstance(node, (ast.Module, ast.FunctionDef, ast.ClassDef)) and ast.get_docstring(node):
        fields["body"] = fields["body"][1:]
    # versions differ in which empty fields they keep
    kept = {key: part for key, part in fields.items() if part is not None and part != []}
    held = [[key, without_docstrings(part)] for key, part in kept.items()]
    return [type(node).__name__, *held]


def digest(value: object) -> str:
    """Return a short hash of what JSON can hold."""
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:16]
