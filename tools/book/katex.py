"""A step: formulas become KaTeX's HTML and MathML while the site is built."""

import atexit
import json
import re
import subprocess
import sys
from functools import cache
from html import escape, unescape
from pathlib import Path
from xml.etree.ElementTree import Element

from markdown.extensions.toc import slugify, unique
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from mkdocs.exceptions import BuildError

from tools.book.current_page import place_of
from tools.book.spoken import spoken
from tools.vouch.source.colours import FAMILIES
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError

NODE = Path(sys.executable).parent / "node"
KATEX = ROOT / "node_modules/katex/dist/katex.mjs"

MACROS = {
    f"\\{before}{name}": rf"\htmlClass{{{family['class']}{after}}}{{#1}}"
    for name, family in FAMILIES.items()
    for before, after in (("", ""), ("n", " n"))
}


@cache
def _node() -> subprocess.Popen[str]:
    """Return the one Node process that renders every formula of a build."""
    if not (NODE.exists() and KATEX.exists()):
        gone = NODE if KATEX.exists() else KATEX
        raise BuildError(f"{gone} is missing: run `make assets`.")
    command = [str(NODE), str(Path(__file__).with_suffix(".mjs")), json.dumps(MACROS)]
    node = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT
    )
    atexit.register(node.communicate)
    return node


@cache
def render(tex: str, display: bool = False) -> str:
    """Return KaTeX's HTML and MathML for `tex`.

    Raises ValueError with KaTeX's reason where KaTeX cannot read it.
    """
    node = _node()
    assert node.stdin
    assert node.stdout
    node.stdin.write(json.dumps({"tex": tex, "display": display}) + "\n")
    node.stdin.flush()
    line = node.stdout.readline()
    if not line:
        raise BuildError("Node stopped while it rendered a formula; its message is above.")
    answer = json.loads(line)
    if "error" in answer:
        raise ValueError(answer["error"])
    html: str = re.sub(r"(?s)<annotation.*?</annotation>|</?semantics>", "", answer["html"])
    html = spoken(html)
    html = html.replace(
        '<span class="katex-mathml">', '<span class="katex-mathml" data-search-exclude="">', 1
    )
    if display:  # it may scroll, so the keyboard must reach it
        focus = '<span class="katex-display" tabindex="0" role="group" aria-label="Formula">'
        html = html.replace('<span class="katex-display">', focus, 1)
    return html


def plain(html: str) -> str:
    """Return the characters that KaTeX's `html` shows, for a table of contents."""
    shown = html[html.index('<span class="katex-html"') :]
    return unescape(re.sub(r"<[^>]*>|\u200b", "", shown))


class FormulaTreeprocessor(Treeprocessor):
    """Puts KaTeX's output into what arithmatex marked, and names headings that hold a formula."""

    def run(self, root: Element) -> None:
        """Change the tree in place; raise PageError for a formula that KaTeX cannot read."""
        used = {element.get("id", "") for element in root.iter()}
        for heading in [e for e in root.iter() if re.fullmatch("h[1-6]", str(e.tag))]:
            self.name(heading, used)
        heads = [formula for head in root.iter("th") for formula in self.alone(head)]
        for element in self.formulas(root):
            inline, tex = self.tex(element)
            if not inline:
                element.set("data-search-exclude", "")
            html = self.html(tex, not inline)
            if element in heads:
                html = html.replace("<math ", f'<math aria-label="{escape(plain(html))}" ', 1)
            element.text = AtomicString(self.md.htmlStash.store(html))

    def alone(self, cell: Element) -> list[Element]:
        """Return a cell's formulas where it has no words: screen readers take its name there."""
        formulas = self.formulas(cell)
        words = "".join(cell.itertext()).strip()
        return formulas if words == "".join(formula.text or "" for formula in formulas) else []

    def formulas(self, root: Element) -> list[Element]:
        """Return arithmatex's elements under `root`."""
        return [e for e in root.iter() if "arithmatex" in e.get("class", "").split()]

    def tex(self, element: Element) -> tuple[bool, str]:
        """Return whether the formula is inline, and its TeX; arithmatex escapes displayed TeX."""
        wrapped = (element.text or "").strip()
        inline = wrapped.startswith(r"\(")
        return inline, (wrapped if inline else unescape(wrapped))[2:-2].strip()

    def html(self, tex: str, display: bool) -> str:
        """Return the rendered formula."""
        try:
            return render(tex, display)
        except ValueError as error:
            message = f"KaTeX cannot read {' '.join(tex.split())}: {error}"
            raise PageError(*place_of(tex, self.md), message) from None

    def name(self, heading: Element, used: set[str]) -> None:
        """Give a heading with formulas an id and a label without MathML and TeX."""
        formulas = self.formulas(heading)
        if not formulas:
            return
        if heading.tag == "h1":
            message = "the page's title holds a formula; a browser's tab cannot show one."
            raise PageError(*place_of(self.tex(formulas[0])[1], self.md), message)
        shown = {e.text: plain(self.html(self.tex(e)[1], False)) for e in formulas}
        label = " ".join("".join(shown.get(text, text) for text in heading.itertext()).split())
        heading.attrib.setdefault("data-toc-label", escape(label))
        if "id" not in heading.attrib:
            heading.set("id", unique(slugify(label, "-"), used))
