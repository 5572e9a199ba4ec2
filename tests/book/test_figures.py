import json

import pytest
from bs4 import BeautifulSoup

from tools.figures.drawn import FIGURES
from tools.vouch.source.errors import PageError

IMAGE = "![](assets/figures/network-forward.svg)"
SHOWN = f"{IMAGE}\n\n**The forward pass.** Fall.\n{{ .caption }}\n"
WALKS = "![](assets/figures/adam-walks.svg)\n\n"


@pytest.fixture
def build(build_page):
    return lambda text: BeautifulSoup(build_page(f"# A page\n\n{text}\n"), "html.parser")


def test_an_image_of_a_figure_becomes_both_drawings(build):
    figure = build(SHOWN).select_one("figure > div.figure")
    assert [svg["class"] for svg in figure.find_all("svg")] == [["wide"], ["tall"]]
    assert figure.find_all("img") == []
    assert "0.6793" in figure.text


def test_the_caption_below_belongs_to_the_figure(build):
    heading = next(figure.heading for figure in FIGURES.values() if figure.heading)
    name = next(name for name, figure in FIGURES.items() if figure.heading == heading)
    caption = f"**{heading}.** Fall.\n{{ .caption }}\n\nAfter."
    page = build(f"Before.\n\n![](assets/figures/{name}.svg)\n\n{caption}")
    assert page.select_one("figure > figcaption").text == f"{heading}. Fall."
    assert page.select_one("figure + p").text == "After."
    assert page.select(".caption") == page.select("figcaption")


def test_the_figures_sentence_names_each_drawing_and_its_numbers_describe_it(build):
    for svg in build(SHOWN).find_all("svg", role="img"):
        name, description = svg["aria-labelledby"], svg["aria-describedby"]
        assert svg.find(id=name).text.startswith("The 2-2-1 network with its values: two inputs")
        assert "ŷ = 0.6793" in svg.find(id=description).text


def test_ids_are_unique_where_there_are_two_figures(build):
    other = SHOWN.replace("-forward", "-backward").replace(
        "The forward pass", "The network after the backward pass"
    )
    ids = [tag["id"] for tag in build(f"{SHOWN}\n{other}").select(".figure [id]")]
    assert len(ids) == len(set(ids)) == 8


def test_figures_stay_out_of_the_search_index(build):
    assert build(SHOWN).select_one(".figure").has_attr("data-search-exclude")


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
        (f"See {IMAGE}", "is not on a line of its own"),
        (f"{IMAGE} here", "is not on a line of its own"),
        (f"{IMAGE}\n{IMAGE}", "is not on a line of its own"),
        (f"{SHOWN}\n{IMAGE}", "network-forward.svg is on this page already"),
        (
            f"{WALKS}**Adam,** so.\n{{ .caption }}",
            "with 'Adam' in bold, want 'Four walks down one valley' in bold",
        ),
        (
            f"{WALKS}So **Four walks down one valley,** here.\n{{ .caption }}",
            "begins with no bold words, want",
        ),
        (
            f"{WALKS}**Four walks down one valley,** no caption.",
            "begins with no bold words, want 'Four walks down one valley' in bold",
        ),
        (
            f"{IMAGE}\n\n**Momentum,** so.\n{{ .caption }}",
            "with 'Momentum' in bold, want 'The forward pass'",
        ),
    ],
)
def test_a_figure_that_cannot_be_shown_names_page_and_line(build, text, message):
    with pytest.raises(PageError, match=message) as caught:
        build(f"Words.\n\n{text}")
    assert (caught.value.page, caught.value.line) == ("docs/page.md", 5)


LIVE = "![](assets/figures/network-backward.svg){ .live }\n\n"
LIVE += "**The network after the backward pass.** Move it.\n{ .caption }\n"


def test_a_figure_that_moves_has_its_numbers_its_steps_and_its_panel(build):
    network = build(LIVE).select_one("figure > live-network#network-backward")
    data = json.loads(network["data-network"])
    assert (data["given"]["w^1_21"], data["given"]["η"]) == (0.1, 0.1)
    assert data["steps"][-1]["result"] == "∂b^1_2"
    assert [svg["class"] for svg in network.find_all("svg")] == [["wide"], ["tall"]]
    assert network.select_one(".live-panel button[data-live=next]").text == "Step"
    assert network.find_all("script") == []
    assert len(network.select("noscript > table.live-steps tr")) == len(data["steps"])


def test_a_figure_that_cannot_move_is_named(build):
    with pytest.raises(PageError, match=r"network-forward\.svg does not move"):
        build(SHOWN.replace(".svg)", ".svg){ .live }"))
