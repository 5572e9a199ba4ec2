"""A step: refuse a page that is not wholly run, bound and checked.

It hides what only the tests read, and writes the numbers of equations.
"""

import re

from markdown.preprocessors import Preprocessor

from tools.book.current_page import current_page
from tools.vouch.hold.arithmetic import check_arithmetic
from tools.vouch.hold.equations import check_equations
from tools.vouch.source.includes import expand
from tools.vouch.source.numbers import check_bound
from tools.vouch.source.page import check_page, fences

COMMENT = r"<!--=.*?-->"
WHOLE_LINES = re.compile(rf"^[ \t>]*(?:{COMMENT}[ \t]*)+\n", re.DOTALL | re.MULTILINE)
INLINE = re.compile(COMMENT, re.DOTALL)


def without_bindings(text: str) -> str:
    """Return a page's text without the comments that only the tests read."""
    parts, end = [], 0
    for fence in fences(text, "page"):
        parts += [strip(text[end : fence.start]), text[fence.start : fence.end]]
        end = fence.end
    return "".join([*parts, strip(text[end:])])


def strip(text: str) -> str:
    """Return prose without bindings; a line that holds nothing else goes wholly."""
    return INLINE.sub("", WHOLE_LINES.sub("", text))


class LessonPreprocessor(Preprocessor):
    """Checks the page's source, takes its bindings out and puts in what it includes."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without bindings, and with what they include."""
        text, page, docs = current_page(self.md)
        expand(text, page)
        found = check_page(text, page)
        check_bound(text, found, page)
        check_arithmetic(text, found, page)
        check_equations(text, page, docs)
        return expand(without_bindings("\n".join(lines) + "\n"), page).split("\n")
