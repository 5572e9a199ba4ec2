"""Find where on a page something stands, for a PageError."""

import re
from pathlib import Path

from markdown import Markdown

COMMENT = re.compile("<!--.*?-->", re.DOTALL)


def place(md: Markdown, words: str) -> tuple[str, int]:
    """Return page and line of the first place where `words` stand in the source, else line 1."""
    if "relpath" not in md.treeprocessors:  # not rendered by MkDocs
        return "page", 1
    file = md.treeprocessors["relpath"].file  # type: ignore[attr-defined]
    page = f"{Path(file.src_dir).name}/{file.src_uri}" if file.src_dir else file.src_uri
    pattern = r"[\s>]+".join(map(re.escape, words.split()))
    pattern = re.sub(r"\\[$\\]", r"\\\\?\g<0>", pattern)  # Markdown takes an escape's backslash
    text = COMMENT.sub(lambda comment: "\n" * comment[0].count("\n"), file.content_string)
    found = re.search(pattern, text)
    return page, text.count("\n", 0, found.start()) + 1 if found else 1
