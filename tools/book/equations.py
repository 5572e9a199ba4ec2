"""Number the equations of a page, and link each of them to the block that checks it."""

import re
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from tools.book.current_page import current_page
from tools.vouch.hold.equations import BLOCK_ID, REFERENCE, Equation, equations, number_of
from tools.vouch.source.page import Fence, Page
from tools.vouch.tex.tokens import LABEL


def referred(prose: str, page: Page, docs: Path) -> str:
    """Return prose of a page with a number in each reference."""

    def numbered(reference: re.Match[str]) -> str:
        number = number_of(reference, page, docs)
        return f"[({number})]({reference['page'] or ''}#eq-{reference['label']})"

    return REFERENCE.sub(numbered, prose)


def noted(block: str, fence: Fence, page: Page) -> str:
    """Return a block, below a note that names the equations it checks, if there are any."""
    match = BLOCK_ID.search(fence.info)
    if not match:
        return block
    # the note takes the name over, where MkDocs sees it as an anchor
    return note(match["id"], equations(page), fence.prefix) + block.replace(match[0], "", 1)


def note(check: str, found: list[Equation], prefix: str) -> str:
    """Return the line that names the equations which a block checks."""
    links = [f"[({e.number})](#eq-{e.label})" for e in found if e.check == check]
    return f"{prefix}checks {', '.join(links)}\n{prefix}{{ .checks #{check} }}\n{prefix.rstrip()}\n"


class EquationTreeprocessor(Treeprocessor):
    """Wraps a labelled formula with its number and the link to its check."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        numbers = {equation.label: equation for equation in equations(current_page(self.md))}
        for element in list(root.iter("div")):
            match = LABEL.search(element.text or "")
            if match and element.get("class") == "arithmatex":
                wrap(element, numbers[match["label"]])


def wrap(element: Element, equation: Equation) -> None:
    """Turn a formula's element into one that holds the formula, its number and its mark."""
    formula = SubElement(element, "div", {"class": "arithmatex"})
    formula.text = AtomicString(LABEL.sub("", element.text or ""))
    element.text = None
    element.set("class", "eq")
    element.set("id", f"eq-{equation.label}")
    aside = SubElement(element, "div")
    number = SubElement(aside, "a", {"class": "eq-number", "href": f"#eq-{equation.label}"})
    number.text = AtomicString(f"({equation.number})")
    mark = SubElement(aside, "a", {"class": "checked", "href": f"#{equation.check}"})
    mark.text = AtomicString("checked")
