"""A page's formula is held to what its symbols are worth."""

import numpy as np
import pytest

from tools.vouch.hold.formulas import check_reading, readings
from tools.vouch.source.errors import PageError

PAGE = """\
$$
\\err{\\delta}^1_{ij} =
\\Bigl(\\sum_k \\err{\\delta}^2_{ik}\\,\\given{w}^2_{jk}\\Bigr)\\,\\sigma'(\\fwd{z}^1_{ij})
\\label{delta}\\checkedby{check-delta}
$$

<!--reads delta
i in range(3)
j in range(4)
k in range(2)
\\delta^1_{ij} = delta1[i, j]
\\delta^2_{ik} = delta2[i, k]
w^2_{jk} = W2[j, k]
z^1_{ij} = Z1[i, j]
\\sigma' = slope
-->
"""
rng = np.random.default_rng(0)
W2, Z1, delta2 = rng.normal(size=(4, 2)), rng.normal(size=(3, 4)), rng.normal(size=(3, 2))


def slope(z):
    return 1 / (2 + np.exp(z) + np.exp(-z))


NAMES = {"W2": W2, "Z1": Z1, "delta2": delta2, "slope": slope}
NAMES["delta1"] = np.einsum("ik,jk->ij", delta2, W2) * slope(Z1)


def read(text, names=NAMES):
    for reading in readings(text, "a.md"):
        check_reading(reading, text, "a.md", names)


def test_a_right_formula_is_let_through():
    read(PAGE)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("{w}^2_{jk}", "{w}^2_{kj}", "no meaning is given for w"),
        ("\\sigma'(\\fwd", "\\sigma'(-\\fwd", "as well"),  # the slope is even: nothing tells
        ("\\sum_k \\err", "\\sum_k -\\err", "but"),
        ("\\sum_k", "2\\sum_k", "but"),
        ("\\Bigr)\\,\\sigma'", "\\Bigr) + \\sigma'", "but"),
        ("k in range(2)", "k in range(1)", "but"),
        ("\\label{delta}", "\\label{other}", "reads delta, which is no formula of this page"),
        ("<!--reads delta\n", "<!--reads delta\na = 1\n", "no formula here asks for a"),
        ("k in range(2)", "k over range(2)", "is no `symbol = value`"),
        ("z^1_{ij} = Z1[i, j]\n", "", "no meaning is given for z"),
    ],
)
def test_a_wrong_letter_is_found(old, new, sentence):
    assert old in PAGE
    with pytest.raises(PageError, match=sentence):
        read(PAGE.replace(old, new, 1))


def one(tex, table, **names):
    read(f"$$\n{tex} \\label{{x}}\\checkedby{{check-x}}\n$$\n\n<!--reads x\n{table}\n-->\n", names)


def test_a_symbol_before_an_arrow_is_what_it_is_worth_afterwards():
    one(r"W \leftarrow W - \eta g", "W \\leftarrow = 7\nW = 10\n\\eta = 0.5\ng = 6")
    with pytest.raises(PageError, match="but"):
        one(r"W \leftarrow W + \eta g", "W \\leftarrow = 7\nW = 10\n\\eta = 0.5\ng = 6")


def test_rough_sides_may_differ_by_as_much_as_is_said():
    one(r"a \approx b", "a = 1\nb = 1.001\n\\approx = 0.01")
    with pytest.raises(PageError, match=r"a is 1, but b is 1\.001"):
        one(r"a \approx b", "a = 1\nb = 1.001\n\\approx = 0.0001")


def test_a_formula_without_a_sign_is_worth_what_is_said():
    one(r"2n,\qquad 3n", "n = 4\n? = [8, 12]")
    with pytest.raises(PageError, match="but"):
        one(r"2n,\qquad 3n", "n = 4\n? = [8, 13]")


def test_a_condition_leaves_out_equal_indices():
    table = "j in (1, 2)\nk in (1, 2)\na_{jk} = 0 if j == k else 5\nb = 5"
    one(r"a_{jk} = b,\qquad j \neq k", table)
    with pytest.raises(PageError, match=r"a_\{jk\} is 0"):
        one(r"a_{jk} = b", table)
    with pytest.raises(PageError, match="its condition leaves no index to try"):
        one(r"a_{jk} = b,\qquad j \neq j", table)


@pytest.mark.parametrize(
    ("tex", "table"),
    [
        ("a = b - c", "a = 2\nb = 2\nc = 0"),  # nothing would tell b + c
        (r"A = B^\top", "A = S\nB = S"),  # nor B
        (r"A = B\odot C", "A = eye\nB = eye\nC = eye"),
    ],
)
def test_values_that_would_let_a_slip_through_are_refused(tex, table):
    S, eye = np.array([[1.0, 2.0], [2.0, 3.0]]), np.eye(2)
    with pytest.raises(PageError, match=r"these values fit .* as well"):
        one(tex, table, S=S, eye=eye)


def test_shapes_must_agree():
    with pytest.raises(PageError, match="but"):
        one(r"a = b", "a = ones\nb = 1", ones=np.ones((2, 2)))


def test_rounded_numbers_are_compared_at_the_digits_shown():
    one(r"a = 0.3333", "a = 1 / 3")
    with pytest.raises(PageError, match="but"):
        one(r"a = 0.3363", "a = 1 / 3")
