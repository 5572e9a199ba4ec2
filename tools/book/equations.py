"""Two steps: number the equations, and tie each to the block that checks it."""

import re
from xml.etree.ElementTree import Element, SubElement

from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from tools.book.current_page import current_page
from tools.vouch.hold.equations import BLOCK_ID, REFERENCE, Equation, equations, number_of
from tools.vouch.source.page import fences
from tools.vouch.tex.tokens import LABEL


class NumberPreprocessor(Preprocessor):
    """Fills in references, and says beside a block which equations it checks."""

    def run(self, lines: list[str]) -> list[str]:
        """Return the lines with numbers in them."""
        whole, page, _ = current_page(self.md)
        found = equations(whole, page)
        text, parts, end = "\n".join(lines) + "\n", [], 0
        for fence in fences(text, page):
            parts.append(self.refer(text[end : fence.start]))
            block = text[fence.start : fence.end]
            match = BLOCK_ID.search(fence.info)
            if match:  # the note takes the name over, where MkDocs sees it as an anchor
                parts.append(note(match["id"], found, fence.prefix))
                block = block.replace(match[0], "", 1)
            parts.append(block)
            end = fence.end
        return "".join([*parts, self.refer(text[end:])]).split("\n")

    def refer(self, prose: str) -> str:
        """Return prose with a number in each reference."""
        whole, page, docs = current_page(self.md)

        def numbered(reference: re.Match[str]) -> str:
            number = number_of(reference, whole, page, docs)
            return f"[({number})]({reference['page'] or ''}#eq-{reference['label']})"

        return REFERENCE.sub(numbered, prose)


def note(check: str, found: list[Equation], prefix: str) -> str:
    """Return the line that names the equations which a block checks."""
    links = [f"[({e.number})](#eq-{e.label})" for e in found if e.check == check]
    return f"{prefix}checks {', '.join(links)}\n{prefix}{{ .checks #{check} }}\n{prefix.rstrip()}\n"


class EquationTreeprocessor(Treeprocessor):
    """Wraps a labelled formula with its number and the link to its check."""

    def run(self, root: Element) -> None:
        """Change the tree in place."""
        numbers = {equation.label: equation for equation in equations(*current_page(self.md)[:2])}
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
