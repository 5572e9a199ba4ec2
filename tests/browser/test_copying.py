"""A copied formula is there once, in one line of text."""

import pytest

from tools.book.katex import render

pytestmark = pytest.mark.browser

SELECT = """([from, to]) => {
  const range = document.createRange()
  const ends = [from, to].map(kind => document.querySelector(kind))
  range.setStart(ends[0], 0)
  range.setEnd(ends[1], ends[1].childNodes.length)
  getSelection().removeAllRanges()
  getSelection().addRange(range)
}"""

ASKED = "({name}) => name.endsWith('/formulas.js'))"


def copied(page, first="#planted", last="#planted"):
    """What the clipboard holds after Ctrl+C on the page from the first element to the last."""
    page.evaluate(SELECT, [first, last])
    page.wait_for_function("() => performance.getEntriesByType('resource').some(" + ASKED)
    page.evaluate("import('/assets/formulas.js')")  # until it has run
    page.keyboard.press("Control+C")
    page.wait_for_timeout(50)
    return page.evaluate("navigator.clipboard.readText()")


@pytest.fixture
def planted(plant):
    return lambda html: plant(f'<h1>Planted</h1><div id="planted">{html}</div>')


FORMULAS = [
    (r"\frac{\partial L}{\partial w_2} = \frac{a+b}{2}", "∂L/∂w_2 = (a + b)/2"),
    (r"(\hat y - t)^2", "(ŷ − t)^2"),
    (r"W^{(\ell-1)}_{ij} - \sigma'(z)", "W_(ij)^(ℓ − 1) − σ′(z)"),
    (r"\delta^{(2)} W^{(2)\top}", "δ^(2)W^((2)⊤)"),
    (r"\sum_{i=1}^{n} x_i", "∑_(i = 1)^n x_i"),
    (r"\sum_i -\log a_i + \log(b)", "∑_i −log a_i + log(b)"),
    (r"\begin{bmatrix} 1 & -2 \\ x & y \end{bmatrix}", "[1, −2; x, y]"),
    (r"\begin{aligned} a &= b + c \\ &= 0.5 \\ d &\approx 1 \end{aligned}",
     "a = b + c = 0.5; d ≈ 1"),
    (r"\sqrt{x} \cdot \sqrt{1+\epsilon}", "√x ⋅ √(1 + ϵ)"),
    (r"\given{x} \ngrad{0.05}", "x0.05"),
]  # fmt: skip


def test_formulas_are_copied_once_in_a_line_each(planted):
    page = planted("".join(f"<p>So {render(tex)} holds.</p>" for tex, _ in FORMULAS))
    html = page.inner_html("#planted")
    lines = [line for line in copied(page).split("\n") if line]
    assert lines == [f"So {text} holds." for _, text in FORMULAS]
    assert page.inner_html("#planted") == html


def test_a_displayed_formula_and_one_in_a_table_are_copied_once(planted):
    row = f"<table><tr><td>{render('x^2')}</td><td>4</td></tr></table>"
    page = planted(f"<p>Before</p>{render(r'a = \frac12', display=True)}<p>after</p>{row}")
    lines = copied(page).split("\n")
    assert [line for line in lines if line] == ["Before", "a = 1/2", "after", "x^2\t4"]


def test_a_formula_selected_in_part_is_copied_whole(planted):
    page = planted(f"<p>Here {render('a^2 + b^2')} and <b>there</b></p>")
    assert copied(page, "#planted .katex-base + .katex-base", "#planted b") == "a^2 + b^2 and there"
