"""A chapter carries one number wherever it is named: above its title, in menus and in tabs."""

import pytest

from tests.conftest import site_of
from tests.site.pages import pages

PAGES = {
    "index.md": "# Home\n",
    "first.md": "---\nchapter: 1\n---\n# The idea\n\n## A part\n",
    "second.md": "---\nchapter: 2\ntitle: The rest\n---\n# The rest\n",
    "plain.md": "# No chapter\n",
}
NUMBER = "article .chapter"


@pytest.fixture(scope="module")
def words(tmp_path_factory):
    """Return a function: page and selector in, what is shown there out."""
    site = site_of(tmp_path_factory.mktemp("chapters"), PAGES)
    return lambda name, selector: [
        " ".join(tag.text.split()) for tag in pages(site)[f"{name}/index.html"].select(selector)
    ]


@pytest.mark.parametrize(
    ("name", "selector", "shown"),
    [
        ("first", NUMBER, "Chapter 1"),
        ("first", f"{NUMBER}[style='counter-set: chapter 1']", "Chapter 1"),
        ("first", "article h1", "The idea¶"),
        ("first", "title", "1 The idea - Backpropagation by hand"),
        ("first", ".md-footer__link--next", "Next 2 The rest"),
        ("second", "title", "2 The rest - Backpropagation by hand"),
        ("plain", ".md-nav__link", "1 The idea"),
        ("plain", ".md-nav__link", "2 The rest"),
        ("plain", "title", "No chapter - Backpropagation by hand"),
    ],
)
def test_a_number_is_named(words, name, selector, shown):
    assert shown in words(name, selector)


def test_a_page_without_a_chapter_has_no_number(words):
    assert words("plain", NUMBER) == []
