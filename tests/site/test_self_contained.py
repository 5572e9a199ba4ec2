"""Nothing that a browser loads comes from another host."""

import re

import pytest

from tests.site.pages import loading, pages
from tools.weights import local

ADDRESS = re.compile(r"@import\s+[\"']([^\"']+)|url\(\s*[\"']?([^\"')]+)")
THEMES = "assets/javascripts/"  # names hosts that it only asks for diagrams and repositories
ASKS_FOR_THEM = ".mermaid, [data-md-component=source], .gitgraph"


def foreign(site, page, address):
    return not address.startswith("data:") and local(site, page, address) is None


def styles(soup):
    return [s.text for s in soup("style")] + [tag["style"] for tag in soup(style=True)]


def requests(site):
    """Return what pages, style sheets and scripts of `site` would ask another host for."""
    found = []
    for name, soup in pages(site).items():
        addresses = loading(soup)
        for css in styles(soup):
            addresses += [a or b for a, b in ADDRESS.findall(css)]
        for script in soup("script"):
            if script.get("type") != "application/json":
                addresses += re.findall(r"https?://[^\s\"'`]+", script.text)
        found += [f"{name}: {a}" for a in addresses if foreign(site, name, a)]
        found += [f"{name}: {tag}" for tag in soup.select(ASKS_FOR_THEM)]
        found += [f"{name}: {tag}" for tag in soup.select("iframe, base, meta[http-equiv=refresh]")]
    for sheet in site.rglob("*.css"):
        name = str(sheet.relative_to(site))
        addresses = [a or b for a, b in ADDRESS.findall(sheet.read_text(encoding="utf-8"))]
        found += [f"{name}: {a}" for a in addresses if foreign(site, name, a)]
    for script in site.rglob("*.js"):
        name = str(script.relative_to(site))
        if not name.startswith(THEMES):
            hosts = re.findall(r"https?://[^\s\"'`]+", script.read_text(encoding="utf-8"))
            found += [f"{name}: {a}" for a in hosts if "w3.org" not in a]
    return found


def test_the_site_asks_no_other_host(site):
    assert requests(site) == []


@pytest.mark.parametrize(
    "bad",
    [
        '<script src="https://example.org/a.js"></script>',
        '<script>fetch("https://example.org/a")</script>',
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
def test_a_request_to_another_host_is_found(build_site, bad):
    site = build_site({"index.md": f"# A page\n\n{bad}\n"})
    assert requests(site)


@pytest.mark.parametrize(
    ("name", "bad"),
    [
        ("a.css", "@font-face { src: url('https://example.org/a.woff2') }"),
        ("a.css", '@import "https://example.org/a.css";'),
        ("a.js", 'import("https://example.org/a.js")'),
    ],
)
def test_a_request_of_a_style_sheet_or_script_is_found(build_site, name, bad):
    site = build_site({"index.md": "# A page\n"})
    (site / name).write_text(bad, encoding="utf-8")
    assert [found.split(":")[0] for found in requests(site)] == [name]


def test_a_plain_link_may_lead_anywhere(build_site):
    site = build_site({"index.md": "# A page\n\n[There](https://example.org/)\n"})
    assert requests(site) == []
