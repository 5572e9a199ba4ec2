"""Hold what stands between the numbers of a page's formulas."""

from tools.vouch.source.errors import PageError
from tools.vouch.source.numbers import MATHS
from tools.vouch.source.page import Fence, blank, line_of
from tools.vouch.source.sums import wrong_sums


def check_arithmetic(text: str, found: list[Fence], page: str) -> None:
    """Raise PageError for the first sum in a formula that does not come out as shown."""
    outside = text
    for fence in found:
        outside = blank(outside, fence.start, fence.end)
    for match in MATHS.finditer(outside):
        for equation in wrong_sums(match["display"] or match["inline"]):
            line = line_of(text, match.start())
            raise PageError(page, line, f"the formula's numbers do not add up: {equation}")
