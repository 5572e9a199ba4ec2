r"""Hold the letters of a formula to numbers: every side is computed from its TeX.

A letter means what the notation page says, or what the page's companion says for one formula:

    READINGS = {"delta-index": {r"\delta^{(1)}_{ij}": "by_Z1[i, j]", "i in": "range(5)"}}

An entry says what a symbol is worth in the page's namespace, or what an index runs over; an index
that no sum binds takes every value in turn. `?: [1.5]` is what formulas without an equals sign are
worth, `\approx: 1e-3` how far, relatively, rough sides may differ where no digits say so, and
`W \leftarrow` what a symbol is worth afterwards. What stands alone before the sign of a numbered
formula is always read from the companion: the page may have computed it by this very formula.
"""

import contextlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from tools.vouch.hold.companion import Companion
from tools.vouch.source.numbers import MATHS
from tools.vouch.source.page import Page
from tools.vouch.source.sums import EXACT
from tools.vouch.tex.notation import NoLayer, Symbols, meaning
from tools.vouch.tex.tokens import LABEL, Tokens, slips, statements, tokens_of
from tools.vouch.tex.tree import Free, Names, Part, Reader, key_of

DECIMAL = re.compile(r"\d+\.(\d+)")
LABELS = re.compile(r"[\w-]+")
INDICES = {"i", "j", "k", "ell"}  # what loops of the page leave behind in these is never read


@dataclass(frozen=True)
class Formula:
    """A formula on display; its check is named where it has a number."""

    line: int
    tex: str
    label: str
    check: str

    def has(self, key: str) -> bool:
        """Return whether a key of a companion means this formula."""
        return key == self.label if LABELS.fullmatch(key) else not self.label and key in self.tex

    def is_among(self, keys: Iterable[str]) -> bool:
        """Return whether one of some keys means this formula."""
        return any(self.has(key) for key in keys)


def formulas(page: Page) -> list[Formula]:
    """Return the formulas that a page displays."""
    found = []
    for match in MATHS.finditer(page.prose):
        if tex := match["display"]:
            label = LABEL.search(tex)
            names = (label["label"], label["check"] or "") if label else ("", "")
            found.append(Formula(page.line_of(match.start()), tex.strip(), *names))
    return found


def entry_of(key: str) -> str:
    """Return a key of a table in the form in which formulas look it up."""
    if key.endswith(" in"):
        return "".join(tokens_of(key.removesuffix(" in"))).removeprefix("\\") + " in"
    return key_of(key)


