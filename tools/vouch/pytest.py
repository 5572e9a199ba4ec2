"""Hand pages, notebooks and docstrings to pytest through sybil, which nothing else here knows."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sybil import Document, Example, Region, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

from tools.vouch.hold.code import Correction, pieces
from tools.vouch.hold.companion import beside
from tools.vouch.hold.run import Run
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import name_of, read
from tools.vouch.source.files import parse as parse_file
from tools.vouch.source.notebooks import as_page
from tools.vouch.source.page import Page


def evaluate(example: Example) -> str | None:
    """Run an example for sybil; return the first thing that is wrong with it, or None."""
    page, piece, run = example.parsed
    try:
        wrong: list[Correction] = piece(run)
    except PageError as error:
        return str(error)
    for start, end, right in wrong[:1]:
        shown = page.text[start:end].strip()
        return str(page.error(start, f"shows {shown}, computed {right.strip()}"))
    return None


def parse(document: Document) -> Iterator[Region]:
    """Yield the pieces of a page as sybil's regions."""
    page, run = Page(name_of(document.path), document.text), Run(beside(Path(document.path)))
    for start, end, piece in pieces(page, run.companion):
        yield Region(start, end, (page, piece, run), evaluate)


class NotebookDocument(Document):
    """Hands a notebook to sybil as the page that it is."""

    def __init__(self, text: str, path: str) -> None:
        """Read the notebook."""
        super().__init__(as_page(text, name_of(path)), path)


def told(kind: type[Document]) -> type[Document]:
    """Return a kind of document that says in a sentence why it cannot be read."""

    class Told(kind):  # type: ignore[valid-type, misc]
        @classmethod
        def parse(cls, path: str, *parsers: Any, encoding: str = "utf-8") -> Document:
            """Return the document; stop pytest's collection where there is none."""
            try:
                text = read(Path(path))
                if path.endswith(".py"):
                    parse_file(text, name_of(path))
                found: Document = super().parse(path, *parsers, encoding=encoding)
            except PageError as error:
                raise pytest.Collector.CollectError(str(error)) from None
            return found

    return Told


def sybil(parser: Any, kind: type[Document], pattern: str, path: Path) -> Sybil:
    """Return the Sybil of some files."""
    kinds: dict[str | None, type[Document]] = {pattern[1:]: told(kind)}
    return Sybil([parser], pattern=pattern, path=str(path), document_types=kinds)


def collector(root: Path) -> Callable[..., Any]:
    """Return pytest's hook that collects pages, notebooks and docstrings below a folder."""
    found: Callable[..., Any] = SybilCollection(
        [
            sybil(parse, Document, "*.md", root / "docs"),
            sybil(parse, NotebookDocument, "*.py", root / "docs/notebooks"),
            sybil(DocTestParser(), PythonDocStringDocument, "*.py", root / "snippets"),
        ]
    ).pytest()
    return found
