"""Plants one fault after another in citations and works, and sees each of them named."""

import pytest

from tools.book import bibliography, citations, lists
from tools.book.bibliography import entries, fault, label, listed, quoted
from tools.book.citations import check_cited, cited
from tools.book.lists import check_works
from tools.vouch.source.errors import PageError
from tools.vouch.source.page import Page

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


def made(texts):
    return [Page(name, text) for name, text in texts.items()]


@pytest.fixture(autouse=True)
def few_sources(monkeypatch):
    for module in (citations, lists):
        monkeypatch.setattr(module, "sources", lambda: ENTRIES)


def test_a_work_is_cited_by_author_and_year_or_by_its_label():
    labels = ["Ash & Ben 1990a", "Ash & Ben 1990b", "Abe et al. 1991", "the pad"]
    assert [label(key, ENTRIES) for key in ENTRIES] == labels


def test_a_citation_becomes_a_link_to_the_work(build_page):
    html = build_page("# A page\n\nSee [@ash1990b, p. 3] and [@pad], not `[@nobody]`.\n")
    assert 'href="sources.md#ash1990b">(Ash &amp; Ben 1990b, p. 3)</a>' in html
    assert 'href="sources.md#pad">(the pad)</a>' in html
    assert "<code>[@nobody]</code>" in html


def test_the_list_is_sorted_and_shows_what_an_entry_holds():
    first, second, third = listed("old", ENTRIES).splitlines()[1:-1]
    assert first == (
        '<li id="abe1991">Abe, A.; B, B.; C, C. (1991). <cite>Two</cite>. '
        '<a href="https://a.b/c">a.b/c</a>.</li>'
    )
    assert '<a href="https://doi.org/10.1/x">doi:10.1/x</a>' in second
    assert "(1990b). <cite>More?</cite>. J. 2, pp. 1–3. " in third
    assert '<a href="https://arxiv.org/abs/1.2">arXiv:1.2</a>.</li>' in third
    assert "A &lt;pad&gt;" in listed("new", ENTRIES)


def test_whole_pages_and_whole_entries_pass():
    check_works(made(PAGES), TOML, ENTRIES)


@pytest.mark.parametrize(
    ("page", "right", "wrong", "message"),
    [
        ("docs/a.md", "See ", "\nSee [@nobody] ", "docs/a.md:2: cites 'nobody', which docs/sour"),
        ("docs/a.md", "[@ash1990] and ", "", "docs/sources.toml:1: ash1990 is cited by no page"),
        ("docs/b.md", "[@pad]", "`[@pad]`", "docs/sources.toml:7: pad is cited by no page"),
        ("docs/b.md", "[@pad]", "<!-- [@pad] -->", "docs/sources.toml:7: pad is cited by no"),
        ("docs/b.md", "[@pad]", "\n```sh\n[@pad]\n```\n", "docs/sources.toml:7: pad is cited by"),
        ("docs/b.md", "[[bibliography new]]", "", "docs/sources.toml:7: pad has a topic that no"),
        ("docs/a.md", ", p. 3]", " p. 3]", "docs/a.md:1: [@ash1990b p. 3] is not a citation"),
        ("docs/a.md", ", p. 3]", ", p. 3", "docs/a.md:1: [@ash1990b, p. 3. is not a citation"),
    ],
)
def test_a_fault_on_a_page_is_named(page, right, wrong, message):
    assert right in PAGES[page]
    with pytest.raises(PageError) as caught:
        check_works(made(PAGES | {page: PAGES[page].replace(right, wrong)}), TOML, ENTRIES)
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
        ({"doi": ""}, "does not say where it was published"),
        ({"url": "a.b/c?utm_source=x"}, "has a url with a scheme or with parameters"),
        ({"url": "https://a.b/c"}, "has a url with a scheme or with parameters"),
    ],
)
def test_a_faulty_entry_is_named(change, message):
    assert fault(ENTRIES["ash1990"] | change).startswith(message)


def test_keys_are_in_order_of_use():
    assert list(cited(Page("x.md", "[@b] `[@c]`\n[@a, ch. 8]"))) == [("b", 1), ("a", 2)]
    assert check_cited(Page("x.md", "[@pad]"), ENTRIES) == {"pad"}


def test_a_figure_is_quoted_as_printed(monkeypatch):
    monkeypatch.setattr(bibliography, "sources", lambda: {"a2000": {"quotes": {"loss": "0.10"}}})
    assert quoted("a2000", "loss") == "0.10"
    with pytest.raises(KeyError, match=r"source 'a2000' quotes \['loss'\], not 'lost'"):
        quoted("a2000", "lost")
    with pytest.raises(KeyError, match="no source 'b'"):
        quoted("b", "loss")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("\na2000 = 3\n", "2: a2000 is not a table of fields"),
        ('[a2000]\ntitle = "A"\nauthor = "Abe"\n', "1: a2000 needs a list under author"),
        ('\n["a2000"]\ntitle = "A"\n', "2: a2000 has no topic"),
        ("[a2000]\ntitle = A\n", "2: is not TOML: Invalid value"),
        ("[a2000]\n[a2000]\n", "2: is not TOML: Cannot declare"),
    ],
)
def test_a_work_that_is_not_whole_is_named(toml, message):
    with pytest.raises(PageError) as caught:
        entries(toml)
    assert str(caught.value).startswith(f"docs/sources.toml:{message}")
