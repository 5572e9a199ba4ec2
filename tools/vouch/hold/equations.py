r"""Number the equations, and connect each of them with the block that checks it.

    $$ … \label{delta1}\checkedby{check-delta1} $$      the equation
    [](#eq-delta1)                                      a reference to it
    ``` { .python #check-delta1 }                       the block that checks it

What the check must reject stands in the page's companion: WRONG = {"delta1": [("W2.T", "W2")]}.
A check raises AssertionError (or ValueError) when its equation is wrong.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from tools.vouch.hold.companion import Companion, beside
from tools.vouch.source.config import DOCS
from tools.vouch.source.errors import in_one_sentence
from tools.vouch.source.files import name_of
from tools.vouch.source.notebooks import page_at
from tools.vouch.source.page import Fence, Page, pages
from tools.vouch.tex.tokens import LABEL

REFERENCE = re.compile(r"\[\]\((?P<page>[\w./-]+\.md)?#eq-(?P<label>[\w-]+)\)")
BLOCK_ID = re.compile(r"#(?P<id>check-[\w-]+)")


@dataclass(frozen=True)
class Equation:
    """A numbered equation, and the block that checks it."""

    label: str
    number: str  # chapter and place in it
    line: int
    check: str


@dataclass(frozen=True)
class Wrong:
    """A wrong variant of an equation: the same check with one expression replaced."""

    label: str
    old: str
    new: str
    block: Fence

    @property
    def code(self) -> str:
        """The check with the wrong expression in it."""
        return self.block.source.replace(self.old, self.new)


def equations(page: Page) -> list[Equation]:
    """Return the numbered equations of a page in order."""
    chapter = page.front.get("chapter")
    found = []
    for count, match in enumerate(LABEL.finditer(page.prose), 1):
        line = page.line_of(match.start())
        if chapter is None:
            raise page.error_in(line, "a numbered equation needs a chapter in the front matter")
        if not match["check"]:
            raise page.error_in(line, rf"equation {match['label']} has no \checkedby{{check-…}}")
        found.append(Equation(match["label"], f"{chapter}.{count}", line, match["check"]))
    return found


def checking_blocks(page: Page) -> dict[str, Fence]:
    """Return the blocks of a page whose name says that they check something, by name."""
    named = ((BLOCK_ID.search(fence.info), fence) for fence in page.fences)
    return {match["id"]: fence for match, fence in named if match}


def wrongs(page: Page, companion: Companion) -> list[Wrong]:
    """Return the wrong variants of a page's equations; raise PageError where one is missing."""
    blocks = checking_blocks(page)
    found = {equation.label: equation for equation in equations(page)}
    for label, equation in found.items():
        if label not in companion.wrong:
            sentence = f"has no wrong variant: name one in WRONG of {name_of(companion.path)}"
            raise page.error_in(equation.line, f"equation {label} {sentence}")
    variants = []
    for label, pairs in companion.wrong.items():
        if label not in found:
            raise companion.error("WRONG", label, f"{page.name} has no equation of this name")
        check = found[label].check
        for old, new in pairs:
            if old not in blocks[check].source:
                raise companion.error("WRONG", label, f"{old!r} is not in block {check}")
            variants.append(Wrong(label, old, new, blocks[check]))
    return variants


def number_of(reference: re.Match[str], page: Page, docs: Path = DOCS) -> str:
    """Return the number of the equation that a reference means, on this page or another."""
    other = docs / (reference["page"] or "")
    there = page_at(other, f"docs/{reference['page']}") if other.is_file() else None
    found = equations(there or page) if there or not reference["page"] else []
    known = {equation.label: equation.number for equation in found}
    if reference["label"] not in known:
        raise page.error(page.text.find(reference[0]), f"{reference[0]} refers to no equation")
    return known[reference["label"]]


def check_equations(page: Page, docs: Path = DOCS) -> list[Equation]:
    """Return a page's equations; raise PageError for one that nothing holds, or a loose end."""
    found = equations(page)
    blocks = checking_blocks(page)
    seen: set[str] = set()
    for equation in found:
        problem = ""
        if equation.label in seen:
            problem = "has the same name as another one"
        elif equation.check not in blocks:
            problem = f"is checked by {equation.check}, which is not a block of this page"
        if problem:
            raise page.error_in(equation.line, f"equation {equation.label} {problem}")
        seen.add(equation.label)
    for name, fence in blocks.items():
        if name not in {equation.check for equation in found}:
            raise page.error_in(fence.line, f"block {name} checks no equation")
    for reference in REFERENCE.finditer(page.prose):
        number_of(reference, page, docs)
    return found


def main() -> None:
    """Print every numbered equation, its check and its wrong variants."""
    total = 0
    for path in pages():
        page = page_at(path)
        found = check_equations(page)
        variants = wrongs(page, beside(path))
        for equation in found:
            total += 1
            against = [f"{w.old} => {w.new}" for w in variants if w.label == equation.label]
            print(f"{page.name}:{equation.line} ({equation.number}) {equation.label}")
            print(f"    {equation.check} rejects: {'; '.join(against)}")
    print(f"{total} numbered equations, none without a check and a wrong variant")


if __name__ == "__main__":
    in_one_sentence(main)
