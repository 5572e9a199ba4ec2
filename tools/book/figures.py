"""A step: an image from assets/figures/ becomes inline SVG, which follows the page.

![](assets/figures/name.svg) on a line of its own gives name.svg and, where it exists,
name-tall.svg; the style sheet displays one of them, so that a screen reader meets one. The figure's
sentence, its description and the bold words that begin its caption come from tools/figures. The
caption, a paragraph { .caption } right below, becomes the figure's <figcaption>.

![](assets/figures/name.svg){ .live } makes the figure of a network that readers can change: below
it stands the panel of theme/live-network.html, which docs/assets/live/network.js brings to life.
"""

import xml.etree.ElementTree as ET
from html import escape
from itertools import zip_longest
from pathlib import Path, PurePosixPath
from typing import TypeGuard
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor

from tools.book.current_page import place_of
from tools.figures.drawn import FIGURES, FOLDER
from tools.figures.kit.svg import NAMESPACE
from tools.vouch.source.errors import PageError

PREFIX = "assets/figures/"
PANEL = Path(__file__).with_name("theme") / "live-network.html"

ET.register_namespace("", NAMESPACE)


def inline(file: Path, kind: str, identifier: str) -> tuple[str, str]:
    """Return a figure's SVG, with ids that start with `identifier`, and its caption's heading."""
    svg = ET.fromstring(file.read_text(encoding="utf-8"))
    svg.set("class", kind)
    heading = svg.attrib.pop("data-heading", "")
    for part, attribute in (("title", "aria-labelledby"), ("desc", "aria-describedby")):
        element = svg.find(f"{{{NAMESPACE}}}{part}")
        if element is None:
            raise ValueError(f"{file.name} has no <{part}>: run `make figures`")
        element.set("id", f"{identifier}-{kind}-{part}")
        svg.set(attribute, f"{identifier}-{kind}-{part}")
    return ET.tostring(svg, "unicode"), heading


def figure(file: Path, identifier: str, caption: str = "") -> str:
    """Return the drawing, or the wide and the tall drawing, of a figure.

    Raises ValueError where there is no such figure, or its caption begins with other bold words.
    """
    if not file.is_file() or file.stem.endswith("-tall"):
        raise ValueError(f"no figure {file.name}: docs/{PREFIX} holds them")
    drawings, heading = inline(file, "wide", identifier)
    if caption != heading:
        raise ValueError(
            f"the caption of {file.name} begins with {in_bold(caption)}, want {in_bold(heading)}"
        )
    tall = file.with_stem(f"{file.stem}-tall")
    if tall.is_file():
        drawings += inline(tall, "tall", identifier)[0]
    return f'<div class="figure" data-search-exclude="">{drawings}</div>'


def alive(name: str, drawing: str) -> str:
    """Return a figure with its data and its panel; ValueError where it has no data."""
    moving = FIGURES[name].moving
    if moving is None:
        raise ValueError(f"the figure {name}.svg does not move: take {{ .live }} away")
    panel = PANEL.read_text(encoding="utf-8").replace("\n", "")
    # not in a <script>: the theme runs what is in one after an instant navigation
    network = escape(moving.data(), quote=False).replace("'", "&#39;")
    start = f"<live-network id=\"{name}\" data-network='{network}'>"
    steps = f'<noscript><table class="live-steps">{moving.table()}</table></noscript>'
    return f"{start}{drawing}{panel}{steps}</live-network>"


def in_bold(heading: str) -> str:
    """Return how a message refers to bold words."""
    return f"{heading!r} in bold" if heading else "no bold words"


def is_caption(element: Element | None) -> TypeGuard[Element]:
    """Return whether an element is a caption."""
    return element is not None and element.get("class") == "caption"


def heading_of(element: Element | None) -> str:
    """Return the bold words that begin a caption, without their last mark, or nothing."""
    if not is_caption(element) or (element.text or "").strip():
        return ""
    bold = element.find("*[1]")
    return (
        "".join(bold.itertext()).rstrip(".,:") if bold is not None and bold.tag == "strong" else ""
    )


class FigureTreeprocessor(Treeprocessor):
    """Replaces each paragraph that is one image of a figure."""

    def run(self, root: Element) -> None:
        """Change the tree in place; raise PageError for a figure that cannot be shown."""
        shown: list[str] = []
        for block in list(root.iter()):
            for parent, after in list(zip_longest(block, block[1:])):
                for image in parent.findall("img"):
                    if PREFIX in image.get("src", ""):
                        self.replace(parent, image, heading_of(after), shown)
                        if is_caption(after):
                            after.tag = "figcaption"
                            block.remove(after)
                            parent.append(after)

    def replace(self, parent: Element, image: Element, caption: str, shown: list[str]) -> None:
        """Replace a paragraph by its figure, and add the file's name to those shown so far."""
        source = image.get("src", "")
        file = FOLDER / PurePosixPath(source).name
        try:
            if file.name in shown:
                raise ValueError(f"the figure {file.name} is on this page already: show another")
            shown.append(file.name)
            if len(parent) > 1 or (parent.text or "").strip() or (image.tail or "").strip():
                raise ValueError(f"the figure {file.name} is not on a line of its own")
            if image.get("alt", "").strip():
                raise ValueError(
                    f"the sentence of {file.name} belongs to tools/figures: leave the square "
                    "brackets empty"
                )
            html = figure(file, f"figure-{len(shown)}", caption)
            if image.get("class") == "live":
                html = alive(file.stem, html)
        except ValueError as error:
            raise PageError(*place_of(source, self.md), str(error)) from None
        parent.remove(image)
        parent.tag = "figure"
        parent.text = self.md.htmlStash.store(html)
