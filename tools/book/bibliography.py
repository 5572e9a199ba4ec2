"""The works that the pages cite, and the figures quoted from them (docs/sources.toml)."""

from functools import cache

from tools.book.works import Work, Works, fault
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import DOCS
from tools.vouch.source.texts import key_line, parse, read

DATA = "docs/sources.toml"


@cache
def sources() -> Works:
    """Return the entries of docs/sources.toml by key."""
    return entries(read(DOCS / "sources.toml", DATA))


def entries(toml: str) -> Works:
    """Return the works in a data file; raise PageError for the first that is not whole."""
    found: Works = parse(toml, DATA)
    for key, work in found.items():
        if sentence := fault(work):
            raise PageError(DATA, key_line(toml, key), f"{key} {sentence}")
    return found


def source(key: str) -> Work:
    """Return the entry of a source; raise KeyError for an unknown key."""
    if key not in sources():
        raise KeyError(f"no source {key!r} in docs/sources.toml")
    return sources()[key]


def year(key: str) -> int:
    """Return the year of a source; raise KeyError for an unknown key, or one without a year."""
    found: int = source(key)["year"]
    return found


def quoted(key: str, name: str) -> str:
    """Return a figure as the source `key` printed it.

    Raises KeyError, with what there is, for an unknown key or name.
    """
    quotes: dict[str, str] = source(key).get("quotes", {})
    if name not in quotes:
        raise KeyError(f"source {key!r} quotes {sorted(quotes)}, not {name!r}")
    return quotes[name]
