"""Find which font shows which characters of a built page."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import tinycss2
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString

Face = tuple[str, str, str]  # family, weight, style
PLAIN: Face = ("KaTeX_Main", "400", "normal")
ROMAN: Face = ("Book Serif", "400", "normal")
ITALIC: Face = ("Book Serif", "400", "italic")
PROPERTIES = ("font-family", "font-weight", "font-style")
# What our style sheets set in the device's own fonts, and what is never seen.
EXEMPT = {"code", "pre", "kbd", "samp", "script", "style", "template", "math"}
EXEMPT |= {"button", "label", "noscript", "strong", "th", "svg"}
INVISIBLE = set("\n\r\t\u200b\u00ad\ufeff")


def declarations(block: list[Any]) -> dict[str, str]:
    """Return a CSS block's declarations; the last one of a name counts."""
    parsed = tinycss2.parse_blocks_contents(block)
    found = [part for part in parsed if part.type == "declaration"]
    return {d.lower_name: tinycss2.serialize(d.value).strip().strip("\"'") for d in found}


@cache
def faces(css: str) -> dict[Face, str]:
    """Return the address of the font file of each downloadable face in `css`."""
    found = {}
    for rule in tinycss2.parse_stylesheet(css):
        if rule.type == "at-rule" and rule.lower_at_keyword == "font-face":
            values = declarations(rule.content)
            if address := re.search(r"url\([\"']?([^\"')]+)", values.get("src", "")):
                weight = values.get("font-weight", "400").replace("normal", "400")
                style = values.get("font-style", "normal")
                found[values["font-family"], weight, style] = address[1]
    return found


@cache
def rules(css: str) -> list[tuple[set[str], dict[str, str]]]:
    """Return the classes and the font properties of each rule of KaTeX that names a font."""
    found = []
    for rule in tinycss2.parse_stylesheet(css):
        if rule.type == "qualified-rule":
            values = declarations(rule.content)
            fonts = {name: values[name] for name in PROPERTIES if name in values}
            for selector in tinycss2.serialize(rule.prelude).split(","):
                if fonts and selector.strip().startswith(".katex "):
                    last = selector.split(">")[0].split()[-1]
                    found.append((set(last.split(".")[1:]), fonts))
    return found


def classes(tag: Tag) -> set[str]:
    """Return an element's classes."""
    return set(tag.get_attribute_list("class")) - {None}


def texts(tag: Tag) -> Iterator[tuple[Tag, str]]:
    """Yield each text under `tag` that is not exempt, with its parent."""
    for child in tag.children:
        if isinstance(child, Tag):
            if child.name not in EXEMPT and "katex" not in classes(child):
                yield from texts(child)
        elif type(child) is NavigableString:
            yield tag, str(child)


def formula_face(tag: Tag, known: list[tuple[set[str], dict[str, str]]]) -> Face:
    """Return the face in which KaTeX's style sheet shows the text of `tag`."""
    values: dict[str, str] = {}
    for element in (tag, *tag.parents):
        own = classes(element)
        matched: dict[str, str] = {}
        for names, fonts in known:
            if names <= own:
                matched |= fonts
        values = matched | values  # the nearest element counts
        if "katex" in own:
            break
    family, weight, style = (values.get(p, d) for p, d in zip(PROPERTIES, PLAIN, strict=True))
    return family, weight.replace("bold", "700"), style


def used(page: BeautifulSoup, css: str) -> dict[Face, set[str]]:
    """Return the characters that each downloadable face shows on `page`.

    Prose counts for the roman and the italic: emphasis may come from the style sheet.
    """
    found: dict[Face, set[str]] = defaultdict(set)
    assert page.body
    for _, text in texts(page.body):
        found[ROMAN] |= set(text) - INVISIBLE
    found[ITALIC] = found[ROMAN]
    known = rules(css)
    for formula in page.select(".katex-html"):
        for string in formula.strings:
            if string.parent and (characters := set(string) - INVISIBLE):
                found[formula_face(string.parent, known)] |= characters
    return dict(found)
