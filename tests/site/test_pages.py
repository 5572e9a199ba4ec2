"""Every page has what browsers, search engines and screen readers need, and shows no TeX."""

import pytest

from tests.site.pages import pages
from tools.book.leftover import leftover


def faults(site):
    """Return what is wrong with the frame of each page of `site`."""
    found, titles = [], {}
    for name, soup in pages(site).items():
        title = soup.title.text.strip() if soup.title else ""
        described = soup.find("meta", attrs={"name": "description"})
        checks = {
            "no title": not title,
            f"the title of {titles.get(title)}": title in titles,
            "no description": not (described and described.get("content", "").strip()),
            "not one h1": len(soup("h1")) != 1,
            "no language": soup.html.get("lang") != "en",
            f"TeX as text: {leftover(str(soup))}": leftover(str(soup)),
            "an error of KaTeX": soup.select(".katex-error"),
        }
        found += [f"{name}: {fault}" for fault, is_there in checks.items() if is_there]
        if name != "404.html":  # it bears the site's title, as the home page does
            titles[title] = name
    return found


def test_every_page_is_whole(site, small):
    assert faults(site) == faults(small) == []
    assert "404.html" in pages(site)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<title>", "<title></title><a>", "no title"),
        ("<title>", "<title>B - ", "the title of b/index.html"),
        ('name="description"', 'name="x"', "no description"),
        ("<h1", "<h1>a</h1><h1", "not one h1"),
        ("<h1", "<h2", "not one h1"),
        ('lang="en"', "", "no language"),
        ("</article>", "<p>$x$</p></article>", "TeX as text: $x$"),
        ("</title>", r" \(x\)</title>", "TeX as text"),
        ("</article>", '<p class="katex-error">x</p></article>', "an error of KaTeX"),
    ],
)
def test_a_fault_is_found(planted, old, new, fault):
    assert any(found.startswith(f"index.html: {fault}") for found in faults(planted(old, new)))
