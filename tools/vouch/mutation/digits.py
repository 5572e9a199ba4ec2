"""Change one digit of a number that a page shows: the tests should notice every one.

A number is what the tests claim to hold: bound in prose, tables and formulas, printed in an
Output block, answered in a session, or written in the page's own code.
"""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from tools.vouch.source.numbers import numerals
from tools.vouch.source.page import Fence, Page, includes

DIGITS = re.compile(r"\d[\d.,]*\d|\d")
PROMPT = re.compile(r"(?:>>>|\.\.\.)(?: |$)")


@dataclass(frozen=True)
class Mutant:
    """A change of one token: `old`, at `start` to `end` of a file, becomes `new`."""

    kind: str
    file: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def apply(self, text: str) -> str:
        """Return the file's text with the change made."""
        return text[: self.start] + self.new + text[self.end :]

    def __str__(self) -> str:
        """Say where the change is and what it is, on one line."""
        return f"{self.file}:{self.line}: {self.kind}: {self.old} → {self.new}"


Shown = tuple[str, int, int]  # what kind of number, and where it stands in the page


def page_numbers(page: Page) -> list[Shown]:
    """Return every number on a page that the tests claim to hold."""
    found = []
    text = page.text
    for numeral in numerals(page):
        line = text[text.rfind("\n", 0, numeral.start) + 1 : numeral.start].lstrip(" \t>")
        kind = "formula" if numeral.tex else "table" if line.startswith("|") else "prose"
        found.append(("percentage" if numeral.percent else kind, numeral.start, numeral.end))
    for fence in page.fences:
        found += fence_numbers(fence, page)
    return sorted(found, key=lambda shown: shown[1])


def fence_numbers(fence: Fence, page: Page) -> Iterator[Shown]:
    """Yield the numbers in what a fence prints, answers or computes with; none of an include."""
    lines = list(zip(line_starts(page.text, fence), fence.source.split("\n"), strict=False))
    if fence.is_output:
        yield from (("output", a, b) for a, b in digits_of(lines))
    elif fence.language == "pycon":
        answers = [(start, line) for start, line in lines if not PROMPT.match(line)]
        yield from (("answer", a, b) for a, b in digits_of(answers))
        code = [(start + 4, line[4:] if PROMPT.match(line) else "") for start, line in lines]
        yield from (("page code", a, b) for a, b in literals(code))
    elif fence.language == "python" and not includes(fence, page):
        yield from (("page code", a, b) for a, b in literals(lines))


def line_starts(text: str, fence: Fence) -> Iterator[int]:
    """Yield where each line of a fence's source starts in the page, past the fence's prefix."""
    offset = fence.body[0]
    whole = text[slice(*fence.body)].splitlines(keepends=True)
    for line, bare in zip(whole, fence.source.split("\n"), strict=False):
        yield offset + len(line.rstrip("\n")) - len(bare)
        offset += len(line)


def digits_of(lines: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Yield the positions of the numbers in lines."""
    for start, line in lines:
        for match in DIGITS.finditer(line):
            yield start + match.start(), start + match.end()


def literals(lines: list[tuple[int, str]]) -> Iterator[tuple[int, int]]:
    """Yield the positions of the numbers in lines of code, including strings but not docstrings."""
    code = "\n".join(line for _, line in lines) + "\n"
    before = tokenize.NEWLINE
    for token in tokenize.generate_tokens(io.StringIO(code).readline):
        documents = token.type == tokenize.STRING and before != tokenize.OP
        texts = (tokenize.NUMBER, tokenize.STRING, tokenize.FSTRING_MIDDLE)
        if token.type in texts and not documents and token.start[0] == token.end[0]:
            start = lines[token.start[0] - 1][0] + token.start[1]
            yield from digits_of([(start, token.string)])
        before = token.type


def changed(number: str, rng: Random, is_code: bool) -> str:
    """Return the number with one digit changed; in code to what is still valid."""
    places = [place for place, sign in enumerate(number) if sign.isdigit()]
    while True:
        place = rng.choice(places)
        digit = rng.choice([d for d in "0123456789" if d != number[place]])
        new = number[:place] + digit + number[place + 1 :]
        if not is_code or is_literal(new):
            return new


def is_literal(number: str) -> bool:
    """Return whether Python reads the number: it refuses 05."""
    try:
        ast.parse(number)
    except SyntaxError:
        return False
    return True


def digit_mutants(pages: list[Page], count: int, rng: Random) -> list[Mutant]:
    """Return `count` changes of a digit in a random sample of all numbers of the pages."""
    numbers = [(page, *shown) for page in pages for shown in page_numbers(page)]
    mutants = []
    for page, kind, start, end in rng.sample(numbers, min(count, len(numbers))):
        old = page.text[start:end]
        new = changed(old, rng, kind == "page code")
        mutants.append(Mutant(kind, page.name, page.line_of(start), start, end, old, new))
    return mutants
