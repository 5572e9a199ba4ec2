import numpy as np
import pytest

from tests.figures.read import drawings, named
from tools.figures import before_you_start as figures


def test_the_lines_have_the_slopes_that_they_are_named_with():
    for picture in drawings("tangent"):
        drawn = named(picture)
        for name in (figures.SECANT, figures.TANGENT):
            points, _ = drawn[name]
            (x1, y1), (x2, y2) = points[0], points[-1]
            assert name.endswith(f" {round((y2 - y1) / (x2 - x1), 1):g}")
            assert np.interp(3, *np.transpose(points)) == pytest.approx(9, abs=0.2)


def test_every_arrow_joins_what_it_is_named_after():
    for tall in (False, True):
        for name, ways in figures.ARROWS.items():
            for box, (x, y) in zip(name.split(), ways[tall], strict=True):
                left, top = figures.PLACES[box][tall]
                assert abs(x - left) <= figures.WIDTHS[box] / 2 + 2
                assert abs(y - top) <= 18 + 2
