import pytest

from tools.figures.autodiff import graph
from tools.figures.kit.svg import written


def test_the_words_hold_every_value_and_slope():
    # c = ab + a at a = 2, b = 3: by a it has slope b + 1, by b it has slope a
    words = graph(swept=True).findtext("desc")
    assert words.split("; ") == [
        "a = 2 with slope 4",
        "b = 3 with slope 2",
        "p = 6 with slope 1",
        "c = 8 with slope 1",
        "a line from a to p: 3",
        "a line from b to p: 2",
        "a line from p to c: 1",
        "a line from a to c: 1.",
    ]


def test_the_sentence_says_which_lines_there_are():
    sentence = graph(swept=False).findtext("title")
    assert "lines from a and b to p, and from p and a to c; p is the product ab" in sentence


@pytest.mark.parametrize("swept", [False, True])
def test_a_box_holds_its_letter_and_value_and_over_it_stands_its_slope(swept):
    picture = graph(swept)
    boxes = ["".join(text.itertext()) for text in picture.findall("g/text")]
    slopes = [["4"], ["2"], ["1"], ["1"]] if swept else [[]] * 4
    values = zip(("a2", "b3", "p6", "c8"), slopes, strict=True)
    assert boxes == [part for value, slope in values for part in (value, *slope)]


@pytest.mark.parametrize(("swept", "triangles", "pieces"), [(False, 0, 4), (True, 4, 8)])
def test_slopes_are_drawn_after_the_sweep_alone(swept, triangles, pieces):
    text = written(graph(swept))
    assert text.count('class="glyph"') == triangles
    assert text.count('class="wire"') == pieces  # a number parts its line in two
