import pytest

from tools.vouch.source.errors import PageError
from tools.vouch.source.numbers import bindings, check_bound, numerals
from tools.vouch.source.page import check_page


def found(text):
    return [numeral.text for numeral in numerals(text, check_page(text, "x.md"))]


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
        (r"$2(\hat y - t)\,(1 - a_1)$", ["2", "1"]),
        (r"$x_1 w^1_{11} + b^{2}_1 + W^{\ell+1} + \delta^1_2 + \hat{y}_3 + \sigma'_1$", []),
        (r"$w_{\tau-1} + g_\tau$", []),
        (r"$(y-t)^2 + \lVert w\rVert^2 + \sum_{i=1}^n x$", ["2", "2", "1"]),
        (r"$\frac{1}{2}e^{-0.23}$", ["1", "2", "-0.23"]),
        (r"$4.27\times 10^{-4} \approx -0.5 \cdot -3$", ["4.27\\times 10^{-4}", "-0.5", "-3"]),
        (r"$\nfwd{0.55}\cdot \given{w}_2 = 84\,\%$", ["0.55", "84\\,\\%"]),
        (r"$10{,}000$", ["10{,}000"]),
        ("$$\n3\n$$", ["3"]),
        ("![alt 4](a5.svg)", ["4"]),
        ("> 6 quoted\n\n!!! note\n\n    7 inside", ["6", "7"]),
        ("the year 1500 and 0.1986", ["1500", "0.1986"]),
        ("a 2-2-2 network", ["2", "2", "2"]),
    ],
)
def test_numbers_are_found(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "# Heading 3",
        "---\ntitle: 5\n---\n",
        "1. item",
        "`code 5`",
        "```python\n5\n```",
        "[link](page5.md) and <span title='5'>x</span>",
        "[^1] and W1, float64",
        "as was shown [@rumelhart1986, p. 331] and [@baur1983]",
        "*word 'x'*{ .side5 }",
        "in 1986, on 17 March 2015, by 3-4-2 and 2-2-1.",
        "Python 3.12, NumPy 2, CC BY 4.0 and 1.6.1",
        "pp. 318–362, vol. 1, ch. 8, arXiv:1412.6980",
        '!!! note "Title 5"',
        "<!-- 5 -->",
    ],
)
def test_code_titles_and_the_closed_list_are_free(text):
    assert found(text) == []


def test_a_comment_binds_all_numbers_since_the_one_before_in_its_block():
    text = "An 8.\n\n1 and 2<!--= a; b --> or 3<!--= c -->\n\n$$\n4 = 5\n$$\n<!--= d; e -->\n"
    bound, unbound = bindings(text, [], "x.md")
    assert [[n.text for n in binding.numerals] for binding in bound] == [
        ["1", "2"],
        ["3"],
        ["4", "5"],
    ]
    assert [n.text for n in unbound] == ["8"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\n\nis 0.7 here", "x.md:3: nothing computes the number 0.7"),
        ("is 75 % here", "x.md:1: nothing computes the number 75 %"),
        ("is 3 here<!--= 3 --> and 4", "x.md:1: nothing computes the number 4"),
        ("3\n\nword<!--= 3 -->", "x.md:3: no number stands before <!--= 3 -->"),
    ],
)
def test_a_number_without_a_comment_and_a_comment_without_a_number_are_refused(text, message):
    with pytest.raises(PageError) as caught:
        check_bound(text, [], "x.md")
    assert str(caught.value).startswith(message)
