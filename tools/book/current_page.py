"""Find what page is being made, and where on it something stands, for a PageError."""

import re
from pathlib import Path

from markdown import Markdown

from tools.vouch.source.notebooks import markdown_of
from tools.vouch.source.page import DOCS

COMMENT = re.compile("<!--.*?-->", re.DOTALL)


def source(md: Markdown) -> tuple[str, str, Path]:
    """Return text, name and folder of the page that MkDocs is rendering; empty without MkDocs."""
    if "relpath" not in md.treeprocessors:
        return "", "page", DOCS
    file = md.treeprocessors["relpath"].file  # type: ignore[attr-defined]
    folder = Path(file.src_dir or DOCS)
    name = f"{folder.name}/{file.src_uri}"
    return markdown_of(file.content_string, name), name, folder


def without_comments(text: str) -> str:
    """Return a page's text without its comments; lines stay."""
    return COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), text)


def place(md: Markdown, words: str) -> tuple[str, int]:
    """Return page and line of the first place where `words` stand in the source, else line 1."""
    source_text, page, _ = source(md)
    pattern = r"[\s>]+".join(map(re.escape, words.split()))
    pattern = re.sub(r"\\[$\\]", r"\\\\?\g<0>", pattern)  # Markdown takes an escape's backslash
    text = without_comments(source_text)
    found = re.search(pattern, text)
    return page, text.count("\n", 0, found.start()) + 1 if found else 1
