"""The names of a page while it runs: those of the reader, and those of its companion.

Visible code runs in names of its own, so it cannot lean on the companion. Bindings and readings see
both, and must leave the visible ones, and all that they reach, as they are: a PageError says what
they changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from tools.vouch.hold.companion import Companion
from tools.vouch.hold.shapes import check_shape
from tools.vouch.sandbox.guard import guarded
from tools.vouch.sandbox.state import PAGE, Prints, fingerprints
from tools.vouch.source.errors import PageError

Names = dict[str, Any]
THROWN_AWAY = {"_"}


class Run:
    """The names of a page, its last block, and what that printed."""

    def __init__(self, companion: Companion, writing: bool = False) -> None:
        """Begin a page; while numbers are being written, formulas may have the old ones."""
        self.companion, self.writing = companion, writing
        self.asked: dict[tuple[str, ...], set[str]] = {}  # entries of the companion, by its keys
        self.visible: Names = {"__name__": PAGE, "__shape__": check_shape}
        self.source = ""
        self.printed: str | None = None
        self.prints: Prints = fingerprints(self.visible)

    @property
    def names(self) -> Names:
        """The visible names and the companion's; of two that are equal, the visible one."""
        return self.companion.names | self.visible

    @contextmanager
    def showing(self, page: str, line: int) -> Iterator[Names]:
        """Yield the names in which code runs that the reader has."""
        with guarded(page, line):
            yield self.visible
        try:
            self.prints = fingerprints(self.visible)
        except ValueError as error:
            raise PageError(page, line, f"a binding could use up {error}") from None

    @contextmanager
    def hiding(self, page: str, line: int) -> Iterator[Names]:
        """Yield the names in which code runs that the page does not show; they are a copy."""
        with guarded(page, line):
            yield self.names
        before, self.prints = self.prints, fingerprints(self.visible)
        changed = {name for name, found in self.prints.items() if found != before.get(name)}
        if found := sorted(changed - THROWN_AWAY):
            names = ", ".join(f"`{name}`" for name in found)
            sentence = f"this changes {names}, which the page's visible code uses"
            raise PageError(page, line, sentence)

    @contextmanager
    def trying(self, page: str, line: int) -> Iterator[Names]:
        """Yield a copy of the names for a check that should fail; what it draws is put back."""
        found = (value for value in self.visible.values() if isinstance(value, np.random.Generator))
        states = [(rng, rng.bit_generator.state) for rng in found]
        with self.hiding(page, line) as names:
            try:
                yield names
            finally:
                for rng, state in states:
                    rng.bit_generator.state = state
