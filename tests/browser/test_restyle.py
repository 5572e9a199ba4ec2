"""No selector of ours makes small changes restyle the whole page while a page loads."""

import json
from collections import Counter
from functools import partial

import pytest

from tests.browser.conftest import SITE
from tests.browser.test_weight import LESSONS

pytestmark = pytest.mark.browser
LONGEST = "worked-example/"
LOADS = [*((path, 1280) for path in LESSONS), (LONGEST, 360)]
BAD = [
    "body:has(.md-sidebar--primary:not([hidden])) .md-footer__inner > :last-child",
    "body:has(.md-sidebar--primary) .md-footer__inner > *",
    "body:not(:has(.nowhere)) *",
    ".md-content:has(.md-code__nav) :first-child",
    "body:has(:not(.nowhere)) span",
]
STYLED = "disabled-by-default-devtools.timeline"  # has an event for each recalculation of style
BAR = 4.5  # our lessons: 1 to 4; the theme alone: about 4


def opened(open_page, path, **how):
    """Return the id of a page's frame and the number of its elements, once it is at rest."""
    page = open_page(path, **how)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)
    tree = page.context.new_cdp_session(page).send("Page.getFrameTree")
    elements = page.evaluate("document.querySelectorAll('*').length")
    page.context.close()
    return tree["frameTree"]["frame"]["id"], elements


def traced(browser, loads):
    """Open pages in one trace, and return how often an element of each is styled on average."""
    browser.start_tracing(categories=[STYLED])
    frames = {name: load() for name, load in loads.items()}
    styled = Counter()
    for event in json.loads(browser.stop_tracing())["traceEvents"]:
        if event["name"] == "UpdateLayoutTree" and "beginData" in event["args"]:
            styled[event["args"]["beginData"]["frame"]] += event["args"].get("elementCount", 0)
    return {name: styled[frame] / elements for name, (frame, elements) in frames.items()}


@pytest.fixture(scope="module")
def restyled(browser, open_page):
    """How often an element is styled on average; two traces, since a full one loses its end."""
    book = (SITE / "assets/book.css").read_text("utf-8")
    ours = {load: partial(opened, open_page, load[0], width=load[1]) for load in LOADS}
    sheets = {rule: f"{book}{rule} {{ outline-offset: 3px }}" for rule in BAD}
    bad = {
        rule: partial(opened, open_page, LONGEST, planted={"book.css": sheet})
        for rule, sheet in sheets.items()
    }
    return traced(browser, ours) | traced(browser, bad)


@pytest.mark.parametrize("load", LOADS)
def test_a_lesson_is_styled_a_few_times(restyled, load):
    assert 0.1 < restyled[load] < BAR


@pytest.mark.parametrize("selector", BAD)
def test_a_selector_that_restyles_the_page_is_found(restyled, selector):
    assert restyled[selector] > BAR
