"""Short hashes of code and results, which a committed record keeps."""

import ast
import hashlib
import json


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
