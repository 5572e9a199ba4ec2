"""Read a notebook in percent format as a page: its prose as it is, its cells as fences.

The lines are the same, so that a message about a line of the page is right for the notebook.
"""

import re
from functools import lru_cache
from pathlib import Path

from tools.vouch.source.config import DOCS
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import name_of, read
from tools.vouch.source.page import Page

CELL = re.compile(r"# %%(?P<markdown> \[markdown\])?(?P<options>.*)$")


def notebooks() -> list[Path]:
    """Return every notebook of the site."""
    return sorted((DOCS / "notebooks").glob("*.py"))


def as_page(text: str, name: str) -> str:
    """Return a notebook's text as a Markdown page with as many lines.

    Raises PageError for a line that belongs to no cell, or a cell without an empty line below it.
    """
    page: list[str] = []
    inside = ""
    for number, line in enumerate([*text.removesuffix("\n").split("\n"), "", "# %%"], 1):
        cell = CELL.match(line)
        if cell and inside == "code":
            if page[-1]:
                raise PageError(name, number, "there is an empty line above this cell")
            page[-1] = "```"
        if cell:
            inside = "prose" if cell["markdown"] else "code"
            page.append("" if inside == "prose" else "```python")
        elif inside == "code":
            page.append(line)
        elif line and not (inside and line.startswith("#")):
            raise PageError(name, number, "this line is in no cell, or is not a comment")
        else:
            page.append(line.removeprefix("#").removeprefix(" "))
    return "\n".join(page[:-1])


def as_notebook(page: str, before: str) -> str:
    """Return the notebook `before` with the lines of prose that `page` holds."""
    shown = as_page(before, "notebook").split("\n")
    changed = zip(before.split("\n"), shown, page.split("\n"), strict=True)
    return "\n".join(f"# {new}" if new != old else line for line, old, new in changed)


@lru_cache
def page_of(text: str, name: str) -> Page:
    """Return the page of a file's text, a notebook's too; the same one for the same text."""
    return Page(name, as_page(text, name) if name.endswith(".py") else text)


def page_at(path: Path, name: str = "") -> Page:
    """Return the page of a file."""
    name = name or name_of(path)
    return page_of(read(path, name), name)
