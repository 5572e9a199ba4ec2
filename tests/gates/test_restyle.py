"""No selector of ours makes small changes restyle the whole page while a page loads."""

import json

import pytest

from tests.gates.conftest import SITE
from tests.gates.test_weight import LESSONS
from tools.page import DOCS

pytestmark = pytest.mark.browser
BOOK = SITE / "assets/book.css"
LONGEST = max(LESSONS, key=lambda path: (DOCS / f"{path[:-1]}.md").stat().st_size)
STYLED = "disabled-by-default-devtools.timeline"  # has an event for each recalculation of style
BAR = 8  # the theme without our style sheet: about 5


def restyled(browser, visit, path, **how):
    """How often an element of the page is styled, on average, until the page is at rest."""
    browser.start_tracing(categories=[STYLED])
    page = visit(path, **how)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    events = json.loads(browser.stop_tracing())["traceEvents"]
    elements = page.evaluate("document.querySelectorAll('*').length")
    tree = page.context.new_cdp_session(page).send("Page.getFrameTree")
    page.context.close()
    frame = tree["frameTree"]["frame"]["id"]  # the browser's own windows are pages, too
    told = [e["args"] for e in events if e["name"] == "UpdateLayoutTree"]
    counts = [a["elementCount"] for a in told if a.get("beginData", {}).get("frame") == frame]
    assert sum(counts) > 100
    return sum(counts) / elements


@pytest.mark.parametrize(("path", "width"), [*((path, 1280) for path in LESSONS), (LONGEST, 360)])
def test_a_lesson_is_styled_a_few_times(browser, visit, path, width):
    assert restyled(browser, visit, path, width=width) < BAR


@pytest.mark.parametrize(
    "selector",
    [
        "body:has(.md-sidebar--primary:not([hidden])) .md-footer__inner > :last-child",
        "body:has(.md-sidebar--primary) .md-footer__inner > *",
        "body:not(:has(.nowhere)) *",
        ".md-content:has(.md-code__nav) :first-child",
        "body:has(:not(.nowhere)) span",
    ],
)
def test_a_selector_that_restyles_the_page_is_found(browser, visit, selector):
    sheet = BOOK.read_text("utf-8") + selector + " { outline-offset: 3px }"
    assert restyled(browser, visit, LONGEST, planted={"book.css": sheet}) > BAR
