import pytest

from tools.book import bibliography as sources
from tools.vouch.source.errors import PageError


def test_a_figure_is_quoted_as_printed(monkeypatch):
    monkeypatch.setattr(sources, "sources", lambda: {"a2000": {"quotes": {"loss": "0.10"}}})
    assert sources.quoted("a2000", "loss") == "0.10"
    with pytest.raises(KeyError, match=r"source 'a2000' quotes \['loss'\], not 'lost'"):
        sources.quoted("a2000", "lost")
    with pytest.raises(KeyError, match="no source 'b'"):
        sources.quoted("b", "loss")


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
        sources.entries(toml)
    assert str(caught.value).startswith(f"docs/sources.toml:{message}")
