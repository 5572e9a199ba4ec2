"""A chapter carries one number wherever it is named: above its title, in menus and in tabs."""

import pytest
from bs4 import BeautifulSoup

PAGES = {
    "index.md": "# Home\n",
    "first.md": "---\nchapter: 1\n---\n# The idea\n\n## A part\n",
    "second.md": "---\nchapter: 2\ntitle: The rest\n---\n# The rest\n",
    "plain.md": "# No chapter\n",
}


@pytest.fixture
def pages(build_site):
    site = build_site(PAGES)

    def read(name):
        return BeautifulSoup((site / name / "index.html").read_text("utf-8"), "html.parser")

    return read


def words(element):
    return " ".join(element.text.split())


def test_the_page_is_labelled(pages):
    first = pages("first")
    assert words(first.select_one("article .chapter")) == "Chapter 1"
    assert first.select_one("article .chapter")["style"] == "counter-set: chapter 1"
    assert words(first.select_one("article h1")).startswith("The idea")


@pytest.mark.parametrize(("name", "title"), [("first", "1 The idea"), ("second", "2 The rest")])
def test_menus_and_tabs_name_the_number(pages, name, title):
    menu = [words(link) for link in pages("plain").select(".md-nav__link")]
    assert title in menu
    assert pages(name).title.text.startswith(title)


def test_previous_and_next_name_the_number(pages):
    assert "2 The rest" in words(pages("first").select_one(".md-footer__link--next"))


def test_a_page_without_a_chapter_has_no_number(pages):
    plain = pages("plain")
    assert plain.select_one("article .chapter") is None
    assert plain.title.text.startswith("No chapter")
