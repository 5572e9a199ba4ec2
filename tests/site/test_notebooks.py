"""The downloads run with NumPy alone, and print what the pages and the lessons show."""

import gzip
import json
import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import numpy as np
import pytest

from tests.site.pages import pages
from tools.gauges.weights import loads
from tools.vouch.source.config import DOCS
from tools.vouch.source.notebooks import notebooks, page_at

NAMES = [path.stem for path in notebooks()]
OWN = {"worked-example": 1, "xor": 1}  # outputs that a notebook does not share with its lesson
RUN = """
import contextlib, io, json, sys
space = {"__name__": "__main__"}
printed = []
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec("".join(cell["source"]), space)
        printed.append(out.getvalue())
print(json.dumps([text for text in printed if text]))
"""


@pytest.fixture(scope="module")
def with_numpy_alone(tmp_path_factory):
    """Return a function that runs an .ipynb in a folder and an environment with NumPy alone."""
    root = tmp_path_factory.mktemp("alone")
    venv.create(root / "env", symlinks=True)
    packages = next((root / "env").glob("lib/python*/site-packages"))
    for part in Path(np.__file__).parents[1].glob("numpy*"):
        (packages / part.name).symlink_to(part)
    empty = root / "empty"
    empty.mkdir()

    def run(notebook: Path) -> subprocess.CompletedProcess:
        command = [root / "env/bin/python", "-I", "-W", "error", "-c", RUN, notebook]
        return subprocess.run(command, cwd=empty, env={}, capture_output=True, encoding="utf-8")

    return run


def page(site, name):
    return pages(site)[f"notebooks/{name}/index.html"]


def outputs(soup):
    return [block.text for block in soup.select("article .language-text code")]


@pytest.mark.parametrize("path", notebooks(), ids=NAMES)
def test_a_page_shows_the_cells_of_its_notebook(site, path):
    cells = [fence.source.strip("\n") + "\n" for fence in page_at(path).fences]
    shown = page(site, path.stem).select("article .language-python code")
    assert [block.text for block in shown] == cells


@pytest.mark.parametrize("name", NAMES)
def test_a_download_prints_what_its_page_shows(site, with_numpy_alone, name):
    done = with_numpy_alone(site / f"notebooks/{name}.ipynb")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == outputs(page(site, name))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_prints_what_its_lesson_shows(site, name):
    both = (DOCS / f"{name}.md", DOCS / f"{name}-measurements.md")
    lesson = [fence for path in both if path.is_file() for fence in page_at(path).fences]
    shown = {fence.source + "\n" for fence in lesson if fence.is_output}
    printed = outputs(page(site, name))
    assert len([text for text in printed if text not in shown]) == OWN[name]
    assert len(printed) > OWN[name]


@pytest.mark.parametrize("needs", ["from snippets.losses import squared_error", "import mkdocs"])
def test_a_download_that_needs_more_than_numpy_is_found(with_numpy_alone, tmp_path, needs):
    cells = [{"cell_type": "code", "source": [needs]}]
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": cells}), encoding="utf-8")
    done = with_numpy_alone(tmp_path / "a.ipynb")
    assert done.returncode == 1
    assert "ModuleNotFoundError" in done.stderr


def test_a_download_runs_in_jupyter_in_an_empty_folder(site, tmp_path):
    name = NAMES[0]  # the others are run above
    (tmp_path / "a.ipynb").write_bytes((site / f"notebooks/{name}.ipynb").read_bytes())
    command = [Path(sys.executable).parent / "jupyter-execute", "--inplace", "a.ipynb"]
    plain = {"IPYTHONDIR": str(tmp_path / "ipython"), "HOME": str(tmp_path)}
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | plain
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stderr
    cells = json.loads((tmp_path / "a.ipynb").read_text(encoding="utf-8"))["cells"]
    printed = ["".join("".join(o["text"]) for o in cell.get("outputs", [])) for cell in cells]
    assert [text for text in printed if text] == outputs(page(site, name))


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_and_its_lesson_lead_to_each_other(site, name):
    assert pages(site)[f"{name}/index.html"].select(f'[href="../notebooks/{name}/"]')
    assert page(site, name).select(f'article a[href^="../../{name}/"]')
    assert page(site, name).select(f'article a[href="../{name}.ipynb"][download]')


@pytest.mark.parametrize("name", NAMES)
def test_a_page_brings_nothing_of_jupyter_and_little_weight(site, name):
    text = (site / f"notebooks/{name}/index.html").read_text(encoding="utf-8")
    assert re.search(r"jp-|jupyter-wrapper|(?i:mathjax)|require\.js", text) is None
    assert "mathjax" not in (site / f"{name}/index.html").read_text(encoding="utf-8").lower()
    own = loads(site, f"notebooks/{name}/index.html") - loads(site, f"{name}/index.html")
    assert own == {site / f"notebooks/{name}/index.html"}  # nothing that a lesson does not bring
    assert len(gzip.compress(text.encode(), 6)) <= 40_000
