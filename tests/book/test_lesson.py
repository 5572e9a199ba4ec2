import markdown

from tools.book.lesson import without_bindings


def test_bindings_and_hidden_code_leave_no_trace():
    page = "a 1<!--= x\n+ y -->, b.\n\n$$\nx\n$$\n  <!--= 2 --> <!--= 3 -->\nend\n"
    page += "<!--python\nx = 1\n-->\n"
    assert without_bindings(page) == "a 1, b.\n\n$$\nx\n$$\nend\n"


def test_comments_in_code_and_ordinary_comments_stay():
    page = "```html\n<!--= x -->\n```\n<!-- note -->\n"
    assert without_bindings(page) == page


def test_a_formula_with_a_comment_below_is_still_a_formula():
    extensions = ["pymdownx.arithmatex", "tools.book.lesson"]
    options = {"pymdownx.arithmatex": {"generic": True}}
    html = markdown.markdown(
        "a\n\n$$\n1\n$$\n<!--= 1 -->\n", extensions=extensions, extension_configs=options
    )
    assert '<div class="arithmatex">' in html
    assert "<!--" not in html
