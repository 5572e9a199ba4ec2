"""The whole site, built once for all guards, and a small one to plant faults in."""

import subprocess
import sys
from pathlib import Path
from shutil import copytree

import pytest

from tests.conftest import site_of

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the folder of the site, built strictly."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    command = [sys.executable, "-m", "tools.book.build", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert built.returncode == 0, built.stderr
    return folder


@pytest.fixture(scope="session")
def small(tmp_path_factory):
    """Return the folder of a site of two pages."""
    link = "[b](b.md#part) and [there](https://example.org/)"
    pages = {"index.md": f"# A page\n\nSee {link}.\n", "b.md": "# B\n\n## Part\n"}
    return site_of(tmp_path_factory.mktemp("small"), pages)


@pytest.fixture
def planted(small, tmp_path):
    """Return a function: old and new HTML of a page in, a copy of the small site out."""

    def plant(old, new, name="index.html"):
        site = copytree(small, tmp_path / "planted")
        html = (site / name).read_text(encoding="utf-8")
        assert old in html
        (site / name).write_text(html.replace(old, new), encoding="utf-8")
        return site

    return plant
