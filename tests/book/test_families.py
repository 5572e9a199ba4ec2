"""Known names in Python code carry their family's class, and nothing else does."""

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from tools.book.families import FAMILY, coloured
from tools.vouch.tex.tokens import FAMILIES


def shown(code, language="python"):
    page = Markdown(
        extensions=["pymdownx.superfences", "pymdownx.highlight", "tools.book.families"],
        extension_configs={"pymdownx.highlight": {"pygments_lang_class": True}},
    )
    return page.convert(f"```{language}\n{code}\n```")


def marked(code, language="python"):
    """Return each marked name with its family."""
    pieces = shown(code, language).split('<span class="n q-')[1:]
    return [(piece.split(">")[1].split("<")[0], f"q-{piece[:2]}") for piece in pieces]


def test_each_family_is_marked():
    code = "dW1 = X.T @ delta1 + Z1 * (A2 - T)"
    assert marked(code) == [
        ("dW1", "q-gr"),
        ("X", "q-in"),
        ("delta1", "q-er"),
        ("Z1", "q-fw"),
        ("A2", "q-fw"),
        ("T", "q-lo"),
    ]


@pytest.mark.parametrize("fence", ["python", 'python title="a"', "{ .python #check }", "py"])
def test_fences_with_attributes_are_marked(fence):
    assert marked("X", fence) == [("X", "q-in")]


def test_sessions_are_marked():
    assert marked(">>> W1.shape\n(2, 2)", "pycon") == [("W1", "q-in")]


@pytest.mark.parametrize(
    "code", ["W1.T", "np.x", "weights", "X_scaled", "delta_rule", "W12a", "'X'", "# X", "f(dWx)"]
)
def test_other_names_are_not(code):
    assert [name for name, _ in marked(code) if name != "W1"] == []


def test_other_languages_are_not():
    assert marked("X = T", "text") == []
    assert marked("let X = T", "javascript") == []


def test_text_of_the_code_is_unchanged():
    code = shown("delta1 = X")
    assert coloured(code).count("q-er") == code.count("q-er") == 1


def test_no_name_is_in_two_families():
    assert len(FAMILY) == sum(len(family["names"]) for family in FAMILIES.values())


def test_an_error_that_a_session_answers_is_one_answer(build_page):
    page = "# A\n\n```pycon\n>>> x / 0\nTraceback (most recent call last):\nValueError: x: no\n"
    html = build_page(page + ">>> x\n1\n```\n")
    answer = BeautifulSoup(html, "html.parser").select("code > .go")
    assert answer[0].text.endswith("ValueError: x: no\n")
