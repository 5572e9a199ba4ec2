"""The table of three layouts: each cell is computed, and compared with `backward`."""

import re

import numpy as np
import pytest

from snippets import derivation as wide
from snippets.network import backward, forward
from tools.vouch.source.config import DOCS

LAYOUTS = ("rows, in to out", "rows, out to in", "columns")


def table():
    """Return the code of each cell, by name and layout."""
    section = (DOCS / "derivation.md").read_text("utf-8").split("### Three layouts\n")[1]
    rows = [re.findall(r"`([^`]+)`", row) for row in re.findall(r"^\| `.*", section, re.M)]
    return {
        (name, which): code
        for name, *cells in rows
        for which, code in zip(LAYOUTS, cells, strict=True)
    }


CELLS = table()


def layer():
    """Return the last layer's matrices as this site keeps them, and what they should give."""
    layers = [(wide.W1, wide.b1), (wide.W2, wide.b2)]
    Z, A = forward(wide.X, layers, ["sigmoid", "sigmoid"])
    dA = 2 * (A[-1] - wide.T)
    deltas, gradients = backward(dA, Z, A, layers, ["sigmoid", "sigmoid"])
    hidden, _ = backward(dA, Z, A, layers, ["identity", "sigmoid"])  # a slope of one: dA of layer 1
    dW, db = gradients[1]
    given = {"A": A[1], "W": wide.W2, "b": wide.b2, "delta": deltas[1]}
    return given, {"Z": Z[1], "dW": dW, "db": db, "dA": hidden[0]}


def moved(name, M, which):
    """Return a matrix as a layout keeps it."""
    turned = name in ("W", "dW") if which == LAYOUTS[1] else which == LAYOUTS[2]
    if which == LAYOUTS[1] and name in ("b", "db"):
        return M[0]
    return M.T if turned else M


def computed(code, name, which):
    """Return what a cell's code gives in a layout, and what it should give."""
    given, wanted = layer()
    names = {letter: moved(letter, M, which) for letter, M in given.items()}
    return eval(code, names), moved(name, wanted[name], which)


def right(code, name, which):
    try:
        found, want = computed(code, name, which)
    except ValueError:  # the sizes do not fit
        return False
    return found.shape == want.shape and np.allclose(found, want, rtol=1e-13, atol=0)


@pytest.mark.parametrize(("name", "which"), CELLS)
def test_a_cell_gives_what_backward_gives_in_its_layout_only(name, which):
    assert [layout for layout in LAYOUTS if right(CELLS[name, which], name, layout)] == [which]


def test_the_table_is_whole():
    assert set(CELLS) == {(name, which) for name in ("Z", "dW", "db", "dA") for which in LAYOUTS}
