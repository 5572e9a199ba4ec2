"""A MkDocs hook: our style sheet is sent without its comments and spaces."""

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from rcssmin import cssmin

SHEET = "assets/book.css"


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Put the smaller style sheet in the place of the one that we write."""
    if sheet := files.get_file_from_path(SHEET):
        sheet.content_string = str(cssmin(sheet.content_string))
