"""Find the numbers of a page, and the comments that bind them to expressions.

`0.6793<!--= A2[0, 0] -->` binds the number before it. A comment binds every number since
the one before it in the same block of lines; expressions are split by `;`, arrays are flattened.
`<!--=> h -->` is evaluated after the next block of code. In a formula, an integer of one digit is
structure, and is not bound, beside a symbol; as a power; beside other numbers where their sum comes
out with no other digit; and as the 0 of a condition (x > 0, f'(x) = 0).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tools.vouch.source.page import INCLUDE, Page, blank
from tools.vouch.source.sums import wrong_sums

BINDING = re.compile(r"<!--=(?P<later>>?)(?P<code>.*?)-->", re.DOTALL)

# What is not looked at: comments, addresses, markup. Front matter holds no number (front_matter.py)
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
    | ^[ \t>]*\#+[ ]Step[ ]\d+\.    # headings that count: see check_steps
    | ^[ \t>]*\d+[.)][ ]          # list markers
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)

# In code between ticks, a decimal, a power of ten and an integer of two digits or more are values.
CODED = re.compile(
    r"(?:(?<![\w.)\]])-)?(?<![\w.])(?:\d+\.\d+(?:e[+-]?\d+)?|\d+e[+-]?\d+|\d[\d_]*\d)(?![\w.])"
)

STEP = re.compile(r"^[ \t>]*#+ Step (\d+)\.", re.MULTILINE)

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# The closed list: names and references that hold digits, and are free.
FREE = re.compile(
    r"""
      (?<![\d.-])(?:2-2-1|3-4-2)(?!\.?\d|-)             # the two networks
    | \b(?:Python|NumPy|PyTorch|JAX|Keras|Optax|CC\ BY)\ \d+(?:\.\d+)*   # versions
    | \b\d+\.\d+\.\d+\b
    | \b(?:pp?|vol|ch|no)\.\ ?\d+(?:[–-]\d+)?           # places in a work
    | arXiv:\d+\.\d+
    """,
    re.VERBOSE,
)

DATE = re.compile(rf"\b\d{{1,2}} (?:{MONTHS}) \d{{4}}\b")  # bound as one text

DECIMAL = r"\d+(?:\.\d+)?"
PROSE = re.compile(
    rf"(?<![\w.])(?P<digits>(?:\d{{1,3}}(?:(?:,\d{{3}})+|(?:_\d{{3}})+)(?:\.\d+)?|{DECIMAL}))"
    r"(?:e(?P<exponent>[+-]?\d+))?(?P<percent>[ \n\u00a0\u202f]?%)?(?!\w)"
)
TEX = re.compile(
    rf"(?:10\^\{{?(?P<power>-?\d+)\}}?|(?P<digits>(?:\d{{1,3}}(?:\{{,\}}\d{{3}})+|{DECIMAL}))"
    r"(?:\s*\\(?:times|cdot)\s*10\^\{?(?P<exponent>-?\d+)\}?)?)(?P<percent>(?:\\,|\s)?\\%)?"
)
MATHS = re.compile(
    r"\$\$(?P<display>.+?)\$\$|(?<![\\$])\$(?![\s$])(?P<inline>[^$\n]+?)\$", re.DOTALL
)
# An index is part of its symbol's name, x_1, and so is a layer, \delta^{(2)}; a power is not.
SCRIPT = (
    r"(?:_(?:\{(?:[\w\s,+()-]|\\ell|\\tau|\\top)*\}|[A-Za-z0-9]|\\ell|\\tau|\\top)"
    r"|\^(?:\{\([^{}]*\)(?:\\top)?\}|\{?\\top\}?))"
)
NAME = re.compile(
    r"(?P<base>\\(?!(?:sum|prod|int|rVert|right|bigr|Bigr)\b)[A-Za-z]+'?|(?<![A-Za-z\\])(?!e[_^])"
    rf"[A-Za-z]'?|\}}'?)\s*(?P<scripts>(?:{SCRIPT})+)"
)
LENGTHS = re.compile(r"\\\\\[[^\]]*\]|\\(?:label|checkedby|htmlClass|hspace)\{[^}]*\}")
RELATIONS = r"\\(?:approx|cdot|times|leq?|geq?|to|q?quad|odot|colon|mapsto|implies)\s*$"
# What parts the sides of a formula. The other signs stand between things of one side.
BETWEEN = re.compile(
    r"(?:&\s*)?(?P<sign>[=<>]|\\(?:leq?|geq?|neq?|ll|gg)\b)|(?<![\\{]),|(?<!\\);|&|≈"
    r"|\\\\(?!\[)|\\(?:approx|q?quad|to|in|pm|leftarrow|mapsto|implies|colon)\b|(?<!\\)[{}]"
)
# A letter stands for something; so does a function, but e and σ of a number are numbers.
SYMBOL = re.compile(
    r"(?<![\\A-Za-z])(?!e\s*\^)[A-Za-z](?![A-Za-z])"
    r"|\\(?:alpha|beta|gamma|delta|varepsilon|epsilon|zeta|eta|theta|kappa|lambda|mu|nu|pi|rho|tau|"
    r"phi|varphi|chi|psi|omega|ell|Delta|Theta|Phi|hat|bar|partial|nabla|sum|prod|log|exp|max|min|"
    r"tanh|sin|cos|operatorname)\b"
)
WORDS = re.compile(r"\\(?:text|begin|end)\{[^}]*\}")
BLOCK = re.compile(r"(?:^.*\S.*\n?)+", re.MULTILINE)  # lines between blank lines and fences
LABELLED = re.compile(r"\\label\{")


@dataclass(frozen=True)
class Numeral:
    """A number as the page shows it, sign included, and where."""

    start: int
    end: int
    text: str
    decimals: int
    thousands: str  # what parts them, or nothing
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
    later: bool  # evaluated after the next block
    before: str  # the text that it binds: the block of lines, since the binding before
    numerals: tuple[Numeral, ...]


def blanked(pattern: re.Pattern[str], text: str) -> str:
    """Return the text with every match replaced by spaces; line ends stay."""
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
        digits = match["digits"] or ""
        power = tex and match["power"]
        yield Numeral(
            start=first,
            end=match.end(),
            text=text[first : match.end()],
            decimals=len(digits.partition(".")[2]),
            thousands=next((sign for sign in ",_" if sign in digits), ""),
            exponent=bool(match["exponent"] or power),
            percent=match["percent"] or "",
            tex=tex,
        )


def is_plain(numeral: Numeral) -> bool:
    """Return whether a number is an integer of one digit, as structure is."""
    return re.fullmatch(r"-?\d", numeral.text) is not None


def sides(masked: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield the sides of a formula, each with a comparison's sign after it; groups are whole."""
    depth, begin = 0, start
    for match in BETWEEN.finditer(masked, start, end):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] not in "{}":
            yield begin, match.start(), match["sign"] or ""
            begin = match.end()
    yield begin, end, ""


