"""A reader changes the live network, walks through it, answers, and shares it."""

import gzip
import re
from pathlib import Path

import pytest

from snippets import board_example as board
from snippets.losses import squared_error
from snippets.network import descend
from snippets.worked_example import deltas, forward, gradients
from tests.browser import findings
from tests.browser.conftest import SITE
from tests.browser.test_live_network import PLACES, alive, live
from tools.figures.worked_example import significant

pytestmark = pytest.mark.browser
BOARD = "board-network"
SCRIPTS = SITE / "assets/live"


def says(page, part="says"):
    return page.locator(f"live-network [data-live={part}]").text_content()


def shown(page, name):
    return page.locator(f"live-network svg:visible [data-value='{name}']").text_content()


def tab_to(page, selector):
    """Press Tab until the focus is on what the selector means."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"Tab does not reach {selector}")


def test_the_keyboard_alone_changes_a_weight_walks_and_answers(visit):
    page = visit(PLACES[BOARD])
    tab_to(page, "svg.wide [data-part='w^1_11']")
    page.keyboard.press("ArrowUp")
    assert shown(page, "w^1_11") == "0.5"
    assert says(page).startswith("w layer 1 index 1 1 = 0.5: ŷ = 0.4920")
    tab_to(page, "[data-live=first]")
    page.keyboard.press("Enter")
    assert says(page, "count") == "step 0 of 22"
    tab_to(page, "[data-live=next]")
    for _ in range(22):
        page.keyboard.press("Enter")
    assert says(page, "count") == "step 22 of 22"
    tab_to(page, "[data-live=reset]")
    page.keyboard.press("Enter")
    assert shown(page, "w^1_11") == "0.4"
    tab_to(page, ".live-answers summary")
    page.keyboard.press("Enter")
    page.locator("svg.wide [data-value='∂w^2_1']", has_text="?").wait_for()
    for answer, verdict in {"-0,0587": "Write -0.0587", "0.0587": "the sign is not"}.items():
        tab_to(page, "[aria-label='your ∂L/∂ w layer 1 index 1 1']")
        page.keyboard.press("Control+A")
        page.keyboard.type(answer)
        page.keyboard.press("Enter")
        assert verdict in page.locator(".live-answer [role=status]").first.text_content()
        page.evaluate("document.activeElement.blur()")
    tab_to(page, "[aria-label='your ∂L/∂ w layer 1 index 1 1']")
    page.keyboard.press("Control+A")
    page.keyboard.type("−0.0587")
    page.keyboard.press("Enter")
    assert page.locator(".live-answer [role=status]").first.text_content() == "Correct."
    assert shown(page, "∂w^1_11") == "−0.05871"
    assert page.complaints == []


@pytest.mark.parametrize("name", PLACES)
def test_a_step_lights_what_it_is_about_and_hides_what_comes_later(visit, name):
    page = live(visit, name)
    page.locator("live-network [data-live=first]").click()
    assert not page.locator("live-network svg:visible [data-value='z^1_1']").is_visible()
    for _ in range(2):
        page.locator("live-network [data-live=next]").click()
    lit = page.locator("live-network svg:visible .now").evaluate_all(
        "boxes => boxes.map(box => box.dataset.part)"
    )
    assert set(lit) == {"z^1_1 a^1_1"}
    assert says(page, "formula") == "a(1)1 = σ(z(1)1)"
    assert page.locator("live-network svg:visible [data-value='a^1_1']").is_visible()
    assert not page.locator("live-network svg:visible [data-value='z^1_2']").is_visible()


def test_dragging_a_box_changes_its_value(visit):
    page = live(visit, BOARD)
    box = page.locator("svg.wide [data-part='x_1'].slider")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    x, y = place["x"] + 20, place["y"] + 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x - 30, y, steps=4)
    page.wait_for_function("() => document.querySelector('live-network').given['x_1'] === 0.7")
    page.mouse.up()
    page.mouse.move(x + 90, y)
    assert shown(page, "x_1") == "0.7"


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("two", "Write a number, such as 0.25"),
        ("", "Write a number, such as 0.25"),
        ("1e999", "between −1000 and 1000"),
        ("0,5", "Write 0.5, with a point"),
        ("<img src=x>", "instead of “<img src=x>”"),
        ("0x10", "Write a number"),
        ("1 2", "Write a number"),
    ],
)
def test_bad_input_keeps_the_last_good_numbers_and_says_what_is_wanted(visit, typed, wanted):
    page = live(visit, BOARD)
    field = page.locator("live-network [data-live=value]")
    field.fill("0.25")
    field.press("Enter")
    field.fill(typed)
    field.press("Enter")
    assert wanted in says(page)
    assert field.get_attribute("aria-invalid") == "true"
    assert shown(page, "w^1_11") == "0.25"
    field.fill("−3e-1")
    field.press("Enter")
    assert (shown(page, "w^1_11"), field.get_attribute("aria-invalid")) == ("−0.3", None)


def test_an_update_lowers_the_loss_and_a_nudge_finds_the_gradient(visit):
    page = live(visit, BOARD)
    page.locator("live-network [data-live=nudge]").click()
    assert "is −0.05871. The gradient is −0.05871." in says(page)
    page.locator("live-network [data-live=update]").click()
    _, A1, _, A2 = forward(board.X_board, board.parameters_board)
    delta1, delta2 = deltas(2 * (A2 - board.T_board), board.W2_board, A1, A2)
    found = gradients(board.X_board, A1, delta1, delta2)
    after = descend(board.parameters_board, found, board.eta_board)
    loss = squared_error(forward(board.X_board, after)[-1], board.T_board)
    assert f"The loss was 0.2638 and is now {significant(loss)}." in says(page)
    assert (shown(page, "w^1_11"), shown(page, "w^2_2")) == ("0.4587", "−1.872")


def test_a_link_carries_the_numbers_and_the_step(visit, origin):
    page = live(visit, BOARD)
    page.locator("live-network [data-live=update]").click()
    for _ in range(5):
        page.locator("live-network [data-live=back]").click()
    page.locator("live-network [data-live=link]").click()
    address = page.evaluate("navigator.clipboard.readText()")
    assert address.startswith(f"{origin}/{PLACES[BOARD]}?{BOARD}=")
    numbers = page.evaluate("document.querySelector('live-network').given")
    other = alive(visit(address.removeprefix(f"{origin}/")), BOARD)
    assert other.evaluate("document.querySelector('live-network').given") == numbers
    assert says(other, "count") == "step 17 of 22"


@pytest.mark.parametrize(
    "query", ["1 2 3", "<img src=x onerror=alert(1)>", "1e999 " * 14, "0.5 " * 14 + "7.5"]
)
def test_a_link_that_was_tampered_with_opens_the_figure_as_it_is(visit, query):
    page = alive(visit(f"{PLACES[BOARD]}?{BOARD}={query}"), BOARD)
    page.wait_for_function(
        "() => document.querySelector('[data-live=says]').textContent.includes('could not be read')"
    )
    assert shown(page, "w^1_11") == "0.4"
    assert page.locator("live-network img").count() == 0


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(visit, width, scheme):
    page = live(visit, BOARD, width=width)
    page.emulate_media(color_scheme=scheme)
    network = page.locator("live-network")
    assert findings.axe_findings(page) == []
    network.locator("[data-live=back]").click()
    network.locator("[data-live=value]").fill("x")
    network.locator("[data-live=value]").press("Enter")
    network.locator("summary").click()
    network.locator(".live-answer input").first.fill("0.0587")
    network.locator(".live-answer input").first.press("Enter")
    assert findings.axe_findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_without_javascript_the_figure_is_there_and_its_panel_is_not(visit):
    page = visit(PLACES[BOARD], javascript=False)
    assert page.locator("live-network svg.wide").is_visible()
    assert not page.locator(".live-panel").is_visible()


def test_nothing_moves_on_the_page_when_the_figure_comes_alive(visit):
    page = live(visit, BOARD)
    page.reload()
    moved = page.evaluate(
        """() => new Promise(done => {
          let sum = 0
          new PerformanceObserver(list => list.getEntries().forEach(({value}) => (sum += value)))
            .observe({type: "layout-shift", buffered: true})
          setTimeout(() => done(sum), 800)
        })"""
    )
    assert moved < 0.01


def test_full_screen_walks_with_the_arrow_keys_in_large_type(visit):
    page = live(visit, BOARD)
    page.locator("live-network [data-live=full]").click()
    page.wait_for_function("() => document.fullscreenElement")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    assert says(page, "count") == "step 21 of 22"
    size = "document.querySelector('.live-formula').computedStyleMap().get('font-size').value"
    assert page.evaluate(size) >= 30


def test_play_walks_by_itself_and_ends(visit):
    page = live(visit, BOARD, hastened=True)
    page.locator("live-network [data-live=play]").click()
    assert says(page, "play") == "Pause"
    page.clock.run_for(22 * 1500)
    assert (says(page, "count"), says(page, "play")) == ("step 22 of 22", "Play")


def test_the_scripts_are_small():
    weights = [len(gzip.compress(file.read_bytes(), 9)) for file in Path(SCRIPTS).glob("*.js")]
    assert len(weights) == 7
    assert sum(weights) <= 9_000


def test_the_figure_is_alive_after_instant_navigation_and_after_going_back(visit, origin):
    sitemap = (SITE / "sitemap.xml").read_text("utf-8")  # the theme asks it which links are ours
    here = re.sub(r"(?<=<loc>)https?://[^/]+", origin, sitemap)
    page = visit("index.html")
    page.route("**/sitemap.xml", lambda route: route.fulfill(body=here, content_type="text/xml"))
    page.reload(wait_until="networkidle")
    page.evaluate("window.stayed = true")
    page.locator("article a[href*='board-example']").first.click()
    page.wait_for_function("() => document.getElementById('board-network')")
    alive(page, BOARD).locator("live-network [data-live=back]").click()
    assert says(page, "count") == "step 21 of 22"
    page.go_back()
    page.wait_for_function("() => document.getElementById('network-backward')")
    alive(page, "network-backward").locator("live-network [data-live=back]").click()
    assert says(page, "count") == "step 21 of 22"
    assert page.evaluate("window.stayed"), "the page was loaded anew"
    assert page.complaints == []


@pytest.mark.parametrize("medium", [{"forced_colors": "active"}, {"media": "print"}])
def test_the_drawing_stays_in_forced_colours_and_in_print(visit, medium):
    page = live(visit, BOARD)
    page.emulate_media(**medium)
    assert page.locator("svg.wide [data-part='w^1_11'].slider").is_visible()
    assert page.locator(".live-panel").is_visible() == ("media" not in medium)
