r"""Compute what the TeX of a formula says: symbols are looked up, the rest is arithmetic.

As the notation page says, a raised index in parentheses is that of a layer and
belongs to its symbol; any other is a power. Two matrices side by side are multiplied as matrices.
"""

import re
from collections.abc import Callable, Container, Iterable
from typing import Any

import numpy as np

from tools.vouch.tex.tokens import closing, parts, tokens_of

Names = dict[str, Any]  # what a symbol's expression may use: the page's names, the bound indices
Part = Callable[[Names], Any]
Lookup = Callable[[str, Names], Any]  # (symbol, names) -> value; ValueError for an unknown one

BRACKETS = {"(": ")", r"\lvert": r"\rvert", r"\lVert": r"\rVert", "|": "|"}
BINARY = {r"\cdot", r"\times", r"\odot"}
STOP = {"+", "-", ",", "}", ")", r"\rvert", r"\rVert", "|"}
NAMED: dict[str, Callable[..., Any]] = {
    r"\log": np.log,
    r"\max": lambda first, *other: np.maximum(first, *other) if other else np.max(first),
    r"\operatorname{sign}": np.sign,
    r"\operatorname{Im}": np.imag,
}


def times(a: Any, b: Any) -> Any:
    """Return the product of two things side by side."""
    return a @ b if np.ndim(a) == np.ndim(b) == 2 else a * b


class Free(Exception):
    """An index that nothing binds yet, and the values that it runs over where a symbol tells."""

    def __init__(self, index: str, values: Iterable[int] = ()) -> None:
        """Keep both."""
        super().__init__(f"nothing says what {index} runs over")
        self.index, self.values = index, list(values)


