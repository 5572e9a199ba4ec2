"""With snippets.zip unpacked in an empty folder, a page's code runs as it was copied."""

import subprocess
import sys
from zipfile import ZipFile

import pytest

from tools.archive import archive
from tools.page import DOCS, FRAMEWORKS, fences, includes

PAGES = sorted(DOCS.glob("*.md"))


def shown(text, name):
    """Return all Python code that a page shows, from top to bottom, without what is run apart."""
    parts = [
        part
        for fence in fences(text, name)
        if fence.language == "python"
        for part in includes(fence, name) or [(name, 0, fence.source)]
    ]
    return "\n\n".join(code for file, _, code in parts if not file.startswith(FRAMEWORKS))


def run(zipped, folder, code):
    """Run code in a folder that holds nothing but the archive's files."""
    with ZipFile(zipped) as opened:
        opened.extractall(folder)
    (folder / "copied.py").write_text(code, encoding="utf-8")
    command = [sys.executable, "copied.py"]
    return subprocess.run(command, cwd=folder, env={}, capture_output=True, encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_pasted_from_top_to_bottom_runs(site, tmp_path, page):
    done = run(site / "snippets.zip", tmp_path, shown(page.read_text(encoding="utf-8"), page.name))
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("<!--python\na = 1\n-->\n\n```python\nprint(a)\n```\n", "name 'a' is not defined"),
        ("```python\nimport tools.page\n```\n", "No module named 'tools'"),
    ],
)
def test_a_page_that_leans_on_what_it_does_not_show_fails(site, tmp_path, text, missing):
    done = run(site / "snippets.zip", tmp_path, shown(text, "a.md"))
    assert missing in done.stderr


def test_the_archive_is_the_same_each_time():
    assert archive() == archive()
