r"""Hold the letters of a numbered formula to numbers: every side is computed from its TeX.

    <!--reads delta-index
    i in range(5)
    \delta^1_{ij} = delta1[i, j]
    -->

An entry says what a symbol is worth in the page's namespace after the block before it, or what an
index runs over; an index that no sum binds takes every value in turn. `? = [1.5]` is what formulas
without an equals sign are worth, `\approx = 1e-3` how far, relatively, rough sides may differ, and
`W \leftarrow = …` what a symbol is worth afterwards. A sum's limits and powers are read as well.
"""

import contextlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.vouch.source.errors import PageError
from tools.vouch.source.page import line_of, outside_fences
from tools.vouch.tex.tokens import LABEL, Tokens, bound_by, slips, statements, tokens_of
from tools.vouch.tex.tree import Names, Reader

READS = re.compile(r"^<!--reads (?P<labels>[^\n]+)\n(?P<table>.*?)^-->$", re.DOTALL | re.MULTILINE)
DISPLAY = re.compile(r"^\$\$\n(?P<tex>.*?)^\$\$$", re.DOTALL | re.MULTILINE)
ENTRY = re.compile(r"(?P<key>\S.*?) (?P<kind>in|=) (?P<code>.+)")
DECIMALS = re.compile(r"\d+\.(\d{4,})")


@dataclass(frozen=True)
class Reading:
    """What the symbols of some formulas mean."""

    labels: tuple[str, ...]
    line: int
    start: int
    end: int
    table: dict[str, str]  # by symbol, or by "i in" for an index


def key_of(text: str) -> str:
    """Return a key of a table in the form in which formulas are looked up."""
    tokens = tokens_of(text)
    if tokens[0] == r"\frac" or not re.match(r"\\?[A-Za-z]", tokens[0]):
        return "".join(tokens)
    reader = Reader(tokens, lambda name, names: None, ())
    name, turned = reader.name()
    return "".join(tokens) if reader.tokens or turned else name


def readings(text: str, page: str) -> Iterator[Reading]:
    """Yield the tables of a page."""
    for match in READS.finditer(outside_fences(text, page)):
        line, table = line_of(text, match.start()), {}
        for count, row in enumerate(filter(None, match["table"].splitlines()), 1):
            entry = ENTRY.fullmatch(row.strip())
            if not entry:
                raise PageError(page, line + count, f"{row.strip()!r} is no `symbol = value`")
            index = entry["key"].lstrip("\\") + " in"
            table[index if entry["kind"] == "in" else key_of(entry["key"])] = entry["code"]
        yield Reading(tuple(match["labels"].split()), line, *match.span(), table)


def formulas(text: str, page: str) -> dict[str, str]:
    """Return the TeX of each numbered formula by its label."""
    found = {}
    for match in DISPLAY.finditer(outside_fences(text, page)):
        if label := LABEL.search(match["tex"]):
            found[label["label"]] = match["tex"]
    return found


class Table:
    """A table of symbols over a page's namespace, which remembers what was looked up."""

    def __init__(self, table: dict[str, str], namespace: Names) -> None:
        """Keep the table and the names."""
        self.table, self.namespace = table, namespace
        self.used: set[str] = set()

    def __call__(self, name: str, names: Names) -> Any:
        """Return what a symbol is worth."""
        if name not in self.table:
            raise ValueError(f"no meaning is given for {name}")
        self.used.add(name)
        return eval(self.table[name], {**self.namespace, **names})

    def side(self, tokens: Tokens, names: Names, after: bool = False) -> Any:
        """Return what a side is worth: looked up as a whole, or computed."""
        whole = "".join(tokens) + (r"\leftarrow" if after else "")
        if after or whole in self.table:
            return self(whole, names)
        return Reader(tokens, self, self.table).read()(names)

    def free(self, statement: list[Tokens]) -> list[Names]:
        """Return every value of the indices that no sum of the statement binds."""
        tokens = {token for part in statement for token in part}
        tokens -= {token for part in statement for token in bound_by(part)}
        found: list[Names] = [{}]
        for key in self.table:
            index, _, kind = key.rpartition(" ")
            if kind == "in" and {index, f"\\{index}"} & tokens:
                found = [names | {index: i} for names in found for i in self(key, names)]
        return found


def check(tex: str, table: Table) -> None:
    """Raise ValueError for the first side that is not worth what the one before it is."""
    several = statements(tex)
    unlike = [part[0] for part in several if r"\neq" in part[0]]
    bare = 0
    for statement in (part for part in several if r"\neq" not in part[0]):
        cases = [
            names
            for names in table.free(statement)
            if all(names[a] != names[b] for a, _, b in unlike)
        ]
        if not cases:
            raise ValueError("its condition leaves no index to try")
        for names in cases:
            hold(statement, names, table, bare)
        bare += len(statement) == 1


def hold(statement: list[Tokens], names: Names, table: Table, bare: int) -> None:
    """Raise ValueError unless the sides agree; a bare one with its place in the list of `?`."""
    sides, signs = statement[::2], [sign for (sign,) in statement[1::2]]
    worth = [table.side(sides[0], names, after=r"\leftarrow" in signs)]
    worth += [table.side(side, names) for side in sides[1:]]
    if len(sides) == 1:
        sides, signs, worth = [*sides, ["?"]], ["="], [*worth, table("?", names)[bare]]
    for place, sign in enumerate(signs):
        compare(sides[place : place + 2], worth[place : place + 2], sign, table, names)


def compare(sides: list[Tokens], worth: list[Any], sign: str, table: Table, names: Names) -> None:
    """Raise ValueError unless two sides are worth the same."""
    digits = [len(number) for side in sides for number in DECIMALS.findall("".join(side))]
    atol = 10.0 ** -max(digits) if digits else 1e-13
    rtol = table(r"\approx", names) if sign == r"\approx" else 1e-9
    same = np.shape(worth[0]) == np.shape(worth[1])
    if not same or not np.allclose(worth[0], worth[1], rtol=rtol, atol=atol):
        left, right = ("".join(side) for side in sides)
        raise ValueError(f"{left} is {worth[0]}, but {right} is {worth[1]}")


def fits(tex: str, table: Table) -> bool:
    """Return whether a formula can be read and holds."""
    with contextlib.suppress(Exception), np.errstate(all="ignore"):
        check(tex, table)
        return True
    return False


def check_reading(reading: Reading, text: str, page: str, namespace: Names) -> None:
    """Raise PageError for a formula that the values do not fit, or that they fit with a slip."""
    table = Table(reading.table, namespace)
    tex = formulas(text, page)
    for label in reading.labels:
        if label not in tex:
            raise PageError(page, reading.line, f"reads {label}, which is no formula of this page")
        try:
            check(tex[label], table)
        except Exception as error:
            raise PageError(page, reading.line, f"formula {label}: {error}") from error
        for slip in slips(tex[label]):
            if fits(slip, Table(reading.table, namespace)):
                sentence = f"formula {label}: these values fit {' '.join(slip.split())} as well"
                raise PageError(page, reading.line, sentence)
    if idle := set(reading.table) - table.used:
        raise PageError(page, reading.line, f"no formula here asks for {', '.join(sorted(idle))}")
