"""A Markdown extension: the first use of a term on a page leads to its meaning.

The terms are in docs/glossary.toml. A first use becomes a link to the glossary with the meaning
as its tooltip; the Glossary page writes the list where it says `[[glossary]]`.
"""

import re
from collections.abc import Mapping
from functools import cache
from html import escape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from tools.book.lists import file_of, link, pages_of, with_lists
from tools.vouch.source.errors import PageError
from tools.vouch.source.numbers import mask
from tools.vouch.source.page import DOCS, fences
from tools.vouch.source.texts import key_line, parse
from tools.vouch.source.texts import read as text_of

Terms = dict[str, dict[str, Any]]
PAGE, DATA = "glossary.md", "docs/glossary.toml"
CLOSED = {"a", "abbr", "button", "code", "h1", "h2", "h3", "h4", "h5", "h6", "label", "pre"}
CLOSED |= {"script", "style", "summary", "svg", "th"}
CLOSED_CLASSES = re.compile(r"\b(?:arithmatex|admonition-title|lede|q-\w+)\b")


@cache
def terms() -> Terms:
    """Return the terms of docs/glossary.toml."""
    return read(text_of(DOCS / "glossary.toml", DATA))


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
            raise PageError(DATA, line, f"{key!r} wants means = a sentence, and perhaps also = []")
        for form in forms(key, entry):
            if owner.setdefault(form.lower(), key) != key:
                raise PageError(
                    DATA, line, f"{form!r} is defined twice, also by {owner[form.lower()]!r}"
                )
    return found


def whole(entry: object) -> bool:
    """Return whether an entry holds a meaning, and beside it nothing but a list of writings."""
    match entry:
        case {"means": str(means), **rest} if set(rest) <= {"also"} and means.endswith("."):
            also = rest.get("also", [])
            return isinstance(also, list) and all(isinstance(form, str) and form for form in also)
    return False


def forms(key: str, entry: Mapping[str, Any]) -> list[str]:
    """Return the writings of a term: itself, its plural with s, and what it lists."""
    return [key, f"{key}s", *entry.get("also", [])]


def slug(key: str) -> str:
    """Return the id under which the glossary holds a term."""
    return key.replace(" ", "-")


def pattern(entries: Terms) -> re.Pattern[str]:
    """Return what finds any writing of any term, the longest first."""
    every = sorted((f for key, e in entries.items() for f in forms(key, e)), key=len, reverse=True)
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in every)
    return re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)


def owners(entries: Terms) -> dict[str, str]:
    """Return the term of each writing, in small letters."""
    return {form.lower(): key for key, entry in entries.items() for form in forms(key, entry)}


def term_of(written: str, entries: Terms) -> str:
    """Return the term that a writing belongs to."""
    return owners(entries)[" ".join(written.lower().split())]


def check_used(texts: Mapping[str, str], toml: str) -> None:
    """Raise PageError for the first term that is used on none of the pages."""
    entries = read(toml)
    find = pattern(entries)
    used = {
        term_of(match[0], entries)
        for page, text in texts.items()
        for match in find.finditer(mask(text, list(fences(text, page))))
    }
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


class GlossaryPreprocessor(Preprocessor):
    """Writes the list where a page asks for it, once every term is known to be used."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with the list in place."""
        file, text = file_of(self.md), "\n".join(lines)
        if file and file.src_uri == PAGE:
            others = {page: text for page, text in pages_of(file).items() if page != f"docs/{PAGE}"}
            check_used(others, text_of(DOCS / "glossary.toml", DATA))
        return with_lists(text, "glossary", lambda _: listed(terms()), self.md).split("\n")


class GlossaryTreeprocessor(Treeprocessor):
    """Links the first use of each term in running text."""

    def run(self, root: Element) -> None:
        """Change the tree in place; the glossary, and a site without one, stay as they are."""
        relative = self.md.treeprocessors["relpath"] if file_of(self.md) else None
        uris = relative.files.src_uris if relative else {}  # type: ignore[attr-defined]
        if PAGE in uris and file_of(self.md).src_uri != PAGE:
            self.find, self.seen = pattern(terms()), set[str]()
            self.walk(root)

    def walk(self, element: Element) -> None:
        """Link what stands in an element, in reading order."""
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
        for match in self.find.finditer(text):
            key = term_of(match[0], terms())
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


class GlossaryExtension(Extension):
    """Registers the list before HTML is read (20), and the links after inline text (20)."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the processors."""
        md.preprocessors.register(GlossaryPreprocessor(md), "glossary", 29)
        md.treeprocessors.register(GlossaryTreeprocessor(md), "terms", 7)


def makeExtension(**options: object) -> GlossaryExtension:
    """Return the extension."""
    return GlossaryExtension(**options)
