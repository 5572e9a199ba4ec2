"""Find which page is being built, and where something is on it, for a PageError."""

import posixpath
import re
from pathlib import Path
from typing import Any

from markdown import Markdown

from tools.vouch.source.config import DOCS
from tools.vouch.source.notebooks import page_at, page_of
from tools.vouch.source.numbers import blanked
from tools.vouch.source.page import Page, pages

COMMENT = re.compile("<!--.*?-->", re.DOTALL)
NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n|<!--.*?-->|(?P<tick>`+)(?!`)(?:(?!\n\n).)+?(?P=tick)(?!`)", re.DOTALL
)


def file_of(md: Markdown) -> Any:
    """Return the file that MkDocs is rendering, or None outside MkDocs."""
    return md.treeprocessors["relpath"].file if "relpath" in md.treeprocessors else None  # type: ignore[attr-defined]


def docs_of(md: Markdown) -> Path:
    """Return the folder of all pages."""
    file = file_of(md)
    return Path((file and file.src_dir) or DOCS)


def current_page(md: Markdown) -> Page:
    """Return the page that MkDocs is rendering, parsed once; one without text outside MkDocs."""
    file = file_of(md)
    name = f"{docs_of(md).name}/{file.src_uri}" if file else "page"
    return page_of(file.content_string if file else "", name)


def all_pages(docs: Path) -> list[Page]:
    """Return every Markdown page below a folder."""
    return [page_at(path, f"docs/{path.relative_to(docs)}") for path in pages(docs)]


def link(target: str, md: Markdown) -> str:
    """Return the path from the page that is being rendered to `target`, a page below docs/."""
    file = file_of(md)
    return posixpath.relpath(target, posixpath.dirname(file.src_uri)) if file else target


def without_comments(text: str) -> str:
    """Return a page's text without its comments; lines stay."""
    return COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def quiet(prose: str) -> str:
    """Return prose with code, comments and front matter replaced by spaces."""
    return blanked(NOT_PROSE, prose)


def place_of(words: str, md: Markdown) -> tuple[str, int]:
    """Return page and line of the first place where `words` occur in the source, else line 1."""
    page = current_page(md)
    pattern = r"[\s>]+".join(map(re.escape, words.split()))
    pattern = re.sub(r"\\[$\\]", r"\\\\?\g<0>", pattern)  # Markdown takes an escape's backslash
    text = without_comments(page.text)
    found = re.search(pattern, text)
    return page.name, text.count("\n", 0, found.start()) + 1 if found else 1
