"""Write the list that a page asks for by a line [[bibliography topic]] or [[glossary]].

With a list, all that it is made of is checked: a work that no page cites is refused, and so is a
work that no page lists, or a term that no page uses.
"""

import re
from collections.abc import Callable, Mapping

from markdown.preprocessors import Preprocessor

from tools.book import bibliography, glossary
from tools.book.bibliography import Works, sources
from tools.book.citations import check_cited
from tools.book.current_page import all_pages, current_page, place_of, prose
from tools.vouch.source.errors import PageError
from tools.vouch.source.texts import key_line, read

LIST = re.compile(r"^\[\[(?P<name>[a-z]+)(?: (?P<which>[a-z-]+))?\]\]$", re.MULTILINE)
WRITERS: dict[str, Callable[[str], str]] = {
    "bibliography": lambda topic: bibliography.listed(topic, sources()),
    "glossary": lambda _: glossary.listed(glossary.terms()),
}


def check_works(texts: Mapping[str, str], toml: str, entries: Works) -> None:
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
        raise PageError(bibliography.DATA, key_line(toml, key), f"{key} {sentence}")


class ListPreprocessor(Preprocessor):
    """Checks a page's citations, and writes the lists that the page asks for."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with the lists in place."""
        source, page, docs = current_page(self.md)
        check_cited(source, page, sources())
        written = self.written("\n".join(lines))
        if "[[bibliography" in source:
            toml = read(bibliography.FILE, bibliography.DATA)
            check_works(all_pages(docs), toml, sources())
        if page == f"docs/{glossary.PAGE}":
            toml = read(glossary.FILE, glossary.DATA)
            others = {name: text for name, text in all_pages(docs).items() if name != page}
            glossary.check_used(others, toml)
        return written.split("\n")

    def written(self, text: str) -> str:
        """Return the text with the lists in place; raise PageError for one of nothing."""
        for match in reversed([*LIST.finditer(prose(text, "page"))]):
            if match["name"] in WRITERS:
                try:
                    html = WRITERS[match["name"]](match["which"] or "")
                except ValueError as error:
                    raise PageError(*place_of(match[0], self.md), str(error)) from None
                text = f"{text[: match.start()]}\n{html}\n{text[match.end() :]}"
        return text
