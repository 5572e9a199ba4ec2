import pytest

from tools.vouch.source.errors import PageError
from tools.vouch.source.numbers import bindings, check_bound, numerals
from tools.vouch.source.page import Page


def found(text):
    return [numeral.text for numeral in numerals(Page("x.md", text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("is 0.5 or −0.25 or -3.", ["0.5", "−0.25", "-3"]),
        ("75 % and 75% of 1,000", ["75 %", "75%", "1,000"]),
        ("75\n% of", ["75\n%"]),
        ("12 of 34, then 5: (6) *7* 8/9", ["12", "34", "5", "6", "7", "8", "9"]),
        ("76–90 and 1e-5", ["76", "90", "1e-5"]),
        ("| 1 | 0.50 |", ["1", "0.50"]),
        ("$0.5 - 0.7 = -0.2$", ["0.5", "0.7", "-0.2"]),
        (r"$\quad - 0.7$", ["0.7"]),  # goes on with the row before
        (r"$2(\hat y - t)\,(1 - a_1)$", []),
        (
            r"$x_1 w^{(1)}_{11} + b^{(2)}_1 + W^{(\ell+1)} + \hat{y}_3 + \sigma'_1$",
            [],
        ),
        (r"$w_{\tau-1} + g_\tau$", []),
        (r"$(y-t)^2 + \lVert w\rVert^2 + \sum_{i=1}^n x$", []),
        (r"$ns^2 = n\cdot W^{(2)\top} A^{(12)}$", []),
        ("$x^{12} + y^2$", ["12"]),
        (r"$\frac{1}{2}\sum a(1-a)$ and $1/(1 + e^{-z})$", []),
        (r"$\eta = 1$, $x = 4$, $(a, b) = (2, 3)$", ["1", "4", "2", "3"]),
        (r"$25\,b + 0.5 x + 10^{-8}$", ["25", "0.5", "10^{-8}"]),
        (r"$x > 0$, $\given{b} \le 0$, $f'(x) = 0$ and $0 = a + b$", []),
        (r"$\lambda = 0$, $x > 1$ and $1 > 0$", ["0", "1", "1", "0"]),
        (r"$4\cdot 3 = 12$", ["4", "3", "12"]),
        (r"$1 - 0.07\cdot 25 = -0.75$", ["0.07", "25", "-0.75"]),
        (r"$1 - 0.9$", ["1", "0.9"]),
        ("$$\nx &= 0.5 + 1\\\\\n&= 1.5\n$$", ["0.5", "1.5"]),
        ("$$\nx = 1 + 0.5\n\\label{a}\n$$", ["0.5"]),
        (r"$\begin{bmatrix} 1 & x \\ 2 & 0.5 \end{bmatrix}$", ["1", "2", "0.5"]),
        (r"$\frac{1}{2}e^{-0.23}$", ["1", "2", "-0.23"]),
        (r"$4.27\times 10^{-4} \to -0.5 \cdot -13$", ["4.27\\times 10^{-4}", "-0.5", "-13"]),
        (r"$\nfwd{0.55}\cdot \given{w}_2 = 84\,\%$", ["0.55", "84\\,\\%"]),
        (r"$10{,}000$", ["10{,}000"]),
        ("$$\n3\n$$", ["3"]),
        ("![alt 4](a5.svg)", ["4"]),
        ("> 6 quoted\n\n!!! note\n\n    7 inside", ["6", "7"]),
        ("in 1986, 1950 epochs and 0.1986", ["1986", "1950", "0.1986"]),
        ("on 17 March 2015", ["17 March 2015"]),
        ('## 3 labels\n\n!!! note "Take 4"\n\n=== "5"', ["3", "4", "5"]),
        ("[6 of them](x7.md) and ![8](9.svg)", ["6", "8"]),
        ("`eta=0.02`, `h = -1e-5`, `30_000` and `range(12)`", ["0.02", "-1e-5", "30_000", "12"]),
        ("a 2-2-2 network", ["2", "2", "2"]),
    ],
)
def test_numbers_are_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "## Step 3. Learn",
        "---\ntitle: 5\n---\n",
        "1. item",
        "`A[0]`, `W1`, `1 - A`, `axis=0`, `float64` and `x.2`",
        "```python\n5\n```",
        "[link](page5.md) and <span title='5'>x</span>",
        "[^1] and W1, float64",
        "as was shown [@rumelhart1986, p. 331] and [@baur1983]",
        "*word 'x'*{ .side5 }",
        "by 3-4-2 and 2-2-1.",
        "Python 3.12, NumPy 2, CC BY 4.0 and 1.6.1",
        "pp. 318–362, vol. 1, ch. 8, arXiv:1412.6980",
        "<!-- 5 -->",
    ],
)
def test_code_titles_and_the_closed_list_are_free(text):
    assert found(text) == []


def test_a_comment_binds_all_numbers_since_the_one_before_in_its_block():
    text = "An 8.\n\n1 and 2<!--= a; b --> or 3<!--= c -->\n\n$$\n4 = 5\n$$\n<!--= d; e -->\n"
    bound, unbound = bindings(Page("x.md", text))
    found = [[n.text for n in binding.numerals] for binding in bound]
    assert found == [["1", "2"], ["3"], ["4", "5"]]
    assert [n.text for n in unbound] == ["8"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n\nis 0.7 here", "x.md:3: nothing computes the number 0.7"),
        ("is 75 % here", "x.md:1: nothing computes the number 75 %"),
        ("is 3 here<!--= 3 --> and 4", "x.md:1: nothing computes the number 4"),
        ("3\n\nword<!--= 3 -->", "x.md:3: there is no number before <!--= 3 -->"),
        ("# Step 1. A\n\n## Step 3. B", "x.md:3: this is Step 3, where Step 2 comes next"),
    ],
)
def test_a_number_without_a_comment_and_a_comment_without_a_number_are_refused(text, message):
    with pytest.raises(PageError) as caught:
        check_bound(Page("x.md", text))
    assert str(caught.value).startswith(message)
