"""Nothing that a browser loads comes from another host."""

import re
from pathlib import Path

import material
import pytest

from tests.site.pages import loading, pages
from tools.gauges.weights import local

HOST = re.compile(
    r"(?<![\w/:])(?:(?:https?|wss?|ftp):)?//(?!www\.w3\.org/)[a-z0-9-]+[.:][^\s\"'`)<>]+", re.I
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
THEME = Path(material.__file__).parent / "templates"  # names hosts for diagrams and repositories
ASKS_FOR_THEM = ".mermaid, [data-md-component=source], .gitgraph"


def foreign(site, page, address):
    return not address.startswith("data:") and local(site, page, address) is None


def styles(soup):
    return [s.text for s in soup("style")] + [tag["style"] for tag in soup(style=True)]


def hosts(text):
    """Return every address of a host that a style sheet or a script names."""
    return HOST.findall(COMMENT.sub("", text))


def of_the_theme(site, file):
    """Is this the theme's own file, unchanged?"""
    own = THEME / file.relative_to(site)
    return own.is_file() and own.read_bytes() == file.read_bytes()


def requests(site):
    """Return what pages, style sheets and scripts of `site` would ask another host for."""
    found = []
    for name, soup in pages(site).items():
        addresses = [a for a in loading(soup) if foreign(site, name, a)]
        scripts = [s.text for s in soup("script") if s.get("type") != "application/json"]
        for text in styles(soup) + scripts:
            addresses += hosts(text)
        found += [f"{name}: {a}" for a in addresses]
        found += [f"{name}: {tag}" for tag in soup.select(ASKS_FOR_THEM)]
        found += [f"{name}: {tag}" for tag in soup.select("iframe, base, meta[http-equiv=refresh]")]
    for file in [*site.rglob("*.css"), *site.rglob("*.js")]:
        if not of_the_theme(site, file):
            found += [f"{file.relative_to(site)}: {a}" for a in hosts(file.read_text("utf-8"))]
    return found


def test_the_site_asks_no_other_host(site, small):
    assert requests(site) == requests(small) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<script src="https://example.org/a.js"></script>',
        '<script>fetch("https://example.org/a")</script>',
        '<script>fetch("//example.org/a")</script>',
        '<script>new WebSocket("wss://example.org/a")</script>',
        '<link rel="stylesheet" href="//example.org/a.css">',
        '<link rel="preconnect" href="https://example.org">',
        '<img src="https://example.org/a.png" alt="">',
        '<img srcset="https://example.org/a.png 2x" alt="">',
        '<iframe src="page/"></iframe>',
        '<p style="background: url(https://example.org/a.png)">a</p>',
        '<style>@import "https://example.org/a.css";</style>',
        '<svg><image href="https://example.org/a.png"/></svg>',
        '<pre class="mermaid">graph</pre>',
    ],
)
def test_a_request_to_another_host_is_found(planted, bad):
    assert requests(planted("</article>", f"{bad}</article>"))


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("a.css", "@font-face { src: url('https://example.org/a.woff2') }"),
        ("a.css", '@import "https://example.org/a.css";'),
        ("a.css", 'p { background: image-set("//example.org/a.png" 1x) }'),
        ("a.js", 'import("https://example.org/a.js")'),
        ("a.js", 'fetch("//example.org/a")'),
        ("a.js", 'new WebSocket("wss://example.org/a")'),
        ("assets/javascripts/a.js", 'fetch("https://example.org/a")'),
    ],
)
def test_a_request_of_a_style_sheet_or_script_is_found(planted, name, bad):
    site = planted("", "")
    (site / name).write_text(bad, encoding="utf-8")
    assert [found.split(":")[0] for found in requests(site)] == [name]