def is_condition(sign: str, symbols: int) -> bool:
    """Return whether a zero beside a sign says what sort of thing the other side's symbols are.

    Any symbol compared as larger or smaller does; what is said to equal zero is several of them,
    as x = 0 gives a value.
    """
    return symbols > (sign == "=") if sign else False


def is_summed(text: str, start: int, end: int, numeral: Numeral) -> bool:
    """Return whether the sums of a formula come out with no other digit in a number's place."""
    others = set("123456789") - {numeral.text[-1:]}
    return all(
        wrong_sums((text[start : numeral.end - 1] + other + text[numeral.end : end]).strip("$"))
        for other in others
    )


def values_in(text: str, masked: str, start: int, end: int) -> Iterator[Numeral]:
    """Yield the numbers of a formula that are values, and not its structure."""
    read = LABELLED.search(text, start, end)  # a numbered formula is computed from its TeX
    symbols = blanked(WORDS, masked)
    found = [
        (begin, stop, sign, len(SYMBOL.findall(symbols[begin:stop])))
        for begin, stop, sign in sides(masked, start, end)
    ]
    for place, (begin, stop, sign, here) in enumerate(found):
        _, _, sign_before, before = found[place - 1] if place else (0, 0, "", 0)
        after = found[place + 1][-1] if place + 1 < len(found) else 0
        condition = is_condition(sign_before, before) or is_condition(sign, after)
        numbers = list(numerals_in(masked, begin, stop, tex=True))
        beside = not all(is_plain(numeral) for numeral in numbers)
        for numeral in numbers:
            power = masked[begin : numeral.start].rstrip("{").endswith("^")
            structure = read or here or power or (condition and numeral.text == "0")
            structure = structure or (beside and is_summed(text, start, end, numeral))
            if not (structure and is_plain(numeral)):
                yield numeral


