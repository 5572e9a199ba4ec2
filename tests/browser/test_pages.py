"""Every page of the built site, opened wide, narrow and without JavaScript."""

import pytest

from tests.browser import findings
from tests.browser.conftest import SITE

pytestmark = pytest.mark.browser
PAGES = sorted(str(page.relative_to(SITE)) for page in SITE.rglob("*.html")) or ["index.html"]


@pytest.fixture(scope="module", params=PAGES)
def path(request):
    return request.param


def page_that_is(unfolded=True, **how):
    """Return a fixture: a page that is opened once for all that is looked for in it."""

    @pytest.fixture(scope="module")
    def fixture(open_page, path):
        page = open_page(path, **how)
        if unfolded:
            findings.open_everything(page)
        yield page
        page.context.close()

    return fixture


wide = page_that_is()
narrow = page_that_is(width=360)
plain = page_that_is(javascript=False, unfolded=False)
BOTH = findings.axe_findings_in_both_schemes


@pytest.mark.parametrize(
    "look", [findings.other_hosts, findings.miscopied, BOTH, findings.complaints]
)
def test_nothing_is_found_at_1280(wide, look):
    assert look(wide) == []


@pytest.mark.parametrize("look", [findings.too_wide, findings.covered, BOTH])
def test_nothing_is_found_at_360(narrow, look):
    assert look(narrow) == []


def test_asks_no_other_host_later_or_when_it_is_left(visit, path):
    assert findings.asked_in_time(visit(path, hastened=True)) == []


def test_tabs_open_without_javascript(plain):
    assert findings.unreachable_tabs(plain) == []


def test_everything_is_readable_without_javascript(plain, wide):
    findings.open_everything(plain)
    assert findings.unseen(plain, wide) == []
