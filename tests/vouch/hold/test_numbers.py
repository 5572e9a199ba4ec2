"""A binding names what sets its number, in whatever place it is set; a table names its rows."""

import pytest

from tests.vouch.faults import faults
from tools.vouch.hold.code import pieces
from tools.vouch.hold.companion import beside
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page

LITERALS = [
    "500",
    "-500",
    "5e2",
    'int("500")',
    "np.array(500)",
    "1 * 500",
    "[500][0]",
    "(lambda: 500)()",
    "[n for n in [500]][0]",
    "500 if y else 500",
    "[500]",
    "(500,)",
    "{'a': 500}",
]


@pytest.mark.parametrize("code", LITERALS)
def test_a_number_that_is_compared_with_itself_is_refused(tmp_path, code):
    (fault,) = faults(tmp_path, f"```python\ny = 500\n```\n\nIt is 500<!--= {code} -->.\n")
    assert "page.md:5: " in fault
    assert "with itself: bind it to the name that sets it" in fault


BLOCK = """\
It is 500<!--=> n -->.

```python
def half(x, by=2):
    return x / by


n = 500
print(half(n, by=4))
```

"""


@pytest.mark.parametrize(
    ("number", "code"),
    [
        ("500", "n"),
        ("0.69", "np.log(2)"),
        ("0.08", "2 / 25"),
        ("2", 'default(half, "by")'),
        ("4", 'passed("half", "by")'),
        ("500", 'passed("half", "x")'),
        ("0.1", "snippets.worked_example.eta"),
        ("0.02", 'figures.adam.WALKS["momentum"][0]'),
        ("1000", 'len(experiment("step-lowers-loss")["results"])'),
        ("1986", 'year("rumelhart1986")'),
        ("558", 'quoted("rumelhart1986pdp", "sweeps")'),
        ("$10^{-3}$", "n / n / 1000"),
        ("`5_00`, or `2.0`", "2.0 * n / n"),
    ],
)
def test_what_names_its_number_passes(tmp_path, number, code):
    assert faults(tmp_path, BLOCK + f"Then {number}<!--= {code} -->.\n") == []


@pytest.mark.parametrize(
    ("sentence", "message"),
    [
        ("501<!--=> n -->", "page.md:1: shows 501, computed 500"),
        ('4<!--= default(half, "x") -->', "half has no default for x"),
        ('4<!--= passed("half", "from") -->', "no call of half in the block passes from"),
        ('4<!--= passed("third", "x") -->', "no call of third in the block passes x"),
        ('1986<!--= year("nobody") -->', "no source 'nobody'"),
        ("$10^{-4}$<!--= n / n / 1000 -->", "shows 10^{-4}, computed 10^{-3}"),
        ("$10^{-3}$<!--= 3 * n / n / 1000 -->", "computed 3\\times 10^{-3}"),
        ("≈ 0.68<!--= n / 750 -->", "shows 0.68, computed 0.67"),
    ],
)
def test_what_is_set_otherwise_is_told(tmp_path, sentence, message):
    text = BLOCK.replace("500<!--=> n -->", sentence) if "501" in sentence else BLOCK + sentence
    assert message in "".join(faults(tmp_path, text + "\n"))


def test_a_binding_that_waits_for_no_block_is_refused():
    with pytest.raises(PageError, match=r"page\.md:1: this binding waits for"):
        list(pieces(Page("page.md", "It is 4<!--=> n -->.\n"), beside(ROOT / "page.md")))


FOUND = """\
found = {"plain": {"loss": 0.25, "steps": 7}, "with `decay`": {"loss": 0.5, "steps": 9}}
by_size = {(4, "drawn"): 0.5, (16, "sorted"): 0.75}
"""
TABLE = """\
| method | loss | | steps |
| --- | ---: | --- | ---: |
| *plain* | 0.25 | few | 7 |
| with `decay` | 0.50 | more | 9 |
<!--= {name.replace("`", ""): row for name, row in found.items()} -->

| size | order | loss |
| ---: | --- | ---: |
| 4 | drawn | 0.5 |
| 16 | sorted | 0.75 |
<!--= by_size -->
"""


def test_a_table_whose_rows_and_heads_are_named_passes(tmp_path):
    assert faults(tmp_path, TABLE, FOUND) == []


@pytest.mark.parametrize(
    ("swaps", "message"),
    [
        ([("*plain*", "with `decay`")], "page.md:5: "),
        ([("loss |  ", "steps |  "), ("steps |\n", "loss |\n")], "page.md:5: "),
        ([("drawn |", "sorted |")], "has the row 'drawn' where the table has 'sorted'"),
        ([("| 4 |", "| 5 |")], "shows 5, computed 4"),
        ([("| 16 | sorted | 0.75 |\n", "")], "has 2 keys, and the table 1 rows"),
    ],
)
def test_a_name_in_the_place_of_another_is_caught(tmp_path, swaps, message):
    text = TABLE
    for old, new in swaps:
        text = text.replace(old, new, 1)
    assert message in "".join(faults(tmp_path, text, FOUND))
