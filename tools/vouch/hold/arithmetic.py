"""Check the arithmetic between the numbers of a page's formulas."""

from tools.vouch.source.numbers import MATHS
from tools.vouch.source.page import Page
from tools.vouch.source.sums import wrong_sums


def check_arithmetic(page: Page) -> None:
    """Raise PageError for the first sum in a formula whose result is not the one shown."""
    for match in MATHS.finditer(page.prose):
        for equation in wrong_sums(match["display"] or match["inline"]):
            raise page.error(match.start(), f"the formula's numbers do not add up: {equation}")
