import pytest

from tools.vouch.source.errors import PageError


@pytest.mark.parametrize(
    "bad",
    [
        "$ x $ has spaces",
        "in words: $$x$$ and on",
        "words $$\nx\n$$",
        "$$\nx\n$$ words",
        "five \\$ more",
        "a plain x^{a}",
        "a plain x_{a}",
        "a \\\\delta alone",
        "![the $x$ axis](x.svg)",
        "no note[^1]",
        "[no][target]",
        "[[nolist]]",
        '!!! "No title',
        '=== "No tab',
    ],
)
def test_tex_or_markdown_left_as_text_stops_the_build(build_page, bad):
    with pytest.raises(PageError, match=r"docs/page.md:5: left as text"):
        build_page(f"# A page\n\nGood $a$.\n\n{bad}\n")


def test_tex_left_as_text_is_found_on_its_line(build_page):
    with pytest.raises(PageError) as caught:
        build_page("# A page\n\nCosts `$5`.\n\nFirst\n7<!--= 7 -->, but $ x $ is not maths\n")
    assert caught.value.line == 6


def test_code_may_hold_anything(build_page):
    html = build_page("# A page\n\n`$x$`\n\n```python\nprint('$x\\n^{a}')\n```\n")
    assert "$x$" in html
