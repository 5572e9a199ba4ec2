"""Rows and heads of the pages' tables are held: one in the place of another fails the page."""

import re

import pytest

from tests.vouch.faults import page_faults
from tools.vouch.hold.numbers import cells, evaluate
from tools.vouch.source.config import DOCS
from tools.vouch.source.files import read


def swapped(text, one, other):
    """Return a page with two texts, each on the page's table, in each other's place."""
    return text.replace(one, "\0").replace(other, one).replace("\0", other)


@pytest.mark.parametrize(
    ("page", "one", "other"),
    [
        ("bias-gradients.md", "| second hidden unit |", "| first hidden unit |"),
        ("bias-gradients.md", "| its delta |", "| gradient of its bias |"),
        ("hidden-layer-delta.md", "| two |", "| three |"),
        ("hidden-layer-delta.md", "| into output one |", "| into output two |"),
        ("batches-measurements.md", "| shuffled |", "| drawn |"),
        ("batches-measurements.md", "| at the start |", "| after fifty epochs, batches of four |"),
        ("worked-example.md", "| $w^{(1)}_{12}$ |", "| $w^{(1)}_{21}$ |"),
        ("worked-example-measurements.md", "| half the square |", "| the mean of the squares |"),
        ("weight-decay.md", "| of the loss |", "| of the penalty |"),
        ("weight-decay.md", "| $b^{(1)}_1$ |", "| $b^{(1)}_2$ |"),
        ("xor.md", "| slope of the first unit |", "| of the second |"),
        ("cross-entropy-measurements.md", "| fifth |", "| fifteenth |"),
        (
            "check-a-gradient-measurements.md",
            "| parameters near a million |",
            "| confident and right |",
        ),
        ("check-a-gradient-measurements.md", "| forward difference |", "| central difference |"),
        ("derivation.md", "| $Z^{(1)}$ |", "| $Z^{(2)}$ |"),
        ("derivation.md", "| half the sum |", "| mean |"),
        ("adam-measurements.md", "| inside the root |", "| no correction |"),
        ("adam.md", "| $m$ |", "| $\\hat m$ |"),
    ],
)
def test_two_names_in_each_others_place_fail_the_page(page, one, other):
    before = read(DOCS / page)
    rows = {cell for row in cells(before) for cell in row}
    assert {re.sub(r"[|$]", "", name).strip() for name in (one, other)} <= rows
    text = swapped(before, one[:-2], other[:-2])
    assert "the table has" in " ".join(said for _, said in page_faults(page, text))


def test_a_tables_literal_does_not_hold_itself():
    with pytest.raises(ValueError, match="compares 5 with itself"):
        evaluate('named(["a"], "b", [[5]])', {})
