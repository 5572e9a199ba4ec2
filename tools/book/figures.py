"""A Markdown extension: an image from assets/figures/ becomes inline SVG, which follows the page.

![One sentence.](assets/figures/name.svg) on a line of its own gives name.svg and, where it exists,
name-tall.svg; the style sheet displays one of them, so that a screen reader meets one.
"""

import xml.etree.ElementTree as ET
from pathlib import Path, PurePosixPath
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from tools.book.current_page import place
from tools.figures.drawn import FOLDER
from tools.figures.kit.svg import NAMESPACE
from tools.vouch.source.errors import PageError

PREFIX = "assets/figures/"

ET.register_namespace("", NAMESPACE)


def inline(file: Path, kind: str, name: str, identifier: str) -> str:
    """Return a figure's SVG, named `name`, with ids that start with `identifier`."""
    svg = ET.fromstring(file.read_text(encoding="utf-8"))
    svg.set("class", kind)
    for part, attribute in (("title", "aria-labelledby"), ("desc", "aria-describedby")):
        element = svg.find(f"{{{NAMESPACE}}}{part}")
        if element is None:
            raise ValueError(f"{file.name} has no <{part}>: run `make figures`")
        element.set("id", f"{identifier}-{kind}-{part}")
        svg.set(attribute, f"{identifier}-{kind}-{part}")
        if part == "title":
            element.text = name
    return ET.tostring(svg, "unicode")


def figure(file: Path, name: str, identifier: str) -> str:
    """Return the drawing, or the wide and the tall drawing, of a figure.

    Raises ValueError where there is no such figure, or it has no name.
    """
    if not file.is_file() or file.stem.endswith("-tall"):
        raise ValueError(f"no figure {file.name}: tools/figures/drawn.py lists them")
    if not name:
        raise ValueError(f"the figure {file.name} has no sentence between its square brackets")
    tall = file.with_stem(f"{file.stem}-tall")
    drawings = inline(file, "wide", name, identifier)
    if tall.is_file():
        drawings += inline(tall, "tall", name, identifier)
    return f'<div class="figure" data-search-exclude="">{drawings}</div>'


class FigureTreeprocessor(Treeprocessor):
    """Replaces each paragraph that is one image of a figure."""

    def run(self, root: Element) -> None:
        """Change the tree in place; raise PageError for a figure that cannot be shown."""
        count = 0
        for parent in root.iter():
            for image in parent.findall("img"):
                if PREFIX in image.get("src", ""):
                    count += 1
                    self.replace(parent, image, f"figure-{count}")

    def replace(self, parent: Element, image: Element, identifier: str) -> None:
        """Put a figure in place of its paragraph."""
        source = image.get("src", "")
        file = FOLDER / PurePosixPath(source).name
        try:
            if len(parent) > 1 or (parent.text or "").strip() or (image.tail or "").strip():
                raise ValueError(f"the figure {file.name} does not stand on a line of its own")
            html = figure(file, image.get("alt", "").strip(), identifier)
        except ValueError as error:
            raise PageError(*place(self.md, source), str(error)) from None
        parent.remove(image)
        parent.text = self.md.htmlStash.store(html)


class FigureExtension(Extension):
    """Runs after the inline patterns made the images (20), and before MkDocs resolves links (0)."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register the processor."""
        md.treeprocessors.register(FigureTreeprocessor(md), "figures", 5)


def makeExtension() -> FigureExtension:
    """Return the extension, as Markdown asks for it by the module's name."""
    return FigureExtension()
