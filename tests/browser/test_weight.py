"""What a first visit brings: what `weights.py` counts, and no search index before a search."""

from urllib.parse import urlsplit

import pytest
from mkdocs.utils.meta import get_data

from tests.browser.conftest import SITE
from tools.gauges.weights import loads, weigh
from tools.vouch.source.page import pages

pytestmark = pytest.mark.browser
LESSONS = [
    f"{path.stem}/"
    for path in pages()
    if get_data(path.read_text(encoding="utf-8"))[1].get("chapter")
]
BAR = 166_000


def sent(page):
    """Return the files that the page has asked for."""
    files = {SITE / urlsplit(url).path.lstrip("/") for url in page.requested}
    return {file / "index.html" if file.is_dir() else file for file in files}


@pytest.mark.parametrize("path", ["", *LESSONS])
def test_what_is_counted_is_what_is_sent(visit, path):
    page = visit(path)
    page.wait_for_load_state("networkidle")
    uncounted = sent(page) - loads(SITE, f"{path}index.html")
    assert {file.name for file in uncounted} == set()


def test_the_search_index_is_sent_when_the_search_is_opened_and_answers(visit):
    page = visit("")
    page.wait_for_load_state("networkidle")
    assert "search_index.json" not in {file.name for file in sent(page)}
    page.locator(".md-search__input").focus()
    page.keyboard.type("sigmoid")
    page.wait_for_selector(".md-search-result__item a")
    assert "search_index.json" in {file.name for file in sent(page)}


@pytest.mark.parametrize("path", LESSONS)
def test_a_lesson_stays_under_the_bar(path):
    assert weigh(SITE, f"{path}index.html") <= BAR
