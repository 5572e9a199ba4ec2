"""Every page of the built site, opened wide, narrow and without JavaScript."""

import pytest

from tests.browser import findings
from tests.browser.conftest import SITE

pytestmark = pytest.mark.browser
PAGES = sorted(str(page.relative_to(SITE)) for page in SITE.rglob("*.html")) or ["index.html"]
SCHEMES = ["light", "dark"]


@pytest.fixture(scope="module", params=PAGES)
def path(request):
    return request.param


@pytest.fixture(scope="module")
def wide(visit, path):
    page = visit(path)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def narrow(visit, path):
    page = visit(path, width=360)
    yield page
    page.context.close()


@pytest.fixture(scope="module")
def plain(visit, path):
    page = visit(path, javascript=False)
    yield page
    page.context.close()


def test_asks_no_other_host(wide):
    assert findings.other_hosts(wide) == []


def test_asks_no_other_host_later_or_when_it_is_left(visit, path):
    page = visit(path, hastened=True)
    assert findings.asked_in_time(page) == []
    page.context.close()


def test_copies_code_without_prompts(wide):
    findings.open_everything(wide)
    assert findings.miscopied(wide) == []


def test_axe_finds_nothing_at_1280(wide):
    findings.open_everything(wide)
    for scheme in SCHEMES:
        findings.show(wide, scheme)
        assert findings.axe_findings(wide) == [], scheme


def test_console_has_no_errors(wide):
    assert wide.complaints == []


def test_fits_on_360(narrow):
    findings.open_everything(narrow)
    assert findings.too_wide(narrow) == []


def test_copy_buttons_lie_over_no_code_at_360(narrow):
    findings.open_everything(narrow)
    assert findings.covered(narrow) == []


def test_axe_finds_nothing_at_360(narrow):
    for scheme in SCHEMES:
        findings.show(narrow, scheme)
        assert findings.axe_findings(narrow) == [], scheme


def test_tabs_open_without_javascript(plain):
    assert findings.unreachable_tabs(plain) == []


def test_everything_is_readable_without_javascript(plain, wide):
    findings.open_everything(plain)
    assert findings.unseen(plain, wide) == []
