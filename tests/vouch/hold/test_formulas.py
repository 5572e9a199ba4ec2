"""A page's formula is held to what its symbols are worth."""

from pathlib import Path

import numpy as np
import pytest

from tools.vouch.hold.companion import Companion
from tools.vouch.hold.formulas import check_asked, check_formula, check_keys, formulas, reading_of
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page

SYMBOLS = {"W^": "W", "Z^": "Z", "A^": "A", r"\delta^": "delta"}
SYMBOLS |= {r"\sigma'": "slope", r"\eta": "eta"}
TEX = r"""\err{\delta}^{(1)}_{ij} =
\Bigl(\sum_k \err{\delta}^{(2)}_{ik}\,\given{w}^{(2)}_{jk}\Bigr)\,\sigma'(\fwd{z}^{(1)}_{ij})
\label{delta}\checkedby{check-delta}"""
READINGS = {"delta": {r"\delta^{(1)}_{ij}": "expected[i, j]"}}
rng = np.random.default_rng(0)
Z1, Z2, W1, W2 = (rng.normal(size=size) for size in ((3, 4), (3, 2), (5, 4), (4, 2)))


def slope(z):
    return 1 / (2 + np.exp(z) + np.exp(-z))


NAMES = {"W1": W1, "W2": W2, "Z1": Z1, "Z2": Z2, "delta2": Z2 - 1, "slope": slope, "i": 1, "k": 1}
NAMES["expected"] = NAMES["delta1"] = np.einsum("ik,jk->ij", Z2 - 1, W2) * slope(Z1)


def read(tex, readings, symbols=SYMBOLS, **names):
    page = Page("a.md", f"$$\n{tex}\n$$\n")
    readings = {(key,): table for key, table in readings.items()}
    companion = Companion(Path(__file__), readings, {}, {}, {}, symbols)
    found, asked = formulas(page), {}
    check_keys(found, companion, page)
    for formula in found:
        asked[reading_of(formula, companion)] = check_formula(formula, companion, page, names)
    check_asked(companion, asked)


def test_a_right_formula_is_let_through_with_what_the_notation_says():
    read(TEX, READINGS, **NAMES)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("{w}^{(2)}_{jk}", "{w}^{(2)}_{kj}", "k runs over 2 here and over 4 there"),
        ("{w}^{(2)}_{jk}", "{v}^{(2)}_{jk}", r"no meaning is given for v\^\{\(2\)\}_\{jk\}"),
        (
            "{z}^{(1)}_{ij}",
            "{z}^{(3)}_{ij}",
            "the notation calls it Z3, which the page does not have",
        ),
        ("\\sigma'(\\fwd", "\\sigma'(-\\fwd", "also satisfy"),  # the slope is even: nothing tells
        ("\\sum_k \\err", "\\sum_k -\\err", "but"),
        ("\\sum_k", "2\\sum_k", "but"),
        ("\\Bigr)\\,\\sigma'", "\\Bigr) + \\sigma'", "but"),
        ("\\err{\\delta}^{(1)}_{ij}", "\\fwd{z}^{(1)}_{ij}", "give it a reading of its own"),
        ("\\label{delta}", "\\label{other}", "delta: 0 formulas of a.md have this name or piece"),
    ],
)
def test_a_wrong_letter_is_found(old, new, sentence):
    assert old in TEX
    with pytest.raises(PageError, match=sentence):
        read(TEX.replace(old, new, 1), READINGS, **NAMES)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({}, r"\\delta\^\{\(1\)\}_\{ij\} may be computed by this formula"),
        ({r"\delta^{(1)}_{ij}": "expected[i, j]", "a": "1"}, "delta: no formula here uses a"),
        ({r"\delta^{(1)}_{ij}": "delta1[i, j]"}, "the notation page already says this"),
        ({r"\delta^{(1)}_{ij}": "expected[i, j]", "w^{(2)}_{jk}": "W2[j, k]"}, "already says this"),
        ({r"\delta^{(1)}_{ij}": "expected[i, j]", "k in": "range(1)"}, "but"),
        ({r"\delta^{(1)}_{ij}": "expected[i, j + k]"}, "but"),
    ],
)
def test_a_wrong_entry_is_found(table, sentence):
    with pytest.raises(PageError, match=sentence):
        read(TEX, {"delta": table}, **NAMES)


