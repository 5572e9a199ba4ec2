"""A page with two equations, and everything that can be wrong with how they are held."""

import pytest
from bs4 import BeautifulSoup

from tests.vouch.faults import faults
from tools.vouch.hold.equations import check_equations, equations
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page

PAGE = r"""---
title: A page
chapter: 4
---

# A page

$$
a = b + c \label{sum}\checkedby{check-both}
$$

$$
d = b c \label{product}\checkedby{check-both}
$$

By [](#eq-product) it follows.

``` { .python #check-both }
b, c = 2.0, 3.0
assert b + c == 5
assert b * c == 6
```
"""
BESIDE = """\
WRONG = {
    "sum": [("b + c", "b - c")],
    "product": [("b * c", "b ** c")],
}
READINGS = {
    ("sum", "product"): {"a": "5", "d": "6", "b": "b", "c": "c"},
}
UNREAD = {}
"""


def test_equations_are_numbered_within_their_chapter():
    found = [(e.number, e.label) for e in equations(Page("x.md", PAGE))]
    assert found == [("4.1", "sum"), ("4.2", "product")]


def test_a_held_page_has_no_faults(tmp_path):
    assert faults(tmp_path, PAGE, BESIDE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (
            '"b - c"',
            '"c + b"',
            "page.md:18: equation sum: with 'c + b' for 'b + c' its check still",
        ),
        ('"b - c"', '"no"', "page.md:18: equation sum: with 'no' for 'b + c' its check raises N"),
        ('("b + c",', '("c + b",', "test_page.py:2: sum: 'c + b' is not in block check-b"),
        ('"sum": [("b + c", "b - c")],', "", "page.md:9: equation sum has no wrong variant: name"),
        ("WRONG = {", 'WRONG = {"some": [("b", "c")],', "test_page.py:1: some: page.md has no"),
        ('"a": "5"', '"a": "4"', "page.md:8: formula sum: a is 4, but b+c is 5.0"),
        ('"a": "5"', '"e": "5", "a": "5"', "test_page.py:6: sum: no formula here uses e"),
        ("UNREAD = {}", 'UNREAD = {"x": "y"}', "test_page.py:8: x: 0 formulas of"),
    ],
)
def test_a_check_that_holds_too_little_is_caught(tmp_path, right, wrong, message):
    assert right in BESIDE
    try:
        found = "".join(faults(tmp_path, PAGE, BESIDE.replace(right, wrong)))
    except PageError as error:
        found = str(error)
    assert message in found


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (r"\checkedby{check-both}", "", "x.md:9: equation sum has no \\checkedby{check-…}"),
        ("chapter: 4\n", "", "x.md:8: a numbered equation needs a chapter in the front matter"),
        ("#check-both", "#check-none", "x.md:9: equation sum is checked by check-both, which is"),
        (r"\label{product}", r"\label{sum}", "x.md:13: equation sum has the same name as another"),
        ("](#eq-product)", "](#eq-quotient)", "x.md:16: [](#eq-quotient) refers to no equation"),
        ("](#eq-product)", "](no.md#eq-product)", "x.md:16: [](no.md#eq-product) refers to no"),
        ("# A page\n", "``` { .python #check-x }\n```\n", "x.md:6: block check-x checks no"),
    ],
)
def test_a_loose_end_is_caught_with_page_and_line(right, wrong, message):
    assert right in PAGE
    with pytest.raises(PageError) as caught:
        check_equations(Page("x.md", PAGE.replace(right, wrong)))
    assert str(caught.value).startswith(message)


def test_a_reference_to_another_page_takes_that_pages_number(build_site):
    first = PAGE.replace("chapter: 4", "chapter: 1")
    site = build_site(
        {"index.md": first, "other.md": "# Other\n\nBy [](index.md#eq-product) too.\n"}
    )
    other = BeautifulSoup((site / "other/index.html").read_text(encoding="utf-8"), "html.parser")
    assert other.find("a", href="../#eq-product").text == "(1.2)"


def test_the_built_page_ties_equation_and_check_together(build_page):
    html = BeautifulSoup(build_page(PAGE), "html.parser")
    equation = html.find(id="eq-product")
    assert equation.find(class_="eq-number").text == "(4.2)"
    assert equation.find(class_="checked")["href"] == "#check-both"
    note = html.find(id="check-both")
    assert [a["href"] for a in note("a")] == ["#eq-sum", "#eq-product"]
    assert note.find_next("code").text.startswith("b, c = 2.0, 3.0")
    assert "By (4.2) it follows." in html.text
