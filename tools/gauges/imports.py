"""Draw what imports what: `python -m tools.gauges.imports` prints the rooms, floor by floor."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tools.vouch.source.page import ROOT

Graph = dict[str, set[str]]
# What a room may see of the others; what is not named here is seen by nobody.
MAY_SEE = {
    "snippets": {"snippets"},
    "tools.vouch": {"tools.vouch"},
    "tools.figures": {"tools.figures", "tools.vouch", "snippets"},
    "tools.book": {"tools.book", "tools.figures", "tools.vouch", "snippets"},
    "tools.gauges": {"tools.gauges", "tools.book", "tools.figures", "tools.vouch", "snippets"},
}
SITE_MAKERS = {"mkdocs", "markdown", "jinja2"}  # vouch knows none of them
RUNNER = "tools.vouch.pytest"  # the one module of vouch that knows sybil


def imports_of(file: Path) -> Iterator[str]:
    """Yield the full name of everything that a file imports."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def graph(root: Path = ROOT) -> Graph:
    """Return what each module of snippets and tools imports, by its name."""
    files = [
        file for part in ("snippets", "tools") for file in sorted(root.rglob(f"{part}/**/*.py"))
    ]
    return {
        ".".join(file.relative_to(root).with_suffix("").parts): set(imports_of(file))
        for file in files
        if file.is_relative_to(root / "snippets") or file.is_relative_to(root / "tools")
    }
