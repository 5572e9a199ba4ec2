"""Plants one fault after another in the glossary, and sees each of them named."""

import re

import pytest

from tools.book import glossary
from tools.book.glossary import check_used, listed, read
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page

TOML = """\
[loss]
also = ["losses"]
means = "How <wrong> it is."

["learning rate"]
means = "A factor."
"""
PAGE = Page("docs/a.md", "The losses\n\nA *learning\nrate*.\n")


@pytest.fixture
def site(build_site, monkeypatch):
    """Return a function: Markdown of a page in, its HTML out, in a site with a glossary."""
    monkeypatch.setattr(glossary, "terms", lambda: read(TOML))
    monkeypatch.setattr(glossary, "check_used", lambda pages, toml: None)

    def convert(markdown):
        pages = {"index.md": f"# A page\n\n{markdown}\n", "glossary.md": "# G\n\n[[glossary]]\n"}
        html = (build_site(pages) / "index.html").read_text(encoding="utf-8")
        return html[html.index("<h1") : html.index("</article>")]

    return convert


def test_the_first_use_of_a_term_leads_to_its_meaning(site):
    html = site("A loss, then **Learning\nrates**, then losses and a learning rate.")
    link = '<a class="term" href="glossary/#loss" title="How &lt;wrong&gt; it is.">loss</a>, then'
    assert f"<p>A {link}" in html
    assert 'title="A factor.">Learning\nrates</a></strong>, then losses and a learning' in html
    assert html.count('class="term"') == 2


def test_a_term_after_another_and_between_elements_is_found(site):
    html = re.sub(' class="term"[^>]*', "", site("A *b* loss `c` learning rate."))
    assert "<em>b</em> <a>loss</a> <code>c</code> <a>learning rate</a>." in html


@pytest.mark.parametrize(
    "closed",
    [
        "## The loss",
        "`loss`",
        "[a loss](index.md)",
        "*loss*{.q-lo}",
        '!!! note "Loss"\n\n    text',
        "| loss |\n| --- |\n| 1<!--= 1 --> |",
        "$\\text{loss}$",
        "glossy, lossless, loss-free, xloss",
    ],
)
def test_titles_code_links_and_other_words_stay_as_they_are(site, closed):
    assert 'class="term"' not in site(closed)


def test_a_site_without_a_glossary_has_no_links(build_page):
    assert 'class="term"' not in build_page("# A page\n\nThe loss and its gradient.\n")


def test_the_list_holds_every_term_once_in_order():
    html = listed(read(TOML))
    assert html.index('<dt id="learning-rate">learning rate</dt>\n<dd>A factor.</dd>')
    assert html.index("learning") < html.index('<dt id="loss">')
    assert "How &lt;wrong&gt; it is." in html


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("losses", "gains", "docs/glossary.toml:1: 'loss' is used on no page"),
        ("losses", "`losses`", "docs/glossary.toml:1: 'loss' is used on no page"),
        ("The losses", "## losses", "docs/glossary.toml:1: 'loss' is used on no page"),
        ("learning\nrate", "rate", "docs/glossary.toml:5: 'learning rate' is used on no page"),
    ],
)
def test_a_term_that_is_never_used_is_named(right, wrong, message):
    assert right in PAGE.text
    check_used([PAGE], TOML)
    with pytest.raises(PageError) as caught:
        check_used([Page(PAGE.name, PAGE.text.replace(right, wrong))], TOML)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("extra", "message"),
    [
        ('[loss]\nmeans = "B."\n', "docs/glossary.toml:1: 'loss' is defined twice"),
        ('["loss"]\nmeans = "B."\n', "docs/glossary.toml:1: 'loss' is defined twice"),
        ('[Losses]\nmeans = "B."\n', "docs/glossary.toml:8: 'Losses' is defined twice, also by"),
        ('[cost]\nalso = ["loss"]\nmeans = "B."\n', "docs/glossary.toml:8: 'loss' is defined twi"),
        ('# Terms\ncost = "B."\n', "docs/glossary.toml:2: 'cost' needs means = a sentence"),
        ("[cost]\n", "docs/glossary.toml:8: 'cost' needs means = a sentence"),
        ('[cost]\nmeans = "no end"\n', "docs/glossary.toml:8: 'cost' needs means = a sentence"),
        ('[cost]\nmeans = "B."\nalso = "price"\n', "docs/glossary.toml:8: 'cost' needs means"),
        ('[cost]\nmeans = "B."\nalso = [1]\n', "docs/glossary.toml:8: 'cost' needs means = a s"),
        ("[cost]\nmeans = 1\n", "docs/glossary.toml:8: 'cost' needs means = a sentence"),
        ("[cost]\nmeans = \n", "docs/glossary.toml:9: is not TOML: Invalid value"),
        ("[cost\n", "docs/glossary.toml:8: is not TOML: Expected ']'"),
        ('[cost]\nmeans = "B."\nis = "C."\n', "docs/glossary.toml:8: 'cost' needs means = a sen"),
    ],
)
def test_a_term_defined_twice_or_not_at_all_is_named(extra, message):
    above = extra.startswith("#")  # a value outside of any term is at the top
    with pytest.raises(PageError) as caught:
        read(f"{extra}{TOML}" if above else f"{TOML}\n{extra}")
    assert str(caught.value).startswith(message)
