"""Check that docs/, snippets/ and tests/ fit together: names, includes and imports.

Each function takes the project's folder and returns the faults that it finds, one sentence each.
"""

import ast
import re
import sys
from pathlib import Path

from tools.vouch.source.named import definitions
from tools.vouch.source.notebooks import page_at
from tools.vouch.source.page import FRONT, INCLUDE, module_of, pages

ALLOWED = {"numpy", "snippets", *sys.stdlib_module_names}


def modules(root: Path) -> dict[str, Path]:
    """Return the snippets' modules by name."""
    return {p.stem: p for p in sorted(root.glob("snippets/**/*.py")) if p.stem != "__init__"}


def lessons(root: Path) -> list[Path]:
    """Return the Markdown pages."""
    return [page for page in pages(root / "docs") if "parts" not in page.parts]


def named(page: Path) -> list[str]:
    """Return the modules that a page's front matter names."""
    return list(page_at(page).front.get("snippets", []))


def body(page: Path) -> str:
    """Return a page without its front matter."""
    return FRONT.sub("", page_at(page).text, count=1)


def included(page: Path) -> set[tuple[str, str]]:
    """Return (path, name) of everything that a page's Python blocks include from the snippets."""
    sources = [f.source for f in page_at(page).fences if f.language == "python"]
    return {
        (match["path"], name)
        for match in filter(None, map(INCLUDE.match, "\n".join(sources).splitlines()))
        if match["names"] and match["path"].startswith("snippets/")
        for name in match["names"].split(", ")
    }


def unshown(root: Path) -> list[str]:
    """Return the public names that no lesson includes."""
    shown = {pair for page in lessons(root) for pair in included(page)}
    faults = []
    for path in modules(root).values():
        file = path.relative_to(root).as_posix()
        for part in definitions(path.read_text(encoding="utf-8"), file):
            public = [name for name in part.names if not name.startswith("_")]
            if public and not any((file, name) in shown for name in part.names):
                faults.append(f"{file}:{part.first}: no lesson includes {', '.join(public)}")
    return faults


def misnamed(root: Path) -> list[str]:
    """Return the modules without a test or a page, and what a page uses without naming it."""
    known, found = modules(root), lessons(root)
    homes = {name for page in found for name in [module_of(page), *named(page)]}
    faults = []
    for name, path in known.items():
        where = path.relative_to(root)
        test = root / "tests" / where.with_name(f"test_{path.name}")
        if name in map(module_of, found):
            test = root / f"tests/test_{name}.py"
        if not test.exists():
            faults.append(f"{where}: there is no {test.relative_to(root)}")
        if name not in homes:
            faults.append(f"{where}: no page has its name or names it")
    for page in found:
        where = page.relative_to(root)
        used = {Path(path).stem for path, _ in included(page)}
        faults += [
            f"{where}: includes from {name}, which its front matter does not name"
            for name in sorted(used - {module_of(page), *named(page)})
        ]
        faults += [
            f"{where}: its front matter names {name}, which it does not use"
            for name in named(page)
            if name not in used and not re.search(rf"snippets.*\b{name}\b", body(page))
        ]
    return faults


def foreign(root: Path) -> list[str]:
    """Return the imports of the snippets other than NumPy, the standard library and snippets."""
    faults = []
    for path in sorted(root.glob("snippets/**/*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            outside = [n for n in names if n.partition(".")[0] not in ALLOWED]
            line = getattr(node, "lineno", 0)
            faults += [f"{path.relative_to(root)}:{line}: imports {name}" for name in outside]
    return faults
