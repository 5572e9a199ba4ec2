from xml.etree.ElementTree import Element

import pytest

from tools.figures.kit import boxes
from tools.figures.kit.boxes import Rectangle

BOX = Rectangle(50, 0, 20, 10)


@pytest.mark.parametrize(
    ("gaps", "want"),
    [
        ([], [((0, 0), (100, 0))]),
        ([BOX], [((0, 0), (40, 0)), ((60, 0), (100, 0))]),
        ([BOX, Rectangle(65, 0, 20)], [((0, 0), (40, 0)), ((75, 0), (100, 0))]),  # overlapping
        ([Rectangle(0, 0, 20)], [((10, 0), (100, 0))]),
        ([Rectangle(50, 8, 20, 10)], [((0, 0), (100, 0))]),  # beside the line
    ],
)
def test_a_wire_is_drawn_outside_its_gaps_alone(gaps, want):
    assert list(boxes.around((0, 0), (100, 0), gaps)) == want


def test_a_slanting_wire_is_cut_where_it_enters_and_leaves():
    (first, last), (again, end) = boxes.around((0, -50), (100, 50), [BOX])
    assert (first, end) == ((0, -50), (100, 50))
    assert last == pytest.approx((45, -5))
    assert again == pytest.approx((55, 5))


def test_the_form_of_a_box_tells_its_family():
    forms = {}
    for family in ("q-in", "q-fw", "q-er", "q-lo"):
        drawn = Element("g")
        boxes.outline(drawn, family, BOX)
        forms[family] = [(part.tag, part.get("rx"), part.get("stroke-dasharray")) for part in drawn]
    assert forms["q-in"] == [("rect", "0", None)]
    assert forms["q-fw"] == [("rect", "5", None)]
    assert forms["q-er"] == [("path", None, "4 3")]
    assert forms["q-lo"] == [("rect", "0", None)] * 2


def test_a_star_points_neither_up_nor_down():
    corners = {(round(x, 9), round(y, 9)) for x, y in boxes.star(0, 0, 6)}
    assert len(corners) == 12
    assert {(x, -y + 0.0) for x, y in corners} == corners
    assert {(-x + 0.0, y) for x, y in corners} == corners
