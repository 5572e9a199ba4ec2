r"""Do the sums of a formula again: a line of plain numbers equals the next one.

    &= \nerr{-0.0090}\cdot\nfwd{0.5572} \\ &= \ngrad{-0.0050}

Bindings hold each number; this holds what stands between them: a sign, a dot, a bracket.
Lines with symbols in them are passed over.
"""

import re
from itertools import pairwise
from math import exp, sqrt

from tools.vouch.source.errors import PageError
from tools.vouch.source.numbers import MATHS
from tools.vouch.source.page import Fence, blank, line_of
from tools.vouch.tex.tokens import COLOUR

COLOURED = re.compile(rf"{COLOUR}\{{([^{{}}]*)\}}")
LAYOUT = re.compile(
    r"\\(?:begin|end)\{aligned\}|\\(?:label|checkedby)\{[^}]*\}|\\(?:left|right|[bB]ig+[lr]?)"
    r"(?![a-z])|\\q?quad|\\[,;!]|&|(?<!\d)\{\}|<!--.*?-->",
    re.DOTALL,
)
TO_PYTHON = [
    (re.compile(r"\{,\}"), ""),
    (re.compile(r"\\frac\{([^{}]*)\}\{([^{}]*)\}"), r"((\1)/(\2))"),
    (re.compile(r"\\sqrt\{([^{}]*)\}"), r"sqrt(\1)"),
    (re.compile(r"(?<![a-z\\])e\^\{([^{}]*)\}"), r"exp(\1)"),
    (re.compile(r"\\sigma\("), r"sigmoid("),
    (re.compile(r"\)\^\{?(\d)\}?"), r")**\1"),
    (re.compile(r"10\^\{?(-?\d+)\}?"), r"10**(\1)"),
    (re.compile(r"\\(?:cdot|times)(?![a-z])"), "*"),
    (re.compile(r"(?<=[\d)])\s*\("), "*("),
]
NUMBER = re.compile(r"\d+(?:\.(\d+))?")
PLAIN = re.compile(r"(?=.*\d)(?:\d+(?:\.\d+)?|[-+*/() ]|sigmoid\(|exp\(|sqrt\()+")
BARE = re.compile(r"[\d)] +\d")  # nothing stands between two numbers
EXACT = 3  # a number with no more decimals is shown whole
KNOWN = {"sigmoid": lambda z: 1 / (1 + exp(-z)), "exp": exp, "sqrt": sqrt}


def plain(tex: str) -> str:
    """Return a sum as Python, as far as it is one of plain numbers; nothing where it is not."""
    for pattern, by in TO_PYTHON * 2:  # twice: a fraction may hold a power
        tex = pattern.sub(by, tex)
    tex = " ".join(tex.split()).strip(" .,;")
    return tex if PLAIN.fullmatch(tex) else ""


def is_sum(text: str) -> bool:
    """Return whether Python can compute a text."""
    try:
        return bool(text and compile(text, "<sum>", "eval"))
    except SyntaxError:  # a list of numbers, half a bracket
        return False


def value_and_spread(code: str) -> tuple[float, float]:
    """Return the sum's value, and how far the rounding of what is shown can move it."""

    def value(text: str) -> float:
        return float(eval(text, dict(KNOWN)))

    middle, spread = value(code), 0.0
    for match in NUMBER.finditer(code):
        if len(match[1] or "") > EXACT:
            moved = f"({match[0]} + 0.5e-{len(match[1])})"
            spread += abs(value(code[: match.start()] + moved + code[match.end() :]) - middle)
    return middle, spread


def chains(tex: str) -> list[list[str]]:
    """Return the sides of each equation of a formula, one list for what is set equal."""
    tex = LAYOUT.sub(" ", COLOURED.sub(r"\1", COLOURED.sub(r"\1", tex)))
    found: list[list[str]] = [[""]]
    for row in re.split(r"\\\\(?:\[[^\]]*\])?", tex):
        for part in re.split(r",\s+", row):
            sides = re.split(r"=|\\approx|\\leftarrow", part)
            if len(sides) > 1 and sides[0].strip():
                found.append(sides)
            else:  # goes on with the row before
                found[-1][-1] += sides[0]
                found[-1] += sides[1:]
    return found


def wrong_sums(tex: str) -> list[str]:
    """Return the equations between plain numbers that do not hold, as Python."""
    wrong = []
    for sides in chains(tex):
        shown = [plain(side) for side in sides]
        wrong += [text for text in shown if BARE.search(text)]
        codes = [text for text in shown if is_sum(text)]
        for left, right in pairwise(codes):
            (a, da), (b, db) = value_and_spread(left), value_and_spread(right)
            if abs(a - b) > 1.01 * (da + db) + 1e-12:
                wrong.append(f"{left} = {right}")
    return wrong


def check_arithmetic(text: str, found: list[Fence], page: str) -> None:
    """Raise PageError for the first sum in a formula that does not come out as shown."""
    outside = text
    for fence in found:
        outside = blank(outside, fence.start, fence.end)
    for match in MATHS.finditer(outside):
        for equation in wrong_sums(match["display"] or match["inline"]):
            line = line_of(text, match.start())
            raise PageError(page, line, f"the formula's numbers do not add up: {equation}")
