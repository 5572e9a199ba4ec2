"""Every figure as a reader sees it: one drawing of the two, in text that is large and free."""

import re

import pytest

from tools.book.figures import figure
from tools.figures.drawn import FIGURES, FOLDER

pytestmark = pytest.mark.browser

SMALL = """() => [...document.querySelectorAll(".figure svg")]
  .filter(svg => svg.checkVisibility()).flatMap(svg => {
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width
    return [...svg.querySelectorAll("text, tspan")]
      .filter(text => parseFloat(getComputedStyle(text).fontSize) * scale < 12)
      .map(text => text.textContent)
  })"""

COVERED = """() => [...document.querySelectorAll(".figure svg")]
  .filter(svg => svg.checkVisibility()).flatMap(svg => {
    const frame = svg.viewBox.baseVal, found = []
    const texts = [...svg.querySelectorAll("text")].map(text => [text.textContent, text.getBBox()])
    const inside = (box, {x, y}) =>
      x > box.x && x < box.x + box.width && y > box.y + 3 && y < box.y + box.height - 3
    texts.forEach(([words, box], i) => {
      if (box.x < 0 || box.y < 0 || box.x + box.width > frame.width ||
          box.y + box.height > frame.height) found.push(`${words} leaves the drawing`)
      for (const [others, other] of texts.slice(i + 1))
        if (box.x < other.x + other.width && other.x < box.x + box.width &&
            box.y + 4 < other.y + other.height && other.y + 4 < box.y + box.height)
          found.push(`${words} covers ${others}`)
      for (const line of svg.querySelectorAll(".wire, .curve"))
        for (let at = 0; at < line.getTotalLength(); at += 1)
          if (inside(box, line.getPointAtLength(at))) {
            found.push(`a line crosses ${words}`)
            break
          }
    })
    return found
  })"""


def images(page):
    """The names of the drawings that a screen reader meets."""
    return [
        image.get_attribute("class")
        for image in page.get_by_role("img", name=re.compile(".")).all()
    ]


@pytest.fixture
def planted(plant):
    return lambda html, width: plant(f"<h1>Planted</h1>{html}", width=width)


def html_of(name):
    return figure(FOLDER / f"{name}.svg", "figure-1", FIGURES[name].heading)


@pytest.mark.parametrize("name", FIGURES)
@pytest.mark.parametrize("width", [1280, 700, 360])
def test_one_drawing_is_shown_and_no_text_is_covered(planted, name, width):
    page = planted(html_of(name), width)
    both = FIGURES[name].tall
    assert images(page) == ["tall" if both and width < 720 else "wide"]
    assert page.evaluate(COVERED) == []


@pytest.mark.parametrize("name", FIGURES)
def test_text_is_at_least_12_px_on_a_phone(planted, name):
    assert planted(html_of(name), 360).evaluate(SMALL) == []


def test_small_text_is_found(planted):
    page = planted(html_of("network-forward").replace('class="tall"', ""), 360)
    page.add_style_tag(content=".figure .wide { display: block !important }")
    assert "x10.5" in page.evaluate(SMALL)


def test_two_drawings_shown_at_once_are_found(planted):
    page = planted(html_of("network-forward"), 1280)
    page.add_style_tag(content=".figure .tall { display: block !important }")
    assert images(page) == ["wide", "tall"]


@pytest.mark.parametrize(
    ("planting", "found"),
    [
        ('<text x="46" y="85">0.9</text>', "covers"),
        ('<text x="870" y="20">0.9</text>', "0.9 leaves the drawing"),
        ('<path class="wire" d="M0 80L500 80"/>', "a line crosses x10.5"),
    ],
)
def test_covered_text_is_found(planted, planting, found):
    page = planted(html_of("network-forward").replace("</svg>", f"{planting}</svg>", 1), 1280)
    assert any(found in said for said in page.evaluate(COVERED))
