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
        "a line from a to p: 3",
        "a line from b to p: 2",
        "c = 8 with slope 1",
        "a line from p to c: 1",
        "a line from a to c: 1.",
    ]


@pytest.mark.parametrize(("swept", "triangles", "pieces"), [(False, 0, 4), (True, 4, 8)])
def test_slopes_are_drawn_after_the_sweep_alone(swept, triangles, pieces):
    text = written(graph(swept))
    assert text.count('class="glyph"') == triangles
    assert text.count('class="wire"') == pieces  # a number parts its line in two
