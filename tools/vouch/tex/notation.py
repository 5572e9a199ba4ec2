r"""What the notation page says: the name of a symbol in code, its layer and its element.

    | $\fwd{Z}^{(\ell)}$ | the pre-activations | `Z1`, `Z2` | …

Z^{(1)} is Z1, z^{(1)}_{12} its element Z1[0, 1]; z^{(\ell)}_{ij} is every element of every
layer in turn.
"""

import re
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.vouch.tex.tree import Free, Names, key_of

Symbols = dict[str, str]  # by symbol; the name of one with a layer waits for its number: "Z^"
ROW = re.compile(r"^\| (?P<symbols>\$[^|]*) \|[^|]*\| (?P<codes>[^|]*) \|", re.MULTILINE)
CODE = re.compile(r"`([A-Za-z_]\w*)`")
SYMBOL = re.compile(
    r"(?P<base>\\?[A-Za-z]+'*)(?:\^\{\((?P<layer>\d|\\ell(?:[+-]1)?)\)\})?(?:_\{(?P<index>[ijk\d]+)\})?"
)
LAYER = r"^{(\ell)}"
DERIVATIVE = re.compile(r"\\frac\{\\partialL\}\{\\partial(.+)\}|\\partialL/\\partial(.+)")


def symbols_of(text: str) -> Symbols:
    """Return the symbols of the notation page's table with their names in code."""
    found: Symbols = {}
    for row in ROW.finditer(text):
        shown = [part for tex in re.findall(r"\$(.+?)\$", row["symbols"]) for part in split(tex)]
        keys, codes = [key_of(part) for part in shown], CODE.findall(row["codes"])
        if codes and keys[0].endswith(LAYER) and codes[0].endswith("1"):
            found[keys[0].removesuffix(LAYER) + "^"] = codes[0].removesuffix("1")
        elif len(keys) <= len(codes):
            found |= zip(keys, codes, strict=False)
    return found


def split(tex: str) -> list[str]:
    """Return the symbols of a list like n, N."""
    return [part.strip() for part in re.split(r",\\? ", tex)]


@dataclass(frozen=True)
class Meaning:
    """The name that a symbol has in code; its layer and its element, where it has one."""

    code: str
    layer: str
    index: str

    def worth(self, names: Names, namespace: Names) -> Any:
        """Return the symbol's value; raise Free for an index that no one has chosen yet."""
        code = self.code + self.layer_number(names, namespace)
        if code not in namespace:
            raise ValueError(f"the notation calls it {code}, which the page does not have")
        found = namespace[code]
        return found if callable(found) else self.element(np.asarray(found), names)

    def said_by(self, code: str, found: Any, names: Names, namespace: Names) -> bool:
        """Return whether an entry of a companion names the same value in the same way."""
        if not re.fullmatch(rf"{self.code}\d*(\[[^()]*\])?", code):
            return False
        try:
            return np.array_equal(found, self.worth(names, namespace))
        except (Free, ValueError):
            return False

    def layer_number(self, names: Names, namespace: Names) -> str:
        """Return the number of the layer, or nothing."""
        if not self.layer.startswith(r"\ell"):
            return self.layer
        last = 0
        while f"{self.code}{last + 1}" in namespace:
            last += 1
        if "ell" not in names:
            raise Free("ell", range(1, last + 1))
        layer = names["ell"] + int(self.layer[len(r"\ell") :] or 0)
        if layer > last or f"{self.code}{layer}" not in namespace:
            raise NoLayer(f"{self.code} has no layer {layer}")
        return str(layer)

    def element(self, found: Any, names: Names) -> Any:
        """Return an element, or a sample's row; a single number is never a matrix."""
        if found.size == 1:
            found = found.reshape(-1)[0]
        if not self.index:
            return found
        if found.size == max(found.shape, default=1) and len(self.index) == 1:
            found = found.reshape(-1)
        row = self.index == "i" and found.ndim == 2
        if found.ndim != len(self.index) and not row:
            raise ValueError(f"{self.code} has the shape {found.shape}")
        named = zip(self.index, found.shape, strict=False)
        places = [place(name, size, names) for name, size in named]
        return found[places[0] : places[0] + 1] if row else found[tuple(places)]


class NoLayer(ValueError):
    """A layer beyond the last one, or before the first."""


class Index(int):
    """The value of an index, and how many values it runs over."""

    size = 0


def place(index: str, size: int, names: Names) -> int:
    """Return where an index points: letters count from zero, the page's digits from one."""
    if index.isdigit():
        if not 1 <= int(index) <= size:
            raise ValueError(f"there is no element {index} of {size}")
        return int(index) - 1
    if index not in names:
        values = [Index(value) for value in range(size)]
        for value in values:
            value.size = size
        raise Free(index, values)
    if getattr(names[index], "size", size) != size:
        raise ValueError(f"{index} runs over {names[index].size} here and over {size} there")
    return int(names[index])


def meaning(name: str, symbols: Symbols) -> Meaning | None:
    """Return what the notation says of a symbol, if it says anything."""
    if derivative := DERIVATIVE.fullmatch(name):
        below = meaning(key_of(derivative[1] or derivative[2]), symbols)
        return below and Meaning(f"d{below.code}", below.layer, below.index)
    if name in symbols:
        return Meaning(symbols[name], "", "")
    match = SYMBOL.fullmatch(name)
    if not match:
        return None
    base, layer, index = match["base"], match["layer"] or "", match["index"] or ""
    capital = base.upper() if len(base) == 1 else base
    for symbol in (capital, base) if index else (base, capital):  # x_1 is an element of X
        if code := symbols.get(symbol + "^" * bool(layer)):
            return Meaning(code, layer, index)
    return None
