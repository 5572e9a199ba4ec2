import pytest

from tools.vouch.tex.tokens import bound_by, statements, tokens_of


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


def test_the_indices_of_sums_are_bound():
    assert "k" not in bound_by(tokens_of(r"\sum_{j\neq k} a_j"))
    assert bound_by(tokens_of(r"\sum_i a_j \sum_{\ell} b_k")) >= {"i", r"\ell"}
    assert not bound_by(tokens_of(r"\sum_i a_j \max_k b")) & {"j", "a", "b"}
