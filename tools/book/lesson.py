"""A step: refuse a page unless all of it is run, bound and checked.

It hides what only the tests read, includes code, and writes equation numbers and lists.
"""

import re
from collections.abc import Callable

from markdown.preprocessors import Preprocessor

from tools.book.current_page import current_page, docs_of
from tools.book.equations import noted, referred
from tools.book.lists import check_lists, listed
from tools.vouch.hold.arithmetic import check_arithmetic
from tools.vouch.hold.equations import check_equations
from tools.vouch.source.includes import expand
from tools.vouch.source.numbers import check_bound
from tools.vouch.source.page import Fence, Page

COMMENT = r"<!--=.*?-->"
WHOLE_LINES = re.compile(rf"^[ \t>]*(?:{COMMENT}[ \t]*)+\n", re.DOTALL | re.MULTILINE)
INLINE = re.compile(COMMENT, re.DOTALL)


def rewritten(page: Page, prose: Callable[[str], str], block: Callable[[str, Fence], str]) -> str:
    """Return a page's text with each piece of prose, and each fenced block, rewritten."""
    parts, end = [], 0
    for fence in page.fences:
        parts.append(prose(page.text[end : fence.start]))
        parts.append(block(page.text[fence.start : fence.end], fence))
        end = fence.end
    return "".join([*parts, prose(page.text[end:])])


def strip(prose: str) -> str:
    """Return prose without bindings; a line that holds nothing else is removed."""
    return INLINE.sub("", WHOLE_LINES.sub("", prose))


def without_bindings(page: Page) -> str:
    """Return a page's text without the comments that only the tests read."""
    return rewritten(page, strip, lambda block, fence: block)


class LessonPreprocessor(Preprocessor):
    """Checks the page's source, and writes what a reader sees in its place."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines without bindings, with what they include, refer to and list."""
        source, docs = current_page(self.md), docs_of(self.md)
        expand(source.text, source.name)
        source.check()
        check_bound(source)
        check_arithmetic(source)
        check_equations(source, docs)
        whole = Page(source.name, expand("\n".join(lines) + "\n", source.name))
        text = rewritten(
            whole,
            lambda prose: listed(referred(strip(prose), source, docs), self.md),
            lambda block, fence: noted(block, fence, source),
        )
        check_lists(source, docs)
        return text.split("\n")
