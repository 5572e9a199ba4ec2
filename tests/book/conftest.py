import pytest
from bs4 import BeautifulSoup


@pytest.fixture
def soup(build_page):
    """Return a function: what is below a page's title in, the page's HTML out."""
    return lambda text: BeautifulSoup(build_page(f"# A page\n\n{text}\n"), "html.parser")
