"""Find the numbers of a page, and the comments that bind them to expressions.

`0.6793<!--= A2[0, 0] -->` binds the number before it. A comment binds every number since
the one before it in the same block of lines; expressions are split by `;`, arrays are flattened.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.vouch.source.errors import PageError
from tools.vouch.source.page import INCLUDE, Fence, blank, line_of, without

BINDING = re.compile(r"<!--=(?P<code>.*?)-->", re.DOTALL)

# What is not looked at: code, comments, addresses, markup, and titles.
HIDDEN = re.compile(
    rf"^{INCLUDE.pattern}"
    r"""
    | \A---\n.*?\n---\n           # front matter
    | <!--.*?-->
    | (?P<tick>`+)(?!`)(?:(?!\n\n).)+?(?P=tick)(?!`)
    | \]\([^)\n]*\)               # where a link goes
    | ^[ ]*\[[^\]\n]+\]:[^\n]*$
    | \[\^[^\]\n]+\]              # a footnote's mark
    | \[@[^\]\n]+\]               # a citation
    | \{[:\s]*[.\#][^}\n]*\}      # an attribute list
    | </?[A-Za-z][^>\n]*>
    | https?://\S+
    | ^[ \t>]*\#+[ ][^\n]*$           # headings
    | ^[ \t>]*(?:!!!|\?\?\?\+?|===)[ ][^\n]*$
    | ^[ \t>]*\d+[.)][ ]          # list markers
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# The closed list: names and references that hold digits, and are free.
FREE = re.compile(
    rf"""
      (?<![\d.-])(?:2-2-1|3-4-2)(?!\.?\d|-)             # the two networks
    | (?<![\d.,])\b(?:\d{{1,2}}\ (?:{MONTHS})\ )?(?:1[89]|20)\d\d\b(?![.,]\d)   # years and dates
    | \b(?:Python|NumPy|PyTorch|JAX|Keras|Optax|CC\ BY)\ \d+(?:\.\d+)*   # versions
    | \b\d+\.\d+\.\d+\b
    | \b(?:pp?|vol|ch|no)\.\ ?\d+(?:[–-]\d+)?           # places in a work
    | arXiv:\d+\.\d+
    """,
    re.VERBOSE,
)

DECIMAL = r"\d+(?:\.\d+)?"
PROSE = re.compile(
    rf"(?<![\w.])(?P<digits>(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|{DECIMAL}))"
    r"(?:e(?P<exponent>[+-]?\d+))?(?P<percent>[ \n\u00a0\u202f]?%)?(?!\w)"
)
TEX = re.compile(
    rf"(?P<digits>(?:\d{{1,3}}(?:\{{,\}}\d{{3}})+|{DECIMAL}))"
    r"(?:\s*\\(?:times|cdot)\s*10\^\{?(?P<exponent>-?\d+)\}?)?(?P<percent>(?:\\,|\s)?\\%)?"
)
MATHS = re.compile(
    r"\$\$(?P<display>.+?)\$\$|(?<![\\$])\$(?![\s$])(?P<inline>[^$\n]+?)\$", re.DOTALL
)
# An index on a symbol is part of its name: x_1, W^{2}, \delta^{\ell+1}; a power is on a bracket.
SCRIPT = r"[_^](?:\{(?:[\w\s,+()-]|\\ell|\\tau|\\top)*\}|[A-Za-z0-9]|\\ell|\\tau|\\top)"
NAME = re.compile(
    r"(?P<base>\\(?!(?:sum|prod|int|rVert|right|bigr|Bigr)\b)[A-Za-z]+'?|(?<![A-Za-z\\])(?!e[_^])"
    rf"[A-Za-z]'?|\}}'?)\s*(?P<scripts>(?:{SCRIPT})+)"
)
LENGTHS = re.compile(r"\\\\\[[^\]]*\]|\\(?:label|checkedby|htmlClass|hspace)\{[^}]*\}")
RELATIONS = r"\\(?:approx|cdot|times|leq?|geq?|to|q?quad|odot|colon|mapsto|implies)\s*$"


@dataclass(frozen=True)
class Numeral:
    """A number as the page shows it, sign included, and where."""

    start: int
    end: int
    text: str
    decimals: int
    thousands: bool
    exponent: bool
    percent: str  # the sign with its space, or nothing
    tex: bool


@dataclass(frozen=True)
class Binding:
    """A comment, the expressions in it, and the numbers that it binds."""

    line: int
    start: int
    end: int
    code: str
    numerals: tuple[Numeral, ...]


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with every match turned to spaces; line ends stay."""
    return pattern.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)


def signed(text: str, start: int, tex: bool) -> int:
    """Return where a number starts, once a minus that is its sign, and not a difference, is in."""
    before = text[:start]  # a sign stands close to its number: "- 0.5" is a difference
    if not before.endswith(("-", "−")):
        return start
    left = before[:-1].rstrip()
    relation = tex and re.search(RELATIONS, left)
    operand = left and (left[-1].isalnum() or left[-1] in ")]}|'")
    glued = not tex and len(left) < len(before) - 1  # "is −0.5": a space before the sign
    return start if operand and not relation and not glued else len(before) - 1


def numerals_in(text: str, start: int, end: int, tex: bool) -> Iterator[Numeral]:
    """Yield the numbers in a span of masked text."""
    for match in (TEX if tex else PROSE).finditer(text, start, end):
        first = signed(text, match.start(), tex)
        digits = match["digits"]
        yield Numeral(
            start=first,
            end=match.end(),
            text=text[first : match.end()],
            decimals=len(digits.partition(".")[2]),
            thousands="," in digits,
            exponent=match["exponent"] is not None,
            percent=match["percent"] or "",
            tex=tex,
        )


def mask_tex(tex: str) -> str:
    """Return a formula with names, commands and lengths turned to spaces."""
    tex = blanked(LENGTHS, tex)

    def without_scripts(match: re.Match[str]) -> str:
        return match[0][: match.start("scripts") - match.start()] + " " * len(match["scripts"])

    return NAME.sub(without_scripts, tex)


def mask(text: str, fences: list[Fence]) -> str:
    """Return the page with everything but prose and formulas turned to spaces."""
    text = blanked(HIDDEN, without(text, fences))
    return MATHS.sub(lambda match: mask_tex(match[0]), text)


def numerals(text: str, fences: list[Fence]) -> list[Numeral]:
    """Return the numbers of a page, in order, that must be bound."""
    masked = mask(text, fences)
    found: list[Numeral] = []
    prose = masked
    for match in MATHS.finditer(masked):
        found += numerals_in(masked, match.start(), match.end(), tex=True)
        prose = blank(prose, match.start(), match.end())
    for match in FREE.finditer(prose):
        if text.startswith("<!--=", match.end()):  # a version or date that is bound, as a text
            found.append(Numeral(*match.span(), match[0], 0, False, False, "", tex=False))
    found += numerals_in(blanked(FREE, prose), 0, len(prose), tex=False)
    return sorted(found, key=lambda numeral: numeral.start)


def blocks(text: str, fences: list[Fence]) -> list[tuple[int, int]]:
    """Return the spans of lines between blank lines and fences."""
    inside = without(text, fences)
    return [match.span() for match in re.finditer(r"(?:^.*\S.*\n?)+", inside, re.MULTILINE)]


def bindings(text: str, fences: list[Fence], page: str) -> tuple[list[Binding], list[Numeral]]:
    """Return the bindings of a page, and the numbers that none of them binds."""
    waiting = numerals(text, fences)
    spans = blocks(text, fences)
    code = without(text, fences)
    found, previous = [], 0
    for match in BINDING.finditer(code):
        begin = max(start for start, _ in spans if start <= match.start())
        begin = max(begin, previous)
        taken = tuple(n for n in waiting if begin <= n.start < match.start())
        line = line_of(text, match.start())
        if not taken:
            raise PageError(page, line, f"no number stands before <!--={match['code']}-->")
        found.append(Binding(line, match.start(), match.end(), match["code"].strip(), taken))
        previous = match.end()
    bound = {n for binding in found for n in binding.numerals}
    return found, [n for n in waiting if n not in bound]


def check_bound(text: str, fences: list[Fence], page: str) -> list[Binding]:
    """Return the bindings of a page; raise PageError for the first number without one."""
    found, unbound = bindings(text, fences, page)
    if unbound:
        first = unbound[0]
        sentence = f"nothing computes the number {first.text}: bind it with <!--= expression -->"
        raise PageError(page, line_of(text, first.start), sentence)
    return found
