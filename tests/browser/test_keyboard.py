"""The drawer and the search of a phone, and wide formulas, by keyboard alone."""

import pytest

pytestmark = pytest.mark.browser
FOCUS = """() => {
  const box = document.activeElement, {left, right} = box.getBoundingClientRect()
  return {name: box.getAttribute("aria-label") ?? box.innerText,
          seen: left >= 0 && right <= innerWidth,
          button: box.matches("header button"),
          inDrawer: box.closest(".md-sidebar--primary") !== null}
}"""


@pytest.fixture
def phone(visit):
    return visit("index.html", width=360)


def tab_to(page, name):
    for _ in range(12):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["seen"], focus
        if focus["name"] == name:
            return
    pytest.fail(f"{name} was not reached with the Tab key")


@pytest.mark.parametrize("name", ["Menu", "Search"])
def test_opens_and_closes(phone, name):
    button = phone.get_by_role("button", name=name, exact=True)
    tab_to(phone, name)
    assert button.get_attribute("aria-expanded") == "false"
    phone.keyboard.press("Enter")
    phone.wait_for_timeout(100)
    assert button.get_attribute("aria-expanded") == "true"
    assert not phone.evaluate(FOCUS)["button"]
    phone.keyboard.press("Escape")
    phone.wait_for_timeout(100)
    assert button.get_attribute("aria-expanded") == "false"
    assert phone.evaluate(FOCUS)["name"] == name


def test_open_menu_holds_the_focus(phone):
    tab_to(phone, "Menu")
    phone.keyboard.press("Enter")
    assert phone.evaluate(FOCUS)["inDrawer"]


def test_closed_menu_is_skipped(phone):
    for _ in range(40):
        phone.keyboard.press("Tab")
        assert not phone.evaluate(FOCUS)["inDrawer"]


@pytest.mark.parametrize(("width", "stop"), [(200, None), (900, "Formula")])
def test_a_formula_can_be_scrolled_when_it_is_too_wide(plant, width, stop):
    box = f'<span style="display: inline-block; width: {width}px">x</span>'
    page = plant(
        f'<div class="arithmatex"><span class="katex-display">{box}</span></div>', width=360
    )
    page.wait_for_timeout(200)
    formula = page.locator(".katex-display")
    assert formula.get_attribute("aria-label") == stop
    assert formula.get_attribute("tabindex") == (stop and "0")