def mask_tex(tex: str) -> str:
    """Return a formula with names, commands and lengths replaced by spaces."""
    tex = blanked(LENGTHS, tex)

    def without_scripts(match: re.Match[str]) -> str:
        return match[0][: match.start("scripts") - match.start()] + " " * len(match["scripts"])

    return NAME.sub(without_scripts, tex)


def hidden(match: re.Match[str]) -> str:
    """Return what is left of hidden text: of code between ticks, its values."""
    text = re.sub(r"[^\n]", " ", match[0])
    for value in CODED.finditer(match[0]) if match["tick"] else ():
        text = text[: value.start()] + value[0] + text[value.end() :]
    return text


def mask(page: Page) -> str:
    """Return the page with everything but prose and formulas replaced by spaces."""
    text = HIDDEN.sub(hidden, page.prose)
    return MATHS.sub(lambda match: mask_tex(match[0]), text)


def numerals(page: Page) -> list[Numeral]:
    """Return the numbers of a page, in order, that must be bound."""
    text, masked = page.text, mask(page)
    found: list[Numeral] = []
    prose = masked
    for match in MATHS.finditer(masked):
        found += values_in(text, masked, *match.span())
        prose = blank(prose, match.start(), match.end())
    for match in [*DATE.finditer(prose), *FREE.finditer(prose)]:
        if DATE.fullmatch(match[0]) or text.startswith("<!--=", match.end()):
            found.append(Numeral(*match.span(), match[0], 0, "", False, "", tex=False))
    free = blanked(FREE, blanked(DATE, prose))
    found += numerals_in(free, 0, len(prose), tex=False)
    return sorted(found, key=lambda numeral: numeral.start)


def bindings(page: Page) -> tuple[list[Binding], list[Numeral]]:
    """Return the bindings of a page, and the numbers that none of them binds."""
    waiting = numerals(page)
    blocks = [match.start() for match in BLOCK.finditer(page.prose)]
    found, previous = [], 0
    for match in BINDING.finditer(page.prose):
        begin = max(start for start in blocks if start <= match.start())
        begin = max(begin, previous)
        taken = tuple(n for n in waiting if begin <= n.start < match.start())
        if not taken:
            sentence = f"there is no number before <!--={match['code']}-->"
            raise page.error(match.start(), sentence)
        before, line = page.text[begin : match.start()], page.line_of(match.start())
        code, later = match["code"].strip(), bool(match["later"])
        found.append(Binding(line, *match.span(), code, later, before, taken))
        previous = match.end()
    bound = {n for binding in found for n in binding.numerals}
    return found, [n for n in waiting if n not in bound]


def check_bound(page: Page) -> list[Binding]:
    """Return the bindings of a page; raise PageError for the first number without one."""
    check_steps(page)
    found, unbound = bindings(page)
    if unbound:
        first = unbound[0]
        sentence = f"nothing computes the number {first.text}: bind it with <!--= expression -->"
        raise page.error(first.start, sentence)
    return found


def check_steps(page: Page) -> None:
    """Raise PageError for the first heading "Step 3." whose number is not the next."""
    for due, match in enumerate(STEP.finditer(page.prose), 1):
        if int(match[1]) != due:
            sentence = f"this is Step {match[1]}, where Step {due} comes next"
            raise page.error(match.start(1), sentence)
