"""After a link is followed without a new page load, the mends are there again."""

import re

import pytest

from tests.browser import findings
from tests.browser.conftest import SITE

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_after_instant_navigation(visit, origin):
    sitemap = (SITE / "sitemap.xml").read_text("utf-8")  # the theme asks it which links are ours
    here = re.sub(r"(?<=<loc>)https?://[^/]+", origin, sitemap)
    page = visit("index.html", width=360)
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=here, content_type="text/xml"))
    page.reload(wait_until="networkidle")
    page.evaluate("window.stayed = true")
    title = page.title()
    page.locator("article .md-button").click()
    page.wait_for_function("title => document.title !== title", arg=title)
    assert page.evaluate("window.stayed"), "the page was loaded anew"
    findings.open_everything(page)
    assert findings.axe_findings(page) == []
    assert page.complaints == []


ANCHORS = ["derivation/#what-a-backward-pass-costs", "check-a-gradient/#when-a-check-fails"]
TOP = """id => document.getElementById(id).getBoundingClientRect().top
  - parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop)"""


def below_the_header(page, address):
    """Return how far below the header a heading is once the page rests."""
    page.wait_for_timeout(500)
    return page.evaluate(TOP, address.partition("#")[2])


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("address", ANCHORS)
@pytest.mark.parametrize("width", [1280, 360])
def test_a_link_leads_to_its_heading(visit, address, width, javascript):
    """Blocks above the heading may get another height while they come near the screen."""
    page = visit(address, width=width, javascript=javascript)
    assert 0 <= below_the_header(page, address) < 80


def test_a_link_on_the_page_leads_to_its_heading(visit):
    path, _, heading = ANCHORS[0].partition("#")
    page = visit(path)
    page.locator(f"nav a[href$='#{heading}']").first.click()
    assert 0 <= below_the_header(page, ANCHORS[0]) < 80
