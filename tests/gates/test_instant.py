"""After a link is followed without a new page load, the mends are there again."""

import re

import pytest

from tests.gates import findings
from tests.gates.conftest import SITE

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
    page.context.close()