def one(tex, table, **names):
    read(rf"{tex} \label{{x}}\checkedby{{check-x}}", {"x": table}, **names)


TWO = {"a": "8", "b": "12", "n": "4"}
AFTER = {r"W \leftarrow": "7", "W": "10", r"\eta": "0.5", "g": "6"}
CASES = {"j in": "(1, 2)", "k in": "(1, 2)", "a_{jk}": "0 if j == k else 5", "b": "5"}


@pytest.mark.parametrize(
    ("right", "wrong", "table", "said"),
    [
        (r"W \leftarrow W - \eta g", r"W \leftarrow W + \eta g", AFTER, "but"),
        (r"a \approx b", r"a \approx 2b", {"a": "1", "b": "1.001", r"\approx": "0.01"}, "a is 1"),
        (r"a \approx 0.33", r"a \approx 0.34", {"a": "1 / 3"}, "a is 0.33"),
        (r"a \approx b = 0.5", r"a \approx b = 0.50", {"a": "0.52", "b": "0.5"}, "a is 0.52"),
        (r"a = 0.3333", r"a = 0.3332", {"a": "1 / 3"}, "a is 0.33"),
        (r"a = 0.25", r"a = 0.24", {"a": "1 / 4"}, "a is 0.25"),
        (r"2n,\qquad 3n", r"2n,\qquad 4n", {"n": "4", "?": "[8, 12]"}, "but"),
        (r"a = 2n \quad\text{so}\quad b = 3n", r"a = 2n,\quad b = 2n", TWO, "b is 12"),
        (r"a_{jk} = b,\qquad j \neq k", "a_{jk} = b", CASES, r"a_\{jk\} is 0"),
        (r"a_{jk} = b,\qquad j \neq k", r"a_{jk} = b,\qquad j \neq j", CASES, "leaves no value"),
    ],
)
def test_a_formula_is_read_as_it_stands(right, wrong, table, said):
    one(right, table)
    with pytest.raises(PageError, match=said):
        one(wrong, table)


@pytest.mark.parametrize(
    ("tex", "table"),
    [
        ("a = b - c", {"a": "2", "b": "2", "c": "0"}),  # nothing would tell b + c
        (r"A = B^\top", {"A": "S", "B": "S"}),  # nor B
        (r"A = B\odot C", {"A": "eye", "B": "eye", "C": "eye"}),
        (r"a = 0.5 - b", {"a": "0.5", "b": "0"}),
    ],
)
def test_values_that_would_let_a_slip_through_are_refused(tex, table):
    S, eye = np.array([[1.0, 2.0], [2.0, 3.0]]), np.eye(2)
    with pytest.raises(PageError, match=r"these values also satisfy "):
        one(tex, table, S=S, eye=eye)


def test_shapes_must_agree():
    with pytest.raises(PageError, match="but"):
        one(r"a = b", {"a": "ones", "b": "1"}, ones=np.ones((2, 2)))


def test_a_formula_without_a_number_is_read_as_the_page_has_it():
    tex = r"\err{\delta}^{(1)} = (\err{\delta}^{(2)}\,\given{W}^{(2)\top}) \odot \sigma'(Z^{(1)})"
    read(tex, {}, **NAMES)
    with pytest.raises(PageError, match=r"a\.md:1: this formula: "):
        read(tex.replace(r"\top", ""), {}, **NAMES)


@pytest.mark.parametrize(("key", "count"), [("b = ", 2), ("c = ", 0)])
def test_a_piece_means_one_formula(key, count):
    with pytest.raises(PageError, match=f"{key}: {count} formulas of a.md have this name or piece"):
        read("b = 1\n$$\n\n$$\nb = 2", {key: {"b": "1"}})
