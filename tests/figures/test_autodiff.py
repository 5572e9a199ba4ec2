import pytest

from tests.figures.read import drawings, texts


@pytest.mark.parametrize(
    ("name", "slopes", "pieces"),
    [("autodiff-graph", [""] * 4, 4), ("autodiff-swept", "4211", 8)],  # a number parts its line
)
def test_a_box_holds_its_letter_and_value_and_over_it_stands_its_slope(name, slopes, pieces):
    """c = ab + a at a = 2, b = 3: by a it has slope b + 1, by b it has slope a."""
    (picture,) = drawings(name)
    boxes = [text for group in picture.findall("g") for text in texts(group)]
    values = zip(("a2", "b3", "p6", "c8"), slopes, strict=True)
    assert boxes == [part for value, slope in values for part in (value, slope) if part]
    assert len(picture.findall(".//*[@class='glyph']")) == len("".join(slopes))
    assert len(picture.findall(".//*[@class='wire']")) == pieces
