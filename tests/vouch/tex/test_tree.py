"""What TeX says is computed: values here were worked by hand."""

import numpy as np
import pytest

from tools.vouch.tex.tokens import tokens_of
from tools.vouch.tex.tree import Reader

A, B = np.array([[1.0, 2.0], [3.0, 4.0]]), np.array([[5.0, 6.0], [7.0, 8.0]])
SYMBOLS = {
    "a": 2,
    "b": 3,
    "z^{(1)}": 5,
    "z^{(2)}_{1}": 7,
    r"\hat{y}": 0.25,
    r"\haty": 0.25,
    "A": A,
    "B": B,
    "W^{(1)}": A,
    "n": 4,
    "n_{1}": 4,
    "i in": (1, 2, 3),
    "j in": (1, 2),
    "ell in": (1, 2),
    r"i:a\toi in": (1, 2, 3),
    r"\sigma": lambda x: 10 * x,
    r"\sigma'": lambda x: 100 * x,
    "f": lambda x, y=0: x - y,
    r"\frac{\partialL}{\partialw_1}": 11,
}


def lookup(name, names):
    if name == "w_{i}":
        return 10 * names["i"]
    if name == "w_{ij}":
        return names["i"] + 10 * names["j"]
    return SYMBOLS[name] if name in SYMBOLS else names[name]


def worth(tex, **names):
    return Reader(tokens_of(tex), lookup, [*SYMBOLS, "w_{i}", "w_{ij}", "i", "j"]).read()(names)


@pytest.mark.parametrize(
    ("tex", "want"),
    [
        ("a + b", 5),
        ("a - b - a", -3),
        ("-a b + 1", -5),
        (r"a \cdot -b", -6),
        (r"2(a - b)^2", 2),
        (r"a(b + 1)", 8),
        (r"(a)^{b + 1}", 16),
        ("a^b - a^2 z^{(1)}", -12),
        (r"2\hat y^2 + n_1^2", 16.125),
        (r"(z^{(1)})^2", 25),
        (r"1.5\times 10^{-1}", 0.15),
        (r"\frac{a}{b - 1}", 1),
        (r"\frac{1}{2}\,a", 1),
        (r"\sqrt{2a}", 2),
        (r"z^{(1)} + z^{(2)}_1", 12),
        (r"\fwd{z}^{(1)} \grad{\frac{\partial L}{\partial w_1}}", 55),
        (r"1 - \fwd{\hat y}", 0.75),
        (r"e^{-a}", np.exp(-2)),
        (r"\log e^{a}", 2),
        (r"\log\frac{e^{a}}{1}", 2),
        (r"\log\sum_i e^{0}", np.log(3)),
        (r"\max(a, b)", 3),
        (r"\max_i w_i - 1", 29),
        (r"\lvert a - b\rvert", 1),
        (r"|a - b| b", 3),
        (r"\lVert A\rVert^2", 30),
        (r"\operatorname{sign}\Bigl(a - b\Bigr)", -1),
        (r"\operatorname{Im} f(a)", 0),
        (r"\sigma(a + b)", 50),
        (r"\sigma'(a)", 200),
        (r"f(a, b)", -1),
        (r"f(b, a)^2 + \sigma(a)^2", 401),
        (r"\sum_i w_i", 60),
        (r"\sum_i w_i + 1", 61),
        (r"\sum_{i=1}^{a} w_i", 30),
        (r"\sum_{i,j} w_{ij}", 6 * 2 + 3 * 30),
        (r"\sum_{i\neq j} w_i", 10 + 30),
        (r"\sum_{i\,:\,a \to i} w_i", 60),
    ],
)
def test_numbers(tex, want):
    assert worth(tex, j=2) == pytest.approx(want, rel=1e-12)


@pytest.mark.parametrize(
    ("tex", "want"),
    [
        ("A B", [[19, 22], [43, 50]]),
        (r"A \odot B", [[5, 12], [21, 32]]),
        (r"A^\top B", [[26, 30], [38, 44]]),
        (r"B W^{(1)\top}", [[17, 39], [23, 53]]),
        (r"(A B)\odot\sigma(A)", [[190, 440], [1290, 2000]]),
        (r"2 A - B", [[-3, -2], [-1, 0]]),
        (r"\begin{bmatrix} A & 1 \end{bmatrix}", [[1, 2, 1], [3, 4, 1]]),
        (r"\begin{bmatrix} A \\ B \end{bmatrix}", [[1, 2], [3, 4], [5, 6], [7, 8]]),
        (r"\begin{bmatrix} A & 1 \end{bmatrix}^{\top}", [[1, 3], [2, 4], [1, 1]]),
        (r"\begin{bmatrix} A \end{bmatrix}^{\top} B", [[26, 30], [38, 44]]),
    ],
)
def test_matrices(tex, want):
    assert worth(tex).tolist() == want


@pytest.mark.parametrize(
    ("tex", "sentence"),
    [
        ("a + c", "no meaning is given for c"),
        ("(a + b", "got 'the end', want '\\)'"),
        ("a + b)", "cannot read '\\)'"),
        ("a +", "got 'the end', want 'more'"),
        (r"\frac{a}{b", "no brace closes"),
        ("z^{(3)}", "no meaning is given for z"),
    ],
)
def test_what_cannot_be_read_is_said(tex, sentence):
    with pytest.raises(ValueError, match=sentence):
        worth(tex)
