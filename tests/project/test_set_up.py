"""Setting up: what the Makefile makes again, what it refuses, and what a clone is made of."""

import os
import subprocess
import sys
from pathlib import Path
from shutil import copy2

import pytest

from tools.vouch.source.config import ROOT

STAMPS = (".venv/site", "node_modules/.package-lock.json", "docs/assets/built/type.css")
PACKAGES = (
    "node_modules/katex/dist/katex.mjs",
    "node_modules/@fontsource-variable/source-serif-4/LICENSE",
)


@pytest.fixture
def folder(tmp_path):
    """Return a folder that is set up, as far as the Makefile can see."""
    for name in ("Makefile", "package-lock.json", "requirements.txt", "requirements-dev.txt"):
        copy2(ROOT / name, tmp_path)
    for name in ("tools/book/assets.py", ".venv/bin/node", *PACKAGES, ".venv/dev"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / ".venv/bin/python").symlink_to(sys.executable)
    for stamp in STAMPS:
        (tmp_path / stamp).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / stamp).touch()
    return tmp_path


def steps(folder):
    """Return the steps that `make build` would take before it builds."""
    command = ["make", "--dry-run", "build", f"PYTHON={sys.executable}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=True)
    return {
        name for name in ("-m venv --clear", "npm ci", "tools.book.assets") if name in done.stdout
    }


VENV, NPM, ASSETS = {"-m venv --clear"}, {"npm ci"}, {"tools.book.assets"}


@pytest.mark.parametrize(
    ("gone", "again"),
    [
        (None, set()),
        ("docs/assets/built", ASSETS),
        ("docs/assets/built/type.css", ASSETS),
        ("node_modules", NPM | ASSETS),
        ("node_modules/.package-lock.json", NPM | ASSETS),
        ("node_modules/katex", NPM | ASSETS),
        (PACKAGES[1], NPM | ASSETS),
        (".venv", VENV),
        (".venv/site", VENV),
        (".venv/bin/python", VENV),
        (".venv/bin/node", VENV),
    ],
)
def test_what_is_gone_is_made_again(folder, gone, again):
    if gone:
        subprocess.run(["rm", "-r", folder / gone], check=True)
    assert steps(folder) == again


def test_a_python_that_is_gone_or_too_old_is_replaced(folder):
    python = folder / ".venv/bin/python"
    python.unlink()
    python.symlink_to("none")
    assert steps(folder) == VENV
    python.unlink()
    python.symlink_to("/bin/false")  # an old Python answers no, too
    assert steps(folder) == VENV


def test_a_python_that_is_too_old_is_refused_by_name(folder):
    (folder / ".venv/site").unlink()
    command = ["make", ".venv/site", "PYTHON=false"]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")
    assert "This project needs Python 3.12 or newer: false is not." in done.stderr
    assert "Making" not in done.stdout
    assert (folder / ".venv/bin/node").exists()


@pytest.mark.parametrize("autocrlf", ["true", "false", "input"])
def test_a_clone_holds_the_same_bytes_whatever_git_is_told_of_line_ends(tmp_path, autocrlf):
    git = ["git", "-c", f"core.autocrlf={autocrlf}", "-c", "core.eol=crlf"]
    git += ["-c", "user.name=a", "-c", "user.email=a@example.org"]
    names = [".gitattributes", ".ci/run", "Makefile", "docs/assets/figures/network-backward.svg"]
    first, clone = tmp_path / "first", tmp_path / "clone"
    for name in names:
        (first / name).parent.mkdir(parents=True, exist_ok=True)
        copy2(ROOT / name, first / name)
    plain = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-qm", "a"],
        ["clone", "-q", ".", clone],
    ):
        subprocess.run([*git, *command], cwd=first, env=plain, check=True)
    for name in names:
        assert (clone / name).read_bytes() == (ROOT / name).read_bytes()
    assert b"\r" not in (clone / ".ci/run").read_bytes()
    assert Path(clone / ".ci/run").stat().st_mode & 0o100
