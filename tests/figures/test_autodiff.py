import pytest

from tests.figures.read import drawings, texts


@pytest.mark.parametrize(
    ("name", "slopes", "pieces"),
    [("autodiff-graph", [""] * 4, 4), ("autodiff-swept", "4211", 8)],
)
def test_a_box_holds_its_letter_and_value_and_below_it_is_its_gradient(name, slopes, pieces):
    """c = ab + a at a = 2, b = 3 has the derivatives b + 1 and a; a number interrupts its line."""
    (picture,) = drawings(name)
    boxes = [text for group in picture.findall("g") for text in texts(group)]
    values = zip(("a2", "b3", "p6", "c8"), slopes, strict=True)
    assert boxes == [part for value, slope in values for part in (value, slope) if part]
    assert len(picture.findall(".//*[@class='glyph']")) == len("".join(slopes))
    assert len(picture.findall(".//*[@class='wire']")) == pieces
