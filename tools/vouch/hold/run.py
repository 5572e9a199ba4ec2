"""What a page has while it runs: the reader's names, and beside them those of its hidden code.

Visible code runs in names of its own, so it cannot lean on hidden code. Hidden code sees both, and
must leave the visible ones, and all that they reach, as they are: a PageError says what it changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from tools.vouch.sandbox.guard import guarded
from tools.vouch.sandbox.state import PAGE, Prints, fingerprints
from tools.vouch.source.errors import PageError

Names = dict[str, Any]
THROWN_AWAY = {"_"}


class Run:
    """The names of a page, its last block, and what that printed."""

    def __init__(self) -> None:
        """Begin a page."""
        self.visible: Names = {"__name__": PAGE}
        self.names: Names = {"__name__": PAGE}  # the visible and the hidden ones
        self.source = ""
        self.printed: str | None = None
        self.prints: Prints = fingerprints(self.visible)

    @contextmanager
    def showing(self, page: str, line: int) -> Iterator[Names]:
        """Yield the names in which code runs that the reader has."""
        before = set(self.visible)
        with guarded(page, line):
            yield self.visible
        for name in before - set(self.visible):
            self.names.pop(name, None)
        self.names.update(self.visible)
        try:
            self.prints = fingerprints(self.visible)
        except ValueError as error:
            raise PageError(page, line, f"hidden code could use up {error}") from None

    @contextmanager
    def hiding(self, page: str, line: int) -> Iterator[Names]:
        """Yield the names in which code runs that the page does not show."""
        with guarded(page, line):
            yield self.names
        before, self.prints = self.prints, fingerprints(self.visible)
        changed = {name for name, found in self.prints.items() if found != before.get(name)}
        changed |= {name for name in before if self.names.get(name) is not self.visible.get(name)}
        self.names.update(self.visible)
        if found := sorted(changed - THROWN_AWAY):
            names = ", ".join(f"`{name}`" for name in found)
            sentence = f"hidden code changes {names}, which the page's visible code uses"
            raise PageError(page, line, sentence)

    @contextmanager
    def trying(self, page: str, line: int) -> Iterator[Names]:
        """Yield a copy of the names for a check that should fail; what it draws is put back."""
        found = (value for value in self.visible.values() if isinstance(value, np.random.Generator))
        states = [(rng, rng.bit_generator.state) for rng in found]
        with self.hiding(page, line):
            try:
                yield dict(self.names)
            finally:
                for rng, state in states:
                    rng.bit_generator.state = state