class Reader:
    """A reader of one expression; `known` are the symbols that have a meaning as a whole."""

    def __init__(self, tokens: Iterable[str], lookup: Lookup, known: Container[str]) -> None:
        """Take the tokens of the expression."""
        self.tokens = list(tokens)
        self.lookup, self.known = lookup, known

    def read(self) -> Part:
        """Return the expression; raise ValueError for what cannot be read."""
        found = self.sum()
        if self.tokens:
            raise ValueError(f"cannot read {''.join(self.tokens)!r}")
        return found

    def next(self) -> str:
        """Return the next token, or nothing at the end."""
        return self.tokens[0] if self.tokens else ""

    def take(self, wanted: str = "") -> str:
        """Return the next token and go past it; raise ValueError unless it is the wanted one."""
        if not self.tokens or wanted not in ("", self.tokens[0]):
            raise ValueError(f"got {self.next() or 'the end'!r}, want {wanted or 'more'!r}")
        return self.tokens.pop(0)

    def group(self) -> list[str]:
        """Return the tokens of a braced group, or the one token in its place."""
        if self.next() != "{":
            return [self.take()]
        end = closing(self.tokens, 0)
        found, self.tokens = self.tokens[1:end], self.tokens[end + 1 :]
        return found

    def inside(self) -> Part:
        """Return what the next group holds."""
        return Reader(self.group(), self.lookup, self.known).read()

    def sum(self) -> Part:
        """Return terms added and taken away."""
        total = self.term()
        while self.next() in ("+", "-"):
            sign = 1 if self.take() == "+" else -1
            total = added(total, self.term(), sign)
        return total

    def term(self) -> Part:
        """Return factors multiplied; there may be a sign before the first."""
        if self.next() in ("+", "-"):
            sign = -1 if self.take() == "-" else 1
            return scaled(self.term(), sign)
        found = self.factor()
        while self.next() and self.next() not in STOP:
            by = self.take() if self.next() in BINARY else ""
            sign = -1 if by and self.next() == "-" and self.take() else 1
            found = multiplied(found, scaled(self.factor(), sign), by)
        return found

    def factor(self) -> Part:
        """Return one factor."""
        token = self.next()
        if token in BRACKETS:
            return self.bracket()
        if token[:1].isdigit():
            number, power = float(self.take()), self.raised()
            return lambda names: number ** power(names) if power else number
        if token == r"\frac":
            return self.fraction()
        if token == r"\sqrt":
            self.take()
            root = self.inside()
            return lambda names: np.sqrt(root(names))
        if token == r"\sum":
            return self.summation()
        if token == r"\matrix":
            return self.matrix()
        return self.symbol()

    def bracket(self) -> Part:
        """Return what a bracket or a pair of bars holds, to its power."""
        opening = self.take()
        inner = self.sum()
        self.take(BRACKETS[opening])
        if opening in (r"\lvert", "|"):
            inner = applied(np.abs, inner)
        elif opening == r"\lVert":
            inner = applied(np.linalg.norm, inner)
        power = self.raised()
        return (lambda names: inner(names) ** power(names)) if power else inner

    def raised(self) -> Part | None:
        """Return what is raised next, if anything is: a power, or the last value of a sum."""
        if self.next() != "^":
            return None
        self.take()
        return self.inside()

    def fraction(self) -> Part:
        """Return a quotient, or a derivative that is looked up."""
        self.take()
        above, below = self.group(), self.group()
        name = rf"\frac{{{''.join(above)}}}{{{''.join(below)}}}"
        if name in self.known:
            return lambda names: self.lookup(name, names)
        top, bottom = (Reader(part, self.lookup, self.known).read() for part in (above, below))
        return lambda names: top(names) / bottom(names)

    def matrix(self) -> Part:
        """Return a matrix made of parts, transposed or not; 1 is as many ones as it needs."""
        self.take()
        rows = [parts(row, "&") for row in parts(self.group(), r"\\")]
        cells = [[Reader(cell, self.lookup, self.known).read() for cell in row] for row in rows]
        transposed = self.tokens[:2] == ["^", "{"] and self.tokens[2:4] == [r"\top", "}"]
        self.tokens = self.tokens[4 if transposed else 0 :]

        def value(names: Names) -> Any:
            found = np.vstack([beside([cell(names) for cell in row]) for row in cells])
            return found.T if transposed else found

        return value

    def summation(self) -> Part:
        """Return a sum over indices; it reaches to the end of its term."""
        self.take()
        self.take("_")
        below = "".join(self.group())
        last = self.raised()
        term = self.term()

        def total(names: Names) -> Any:
            return sum(term(names | bound) for bound in self.bound(below, last, names))

        return total

    def bound(self, below: str, last: Part | None, names: Names) -> list[Names]:
        """Return the values of a sum's indices: {i: 1}, {i: 2}, …"""
        if last:
            index, first = below.split("=")
            return [{index.lstrip("\\"): i} for i in range(int(first), int(last(names)) + 1)]
        if ":" in below:  # which values meet the condition is said as a whole
            return [{below[0]: value} for value in self.lookup(f"{below} in", names)]
        indices, _, other = below.partition(r"\neq")
        found: list[Names] = [{}]
        for index in indices.split(","):
            name = index.lstrip("\\")
            found = [f | {name: i} for f in found for i in self.lookup(f"{name} in", names | f)]
        if other and other not in names:
            raise Free(other)
        return [f for f in found if not other or f[indices] != names[other]]

    def name(self) -> tuple[str, bool]:
        """Return a symbol with its indices in one form, and whether it is transposed."""
        base = self.take()
        if base == r"\partial":  # a derivative on one line: both symbols and what is between
            above, below = self.take(), (self.take("/"), self.take(r"\partial"))
            lower, transposed = self.name()
            return "".join((base, above, *below, lower)), transposed
        if base in (r"\hat", r"\bar"):
            base += "".join(self.group())
        elif base in (r"\operatorname", r"\text"):
            base += f"{{{''.join(self.group())}}}"
        scripts = {"^": "", "_": ""}
        while self.next() in scripts and not self.is_power():
            mark = self.take()
            scripts[mark] = "".join(self.group())
        raised = scripts["^"].removesuffix(r"\top")
        indices = "".join(
            f"{mark}{{{index}}}" for mark, index in (("^", raised), ("_", scripts["_"])) if index
        )
        return base + indices, raised != scripts["^"]

    def is_power(self) -> bool:
        """Return whether what is raised next is a power: no layer in parentheses, no transpose."""
        raised = [token for token in self.tokens[1:3] if token != "{"]
        return self.next() == "^" and raised[0] not in ("(", r"\top")

    def symbol(self) -> Part:
        """Return a symbol, transposed or not, a function of what follows it, or a power of e."""
        if self.tokens[:2] == ["e", "^"]:
            self.tokens = self.tokens[2:]
            return applied(np.exp, self.inside())
        if self.tokens[:2] == [r"\max", "_"]:
            self.tokens = self.tokens[2:]
            index, inner = "".join(self.group()), self.term()
            return lambda names: max(inner(names | b) for b in self.bound(index, None, names))
        name, transposed = self.name()
        if name in NAMED:
            return self.function(lambda names: NAMED[name])
        if name not in self.known:
            raise ValueError(f"no meaning is given for {name}")
        if transposed:
            return lambda names: self.lookup(name, names).T
        if self.next() == "(":
            return self.function(lambda names: self.lookup(name, names))
        power = self.raised()
        return lambda names: self.lookup(name, names) ** (power(names) if power else 1)

    def function(self, find: Part) -> Part:
        """Return a function of the bracket or factor after it; of no function, the product."""
        if self.next() != "(":
            argument = self.factor()
            return lambda names: find(names)(argument(names))
        self.take()
        arguments = [self.sum()]
        while self.next() == ",":
            self.take()
            arguments.append(self.sum())
        self.take(")")
        power = self.raised()

        def value(names: Names) -> Any:
            first, given = find(names), [argument(names) for argument in arguments]
            exponent = power(names) if power else 1
            if callable(first):
                return first(*given) ** exponent
            return times(first, given[0] ** exponent)

        return value


def key_of(text: str) -> str:
    """Return a symbol in the form in which formulas look it up."""
    tokens = tokens_of(text)
    if tokens[0] == r"\frac" or not re.match(r"\\?[A-Za-z]", tokens[0]):
        return "".join(tokens)
    reader = Reader(tokens, lambda name, names: None, ())
    name, transposed = reader.name()
    return "".join(tokens) if reader.tokens or transposed else name


def beside(cells: list[Any]) -> Any:
    """Return matrices side by side; a number is repeated as a column."""
    height = max(np.shape(cell)[0] for cell in cells if np.ndim(cell))
    return np.hstack([cell if np.ndim(cell) else np.full((height, 1), cell) for cell in cells])


def added(a: Part, b: Part, sign: int) -> Part:
    """Return a + b or a - b."""
    return lambda names: a(names) + sign * b(names)


def scaled(a: Part, sign: int) -> Part:
    """Return a or -a."""
    return lambda names: sign * a(names)


def multiplied(a: Part, b: Part, by: str) -> Part:
    """Return a product: by elements where the formula says so."""
    if by == r"\odot":
        return lambda names: np.multiply(a(names), b(names))
    return lambda names: times(a(names), b(names))


def applied(function: Callable[..., Any], a: Part) -> Part:
    """Return a function of a part."""
    return lambda names: function(a(names))
