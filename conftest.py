"""Hands the pages, and the docstrings of the snippets, to sybil."""

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.rest import DocTestParser

from tools.examples import parse

pages = Sybil([parse], pattern="*.md", path="docs")
docstrings = Sybil(
    [DocTestParser()],
    pattern="*.py",
    path="snippets",
    document_types={".py": PythonDocStringDocument},
)
pytest_collect_file = (pages + docstrings).pytest()
