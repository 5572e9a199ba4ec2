import pytest

from tools import sources


def test_a_figure_is_quoted_as_printed(monkeypatch):
    monkeypatch.setattr(sources, "sources", lambda: {"a2000": {"quotes": {"loss": "0.10"}}})
    assert sources.quoted("a2000", "loss") == "0.10"
    with pytest.raises(KeyError, match=r"source 'a2000' quotes \['loss'\], not 'lost'"):
        sources.quoted("a2000", "lost")
    with pytest.raises(KeyError, match="no source 'b'"):
        sources.quoted("b", "loss")
