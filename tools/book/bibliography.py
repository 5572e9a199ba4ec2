"""The works that the pages cite (docs/sources.toml): their labels, their lines, their figures."""

from functools import cache
from html import escape
from typing import Any

from tools.vouch.source.config import DOCS
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import key_line, parse, read

DATA, FILE = "docs/sources.toml", DOCS / "sources.toml"
Work = dict[str, Any]
Works = dict[str, Work]

TEXTS = ("title", "where", "doi", "arxiv", "url", "note", "topic", "label")
FIELDS: dict[str, type] = dict.fromkeys(TEXTS, str) | {"author": list, "year": int, "quotes": dict}
NAMES = {list: "list", int: "whole number", dict: "table", str: "text"}
REACHED_BY = {
    "doi": ("https://doi.org/", "doi:"),
    "arxiv": ("https://arxiv.org/abs/", "arXiv:"),
    "url": ("https://", ""),
}


def fault(work: Work) -> str | None:
    """Return the first thing that is wrong with an entry, or None."""
    if not isinstance(work, dict):
        return "is not a table of fields"
    for field, value in work.items():
        if field not in FIELDS:
            return f"has an unknown field {field!r}"
        if not isinstance(value, FIELDS[field]):
            return f"needs a {NAMES[FIELDS[field]]} under {field}"
    for field in ("title", "topic"):
        if not work.get(field):
            return f"has no {field}"
    if not (work.get("author") and work.get("year")) and not work.get("label"):
        return "has neither author and year nor a label to be cited by"
    if "?" in work.get("url", "") or "//" in work.get("url", ""):
        return "has a url with a scheme or with parameters: want host/path alone"
    if not any(work.get(field) for field in ("where", "note", *REACHED_BY)):
        return "does not say where it was published"
    return None


def who(work: Work) -> str:
    """Return the surnames as a citation names them."""
    names = [name.partition(",")[0] for name in work.get("author", [])]
    return f"{names[0]} et al." if len(names) > 2 else " & ".join(names)


def years(works: Works) -> dict[str, str]:
    """Return each work's year, with a letter where a citation could mean another one."""
    alike: dict[tuple[str, object], list[str]] = {}
    for key, work in works.items():
        name = work.get("label") or who(work)
        alike.setdefault((name, work.get("year")), []).append(key)
    return {
        key: f"{year or ''}{chr(ord('a') + place) if len(keys) > 1 and year else ''}"
        for (_, year), keys in alike.items()
        for place, key in enumerate(keys)
    }


def label(key: str, works: Works) -> str:
    """Return the text of a citation of a work, without brackets."""
    given: str | None = works[key].get("label")
    return given or f"{who(works[key])} {years(works)[key]}"


def line(key: str, works: Works) -> str:
    """Return a work's line in the list, as HTML with its key as id."""
    work, year = works[key], years(works)[key]
    names = escape("; ".join(work.get("author", [])))
    parts = [f"{names} ({year})" if names and year else names or year]
    parts += [f"<cite>{escape(work['title'])}</cite>", escape(work.get("where", ""))]
    for field, (address, shown) in REACHED_BY.items():
        if field in work:
            target = escape(work[field])
            parts.append(f'<a href="{address}{target}">{shown}{target}</a>')
    parts.append(escape(work.get("note", "")))
    text = " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)
    return f'<li id="{key}">{text}</li>'


def listed(topic: str, works: Works) -> str:
    """Return the list of a topic's works, by author and year.

    Raises ValueError for a topic that no work has.
    """
    keys = [key for key, work in works.items() if work["topic"] == topic]
    if not keys:
        raise ValueError(f"no work in docs/sources.toml has the topic {topic!r}")
    keys.sort(key=lambda key: (label(key, works).casefold(), key))
    return f'<ul class="works">\n{"\n".join(line(key, works) for key in keys)}\n</ul>'


@cache
def sources() -> Works:
    """Return the entries of docs/sources.toml by key."""
    return entries(read(FILE, DATA))


def entries(toml: str) -> Works:
    """Return the works in a data file; raise PageError for the first incomplete one."""
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