@dataclass
class Table:
    """The symbols of some formulas over a page's namespace; remembers what was looked up."""

    table: dict[str, str]
    namespace: Names
    symbols: Symbols = field(default_factory=dict)
    numbered: bool = True
    used: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Convert the symbols to the form that formulas use."""
        self.table = {entry_of(key): code for key, code in self.table.items()}
        own = {re.split("[: ]", key)[0] for key in self.table if key.endswith(" in")}
        self.indices = INDICES | own
        self.namespace = {k: v for k, v in self.namespace.items() if k not in self.indices}

    def __contains__(self, name: object) -> bool:
        """Return whether a symbol has a meaning; remember that a formula has it."""
        self.seen.add(str(name))
        return name in self.table or meaning(str(name), self.symbols) is not None

    def __call__(self, name: str, names: Names) -> Any:
        """Return the value of a symbol."""
        promised = meaning(name, self.symbols)
        if name.endswith(" in") and name not in self.table:
            return self.run(name.removesuffix(" in"), names)
        if name not in self.table:
            if not promised:
                raise ValueError(f"no meaning is given for {name}")
            return promised.worth(names, self.namespace)
        self.used.add(name)
        try:
            found = eval(self.table[name], {**self.namespace, **names})
        except NameError as error:
            raise Free(str(error.name)) if error.name in self.indices else error from None
        if promised and promised.said_by(self.table[name], found, names, self.namespace):
            raise ValueError(f"{name} = {self.table[name]}: the notation page already says this")
        return found

    def run(self, index: str, names: Names) -> list[int]:
        """Return what an index runs over: as far as a symbol of the notation has elements."""
        others = {name: value for name, value in names.items() if name != index}
        first = None
        for name in sorted(self.seen - self.table.keys()):
            promised = meaning(name, self.symbols)
            with contextlib.suppress(ValueError):
                try:
                    promised and promised.worth(others, self.namespace)
                except Free as free:
                    if free.index == index:
                        return free.values
                    first = free
        raise first or ValueError(f"nothing says what {index} runs over: say so as '{index} in'")

    def first(self, index: str, names: Names) -> tuple[str, list[int]]:
        """Return an index with its values, or another one on which these depend."""
        try:
            return index, self(f"{index} in", names)
        except Free as free:
            return self.first(free.index, names)

    def side(self, tokens: Tokens, after: bool = False) -> Part:
        """Return how a side is computed: looked up as a whole, or read."""
        whole = "".join(tokens) + (r"\leftarrow" if after else "")
        if after or whole in self.table:
            return lambda names: self(whole, names)
        return Reader(tokens, self, self).read()

    def spread(self, tokens: Tokens, value: Any, names: Names) -> Any:
        """Return how far a side may be off because the numbers in it are rounded."""
        total = 0.0
        for place, token in enumerate(tokens):
            number = DECIMAL.fullmatch(token)
            if number and len(number[1]) > EXACT:
                moved = [*tokens[:place], f"{token}5", *tokens[place + 1 :]]
                total += np.abs(self.side(moved)(names) - value)
        return total


def check(tex: str, table: Table) -> None:
    """Raise ValueError for the first side that is not worth what the one before it is."""
    several = statements(tex)
    unlike = [(part[0][0], part[0][2]) for part in several if r"\neq" in part[0]]
    bare = 0
    for statement in (part for part in several if r"\neq" not in part[0]):
        table.seen = set()
        if not held(statement, {}, table, bare, unlike):
            raise ValueError("its condition leaves no value of an index to try")
        bare += len(statement) == 1


def held(
    statement: list[Tokens], names: Names, table: Table, bare: int, unlike: list[tuple[str, str]]
) -> int:
    """Return in how many cases a statement holds; ValueError for one in which it does not."""
    if any(a in names and names[a] == names.get(b) for a, b in unlike):
        return 0
    try:
        hold(statement, names, table, bare)
        return 1
    except NoLayer:
        return 0
    except Free as free:
        index, values = table.first(free.index, names)
    cases = (names | {index: value} for value in values)
    return sum(held(statement, case, table, bare, unlike) for case in cases)


def hold(statement: list[Tokens], names: Names, table: Table, bare: int) -> None:
    """Raise ValueError unless the sides agree; a bare one with its place in the list of `?`."""
    sides, signs = statement[::2], [sign for (sign,) in statement[1::2]]
    after = r"\leftarrow" in signs
    name = symbol_of(sides[0]) if table.numbered and signs and not after else ""
    if name and name not in table.table:
        raise ValueError(f"{name} may be computed by this formula: give it a reading of its own")
    # read before any is computed
    parts = [table.side(sides[0], after), *map(table.side, sides[1:])]
    worth = [part(names) for part in parts]
    spreads = [table.spread(side, value, names) for side, value in zip(sides, worth, strict=True)]
    if len(sides) == 1:
        sides, signs, spreads = [*sides, ["?"]], ["="], [*spreads, 0]
        worth.append(table("?", names)[bare])
    rough = roughness(sides, table) if r"\approx" in signs else (0.0, 0.0)
    for place, sign in enumerate(signs):
        rtol, atol = rough if sign == r"\approx" else (1e-9, 1e-13)
        (a, b), near = worth[place : place + 2], 1.01 * sum(spreads[place : place + 2])
        if np.shape(a) != np.shape(b) or not np.allclose(a, b, rtol, near + atol):
            left, right = ("".join(side) for side in sides[place : place + 2])
            raise ValueError(f"{left} is {a}, but {right} is {b}")


def roughness(sides: list[Tokens], table: Table) -> tuple[float, float]:
    """Return how far rough sides may differ, relatively and absolutely: the digits shown say it."""
    digits = [
        len(found[1]) for side in sides for token in side if (found := DECIMAL.fullmatch(token))
    ]
    return (0.0, 0.5 * 10.0 ** -max(digits)) if digits else (table(r"\approx", {}), 0.0)


def symbol_of(side: Tokens) -> str:
    """Return the symbol that a side is, or nothing where it is more than one."""
    reader = Reader(side, lambda name, names: None, ())
    if side[0] == r"\frac" and r"\partial" in side:
        reader.take(), reader.group(), reader.group()
        return "" if reader.tokens else "".join(side)
    if not re.match(r"\\?[A-Za-z]", side[0]):
        return ""
    name, _ = reader.name()
    return "" if reader.tokens else name


def fits(tex: str, table: Table) -> bool:
    """Return whether a formula can be read and holds."""
    with contextlib.suppress(Exception), np.errstate(all="ignore"):
        check(tex, table)
        return True
    return False


def reading_of(formula: Formula, companion: Companion) -> tuple[str, ...]:
    """Return the keys under which a companion says what a formula's letters mean, or none."""
    found = (keys for keys in companion.readings if formula.is_among(keys))
    return next(found, ())


def check_formula(formula: Formula, companion: Companion, page: Page, namespace: Names) -> set[str]:
    """Return the entries that a formula asks for.

    Raises PageError where the values do not fit it, or fit it with a slip.
    """
    entries = companion.readings.get(reading_of(formula, companion), {})

    def table() -> Table:
        return Table(entries, namespace, companion.symbols, bool(formula.label))

    first = table()
    said = f"formula {formula.label}" if formula.label else "this formula"
    try:
        check(formula.tex, first)
    except Exception as error:
        raise page.error_in(formula.line, f"{said}: {error}") from error
    for slip in slips(formula.tex):
        if fits(slip, table()):
            sentence = f"{said}: these values also satisfy {' '.join(slip.split())}"
            raise page.error_in(formula.line, sentence)
    return first.used


def check_keys(found: list[Formula], companion: Companion, page: Page) -> None:
    """Raise PageError for a key of a companion that means no formula of the page, or several."""
    meant = [("UNREAD", key) for key in companion.unread]
    meant += [("READINGS", key) for keys in companion.readings for key in keys]
    for table, key in meant:
        count = sum(formula.has(key) for formula in found)
        if count != 1:
            raise companion.error(
                table, key, f"{count} formulas of {page.name} have this name or piece"
            )


def check_asked(companion: Companion, asked: dict[tuple[str, ...], set[str]]) -> None:
    """Raise PageError for an entry of a companion that no formula asks for."""
    for keys, entries in companion.readings.items():
        for entry in entries:
            if entry_of(entry) not in asked.get(keys, set()):
                raise companion.error("READINGS", keys[0], f"no formula here uses {entry}")
