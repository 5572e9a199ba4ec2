import pytest

from tools.vouch.tex.tokens import slips, statements, tokens_of


def told(tex):
    """Return the equations of a display as text."""
    return [" ".join("".join(part) for part in parts) for parts in statements(tex)]


@pytest.mark.parametrize(
    ("tex", "want"),
    [
        ("a = b + c", ["a = b+c"]),
        (r"a &= b \\ &= c", ["a = b = c"]),
        (r"a &= b \\ &\quad + c \\ d &= e", ["a = b+c", "d = e"]),
        (r"a &= b & c &= d", ["a = b", "c = d"]),
        (r"a = b,\qquad c = d", ["a = b", "c = d"]),
        (r"a = b,\quad c = d \quad\text{so}\quad e = f", ["a = b", "c = d", "e = f"]),
        (r"a = b,\qquad j \neq k", ["a = b", r"j\neqk"]),
        (r"a \approx b \label{x}\checkedby{check-x}", [r"a \approx b"]),
        (r"W \leftarrow W - g", [r"W \leftarrow W-g"]),
        (r"a = \sum_{i=1}^{k} b", [r"a = \sum_{i=1}^{k}b"]),
        (r"\begin{aligned} a = \bigl(&b \\ & c\bigr) \end{aligned}", ["a = (bc)"]),
        (r"\text{forward: } n", ["n"]),
    ],
)
def test_a_display_is_taken_apart(tex, want):
    assert told(tex) == want


def test_colours_and_spaces_say_nothing():
    plain = tokens_of(r"\frac{\partial L}{\partial w} \delta")
    assert tokens_of(r"\grad{\frac{\partial L}{\partial w}}\, \err{\delta}") == plain


@pytest.mark.parametrize(
    ("tex", "want"),
    [
        ("a - b", ["a + b"]),
        ("(-a)", ["(+a)"]),
        (r"A^\top \odot B", [r"A  \odot B", r"A^\top   B"]),
        (r"e^{-z}", [r"e^{+z}"]),
        (r"c + \ngrad{-0.5}(-2)", [r"c - \ngrad{-0.5}(-2)"]),  # bindings hold signs of numbers
        (r"a - 0", []),
        (r"a - 0.5", [r"a + 0.5"]),
    ],
)
def test_each_sign_and_transpose_may_slip(tex, want):
    assert list(slips(tex)) == want
