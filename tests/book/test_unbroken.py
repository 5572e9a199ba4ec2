import pytest
from bs4 import BeautifulSoup


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("A 2-2-1 network, a 3-4-2 one.", ["2-2-1", "3-4-2"]),
        ("## The 8-16-4 network", ["8-16-4"]),
        ("[the 2-2-1 network](#top) {#top}", ["2-2-1"]),
        ("`2-2-1`, $2-2-1$<!--= 2; 2; 1 -->", []),
        ("![The 2-2-1 network](x.svg)", []),
    ],
)
def test_a_networks_name_stands_in_one_piece(build_page, text, names):
    html = BeautifulSoup(build_page(f"# A page\n\n{text}\n"), "html.parser")
    assert [found.text for found in html.select(".whole")] == names
