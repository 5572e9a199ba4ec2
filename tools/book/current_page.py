"""Find what page is being made, and where on it something stands, for a PageError."""

import posixpath
import re
from pathlib import Path
from typing import Any, NamedTuple

from markdown import Markdown

from tools.vouch.source.notebooks import markdown_of
from tools.vouch.source.numbers import blanked
from tools.vouch.source.page import DOCS, outside_fences
from tools.vouch.source.texts import read

COMMENT = re.compile("<!--.*?-->", re.DOTALL)
NOT_PROSE = re.compile(
    r"\A---\n.*?\n---\n|<!--.*?-->|(?P<tick>`+)(?!`)(?:(?!\n\n).)+?(?P=tick)(?!`)", re.DOTALL
)


class CurrentPage(NamedTuple):
    """The Markdown source of a page, its name in messages, and the folder of all pages."""

    text: str
    name: str
    docs: Path


def file_of(md: Markdown) -> Any:
    """Return the file that MkDocs is rendering, or None outside MkDocs."""
    return md.treeprocessors["relpath"].file if "relpath" in md.treeprocessors else None  # type: ignore[attr-defined]


def current_page(md: Markdown) -> CurrentPage:
    """Return the page that MkDocs is rendering; one without text outside MkDocs."""
    file = file_of(md)
    if not file:
        return CurrentPage("", "page", DOCS)
    docs = Path(file.src_dir or DOCS)
    name = f"{docs.name}/{file.src_uri}"
    return CurrentPage(markdown_of(file.content_string, name), name, docs)


def all_pages(docs: Path) -> dict[str, str]:
    """Return the text of every Markdown page below a folder, by name."""
    paths = [path for path in sorted(docs.rglob("*.md")) if "built" not in path.parts]
    names = [f"docs/{path.relative_to(docs)}" for path in paths]
    return {name: read(path, name) for name, path in zip(names, paths, strict=True)}


def link(target: str, md: Markdown) -> str:
    """Return the path from the page that is being rendered to `target`, a page below docs/."""
    file = file_of(md)
    return posixpath.relpath(target, posixpath.dirname(file.src_uri)) if file else target


def without_comments(text: str) -> str:
    """Return a page's text without its comments; lines stay."""
    return COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def prose(text: str, page: str) -> str:
    """Return the page's text with code, comments and front matter turned to spaces."""
    return blanked(NOT_PROSE, outside_fences(text, page))


def place_of(words: str, md: Markdown) -> tuple[str, int]:
    """Return page and line of the first place where `words` stand in the source, else line 1."""
    source, page, _ = current_page(md)
    pattern = r"[\s>]+".join(map(re.escape, words.split()))
    pattern = re.sub(r"\\[$\\]", r"\\\\?\g<0>", pattern)  # Markdown takes an escape's backslash
    text = without_comments(source)
    found = re.search(pattern, text)
    return page, text.count("\n", 0, found.start()) + 1 if found else 1
