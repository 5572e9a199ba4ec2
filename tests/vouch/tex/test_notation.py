"""Symbols are worth what the notation page's table says."""

import numpy as np
import pytest

from tools.vouch.source.config import DOCS
from tools.vouch.tex.notation import NoLayer, meaning, symbols_of
from tools.vouch.tex.tree import Free

SYMBOLS = symbols_of((DOCS / "notation.md").read_text(encoding="utf-8"))
W2 = np.arange(6.0).reshape(3, 2)
NAMES = {"W1": W2, "W2": W2, "Z1": W2 + 6, "b1": W2[:1], "dW2": -W2, "A2": np.array([[0.25]])}
NAMES |= {"delta1": W2[:, :1], "eta": 0.5}


@pytest.mark.parametrize(
    ("name", "want"),
    [
        ("W^{(2)}", W2),
        (r"\frac{\partialL}{\partialW^{(2)}}", -W2),
        (r"\partialL/\partialw^{(2)}_{31}", -4),
        ("w^{(2)}_{ij}", 5),
        ("w^{(2)}_{1j}", 1),
        ("z^{(1)}_{i}", [[10, 11]]),  # the row of a sample
        ("b^{(1)}_{j}", 1),
        (r"\delta^{(1)}_{2}", 2),
        (r"\haty", 0.25),
        (r"\eta", 0.5),
        (r"W^{(\ell+1)}", W2),
    ],
)
def test_a_symbol_is_the_name_in_code_with_its_layer_and_its_element(name, want):
    found = meaning(name, SYMBOLS).worth({"i": 2, "j": 1, "ell": 1}, NAMES)
    assert np.array_equal(found, want)


@pytest.mark.parametrize(
    ("name", "index", "values"),
    [
        ("w^{(2)}_{ij}", "i", [0, 1, 2]),
        (r"z^{(\ell)}_k", "ell", [1]),
        (r"W^{(\ell)}", "ell", [1, 2]),
    ],
)
def test_an_index_that_nothing_binds_runs_over_the_shape_or_the_layers(name, index, values):
    with pytest.raises(Free) as caught:
        meaning(name.replace(r"^\ell", r"^{\ell}").replace("_k", "_{k}"), SYMBOLS).worth({}, NAMES)
    assert (caught.value.index, caught.value.values) == (index, values)


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("w^{(2)}_{41}", "there is no element 4 of 3"),
        ("w^{(2)}_{j}", r"W has the shape \(3, 2\)"),
        ("A^{(1)}", "the notation calls it A1"),
        (r"W^{(\ell+1)}", "W has no layer 3"),
    ],
)
def test_what_the_page_does_not_have_is_named(name, error):
    with pytest.raises(ValueError, match=error) as caught:
        meaning(name, SYMBOLS).worth({"j": 1, "ell": 2}, NAMES)
    assert isinstance(caught.value, NoLayer) == ("ell" in name)


@pytest.mark.parametrize("name", ["q", r"\bar{g}", r"\delta^{(D)}", r"w_{\tau}", "n_{B}"])
def test_what_the_notation_does_not_say_has_no_meaning(name):
    assert meaning(name, SYMBOLS) is None
