"""Make what a reader downloads: the .ipynb of a notebook, and the snippets in an archive."""

import io
import re
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tools.book.lesson import without_bindings
from tools.book.written_out import written_out
from tools.vouch.source.colours import COLOUR
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page, line_of

SITE_ONLY = "site"  # the tag of a cell that the download leaves out
FRONT_MATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)
COLOURS = re.compile(rf"{COLOUR}(?![A-Za-z])")
LINK = re.compile(r"(?<!!)\[([^\]\n]+)\]\((?!https?:)[^)\n]*\)(?:\{[^}\n]*\})?")
ARCHIVED = ("snippets/**/*.py", "docs/assets/experiments/*.json", "LICENSE")
KERNEL = {"name": "python3", "display_name": "Python 3", "language": "python"}


def prose(source: str) -> str:
    """Return a cell's prose as Jupyter shows it: no bindings, no colours, no links to the site."""
    text = without_bindings(Page("cell", FRONT_MATTER.sub("", source + "\n")))
    return LINK.sub(r"\1", COLOURS.sub("", text)).strip()


def download(text: str, name: str) -> str:
    """Return the .ipynb of a notebook: without outputs, with what it needs of the snippets.

    Raises PageError for an import that cannot be written out.
    """
    cells: list[NotebookNode] = []
    for cell in jupytext.reads(text, fmt="py:percent").cells:
        if SITE_ONLY in cell.metadata.get("tags", []):
            continue
        identity = f"cell-{len(cells) + 1}"
        if cell.cell_type == "markdown":
            cells.append(new_markdown_cell(prose(cell.source), id=identity))
            continue
        try:
            cells.append(new_code_cell(written_out(cell.source), id=identity))
        except (SyntaxError, ValueError) as error:
            raise PageError(name, line_of(text, text.find(cell.source)), str(error)) from None
    notebook = new_notebook(cells=cells, metadata={"kernelspec": KERNEL})
    nbformat.validate(notebook)
    return f"{nbformat.writes(notebook)}\n"


def archive() -> bytes:
    """Return snippets.zip, with which the code of every page runs in an empty folder."""
    found = io.BytesIO()
    with ZipFile(found, "w") as opened:
        for file in sorted(file for pattern in ARCHIVED for file in ROOT.glob(pattern)):
            entry = ZipInfo(file.relative_to(ROOT).as_posix())  # dated 1980, whatever the clock
            entry.compress_type = ZIP_DEFLATED
            opened.writestr(entry, file.read_bytes())
    return found.getvalue()
