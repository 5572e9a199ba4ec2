"""A Markdown extension: `[@key, p. 3]` cites a work of docs/sources.toml.

A citation becomes a link to the work's line on the Sources page, which writes its lists where it
says `[[bibliography topic]]`. A citation without entry and an entry without citation are refused.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor

from tools.book import works
from tools.book.bibliography import DATA, sources
from tools.book.lists import LIST, file_of, link, pages_of, prose, with_lists
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import DOCS, line_of
from tools.vouch.source.texts import key_line, read

CITATION = r"\[@(?P<key>[\w-]+)(?:, (?P<place>[^\]\n]+))?\]"
LOOSE = re.compile(r"\[@[^\]\n]*\]?")


def cited(text: str, page: str) -> Iterator[tuple[str, int]]:
    """Yield key and line of each citation; raise PageError for one that is not well written."""
    quiet = prose(text, page)
    for match in LOOSE.finditer(quiet):
        line, whole = line_of(text, match.start()), re.fullmatch(CITATION, match[0])
        if not whole:
            sentence = f"{match[0]} is no citation: write [@key] or [@key, p. 3]"
            raise PageError(page, line, sentence)
        yield whole["key"], line


def check_cited(text: str, page: str, entries: works.Works) -> set[str]:
    """Return the keys that a page cites; raise PageError for one without an entry."""
    found = dict(cited(text, page))
    for key, line in found.items():
        if key not in entries:
            raise PageError(page, line, f"cites {key!r}, which {DATA} does not hold")
    return set(found)


def check_works(texts: Mapping[str, str], toml: str, entries: works.Works) -> None:
    """Raise PageError for the first entry that no page cites, or none lists."""
    used = {key for page, text in texts.items() for key in check_cited(text, page, entries)}
    lists = [m for page, text in texts.items() for m in LIST.finditer(prose(text, page))]
    topics = {match["which"] for match in lists if match["name"] == "bibliography"}
    for key, work in entries.items():
        sentence = f"has a topic that no page lists: [[bibliography {work['topic']}]]"
        if key not in used:
            sentence = "is cited by no page"
        elif work["topic"] in topics:
            continue
        raise PageError(DATA, key_line(toml, key), f"{key} {sentence}")


class CitationPreprocessor(Preprocessor):
    """Checks a page's citations, and writes the lists of works."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with the lists in place."""
        file, text = file_of(self.md), "\n".join(lines)
        page = f"docs/{file.src_uri}" if file else "page"
        source = file.content_string if file else text
        check_cited(source, page, sources())
        written = with_lists(text, "bibliography", self.listed, self.md)
        if file and "[[bibliography" in source:
            check_works(pages_of(file), read(DOCS / "sources.toml"), sources())
        return written.split("\n")

    def listed(self, topic: str) -> str:
        """Return the list of a topic's works."""
        return works.listed(topic, sources())


class CitationProcessor(InlineProcessor):
    """Turns a citation into a link."""

    def handleMatch(  # type: ignore[override]
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the link and where the citation stands."""
        element = Element("a", {"class": "citation"})
        element.set("href", f"{link('sources.md', self.md)}#{m['key']}")
        place = f", {m['place']}" if m["place"] else ""
        element.text = f"({works.label(m['key'], sources())}{place})"
        return element, m.start(0), m.end(0)


class CitationExtension(Extension):
    """Registers both: the lists before HTML is read (20), citations before links (160)."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the processors."""
        md.preprocessors.register(CitationPreprocessor(md), "bibliography", 30)
        md.inlinePatterns.register(CitationProcessor(CITATION, md), "citation", 172)


def makeExtension(**options: object) -> CitationExtension:
    """Return the extension."""
    return CitationExtension(**options)
