"""The order of Markdown's steps, and what the small ones do to a page."""

from operator import attrgetter

import pytest
from markdown import Markdown
from mkdocs.config import load_config

from tools.book import extensions
from tools.book.extensions import STEPS
from tools.book.lesson import without_bindings
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page


def misplaced():
    """Return the pairs of steps that Markdown, set up as for the site, runs in a wrong order."""
    config = load_config(str(ROOT / "mkdocs.yml"))
    md = Markdown(extensions=config.markdown_extensions, extension_configs=config.mdx_configs)
    md.treeprocessors.register(None, "relpath", 0)  # as MkDocs does for each page
    md.preprocessors.register(None, "fenced_code_block", 25)  # as superfences do before each page
    found = []
    for name, kind, _, _, after, before in STEPS:
        place = attrgetter(kind)(md).get_index_for_name
        pairs = [(first, name) for first in after.split()]
        pairs += [(name, second) for second in before.split()]
        found += [pair for pair in pairs if place(pair[0]) > place(pair[1])]
    return found


def test_each_step_has_its_place():
    assert misplaced() == []


@pytest.mark.parametrize(("name", "priority"), [("lesson", 24), ("katex", 9), ("leftover", 6)])
def test_a_step_in_a_wrong_place_is_found(monkeypatch, name, priority):
    changed = [s._replace(priority=priority) if s.name == name else s for s in STEPS]
    monkeypatch.setattr(extensions, "STEPS", changed)
    assert {name} & {step for pair in misplaced() for step in pair}


def test_bindings_leave_no_trace():
    page = "a 1<!--= x\n+ y -->, b.\n\n$$\nx\n$$\n  <!--= 2 --> <!--= 3 -->\nend\n"
    assert without_bindings(Page("x.md", page)) == "a 1, b.\n\n$$\nx\n$$\nend\n"


def test_comments_in_code_and_ordinary_comments_stay():
    page = "```html\n<!--= x -->\n```\n<!-- note -->\n"
    assert without_bindings(Page("x.md", page)) == page


def test_a_formula_with_a_comment_below_is_still_a_formula(soup):
    html = soup("$$\n1\n$$\n<!--= 1 -->")
    assert html.select("div.arithmatex")
    assert "<!--" not in str(html)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A 2-2-1 network, a 3-4-2 one.", ["2-2-1", "3-4-2"]),
        ("## The 8-16-4<!--= 8; 16; 4 --> network", ["8-16-4"]),
        ("[the 2-2-1 network](#top) {#top}", ["2-2-1"]),
        ("`2-2-1`, $2-2-1$<!--= 2; 2; 1 -->", []),
        ("![The 2-2-1 network](x.svg)", []),
    ],
)
def test_a_networks_name_is_in_one_piece(soup, text, names):
    assert [found.text for found in soup(text).select(".whole")] == names


@pytest.mark.parametrize(
    "bad",
    [
        "$ x $ has spaces",
        "in words: $$x$$ and on",
        "words $$\nx\n$$",
        "$$\nx\n$$ words",
        "five \\$ more",
        "a plain x^{a}",
        "a plain x_{a}",
        "a \\\\delta alone",
        "![the $x$ axis](x.svg)",
        "no note[^1]",
        "[no][target]",
        "[[nolist]]",
        '!!! "No title',
        '=== "No tab',
        "7<!--= 7 -->, but $ x $ is not maths",
        "<b title='x^{a}'>a</b>",
        "<div>$x$</div>",
    ],
)
def test_tex_or_markdown_left_as_text_stops_the_build(soup, bad):
    with pytest.raises(PageError, match=r"docs/page.md:7: left as text"):
        soup(f"Good $a$, `$5`.\n\nA 7<!--= 7 -->.\n\n{bad}")


def test_code_may_hold_anything(soup):
    assert "$x$" in soup("`$x$`\n\n```python\nprint('$x\\n^{a}')\n```").text
