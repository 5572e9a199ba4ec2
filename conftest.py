"""Hands the pages, the notebooks and the docstrings of the snippets, to sybil."""

from sybil import Sybil
from sybil.document import PythonDocStringDocument
from sybil.parsers.rest import DocTestParser
from sybil.sybil import SybilCollection

from tools.examples import parse
from tools.notebooks import NotebookDocument

pages = Sybil([parse], pattern="*.md", path="docs")
notebooks = Sybil(
    [parse], pattern="*.py", path="docs/notebooks", document_types={".py": NotebookDocument}
)
docstrings = Sybil(
    [DocTestParser()],
    pattern="*.py",
    path="snippets",
    document_types={".py": PythonDocStringDocument},
)
pytest_collect_file = SybilCollection([pages, notebooks, docstrings]).pytest()
