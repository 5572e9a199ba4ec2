import pytest

from tools.vouch import fix as numbers
from tools.vouch.hold.code import pieces
from tools.vouch.hold.companion import beside
from tools.vouch.hold.run import Run
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.notebooks import as_notebook, as_page, notebooks, page_of

NOTEBOOK = """\
# %% [markdown]
# # A title
#
# Of $a^{(2)}$ it shows 0.25<!--= a**2 -->.

# %%
a = 0.5

# %% [markdown] tags=["site"]
# A half.


# %%
def f():
    # a comment
    return a


print(f())
"""
PAGE = """

# A title

Of $a^{(2)}$ it shows 0.25<!--= a**2 -->.

```python
a = 0.5
```

A half.


```python
def f():
    # a comment
    return a


print(f())
```"""


def test_a_notebook_is_a_page_line_for_line():
    assert as_page(NOTEBOOK, "a.py").split("\n") == PAGE.split("\n")[1:]


def test_every_cell_of_code_is_run_and_every_number_compared():
    run = Run(beside(ROOT / "a.py"))
    found = list(pieces(page_of(NOTEBOOK, "a.py"), run.companion))
    assert len(found) == 3
    for _, _, piece in found[:2]:
        piece(run)
    assert run.visible["a"] == 0.5


@pytest.mark.parametrize("path", notebooks(), ids=lambda path: path.stem)
def test_the_sites_notebooks_keep_their_lines(path):
    text = path.read_text(encoding="utf-8")
    page = as_page(text, path.name).split("\n")
    for shown, line in zip(page, text.split("\n"), strict=True):
        assert shown in line or shown in ("```", "```python")


@pytest.mark.parametrize(
    ("bad", "line", "sentence"),
    [
        ("a = 1\n", 1, "in no cell"),
        ("# %% [markdown]\nnot a comment\n", 2, "not a comment"),
        ("# %%\na = 1\n# %%\nb = 2\n", 3, "there is an empty line above this cell"),
    ],
)
def test_what_is_no_notebook_is_named_with_its_line(bad, line, sentence):
    with pytest.raises(PageError, match=sentence) as caught:
        as_page(bad, "docs/notebooks/a.py")
    assert (caught.value.page, caught.value.line) == ("docs/notebooks/a.py", line)


def test_a_number_in_prose_that_nothing_computes_is_named_with_its_line():
    page = page_of(NOTEBOOK.replace("A half", "A 0.5"), "a.py")
    with pytest.raises(PageError, match=r"^a.py:10: nothing computes the number 0.5"):
        list(pieces(page, beside(ROOT / "a.py")))


def test_numbers_are_written_into_prose_and_nothing_else_changes():
    wrong = NOTEBOOK.replace("0.25<", "0.99<")
    page = as_page(NOTEBOOK, "a.py").replace("# Of", "Of")
    assert as_notebook(page, wrong) == NOTEBOOK


def test_make_numbers_writes_notebooks(tmp_path):
    path = tmp_path / "a.py"
    start = NOTEBOOK.index("# Of")
    moved = NOTEBOOK[:start] + "# Now:\n\n" + NOTEBOOK[NOTEBOOK.index("# %%\na") :]
    path.write_text(moved + "\n# %% [markdown]\n# It shows 0.00<!--= a**2 -->.\n", encoding="utf-8")
    assert numbers.write_all([path]) == ["a.py"]
    assert (
        path.read_text(encoding="utf-8")
        == moved + "\n# %% [markdown]\n# It shows 0.25<!--= a**2 -->.\n"
    )
