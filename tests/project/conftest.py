"""A copy of the project in which tests may write."""

from shutil import copy2, copytree, ignore_patterns

import pytest

from tools.vouch.source.config import ROOT


@pytest.fixture
def copied(tmp_path):
    """Return a folder with all that a page is made of and checked with, besides the tests."""
    for name in ("Makefile", "conftest.py", "mkdocs.yml", "pyproject.toml"):
        copy2(ROOT / name, tmp_path)
    for name in ("docs", "snippets", "tools"):
        copytree(ROOT / name, tmp_path / name, ignore=ignore_patterns("__pycache__"))
    for name in (".venv", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)
    return tmp_path
