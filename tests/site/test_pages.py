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


def test_every_page_is_whole(site):
    assert faults(site) == []


def test_there_is_a_page_for_addresses_that_do_not_exist(site):
    assert "404.html" in pages(site)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<title>", "<title></title><a>", "no title"),
        ('name="description"', 'name="x"', "no description"),
        ("<h1", "<h1>a</h1><h1", "not one h1"),
        ("<h1", "<h2", "not one h1"),
        ('lang="en"', "", "no language"),
        ("</article>", "<p>$x$</p></article>", "TeX as text: $x$"),
        ("</title>", r" \(x\)</title>", "TeX as text"),
        ("</article>", '<p class="katex-error">x</p></article>', "an error of KaTeX"),
    ],
)
def test_a_fault_is_found(build_site, old, new, fault):
    site = build_site({"index.md": "# A page\n"})
    page = site / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    assert any(found.startswith(f"index.html: {fault}") for found in faults(site))


def test_two_pages_of_one_title_are_found(build_site):
    site = build_site({"index.md": "# A\n", "b.md": "# Same\n", "c.md": "# Same\n"})
    assert "c/index.html: the title of b/index.html" in faults(site)
