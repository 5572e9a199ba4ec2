"""A letter that had two meanings has one: it stands in formulas of the pages named here only."""

import re

import pytest

from tools.book.lesson import strip
from tools.vouch.source.config import DOCS
from tools.vouch.source.page import Page
from tools.vouch.tex.tokens import tokens_of

MATH = re.compile(r"\$\$(.+?)\$\$|\$([^$\n]+)\$", re.DOTALL)
LETTERS = {
    "D": {"derivation", "notation"},  # the last layer
    "N": {"batches", "notation"},  # all samples
    "S": {"cross-entropy"},  # the sum of a row's exponentials
    "k": {
        "bias-gradients",
        "cross-entropy",
        "derivation",
        "hidden-layer-delta",
        "notation",
        "vector-jacobian-products",
    },
    "r": {"adam"},  # the sum of a mean's weights
    "s": {"batches", "batches-measurements", "notation"},  # the spread of gradients
    r"\tau": {"adam", "adam-measurements", "notation", "weight-decay"},  # the count of steps
}


def letters(text, page):
    """Return the symbols in a page's formulas, and what the loss is marked with below."""
    prose = re.sub(r"`[^`\n]*`", "", strip(Page(page, text).prose))
    tex = " ".join(display or inline for display, inline in MATH.findall(prose))
    tex = re.sub(r"\\(?:label|checkedby|text|operatorname|begin|end)\{[^}]*\}", " ", tex)
    return set(tokens_of(tex)) | ({"L_2"} if re.search(r"L_\{?\d", tex) else set())


def astray(pages):
    """Return the letters that stand on other pages than their own."""
    found = {name: letters(text, name) for name, text in pages.items()}
    return [
        (letter, sorted(on ^ wanted))
        for letter, wanted in {**LETTERS, "L_2": set()}.items()
        if (on := {name for name in found if letter in found[name]}) != wanted
    ]


@pytest.fixture
def pages():
    return {path.stem: path.read_text("utf-8") for path in DOCS.glob("*.md")}


def test_each_letter_has_one_meaning(pages):
    assert astray(pages) == []


@pytest.mark.parametrize(
    ("page", "formula", "letter"),
    [
        ("adam", r"$\grad{g}_k$", "k"),
        ("derivation", "$$\n\\err{\\delta}^N\n$$", "N"),
        ("cross-entropy", "$s^2$", "s"),
        ("weight-decay", "$L_2$", "L_2"),
        ("xor", r"$\tau$", r"\tau"),
    ],
)
def test_a_second_meaning_is_found(pages, page, formula, letter):
    pages[page] += f"\n{formula}\n"
    assert astray(pages) == [(letter, [page])]
