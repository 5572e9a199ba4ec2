import pytest
from bs4 import BeautifulSoup

from tools.figures.drawn import FIGURES
from tools.vouch.source.errors import PageError

IMAGE = "![](assets/figures/network-forward.svg)"
MOMENTUM = "![](assets/figures/adam-walk-momentum.svg)\n\n"


@pytest.fixture
def build(build_page):
    return lambda text: BeautifulSoup(build_page(f"# A page\n\n{text}\n"), "html.parser")


def test_an_image_of_a_figure_becomes_both_drawings(build):
    figure = build(IMAGE).select_one("div.figure")
    assert figure.parent.name not in ("p", "div.figure")
    assert [svg["class"] for svg in figure.find_all("svg")] == [["wide"], ["tall"]]
    assert figure.find_all("img") == []
    assert "0.6793" in figure.text


def test_the_figures_sentence_names_each_drawing_and_its_numbers_describe_it(build):
    for svg in build(IMAGE).find_all("svg", role="img"):
        name, description = svg["aria-labelledby"], svg["aria-describedby"]
        assert svg.find(id=name).text.startswith("The 2-2-1 network with its values: two inputs")
        assert "ŷ = 0.6793" in svg.find(id=description).text


def test_ids_are_unique_where_there_are_two_figures(build):
    other = IMAGE.replace("forward", "backward")
    ids = [tag["id"] for tag in build(f"{IMAGE}\n\n{other}").select(".figure [id]")]
    assert len(ids) == len(set(ids)) == 8


def test_figures_stay_out_of_the_search_index(build):
    assert build(IMAGE).select_one(".figure").has_attr("data-search-exclude")


def test_other_images_are_left_alone(build):
    assert build("![A mark](assets/mark.svg)").select_one("article img, img")["alt"] == "A mark"


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_can_be_shown_over_its_own_caption(build, name):
    heading = FIGURES[name].heading
    caption = f"\n\n**{heading},** and more.\n{{ .caption }}" if heading else "\n\nMore."
    shown = build(f"![](assets/figures/{name}.svg){caption}").select_one(".figure svg")
    assert shown.title.text
    assert not shown.has_attr("data-heading")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("![](assets/figures/nothing.svg)", "no figure nothing.svg"),
        ("![](assets/figures/network-forward-tall.svg)", "no figure network-forward-tall.svg"),
        ("![A.](assets/figures/network-forward.svg)", "leave the square brackets empty"),
        (f"See {IMAGE}", "does not stand on a line of its own"),
        (f"{IMAGE} here", "does not stand on a line of its own"),
        (f"{IMAGE}\n{IMAGE}", "does not stand on a line of its own"),
        (f"{IMAGE}\n\n{IMAGE}", "network-forward.svg is on this page already"),
        (
            f"{MOMENTUM}**Adam,** so.\n{{ .caption }}",
            "with 'Adam' in bold, want 'Momentum' in bold",
        ),
        (f"{MOMENTUM}So **Momentum,** here.\n{{ .caption }}", "begins with no bold words, want"),
        (
            f"{MOMENTUM}**Momentum,** no caption.",
            "begins with no bold words, want 'Momentum' in bold",
        ),
        (f"{IMAGE}\n\n**Momentum,** so.\n{{ .caption }}", "with 'Momentum' in bold, want no bold"),
    ],
)
def test_a_figure_that_cannot_be_shown_names_page_and_line(build, text, message):
    with pytest.raises(PageError, match=message) as caught:
        build(f"Words.\n\n{text}")
    assert (caught.value.page, caught.value.line) == ("docs/page.md", 5)
