"""Every link within the site leads somewhere, and every file that a page loads is there."""

from urllib.parse import unquote, urlsplit

import pytest

from tests.site.pages import loading, pages
from tools.gauges.weights import local


def broken(site):
    """Return the links and ids of `site` that do not lead to one place."""
    found = []
    ids = {name: [tag["id"] for tag in soup(id=True)] for name, soup in pages(site).items()}
    for name, soup in pages(site).items():
        doubled = {i for i in ids[name] if ids[name].count(i) > 1}
        found += [f"{name}: id {i} twice" for i in sorted(doubled)]
        for address in [a["href"] for a in soup("a", href=True)] + loading(soup):
            file = local(site, name, address)
            if file is None or urlsplit(address).scheme:
                continue
            if file.is_dir():
                file = file / "index.html"
            anchor = unquote(urlsplit(address).fragment)
            known = ids.get(str(file.relative_to(site)), [])
            if not file.exists() or (anchor and anchor not in known):
                found.append(f"{name}: {address}")
    return found


def test_every_link_leads_somewhere(site, small):
    assert broken(site) == broken(small) == []


@pytest.mark.parametrize(
    ("bad", "fault"),
    [
        ('<a href="nowhere/">a</a>', "nowhere/"),
        ('<a href="#nowhere">a</a>', "#nowhere"),
        ('<a href="b/#nowhere">a</a>', "b/#nowhere"),
        ('<img src="nowhere.png" alt="">', "nowhere.png"),
        ('<b id="same">a</b><b id="same">b</b>', "id same twice"),
    ],
)
def test_a_broken_link_is_found(planted, bad, fault):
    assert broken(planted("</article>", f"{bad}</article>")) == [f"index.html: {fault}"]
