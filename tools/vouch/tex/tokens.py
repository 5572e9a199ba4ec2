r"""Take the TeX of a display apart: tokens, the equations in it, and their sides."""

import re
from collections.abc import Iterator

from tools.vouch.source.colours import COLOUR

Tokens = list[str]

COLOURED = re.compile(rf"{COLOUR}(?=\{{)")
SPACE = re.compile(r"(?:(?<!\\)\\[,;! ]|\\quad|\\(?:[bB]ig[lr]|left|right)(?![a-z])|\{\}|\s)+")
TOKEN = re.compile(r"(?:\\[A-Za-z]+|[A-Za-z])'*|\d+(?:\.\d+)?|\\.|\S")
LABEL = re.compile(r"\\label\{(?P<label>[\w-]+)\}(?:\s*\\checkedby\{(?P<check>[\w-]+)\})?")
MARKS = re.compile(r"\\(?:label|checkedby)\{[^}]*\}|\\(?:begin|end)\{aligned\}|\\text\{[a-z]+: ?\}")
SO = re.compile(r"\\quad\s*\\text\{so\}\s*\\quad|(?<=,)\s*\\quad(?![a-z])")
ZERO = r"\s*0(?![.\d])"
# the sign of a number is no slip, nor is one before a zero: bindings hold these
SLIPS = re.compile(rf"(?:(?<![{{(])|(?=[+-]\D))[+-](?!{ZERO})|\^\\top|\^\{{\\top\}}|\\top|\\odot")
SIGNS = {"=", r"\approx", r"\leftarrow"}


def tokens_of(tex: str) -> Tokens:
    """Return the tokens of TeX, colours and spacing left out; a matrix is one braced group."""
    tex = tex.replace(r"\begin{bmatrix}", r"\matrix{").replace(r"\end{bmatrix}", "}")
    while match := COLOURED.search(tex):
        end = closing(tex, match.end())
        tex = f"{tex[: match.start()]} {tex[match.end() + 1 : end]} {tex[end + 1 :]}"
    return TOKEN.findall(SPACE.sub(" ", tex))


def closing(tex: str | Tokens, start: int) -> int:
    """Return where the brace that opens at `start` is closed."""
    depth = 0
    for place in range(start, len(tex)):
        depth += {"{": 1, "}": -1}.get(tex[place], 0)
        if depth == 0:
            return place
    raise ValueError(f"no brace closes {''.join(tex[start:])!r}")


def split(tokens: Tokens, at: set[str]) -> Iterator[Tokens]:
    """Yield the parts between the signs, and each sign by itself; braces are kept whole."""
    part: Tokens = []
    depth = 0
    for token in tokens:
        depth += {"{": 1, "}": -1}.get(token, 0)
        if depth == 0 and token in at:
            yield part
            yield [token]
            part = []
        else:
            part.append(token)
    yield part


def parts(tokens: Tokens, at: str) -> list[Tokens]:
    """Return the parts between the signs."""
    return list(split(tokens, {at}))[::2]


def statements(tex: str) -> list[list[Tokens]]:
    """Return the equations of a display, each as sides and signs in turn.

    A row or column that has no sign, or nothing before it, goes on with the equation before.
    """
    found: list[Tokens] = []
    for row in parts(tokens_of(SO.sub(r"\\qquad ", MARKS.sub("", tex))), r"\\"):
        cells = parts(row, "&")
        for place in range(0, len(cells), 2):
            cell = [token for part in cells[place : place + 2] for token in part]
            first, *others = split(cell, SIGNS)
            if not found or (first and others):
                found.append(cell)
            else:
                found[-1] += cell
    beside = [part for cell in found for part in parts(cell, r"\qquad")]
    return [list(split(part[:-1] if part[-1:] == [","] else part, SIGNS)) for part in beside]


def slips(tex: str) -> Iterator[str]:
    """Yield a display with one slip each: a sign changed, a transpose or an element's mark lost."""
    shown = MARKS.sub("", tex)
    for match in SLIPS.finditer(shown):
        other = {"+": "-", "-": "+"}.get(match[0], " ")
        yield shown[: match.start()] + other + shown[match.end() :]
