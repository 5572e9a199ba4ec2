"""What a screen reader makes of a layer: never a power."""

import re

import pytest

from tools.book.katex import render
from tools.vouch.source.config import DOCS
from tools.vouch.source.numbers import MATHS
from tools.vouch.source.page import pages

LABEL = re.compile('intent="([^"]*)" aria-label="([^"]*)"')


@pytest.mark.parametrize(
    ("tex", "intent", "label"),
    [
        (r"\err{\delta}^{(2)}", "layer:infix($of,$at)", "δ layer 2"),
        ("w^{(1)}_{12}", "index:infix(layer:infix($of,$at),$no)", "w layer 1 index 1 2"),
        (r"W^{(2)\top}", "transposed:postfix(layer:infix($of,$at))", "W layer 2 transposed"),
        (r"\delta^{(\ell+1)}_{ij}", None, "δ layer ℓ plus 1 index i j"),
        (r"A^{(\ell-1)\top}", None, "A layer ℓ minus 1 transposed"),
        (r"\delta^{(D)}", None, "δ layer D"),
        (r"\delta^{(\ell)}_{\text{sum}}", None, "δ layer ℓ index sum"),
    ],
)
def test_a_layer_is_spoken_as_a_layer(tex, intent, label):
    ((found, name),) = LABEL.findall(render(tex))
    assert name == label
    assert intent in (None, found)
    marked = set(re.findall(r' arg="(\w+)"', render(tex)))
    assert marked == set(re.findall(r"\$(\w+)", found))


@pytest.mark.parametrize("tex", ["x^2", r"(\hat y - t)^2", r"W^\top", "f(x)^{(2)}", "e^{-z}"])
def test_a_power_is_a_power(tex):
    assert not LABEL.search(render(tex))


def test_no_layer_on_any_page_is_left_without():
    """A letter with a raised bracket is a layer, all over the site."""
    layered = 0
    for page in pages(DOCS):
        for match in MATHS.finditer(page.read_text(encoding="utf-8")):
            tex = match["display"] or match["inline"]
            raised = len(re.findall(r"\^\{\(", tex))
            tex = re.sub(r"\\(?:label|checkedby)\{[^}]*\}", "", tex)
            assert len(LABEL.findall(render(tex.strip(), bool(match["display"])))) == raised, tex
            layered += raised
    assert layered > 100
