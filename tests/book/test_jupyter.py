"""The notebooks in a build: each of these builds a small site, and runs what it holds."""

import json

import pytest
from bs4 import BeautifulSoup
from mkdocs.exceptions import Abort

from tools.vouch.source.errors import PageError

HEAD = "# %% [markdown]\n# ---\n# description: A notebook.\n# ---\n#\n# # A notebook\n\n"
PROSE = '# %% [markdown]\n# So $a<b$ & "c" &lt; d.\n#\n# $$\n# a < b\n# $$\n\n'
FIRST = "# %%\nfrom snippets.activations import sigmoid\n\nprint(sigmoid(0), '<b> & ~~~')\n"


@pytest.fixture(autouse=True)
def broken_kernel_of_the_users_own(tmp_path, monkeypatch):
    folder = tmp_path / "users/kernels/python3"
    folder.mkdir(parents=True)
    kernel = {"argv": ["false"], "display_name": "Broken", "language": "python"}
    (folder / "kernel.json").write_text(json.dumps(kernel), encoding="utf-8")
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "users"))


def read(site, selector):
    page = BeautifulSoup(
        (site / "notebooks/a/index.html").read_text(encoding="utf-8"), "html.parser"
    )
    return [tag.text for tag in page.select(selector)]


def test_a_notebook_becomes_a_page_of_the_site_and_its_outputs_are_never_old(build_site, tmp_path):
    (tmp_path / "value.txt").write_text("1", encoding="utf-8")
    parts = "".join(f"    {part!r},\n" for part in (tmp_path / "value.txt").parts)
    value = f"\n# %%\nfrom pathlib import Path\n\nparts = [\n{parts}]\n"
    value += "print(Path(*parts).read_text(encoding='utf-8'))\n"
    pages = {
        "index.md": "# A\n\n[b](notebooks/a.py)\n",
        "notebooks/a.py": HEAD + PROSE + FIRST + value,
    }
    site = build_site(pages)
    assert read(site, "h1") == ["A notebook¶"]
    assert read(site, "article math") == ["a<b", "a<b"]
    assert "So" in read(site, "article p")[0]
    assert read(site, ".language-text code") == ["0.5 <b> & ~~~\n", "1\n"]
    assert read(site, ".language-python code")[0].endswith("print(sigmoid(0), '<b> & ~~~')\n")
    assert json.loads((site / "notebooks/a.ipynb").read_text(encoding="utf-8"))["nbformat"] == 4
    assert "0.5" not in (site / "search/search_index.json").read_text(encoding="utf-8")

    (tmp_path / "value.txt").write_text("2", encoding="utf-8")
    assert read(build_site(pages), ".language-text code")[1] == "2\n"


def test_a_cell_that_fails_stops_the_build_with_its_place(build_site):
    cell = "\n# %%\na = 1\nb = a / 0\n"
    place = "^docs/notebooks/a.py:15: code cell 2 raises ZeroDivisionError: division by zero$"
    with pytest.raises(PageError, match=place):
        build_site({"index.md": "# A\n", "notebooks/a.py": HEAD + FIRST + cell})


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        ("a.ipynb", "{}", "notebooks/a.ipynb:1: a notebook is kept as .py"),
        ("a.py", HEAD + "# %% [markdown]\n# It is 0.5.\n", "notebooks/a.py:9: nothing computes"),
        ("a.py", HEAD + "# %% [markdown]\n# So $\\foo$.\n", "notebooks/a.py:9: KaTeX cannot read"),
        ("a.py", HEAD + "# %%\nimport snippets\n", "notebooks/a.py:9: write `from snippets.x"),
    ],
)
def test_what_else_is_wrong_is_named_with_its_line(build_site, caplog, name, text, sentence):
    with pytest.raises(Abort):
        build_site({"index.md": "# A\n", f"notebooks/{name}": text})
    assert sentence in caplog.text
