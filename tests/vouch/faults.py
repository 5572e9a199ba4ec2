"""Runs a page as the tests do, and gathers what they say of it."""

from sybil import Sybil

from tools.vouch.hold.code import corrections_of
from tools.vouch.hold.companion import beside
from tools.vouch.hold.run import Run
from tools.vouch.pytest import parse
from tools.vouch.source.config import DOCS
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page


def page_faults(page, text):
    """Yield line and sentence of what is wrong with a changed page, up to the first error."""
    changed = Page(f"docs/{page}", text)
    try:
        for start, _, right in corrections_of(changed, Run(beside(DOCS / page))):
            yield changed.line_of(start), f"computed {right}"
    except PageError as error:
        yield error.line, str(error)


def faults(tmp_path, text, companion=""):
    """Return the faults of a page; `companion` is the text of the test file beside it."""
    path = tmp_path / "docs/page.md"
    for file, content in ((path, text), (tmp_path / "tests/test_page.py", companion)):
        file.parent.mkdir(exist_ok=True)
        file.write_text(content, encoding="utf-8")
    found = []
    for example in Sybil([parse], path=str(path.parent)).parse(path).examples():
        try:
            example.evaluate()
        except Exception as error:
            found.append(str(error))
    return found
