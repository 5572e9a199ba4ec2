"""The style sheet that is sent says what ours says, in fewer bytes."""

import tinycss2

from tools.vouch.source.config import DOCS


def tokens(css):
    """Return what a browser reads of a style sheet: no comments, no spaces, no last semicolons."""
    parsed = tinycss2.parse_component_value_list(css, skip_comments=True)
    return "".join(tinycss2.serialize(parsed).split()).replace(";}", "}")


def test_the_style_sheet_is_smaller_and_says_the_same(site):
    ours = (DOCS / "assets/book.css").read_text(encoding="utf-8")
    sent = (site / "assets/book.css").read_text(encoding="utf-8")
    assert "/*" in ours
    assert "/*" not in sent
    assert len(sent) < 0.9 * len(ours)
    assert tokens(sent) == tokens(ours)
