"""What checks a page's equations stands in one fold, behind all that the page teaches."""

import pytest
from bs4 import BeautifulSoup

from tests.site.pages import pages


def astray(soup):
    """Return what of a built page keeps its checks from being one fold, the last of its code."""
    fold = soup.select_one("article details.check")
    found = [f"another fold: {other.summary.text}" for other in soup.select("details.check")[1:]]
    found += [f"outside: {c['id']}" for c in soup.select(".checks") if fold not in c.parents]
    after = fold.find_all_next(class_="highlight") if fold else []
    return found + [f"after it: {tag.text}" for tag in after if fold not in tag.parents]


def test_every_check_is_in_the_fold_at_the_end_of_its_page(site):
    found = {name: soup for name, soup in pages(site).items() if soup.select(".checks")}
    assert len(found) > 9
    assert {name: astray(soup) for name, soup in found.items() if astray(soup)} == {}


CHECK = '<p class="checks" id="check-{}"></p><div class="highlight">x</div>'
FOLD = '<details class="check"><summary>How</summary>' + CHECK + "</details>"


@pytest.mark.parametrize(
    ("html", "found"),
    [
        (FOLD.format("a"), []),
        (CHECK.format("a") + FOLD.format("b"), ["outside: check-a"]),
        (CHECK.format("a"), ["outside: check-a"]),
        (FOLD.format("a") + '<div class="highlight">y</div>', ["after it: y"]),
        (
            FOLD.format("a") + FOLD.format("b"),
            ["another fold: How", "outside: check-b", "after it: x"],
        ),
        (FOLD.format("a").replace("check", "note", 1), ["outside: check-a"]),
    ],
)
def test_a_check_astray_is_found(html, found):
    soup = BeautifulSoup(f"<article>{html}</article>", "html.parser")
    assert astray(soup) == found
