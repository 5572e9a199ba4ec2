import pytest

from tools.vouch.fix import corrected, write_all
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page

RIGHT = (
    "> ```python\n> y, n = -2 / 3, 1000\n> print(y > 0)\n> print(1)\n> ```\n\n"
    '> ```text title="Output"\n> False\n> 1\n> ```\n\n'
    "It is −0.67<!--= y --> or 67 %<!--= -y --> of 1,000<!--= n -->.\n\n"
    "$$\ny = -0.667 = -6.7\\times 10^{-1} = 1{,}000\n$$\n<!--= y; y; n -->\n"
)
WRONG = (
    RIGHT.replace("> False\n> 1\n", "> True\n")
    .replace("−0.67<", "0.00<")
    .replace("67 %", "0 %")
    .replace("-0.667", "0.000")
    .replace("-6.7\\times 10^{-1}", "1.0\\times 10^{5}")
)


def test_numbers_and_outputs_are_written_at_the_digits_shown():
    assert corrected(Page("x.md", WRONG)) == RIGHT
    assert corrected(Page("x.md", RIGHT)) == RIGHT


def test_nothing_is_written_when_one_page_fails(tmp_path):
    good, bad = tmp_path / "good.md", tmp_path / "bad.md"
    good.write_text(WRONG, encoding="utf-8")
    bad.write_text("1<!--= nope -->\n", encoding="utf-8")
    with pytest.raises(PageError, match="NameError"):
        write_all([good, bad])
    assert good.read_text(encoding="utf-8") == WRONG
    assert write_all([good]) == ["good.md"]
    assert good.read_text(encoding="utf-8") == RIGHT
    assert write_all([good]) == []
