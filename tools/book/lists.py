"""Write the list that a page asks for by a line [[bibliography topic]] or [[glossary]].

With a list, all that it is made of is checked: a work that no page cites is refused, and so is a
work that no page lists, or a term that no page uses.
"""

import re
from collections.abc import Callable
from pathlib import Path

from markdown import Markdown

from tools.book import bibliography, glossary
from tools.book.bibliography import Works, sources
from tools.book.citations import check_cited
from tools.book.current_page import all_pages, place_of, quiet
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import key_line, read
from tools.vouch.source.page import Page

LIST = re.compile(r"^\[\[(?P<name>[a-z]+)(?: (?P<which>[a-z-]+))?\]\]$", re.MULTILINE)
WRITERS: dict[str, Callable[[str], str]] = {
    "bibliography": lambda topic: bibliography.listed(topic, sources()),
    "glossary": lambda _: glossary.listed(glossary.terms()),
}


def check_works(pages: list[Page], toml: str, entries: Works) -> None:
    """Raise PageError for the first entry that no page cites, or none lists."""
    used = {key for page in pages for key in check_cited(page, entries)}
    lists = [m for page in pages for m in LIST.finditer(quiet(page.prose))]
    topics = {match["which"] for match in lists if match["name"] == "bibliography"}
    for key, work in entries.items():
        sentence = f"has a topic that no page lists: [[bibliography {work['topic']}]]"
        if key not in used:
            sentence = "is cited by no page"
        elif work["topic"] in topics:
            continue
        raise PageError(bibliography.DATA, key_line(toml, key), f"{key} {sentence}")


def check_lists(page: Page, docs: Path) -> None:
    """Raise PageError for a wrong citation, and for what is wrong with a list of the page."""
    check_cited(page, sources())
    if "[[bibliography" in page.text:
        toml = read(bibliography.FILE, bibliography.DATA)
        check_works(all_pages(docs), toml, sources())
    if page.name == f"docs/{glossary.PAGE}":
        toml = read(glossary.FILE, glossary.DATA)
        glossary.check_used([other for other in all_pages(docs) if other != page], toml)


def listed(prose: str, md: Markdown) -> str:
    """Return prose with its lists in place; raise PageError for an empty one."""
    for match in reversed([*LIST.finditer(quiet(prose))]):
        if match["name"] in WRITERS:
            try:
                html = WRITERS[match["name"]](match["which"] or "")
            except ValueError as error:
                raise PageError(*place_of(match[0], md), str(error)) from None
            prose = f"{prose[: match.start()]}\n{html}\n{prose[match.end() :]}"
    return prose
