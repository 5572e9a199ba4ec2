"""Reads a built site for the guards."""

from functools import cache
from pathlib import Path

from bs4 import BeautifulSoup

LISTED = {"canonical", "alternate", "prev", "next", "author", "license"}


@cache
def pages(site: Path) -> dict[str, BeautifulSoup]:
    """Return each HTML page of the site by its path."""
    return {
        str(path.relative_to(site)): BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        for path in sorted(site.rglob("*.html"))
    }


def loading(soup: BeautifulSoup) -> list[str]:
    """Return the addresses that a browser loads by itself, style sheets' own aside."""
    found = [a["href"] for a in soup("link", href=True) if not LISTED & set(a.get("rel", []))]
    found += [tag[name] for name in ("src", "poster", "data") for tag in soup(**{name: True})]
    found += [c.split()[0] for tag in soup(srcset=True) for c in tag["srcset"].split(",")]
    drawn = soup(["use", "image", "feImage", "feimage"])
    return found + [tag[n] for tag in drawn for n in ("href", "xlink:href") if tag.get(n)]
