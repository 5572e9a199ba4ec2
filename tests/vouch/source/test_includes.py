"""What a page includes stands in its place; what cannot is in test_bad_inputs."""

import pytest

from tools.vouch.source.errors import PageError
from tools.vouch.source.includes import expand

FILES = {
    "a.py": "X = 1\n\n\ndef double(x):\n\n    return 2 * x\n",
    "in.md": 'Inside\n\n--8<-- "deep.md"\n',
    "deep.md": "Deep\n",
}


@pytest.fixture(autouse=True)
def project(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.vouch.source.page.ROOT", tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("a\nb\n", "a\nb\n"),
        ('a\n\n--8<-- "in.md"\n\nb', "a\n\nInside\n\nDeep\n\nb"),
        ('    --8<-- "a.py:double"\nb', "    def double(x):\n\n        return 2 * x\nb"),
        ('> --8<-- "in.md" ', "> Inside\n>\n> Deep"),
        ('--8<-- "a.py:X"\n--8<-- "a.py:X"', "X = 1\nX = 1"),
        ('see --8<-- "in.md"', 'see --8<-- "in.md"'),
    ],
)
def test_an_include_is_replaced_by_what_it_names(text, whole):
    assert expand(text, "x.md") == whole


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('--8<-- "a.py:X,double"', "an include is a line like --8<--"),
        ('--8<-- "a.py:"', "an include is a line like --8<--"),
        ('-8<- "in.md', "an include is a line like --8<--"),
        (';--8<-- "in.md" b', "an include is a line like --8<--"),
        ('--8<-- "a.py:Y"', "includes Y of a.py, which defines X, double"),
        ('--8<-- "in.md:Inside"', "includes Inside of in.md, which is not Python"),
    ],
)
def test_an_include_that_cannot_be_is_named_with_its_line(line, said):
    with pytest.raises(PageError) as caught:
        expand(f"a\n{line}\n", "x.md")
    assert str(caught.value).startswith(f"x.md:2: {said}")


def test_a_fault_inside_is_named_where_it_stands(tmp_path):
    (tmp_path / "deep.md").write_text('\n\n--8<-- "none.md"\n', encoding="utf-8")
    with pytest.raises(PageError, match=r"^deep\.md:3: includes none\.md, which does not exist"):
        expand('--8<-- "in.md"', "x.md")
