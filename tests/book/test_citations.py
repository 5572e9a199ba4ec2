"""Plants one fault after another in citations and works, and sees each of them named."""

import pytest

from tools.book import citations, works
from tools.book.bibliography import sources
from tools.book.citations import check_cited, check_works, cited
from tools.vouch.source.errors import PageError

TWO = {"author": ["Ash, A.", "Ben, B."], "title": "Two", "year": 1990, "topic": "old"}
ENTRIES = {
    "ash1990": TWO | {"doi": "10.1/x"},
    "ash1990b": TWO | {"title": "More?", "where": "J. 2, pp. 1–3", "arxiv": "1.2"},
    "abe1991": TWO | {"author": ["Abe, A.", "B, B.", "C, C."], "year": 1991, "url": "a.b/c"},
    "pad": {"label": "the pad", "title": "A <pad>", "note": "Unsigned", "topic": "new"},
}
TOML = '[ash1990]\n\n[ash1990b]\n\n[abe1991]\n\n["pad"]\n'
PAGES = {
    "docs/a.md": "See [@ash1990] and [@ash1990b, p. 3].\n",
    "docs/b.md": "[@abe1991] [@pad]\n\n[[bibliography old]]\n\n[[bibliography new]]\n",
}


@pytest.fixture(autouse=True)
def few_sources(monkeypatch):
    monkeypatch.setattr(citations, "sources", lambda: ENTRIES)


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("ash1990", "Ash & Ben 1990a"),
        ("ash1990b", "Ash & Ben 1990b"),
        ("abe1991", "Abe et al. 1991"),
        ("pad", "the pad"),
    ],
)
def test_a_work_is_cited_by_author_and_year_or_by_its_label(key, label):
    assert works.label(key, ENTRIES) == label


def test_a_citation_becomes_a_link_to_the_work(build_page):
    html = build_page("# A page\n\nSee [@ash1990b, p. 3] and [@pad], not `[@nobody]`.\n")
    assert 'href="sources.md#ash1990b">(Ash &amp; Ben 1990b, p. 3)</a>' in html
    assert 'href="sources.md#pad">(the pad)</a>' in html
    assert "<code>[@nobody]</code>" in html


def test_the_list_is_sorted_and_shows_what_an_entry_holds():
    first, second, third = works.listed("old", ENTRIES).splitlines()[1:-1]
    assert first == (
        '<li id="abe1991">Abe, A.; B, B.; C, C. (1991). <cite>Two</cite>. '
        '<a href="https://a.b/c">a.b/c</a>.</li>'
    )
    assert '<a href="https://doi.org/10.1/x">doi:10.1/x</a>' in second
    assert "(1990b). <cite>More?</cite>. J. 2, pp. 1–3. " in third
    assert '<a href="https://arxiv.org/abs/1.2">arXiv:1.2</a>.</li>' in third
    assert "A &lt;pad&gt;" in works.listed("new", ENTRIES)


def test_whole_pages_and_whole_entries_pass():
    check_works(PAGES, TOML, ENTRIES)


@pytest.mark.parametrize(
    ("page", "right", "wrong", "message"),
    [
        ("docs/a.md", "See ", "\nSee [@nobody] ", "docs/a.md:2: cites 'nobody', which docs/sour"),
        ("docs/a.md", "[@ash1990] and ", "", "docs/sources.toml:1: ash1990 is cited by no page"),
        ("docs/b.md", "[@pad]", "`[@pad]`", "docs/sources.toml:7: pad is cited by no page"),
        ("docs/b.md", "[@pad]", "<!-- [@pad] -->", "docs/sources.toml:7: pad is cited by no"),
        ("docs/b.md", "[@pad]", "\n```sh\n[@pad]\n```\n", "docs/sources.toml:7: pad is cited by"),
        ("docs/b.md", "[[bibliography new]]", "", "docs/sources.toml:7: pad has a topic that no"),
        ("docs/a.md", ", p. 3]", " p. 3]", "docs/a.md:1: [@ash1990b p. 3] is no citation"),
        ("docs/a.md", ", p. 3]", ", p. 3", "docs/a.md:1: [@ash1990b, p. 3. is no citation"),
    ],
)
def test_a_fault_on_a_page_is_named(page, right, wrong, message):
    assert right in PAGES[page]
    with pytest.raises(PageError) as caught:
        check_works(PAGES | {page: PAGES[page].replace(right, wrong)}, TOML, ENTRIES)
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"title": ""}, "has no title"),
        ({"topic": ""}, "has no topic"),
        ({"author": []}, "has neither author and year nor a label"),
        ({"year": 0}, "has neither author and year nor a label"),
        ({"year": "1990"}, "needs a whole number under year"),
        ({"author": "Ash, A."}, "needs a list under author"),
        ({"quotes": "0.1"}, "needs a table under quotes"),
        ({"where": 3}, "needs a text under where"),
        ({"pages": "3"}, "has an unknown field 'pages'"),
        ({"doi": ""}, "says nowhere where it was published"),
        ({"url": "a.b/c?utm_source=x"}, "has a url with a scheme or with parameters"),
        ({"url": "https://a.b/c"}, "has a url with a scheme or with parameters"),
    ],
)
def test_a_faulty_entry_is_named(change, message):
    assert works.fault(ENTRIES["ash1990"] | change).startswith(message)


def test_a_list_of_nothing_is_refused_with_its_line(build_page):
    with pytest.raises(PageError, match=r"page.md:3: no work .* has the topic 'none'"):
        build_page("# A page\n\n[[bibliography none]]\n")


def test_a_build_stops_at_a_citation_without_entry(build_page):
    with pytest.raises(PageError, match=r"docs/page.md:3: cites 'nobody'"):
        build_page("# A page\n\nSee [@nobody].\n")


def test_every_work_is_whole():
    assert {key: works.fault(work) for key, work in sources().items() if works.fault(work)} == {}


def test_keys_are_in_order_of_use():
    assert list(cited("[@b] `[@c]`\n[@a, ch. 8]", "x.md")) == [("b", 1), ("a", 2)]
    assert check_cited("[@pad]", "x.md", ENTRIES) == {"pad"}
