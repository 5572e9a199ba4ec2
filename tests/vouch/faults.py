"""Runs a page as the tests do, and gathers what they say of it."""

from sybil import Sybil

from tools.vouch.pytest import parse


def faults(tmp_path, text):
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    found = []
    for example in Sybil([parse], path=str(tmp_path)).parse(path).examples():
        try:
            example.evaluate()
        except Exception as error:
            found.append(str(error))
    return found
