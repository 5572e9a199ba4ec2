from tools.book.check import check_html
from tools.vouch.source.config import DOCS


def test_a_page_that_leads_to_what_a_build_makes_is_whole():
    assert "(snippets.zip)" in (DOCS / "before-you-start.md").read_text(encoding="utf-8")
    check_html(DOCS / "before-you-start.md")
