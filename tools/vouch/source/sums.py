r"""Repeat the arithmetic of a formula: a line of plain numbers equals the next one.

    &= \nerr{-0.0090}\cdot\nfwd{0.5572} \\ &= \ngrad{-0.0050}

Bindings check each number; this checks what is between them: a sign, a dot, a bracket.
Lines that contain symbols are skipped.
"""

import re
from itertools import pairwise
from math import exp, sqrt

from tools.vouch.source.colours import COLOUR

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
    (re.compile(r"(?<=[\d)])\^\{?(\d)\}?"), r"**\1"),
    (re.compile(r"10\^\{?(-?\d+)\}?"), r"10**(\1)"),
    (re.compile(r"\\(?:cdot|times)(?![a-z])"), "*"),
    (re.compile(r"(?<=[\d)])\s*\("), "*("),
]
ROUGH = {"≈", r"\approx"}
SIGN = re.compile(r"(=|≈|\\approx|\\leftarrow)")
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


def value_and_spread(code: str, rough: bool) -> tuple[float, float]:
    """Return the sum's value, and how far the rounding of what is shown can move it.

    A number alone on a rough side is shown to its digits, however few.
    """

    def value(text: str) -> float:
        return float(eval(text, dict(KNOWN)))

    middle, spread = value(code), 0.0
    exact = -1 if rough and NUMBER.fullmatch(code.lstrip("-")) else EXACT
    for match in NUMBER.finditer(code):
        if len(match[1] or "") > exact:
            moved = f"({match[0]} + 0.5e-{len(match[1] or '')})"
            spread += abs(value(code[: match.start()] + moved + code[match.end() :]) - middle)
    return middle, spread


def chains(tex: str) -> list[list[str]]:
    """Return the equations of a formula, each as sides and signs in turn."""
    tex = LAYOUT.sub(" ", COLOURED.sub(r"\1", COLOURED.sub(r"\1", tex)))
    found: list[list[str]] = [[""]]
    for row in re.split(r"\\\\(?:\[[^\]]*\])?", tex):
        for part in re.split(r",\s+", row):
            sides = SIGN.split(part)
            if len(sides) > 1 and sides[0].strip():
                found.append(sides)
            else:  # goes on with the row before
                found[-1][-1] += sides[0]
                found[-1] += sides[1:]
    return found


def wrong_sums(tex: str) -> list[str]:
    """Return the equations between plain numbers that do not hold, as Python."""
    wrong = []
    for chain in chains(tex):
        shown = [plain(side) for side in chain[::2]]
        wrong += [text for text in shown if BARE.search(text)]
        summed = [place for place, text in enumerate(shown) if is_sum(text)]
        for one, other in pairwise(summed):
            rough = not set(chain[2 * one : 2 * other]).isdisjoint(ROUGH)
            (a, da), (b, db) = (value_and_spread(shown[place], rough) for place in (one, other))
            if abs(a - b) > 1.01 * (da + db) + 1e-12:
                wrong.append(f"{shown[one]} {'≈' if rough else '='} {shown[other]}")
    return wrong
