import pytest

from tests.figures.read import outline, texts
from tools.figures.kit import bands, svg
from tools.figures.kit.plot import Axis, Frame

FRAME = Frame(0, 0, 100, 100, Axis(0, 10), Axis(0, 10))


def test_a_band_lies_between_two_curves_and_is_cut_off_at_the_axes():
    picture = svg.drawing(100, 100, "", "")
    bands.band(picture, FRAME, {0: 1, 10: -2}, {0: 3, 10: 12}, "q-lo")
    (group,) = picture.findall("g")
    assert group.get("class") == "q-lo"
    ring = group.find("path")
    assert outline(ring).tolist() == [[0, 90], [100, 100], [100, 0], [0, 70]]
    assert ring.get("d").endswith("Z")


@pytest.mark.parametrize(
    ("heights", "found"),
    [
        ({"a": 0, "b": 50}, {"a": 0, "b": 50}),
        ({"a": 10, "b": 10}, {"a": 1.5, "b": 18.5}),
        ({"a": 12, "b": 10}, {"b": 2.5, "a": 19.5}),
        ({}, {}),
    ],
)
def test_names_are_moved_apart_and_keep_their_order_and_their_middle(heights, found):
    assert bands.spaced(heights, 17) == pytest.approx(found)


def test_a_name_stands_beside_the_end_of_its_curve():
    picture = svg.drawing(100, 100, "", "")
    groups = {"low": svg.group(picture, "ink"), "high": svg.group(picture, "ink")}
    bands.beside_ends(groups, FRAME, {"low": 1, "high": 9})
    assert [texts(group) for group in groups.values()] == [["low"], ["high"]]
    tops = [float(group.find("text").get("y")) for group in groups.values()]
    assert tops[0] - tops[1] == pytest.approx(80)
