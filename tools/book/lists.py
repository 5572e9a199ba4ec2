"""What the extensions share that put marks like [@key] and [[glossary]] into pages."""

import posixpath
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from markdown import Markdown

from tools.book.current_page import place
from tools.vouch.source.errors import PageError
from tools.vouch.source.numbers import blanked
from tools.vouch.source.page import blank, fences
from tools.vouch.source.texts import read

LIST = re.compile(r"^\[\[(?P<name>[a-z]+)(?: (?P<which>[a-z-]+))?\]\]$", re.MULTILINE)
NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n|<!--.*?-->|(?P<tick>`+)(?!`)(?:(?!\n\n).)+?(?P=tick)(?!`)", re.DOTALL
)


def file_of(md: Markdown) -> Any:
    """Return the file that MkDocs is rendering, or None outside MkDocs."""
    return md.treeprocessors["relpath"].file if "relpath" in md.treeprocessors else None  # type: ignore[attr-defined]


def pages_of(file: Any) -> dict[str, str]:
    """Return the text of every page of the site that `file` belongs to, by name."""
    docs = Path(file.src_dir)
    paths = [path for path in sorted(docs.rglob("*.md")) if "built" not in path.parts]
    return {
        f"docs/{path.relative_to(docs)}": read(path, f"docs/{path.relative_to(docs)}")
        for path in paths
    }


def prose(text: str, page: str) -> str:
    """Return the page's text with code, comments and front matter turned to spaces."""
    for fence in fences(text, page):
        text = blank(text, fence.start, fence.end)
    return blanked(NOT_PROSE, text)


def link(target: str, md: Markdown) -> str:
    """Return the path from the page that is being rendered to `target`, a page below docs/."""
    file = file_of(md)
    return posixpath.relpath(target, posixpath.dirname(file.src_uri)) if file else target


def with_lists(text: str, name: str, html: Callable[[str], str], md: Markdown) -> str:
    """Return the text with each line [[name which]] replaced by `html(which)`.

    Raises PageError with html's reason where it raises ValueError.
    """
    quiet = prose(text, "page")
    for match in reversed(list(LIST.finditer(quiet))):
        if match["name"] != name:
            continue
        try:
            written = html(match["which"] or "")
        except ValueError as error:
            raise PageError(*place(md, match[0]), str(error)) from None
        text = f"{text[: match.start()]}\n{written}\n{text[match.end() :]}"
    return text
