import json
import re

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown
from mkdocs.exceptions import BuildError

from tools.book import katex
from tools.vouch.source.errors import PageError

DISPLAY = """Some words.

$$
\\given{a} < \\ngrad{b} \\tag{a}
$$
"""


def test_a_formula_becomes_html_and_mathml_without_its_tex(soup):
    page = soup("The sum $a<b$ here.\n\n$$\n\\begin{aligned}\nx &= y\n\\end{aligned}\n$$")
    assert [math.text for math in page("math")] == ["a<b", "x=y"]
    assert page.math.mi.text == "a"
    assert page.select_one(".katex-html")["aria-hidden"] == "true"
    assert page.select_one(".katex-html").text == "a<b"
    assert page(["annotation", "semantics"]) == []


def test_a_displayed_formula_can_be_reached_by_keyboard(soup):
    names = {"tabindex": "0", "role": "group", "aria-label": "Formula"}
    assert (
        names.items() <= soup(DISPLAY).select_one("div.arithmatex > .katex-display").attrs.items()
    )


@pytest.mark.parametrize(("macro", "classes"), [("given", "q-in"), ("nloss", "q-lo n")])
def test_macros_give_a_symbol_its_family(macro, classes):
    assert f'<span class="enclosing {classes}">' in katex.render(rf"\{macro}{{x}}")


def test_there_is_a_macro_for_symbols_and_one_for_numbers_of_each_family():
    names = ["given", "fwd", "err", "grad", "loss"]
    assert set(katex.MACROS) == {rf"\{n}" for n in names} | {rf"\n{n}" for n in names}


def test_a_formula_between_lines_of_a_quote_a_list_and_a_table(soup):
    page = soup("> $$\n> a\n> $$\n\n- b\n\n    $$\n    c\n    $$\n\n|d|\n|-|\n|$e \\mid f$|")
    assert [formula.text for formula in page("math")] == ["a", "c", "e∣f"]


def test_a_table_head_of_formulas_alone_has_a_name(soup):
    page = soup("| $x_a$ | sum $z$ | *$t$* |\n| --- | --- | --- |\n| b | b | $w$ |")
    assert [math.get("aria-label") for math in page("math")] == ["xa", None, "t", None]


def test_a_heading_is_named_without_mathml(build_site):
    site = build_site({"index.md": "# A\n\n## The $\\delta^1$ term\n\n## The $\\delta^1$ term\n"})
    page = BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
    assert [h["id"] for h in page("h2")] == ["the-1-term", "the-1-term_1"]
    assert page.select_one(".md-nav [href='#the-1-term']").text.strip() == "The δ1 term"


def test_the_search_index_holds_inline_formulas_and_no_mathml(build_site):
    site = build_site(
        {"index.md": f"# A page\n\n{DISPLAY}" + "\nThe hat $\\hat y$ and $q_1$ read.\n"}
    )
    index = (site / "search/search_index.json").read_text(encoding="utf-8")
    texts = " ".join(entry["text"] for entry in json.loads(index)["docs"])
    assert re.sub(r"[\u200b\s]+", "", texts) == "<p>Somewords.</p><p>Thehaty^andq1read.</p>"


@pytest.mark.parametrize(
    ("bad", "reason"),
    [
        (r"$\foo$", "Undefined control sequence"),
        ("$é$", "Accented Unicode"),
        ("$a b%$", "comment"),
        (r"$\href{https://example.org}{a}$", "not trusted"),
        ("$☃$", "Unrecognized Unicode|No character metrics"),
    ],
)
def test_a_bad_formula_stops_the_build_with_page_and_line(soup, bad, reason):
    with pytest.raises(PageError, match=f"^docs/page.md:5: KaTeX cannot read .*({reason})"):
        soup(f"Good $a$.\n\nBad {bad}.")


@pytest.mark.parametrize(
    ("markdown", "fault"),
    [
        ("---\ntitle: A\n---\n\n> Words.\n>\n> $$\n> a\n> \\foo\n> $$\n", "8: KaTeX cannot read"),
        ("# The $x$ page\n", "1: the page's title holds a formula"),
    ],
)
def test_the_line_counts_front_matter_and_quotes_and_titles(build_page, markdown, fault):
    with pytest.raises(PageError, match=f"docs/page.md:{fault}"):
        build_page(markdown)


def test_a_page_outside_mkdocs_is_called_page():
    extensions = ["pymdownx.arithmatex", "tools.book.extensions"]
    md = Markdown(extensions=extensions, extension_configs={extensions[0]: {"generic": True}})
    with pytest.raises(PageError, match=r"^page:1: KaTeX cannot read"):
        md.convert(r"$\foo$")


def test_missing_packages_are_named_with_the_command_that_brings_them(monkeypatch, tmp_path):
    monkeypatch.setattr(katex, "KATEX", tmp_path / "katex.mjs")
    with pytest.raises(BuildError, match="run `make assets`"):
        katex._node.__wrapped__()
