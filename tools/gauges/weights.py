"""Weigh what a browser downloads on a first visit to a page of the built site."""

import gzip
import json
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup

from tools.gauges.glyphs import faces, used

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
LOADED = {"stylesheet", "icon", "preload", "modulepreload"}


def local(site: Path, page: str, address: str) -> Path | None:
    """Return the file that `address`, as written on `page`, refers to; None on another host."""
    there = urlsplit(urljoin(f"http://site/{page}", address))
    if there.hostname != "site":
        return None
    file = site / there.path.lstrip("/")
    return file / "index.html" if there.path.endswith("/") else file


def loads(site: Path, page: str) -> set[Path]:
    """Return the files that a browser loads for `page`, itself, fonts and search included."""
    soup = BeautifulSoup((site / page).read_text(encoding="utf-8"), "html.parser")
    links = [a for a in soup("link", href=True) if LOADED & set(a.get_attribute_list("rel"))]
    addresses = [str(a["href"]) for a in links]
    addresses += [str(tag["src"]) for tag in soup(src=True)]
    if config := soup.find(id="__config"):
        settings = json.loads(config.text)
        addresses.append(settings["search"])  # its index waits until somebody searches
        if "navigation.instant" in settings.get("features", []):
            addresses.append(settings["base"] + "/sitemap.xml")
    files = {file for address in addresses if (file := local(site, page, address))}
    for sheet in [file for file in files if file.suffix == ".css"]:
        css = sheet.read_text(encoding="utf-8")
        shown = used(soup, css)
        files |= {sheet.parent / url for face, url in faces(css).items() if shown.get(face)}
    return files | {site / page}


def weigh(site: Path, page: str) -> int:
    """Return the bytes of a first visit to `page` of `site`, text counted gzipped."""
    total = 0
    for file in loads(site, page):
        data = file.read_bytes()
        total += len(gzip.compress(data, 6)) if file.suffix in COMPRESSED else len(data)
    return total
