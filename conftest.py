"""Hands the pages, the notebooks and the docstrings of the snippets, to sybil."""

import os
from pathlib import Path

import pytest
from sybil import Document, Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

from tools.vouch.errors import PageError
from tools.vouch.hold.code import parse
from tools.vouch.records.fingerprints import parsed
from tools.vouch.source.notebooks import NotebookDocument
from tools.vouch.source.page import name_of
from tools.vouch.source.texts import read

END = os.environ.pop("TESTS_END", "")  # see tools/vouch/to_the_end.py; no process of a test has it


def pytest_sessionfinish(session, exitstatus):
    """Say that pytest came to its end, and with which status."""
    if END:
        Path(END).write_text(str(int(exitstatus)), encoding="utf-8")


def told(kind):
    """Return a kind of document that says in a sentence why it cannot be read."""

    class Told(kind):
        @classmethod
        def parse(cls, path, *parsers, encoding="utf-8"):
            try:
                text = read(Path(path))
                if path.endswith(".py"):
                    parsed(text, name_of(path))
                return super().parse(path, *parsers, encoding=encoding)
            except PageError as error:
                raise pytest.Collector.CollectError(str(error)) from None

    return Told


def sybil(parser, kind, pattern, path):
    """Return the Sybil of some files."""
    kinds = {pattern[1:]: told(kind)}
    return Sybil([parser], pattern=pattern, path=path, document_types=kinds)


pytest_collect_file = SybilCollection(
    [
        sybil(parse, Document, "*.md", "docs"),
        sybil(parse, NotebookDocument, "*.py", "docs/notebooks"),
        sybil(DocTestParser(), PythonDocStringDocument, "*.py", "snippets"),
    ]
).pytest()
