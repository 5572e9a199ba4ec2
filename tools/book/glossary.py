"""A step: the first use of a term on a page leads to its meaning.

The terms are in docs/glossary.toml. A first use becomes a link to the glossary with the meaning
as its tooltip (see lists.py for the list).
"""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from tools.book.current_page import file_of, link
from tools.vouch.source.config import DOCS
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import key_line, parse
from tools.vouch.source.files import read as text_of
from tools.vouch.source.numbers import mask
from tools.vouch.source.page import Page

Terms = dict[str, dict[str, Any]]
PAGE, DATA, FILE = "glossary.md", "docs/glossary.toml", DOCS / "glossary.toml"
CLOSED = {"a", "abbr", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "label", "pre"}
CLOSED |= {"script", "style", "summary", "svg", "th"}
HEADING = re.compile("^#.*", re.MULTILINE)
CLOSED_CLASSES = re.compile(r"\b(?:arithmatex|admonition-title|lede|q-\w+)\b")


@cache
def terms() -> Terms:
    """Return the terms of docs/glossary.toml."""
    return read(text_of(FILE, DATA))


def read(toml: str) -> Terms:
    """Return the terms in a data file; raise PageError for one without a meaning, or with two."""
    headers = re.findall(r'^\["?([^"\]]+)"?\]', toml, re.MULTILINE)
    for key in headers:
        if headers.count(key) > 1:
            raise PageError(DATA, key_line(toml, key), f"{key!r} is defined twice")
    found: Terms = parse(toml, DATA)
    owner: dict[str, str] = {}
    for key, entry in found.items():
        line = key_line(toml, key)
        if not whole(entry):
            raise PageError(DATA, line, f"{key!r} needs means = a sentence, and perhaps also = []")
        for form in forms(key, entry):
            if owner.setdefault(form.lower(), key) != key:
                raise PageError(
                    DATA, line, f"{form!r} is defined twice, also by {owner[form.lower()]!r}"
                )
    return found


def whole(entry: object) -> bool:
    """Return whether an entry has a meaning, and besides it at most a list of other writings."""
    match entry:
        case {"means": str(means), **rest} if set(rest) <= {"also"} and means.endswith("."):
            also = rest.get("also", [])
            return isinstance(also, list) and all(isinstance(form, str) and form for form in also)
    return False


def forms(key: str, entry: Mapping[str, Any]) -> list[str]:
    """Return the writings of a term: itself, its plural with s, and what it lists."""
    return [key, f"{key}s", *entry.get("also", [])]


def slug(key: str) -> str:
    """Return the id of a term in the glossary."""
    return key.replace(" ", "-")


def finder(entries: Terms) -> Callable[[str], Iterator[tuple[str, re.Match[str]]]]:
    """Return a function that yields each use of a term in a text, with the term."""
    owners = {form.lower(): key for key, entry in entries.items() for form in forms(key, entry)}
    longest_first = sorted(owners, key=len, reverse=True)
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first)
    pattern = re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)

    def uses(text: str) -> Iterator[tuple[str, re.Match[str]]]:
        for match in pattern.finditer(text):
            yield owners[" ".join(match[0].lower().split())], match

    return uses


def check_used(pages: list[Page], toml: str) -> None:
    """Raise PageError for the first term that is used on none of the pages."""
    entries = read(toml)
    uses = finder(entries)
    used = set()
    for page in pages:
        used |= {key for key, _ in uses(HEADING.sub("", mask(page)))}
    for key in entries:
        if key not in used:
            raise PageError(DATA, key_line(toml, key), f"{key!r} is used on no page")


def listed(entries: Terms) -> str:
    """Return the list of terms with their meanings, as HTML."""
    rows = [
        f'<dt id="{slug(key)}">{escape(key)}</dt>\n<dd>{escape(entries[key]["means"])}</dd>'
        for key in sorted(entries, key=str.casefold)
    ]
    return f'<dl class="glossary">\n{"\n".join(rows)}\n</dl>'


class GlossaryTreeprocessor(Treeprocessor):
    """Links the first use of each term in running text."""

    def run(self, root: Element) -> None:
        """Change the tree in place; the glossary, and a site without one, stay as they are."""
        relative = self.md.treeprocessors["relpath"] if file_of(self.md) else None
        uris = relative.files.src_uris if relative else {}  # type: ignore[attr-defined]
        if PAGE in uris and file_of(self.md).src_uri != PAGE:
            self.uses, self.seen = finder(terms()), set[str]()
            self.walk(root)

    def walk(self, element: Element) -> None:
        """Link the terms in an element, in reading order."""
        if element.tag in CLOSED or CLOSED_CLASSES.search(element.get("class", "")):
            return
        place = 0
        if element.text and not isinstance(element.text, AtomicString):
            element.text, links = self.split(element.text)
            element[0:0] = links
            place = len(links)
        for child in list(element)[place:]:
            self.walk(child)
            if child.tail:
                child.tail, links = self.split(child.tail)
                after = list(element).index(child) + 1
                element[after:after] = links

    def split(self, text: str) -> tuple[str, list[Element]]:
        """Return the text up to the first new term, and links that carry the rest as tails."""
        links: list[Element] = []
        start, before = 0, text
        for key, match in self.uses(text):
            if key in self.seen:
                continue
            self.seen.add(key)
            if links:
                links[-1].tail = text[start : match.start()]
            else:
                before = text[: match.start()]
            links.append(self.link(key, match[0]))
            start = match.end()
        if links:
            links[-1].tail = text[start:]
        return before, links

    def link(self, key: str, written: str) -> Element:
        """Return the link from a use of a term to its meaning."""
        href = f"{link(PAGE, self.md)}#{slug(key)}"
        attributes = {"class": "term", "href": href, "title": terms()[key]["means"]}
        element = Element("a", attributes)
        element.text = written
        return element
