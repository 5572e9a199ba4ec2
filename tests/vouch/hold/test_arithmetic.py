"""What stands between the numbers of a formula: seen to hold, and seen to be caught."""

import pytest

from tools.vouch.hold.arithmetic import check_arithmetic
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page
from tools.vouch.source.sums import wrong_sums

STEP = r"""
\given{w} &\leftarrow \ngiven{0.5} - \ngiven{0.1}\cdot(\ngrad{-0.00501868}) \\
&= \ngiven{0.50050187}
"""
OVER_TWO_ROWS = r"""
\fwd{z} &= \nfwd{0.55724785}\cdot\ngiven{0.5} \\
&\quad{} + \nfwd{0.62010643}\cdot\ngiven{0.6} + \ngiven{0.1} \\
&= \nfwd{0.75068779} \\
\fwd{a} &= \sigma(0.75068779) = \frac{1}{1 + e^{-0.75068779}} = \nfwd{0.67932855}
"""
SQUARES = r"L \approx \frac{1}{2}\left((0.5)^2 + (0.5)^2\right) = \nloss{0.25}"


PASSED_OVER = [r"a = 2b", r"x = 1, \quad y = 2", r"x = 1, \quad 2 r = 6", r"(x, y) = (1, 2)"]


@pytest.mark.parametrize("tex", [STEP, OVER_TWO_ROWS, SQUARES, *PASSED_OVER, r"1{,}000 = 10^{3}"])
def test_right_sums_and_symbols_pass(tex):
    assert wrong_sums(tex) == []


@pytest.mark.parametrize(
    ("tex", "old", "new"),
    [
        (STEP, "} - ", "} + "),
        (STEP, "(\\ngrad{-", "(\\ngrad{"),
        (STEP, r"\cdot", "+"),
        (STEP, "0.50050187", "0.50050188"),
        (OVER_TWO_ROWS, r"{} + \nfwd", r"{} - \nfwd"),
        (OVER_TWO_ROWS, r"{} + \nfwd", r"{} \nfwd"),
        (OVER_TWO_ROWS, r"0.75068779) =", r"-0.75068779) ="),
        (OVER_TWO_ROWS, "1 + e", "1 - e"),
        (SQUARES, "(0.5)^2 +", "(0.5)^3 +"),
        (SQUARES, r"\frac{1}{2}", r"\frac{2}{1}"),
    ],
)
def test_a_sum_that_does_not_come_out_is_found(tex, old, new):
    assert old in tex
    assert wrong_sums(tex.replace(old, new, 1))


def test_only_what_rounding_explains_is_forgiven():
    assert wrong_sums("2 \\cdot 0.1234 = 0.2469") == []
    assert wrong_sums("2 \\cdot 0.1234 = 0.2470") == ["2 * 0.1234 = 0.2470"]
    assert wrong_sums("2 \\cdot 0.5 = 1.001") == ["2 * 0.5 = 1.001"]


@pytest.mark.parametrize("sign", [r"\approx", "≈"])
@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("\\frac{2}{3} %s 0.67", "\\frac{2}{3} %s 0.68"),
        ("0.6793 %s 0.68", "0.6793 %s 0.69"),
        ("12.4 %s 12", "12.6 %s 12"),
        ("0.5 + 0.2 %s 0.7", "0.5 + 0.2 %s 0.76"),
        ("x = 0.6793 %s 0.68", "x = 0.6793 %s -0.68"),
    ],
)
def test_a_rough_sign_is_held_to_the_digits_shown(sign, right, wrong):
    assert wrong_sums(right % sign) == []
    assert len(wrong_sums(wrong % sign)) == 1


def test_the_page_and_the_line_are_named():
    text = "# A page\n\nSo\n\n$$\n2 + 2 = 5\n$$\n"
    with pytest.raises(PageError, match=r"page\.md:5: .* do not add up: 2 \+ 2 = 5"):
        check_arithmetic(Page("page.md", text))
    check_arithmetic(Page("page.md", f"```text\n{text}```\n"))
