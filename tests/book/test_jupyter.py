"""The notebooks in a build: each of these builds a small site, and runs what it holds."""

import json

import pytest
from bs4 import BeautifulSoup

from tools.book import cells, downloads
from tools.book.cells import closed, fingerprint

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


@pytest.mark.parametrize(
    ("code", "known"),
    [
        ("import numpy as np\nnp.random.default_rng(0).normal()", True),
        ("from math import exp\nfrom snippets.xor import X as Y\nexp(Y[0, 0])", True),
        ("def f(a):\n    b = a\n    return b\n[f(x) for x in range(3)]", True),
        ("import numpy as np\nnp.random.default_rng()", False),
        ("import numpy as np\nnp.random.rand()", False),
        ("import numpy as np\nnp.loadtxt('a')", False),
        ("import numpy as np\nnp.lib", False),
        ("import numpy as np\nnp.__builtins__", False),
        ("import time", False),
        ("from pathlib import Path", False),
        ("from numpy import load", False),
        ("open('a')", False),
        ("eval('1')", False),
        ("get_ipython()", False),
    ],
)
def test_code_that_sees_more_than_numpy_and_the_snippets_is_told(code, known):
    assert closed(code) is known


@pytest.fixture
def runs(monkeypatch):
    """Return the list of the cells that a kernel has run."""
    found, run = [], cells.ExecutePreprocessor.preprocess_cell

    def counted(self, cell, *given):
        found.append(cell.source)
        return run(self, cell, *given)

    monkeypatch.setattr(cells.ExecutePreprocessor, "preprocess_cell", counted)
    return found


def test_what_a_notebook_printed_is_kept_until_anything_changes(build_site, runs, monkeypatch):
    pages = {"index.md": "# A\n", "notebooks/a.py": HEAD + FIRST}
    for changes, run in (({}, 2), ({}, 2), ({"FIRST": FIRST.replace("(0)", "(1)")}, 4)):
        pages["notebooks/a.py"] = HEAD + changes.get("FIRST", FIRST)
        site = build_site(pages)
        assert len(runs) == run
    assert read(site, ".language-text code") == ["0.7310585786300049 <b> & ~~~\n"]
    monkeypatch.setattr(cells, "fingerprint", lambda code: "another")
    build_site(pages)
    assert len(runs) == 6


def test_code_snippets_records_and_versions_decide_what_is_printed(tmp_path, monkeypatch):
    monkeypatch.setattr(downloads, "ROOT", tmp_path)
    names = {fingerprint("a = 1"), fingerprint("a = 2")}
    for name in ("snippets/a.py", "snippets/runs/a.py", "docs/assets/experiments/a.json"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        for text in ("1", "2"):
            (tmp_path / name).write_text(text, encoding="utf-8")
            names.add(fingerprint("a = 1"))
    monkeypatch.setattr(cells, "version", lambda package: "0")
    assert len(names | {fingerprint("a = 1")}) == 9
