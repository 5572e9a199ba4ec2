"""Known names in Python code carry their family's class, and nothing else does."""

import pytest
from bs4 import BeautifulSoup
from markdown import Markdown

from tools.book.families import FAMILY
from tools.vouch.source.colours import FAMILIES

OTHERS = ["np.x", "weights", "X_scaled", "delta_rule", "W12a", "'X'", "# X", "f(dWx)"]


@pytest.mark.parametrize(
    ("fence", "code", "names"),
    [
        ("python", "dW1 = X.T @ delta1", "dW1 q-gr, X q-in, delta1 q-er"),
        ("python", "Z1 * (A2 - T)", "Z1 q-fw, A2 q-fw, T q-lo"),
        ("python", "W1.T", "W1 q-in"),
        ('python title="a"', "X", "X q-in"),
        ("{ .python #check }", "X", "X q-in"),
        ("py", "X", "X q-in"),
        ("pycon", ">>> W1.shape\n(2, 2)", "W1 q-in"),
        ("text", "X = T", ""),
        ("javascript", "let X = T", ""),
        *[("python", code, "") for code in OTHERS],
    ],
)
def test_known_names_are_marked_and_nothing_else(fence, code, names):
    page = Markdown(
        extensions=["pymdownx.superfences", "pymdownx.highlight", "tools.book.extensions"],
        extension_configs={"pymdownx.highlight": {"pygments_lang_class": True}},
    )
    html = BeautifulSoup(page.convert(f"```{fence}\n{code}\n```"), "html.parser")
    marked = [f"{span.text} {span['class'][1]}" for span in html.select("[class^='n q-']")]
    assert ", ".join(marked) == names
    assert html.code.text == f"{code}\n"


def test_no_name_is_in_two_families():
    assert len(FAMILY) == sum(len(family["names"]) for family in FAMILIES.values())


def test_an_error_that_a_session_answers_is_one_answer(soup):
    answers = "Traceback (most recent call last):\nValueError: x: no\n>>> x\n1\n"
    answer = soup(f"```pycon\n>>> x / 0\n{answers}```").select("code > .go")
    assert answer[0].text.endswith("ValueError: x: no\n")
