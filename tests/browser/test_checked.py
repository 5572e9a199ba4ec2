"""The mark beside a numbered equation opens the fold that its check is in."""

import pytest

pytestmark = pytest.mark.browser
SEEN = """id => {
  const target = document.getElementById(id), {top, bottom} = target.getBoundingClientRect()
  return target.closest("details").open && top >= 0 && bottom <= innerHeight
}"""


@pytest.mark.parametrize("javascript", [True, False])
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("follow", ["click", "Enter", "address"])
def test_a_mark_opens_the_fold_at_its_check(visit, width, javascript, follow):
    check = "check-any-depth"
    address = f"derivation/#{check}" if follow == "address" else "derivation/"
    page = visit(address, width=width, javascript=javascript)
    mark = page.locator(f".checked[href$='#{check}']").first
    if follow == "click":
        mark.click()
    elif follow == "Enter":
        mark.press("Enter")
    page.wait_for_timeout(500)
    assert page.evaluate(SEEN, check)
