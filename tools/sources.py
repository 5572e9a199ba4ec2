"""The works that the pages cite, and the figures quoted from them (docs/sources.toml)."""

import tomllib
from functools import cache
from typing import Any

from tools.page import DOCS


@cache
def sources() -> dict[str, dict[str, Any]]:
    """Return the entries of docs/sources.toml by key."""
    return tomllib.loads((DOCS / "sources.toml").read_text(encoding="utf-8"))


def quoted(key: str, name: str) -> str:
    """Return a figure as the source `key` printed it.

    Raises KeyError, with what there is, for an unknown key or name.
    """
    if key not in sources():
        raise KeyError(f"no source {key!r} in docs/sources.toml")
    quotes: dict[str, str] = sources()[key].get("quotes", {})
    if name not in quotes:
        raise KeyError(f"source {key!r} quotes {sorted(quotes)}, not {name!r}")
    return quotes[name]
