"""A step: `[@key, p. 3]` cites a work of docs/sources.toml.

A citation becomes a link to the work's line on the Sources page (see lists.py).
"""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor

from tools.book.bibliography import DATA, Works, label, sources
from tools.book.current_page import link, quiet
from tools.vouch.source.page import Page

CITATION = r"\[@(?P<key>[\w-]+)(?:, (?P<place>[^\]\n]+))?\]"
LOOSE = re.compile(r"\[@[^\]\n]*\]?")


def cited(page: Page) -> Iterator[tuple[str, int]]:
    """Yield key and line of each citation; raise PageError for a malformed one."""
    for match in LOOSE.finditer(quiet(page.prose)):
        line, whole = page.line_of(match.start()), re.fullmatch(CITATION, match[0])
        if not whole:
            sentence = f"{match[0]} is not a citation: write [@key] or [@key, p. 3]"
            raise page.error_in(line, sentence)
        yield whole["key"], line


def check_cited(page: Page, entries: Works) -> set[str]:
    """Return the keys that a page cites; raise PageError for one without an entry."""
    found = dict(cited(page))
    for key, line in found.items():
        if key not in entries:
            raise page.error_in(line, f"cites {key!r}, which {DATA} does not contain")
    return set(found)


class CitationProcessor(InlineProcessor):
    """Turns a citation into a link."""

    def __init__(self, md: Markdown) -> None:
        """Look for citations."""
        super().__init__(CITATION, md)

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the link and the position of the citation."""
        element = Element("a", {"class": "citation"})
        element.set("href", f"{link('sources.md', self.md)}#{m['key']}")
        place = f", {m['place']}" if m["place"] else ""
        element.text = f"({label(m['key'], sources())}{place})"
        return element, m.start(0), m.end(0)
