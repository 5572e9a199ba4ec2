"""Runs a page as the tests do, and gathers what they say of it."""

from sybil import Sybil

from tools.vouch.pytest import parse


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
