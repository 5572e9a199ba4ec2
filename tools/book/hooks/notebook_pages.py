"""A MkDocs hook around mkdocs-jupyter, which runs docs/notebooks/*.py in each build.

It sets up the kernels, adds the downloads, and refuses what a page cannot show.
"""

import os
import re
import sys
from html import unescape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from tools.book.cells import RUNNING
from tools.book.downloads import download
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import hidden
from tools.vouch.source.page import line_of

# A kernel finds the snippets, and nothing of the user's own setup changes what it prints.
ENVIRONMENT = {
    "PYTHONPATH": str(ROOT),
    "IPYTHONDIR": str(Path(sys.prefix) / "ipython"),
    "JUPYTER_CONFIG_DIR": str(Path(__file__).parent),
    "JUPYTER_PREFER_ENV_PATH": "1",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
}
# Other tags would let a cell fail, or leave it out.
OTHER_CELL = re.compile(r'^# %%(?!(?: \[markdown\])?(?: tags=\["site"\])?$)', re.MULTILINE)
WRONG = {"~~~~": "~~~~, which would end its block", "\ufffc": "a warning, or what is no text"}
SECTION = re.compile(
    r"^~~~~python\n(.*?)\n~~~~\n\n+(?:~~~~text[^\n]*\n(.*?)\n~~~~\n\n+)?</section>$",
    re.DOTALL | re.MULTILINE,
)


def is_notebook(file: File) -> bool:
    """Return whether a file of the site is a notebook."""
    return file.src_uri.startswith("notebooks/") and file.src_uri.endswith(".py")


def on_config(config: MkDocsConfig) -> None:
    """Set up the kernels that are started from here."""
    os.environ.update(ENVIRONMENT)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the site's files with a download for each notebook; refuse a ready-made one."""
    for file in list(files):
        name = f"docs/{file.src_uri}"
        if file.src_uri.endswith(".ipynb"):
            raise PageError(name, 1, "a notebook is kept as .py; the build makes the .ipynb")
        if is_notebook(file):
            if cell := OTHER_CELL.search(file.content_string):
                line = line_of(file.content_string, cell.start())
                sentence = 'a cell starts with # %% or # %% [markdown], and perhaps tags=["site"]'
                raise PageError(name, line, sentence)
            address = str(Path(file.src_uri).with_suffix(".ipynb"))
            content = download(file.content_string, name)
            files.append(File.generated(config, address, content=content))
    return files


def on_pre_page(page: Page, config: MkDocsConfig, files: Files) -> None:
    """Remember which page is being built."""
    RUNNING["file"] = page.file


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Return a notebook's Markdown as our template wrote it, before nbconvert read it as HTML."""
    if not is_notebook(page.file):
        return markdown
    text, name = unescape(markdown), f"docs/{page.file.src_uri}"
    for code, printed in SECTION.findall(text):
        wrong = [said for mark, said in WRONG.items() if mark in printed]
        if found := hidden(printed):
            wrong.append(found[1])
        if wrong:
            line = line_of(page.file.content_string, page.file.content_string.find(code))
            raise PageError(name, line, f"this cell prints {wrong[0]}")
    return text
