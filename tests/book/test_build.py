"""A build is strict, says in a line what is wrong, and leaves the old site unless it is whole."""

import os
import re
import subprocess
import sys
from importlib.util import find_spec
from shutil import copy2, copytree, ignore_patterns

import pytest
import yaml

from tools.book import build as builder
from tools.book.build import exchange
from tools.vouch.source.config import ROOT

FRONT = "---\ndescription: A page.\n---\n\n"
PAGES = {
    "index.md": f"{FRONT}# Ä page\n\nThe first ½ — [b](notebooks/b.py).\n",
    "notebooks/b.py": "# %% [markdown]\n# ---\n# description: B.\n# ---\n#\n# # Bé\n\n"
    "# %%\nprint('δ½')\n",
}


def nav(pages):
    """Return mkdocs.yml with other pages in its navigation."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    head, rest = text.split("\nnav:\n")
    after = rest[rest.index("\n\n") :]
    return f"{head}\nnav: {yaml.safe_dump(pages, default_flow_style=True)}{after}"


def test_no_module_beside_a_hook_hides_another():
    hooks = re.findall("  - (tools/.*py)\n", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    folders = {(ROOT / hook).parent for hook in hooks}
    assert folders
    beside = {path.stem for folder in folders for path in folder.glob("*.py")} - {"__init__"}
    assert {name for name in beside if find_spec(name)} == set()
    assert find_spec("site")  # which would have been a name for one of them


@pytest.fixture
def project(tmp_path):
    """Return a function: Markdown by name in, a copy of the project with these pages alone out."""
    for name in ("Makefile", "package-lock.json", "requirements.txt", "pyproject.toml", "LICENSE"):
        copy2(ROOT / name, tmp_path)
    for name in ("tools", "snippets", "docs/assets"):
        copytree(ROOT / name, tmp_path / name, ignore=ignore_patterns("__pycache__"))
    for name in ("glossary.toml", "sources.toml", "families.toml"):
        copy2(ROOT / "docs" / name, tmp_path / "docs")
    for name in (".venv", "node_modules"):
        (tmp_path / name).symlink_to(ROOT / name)

    def write(pages):
        for name, text in pages.items():
            (tmp_path / "docs" / name).parent.mkdir(exist_ok=True)
            (tmp_path / "docs" / name).write_text(text, encoding="utf-8")
        (tmp_path / "mkdocs.yml").write_text(nav(list(PAGES)), encoding="utf-8")
        return tmp_path

    return write


def make_build(folder):
    """Run `make build`, whatever the set-up; return what came of it."""
    command = ["make", "--silent", "build", "-o", "assets"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")


PLANTED = {
    "[a](/b/)": "contains an absolute link '/b/'",
    "[a](b)": "contains an unrecognized relative link 'b'",
    "[a](#none)": "contains a link '#none', but there is no such anchor",
    "[a](notebooks/b.py#none)": "contains a link 'notebooks/b.py#none', but the doc",
    "[a](none.md)": "contains a link 'none.md', but the target is not found",
}


def test_make_build_refuses_each_planted_fault_and_keeps_the_old_site(project):
    folder = project(PAGES)
    built = make_build(folder)
    assert (built.returncode, built.stderr) == (0, "")
    before = (folder / "site/index.html").read_bytes()
    planted = PAGES["index.md"] + "\n\n".join(PLANTED)
    built = make_build(project({"index.md": planted, "orphan.md": f"{FRONT}# C\n"}))
    assert built.returncode
    first = PAGES["index.md"].count("\n")
    for number, said in enumerate(PLANTED.values()):
        place = f"docs/index.md:{first + 2 * number + 1}: Doc file 'index.md'"
        assert f"{place} {said}" in built.stderr
    assert 'not included in the "nav" configuration:\n  - orphan.md' in built.stderr
    assert "Aborted with 6 warnings in strict mode!" in built.stderr
    assert "Traceback" not in built.stderr
    assert (folder / "site/index.html").read_bytes() == before
    assert not list(folder.glob(".site*"))


def test_a_build_is_the_same_in_every_locale(project):
    folder = project(PAGES)
    sites = []
    for name, locale in (("utf", {"LC_ALL": "C.UTF-8"}), ("ascii", {"LC_ALL": "C"})):
        plain = {"PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
        command = [sys.executable, "-m", "tools.book.build", name]
        subprocess.run(command, cwd=folder, env=os.environ | plain | locale, check=True)
        files = sorted(path for path in (folder / name).rglob("*") if path.is_file())
        sites.append({str(p.relative_to(folder / name)): p.read_bytes() for p in files})
    sites = [{n: b for n, b in site.items() if "sitemap" not in n} for site in sites]
    assert "δ½".encode() in sites[0]["notebooks/b/index.html"]
    assert sites[0] == sites[1]


def old_site(folder):
    (folder / "site").mkdir()
    (folder / "site/index.html").write_text("old", encoding="utf-8")
    return folder / "site"


def test_an_exchange_that_fails_puts_the_old_site_back(tmp_path):
    site = old_site(tmp_path)
    with pytest.raises(FileNotFoundError):
        exchange(site, tmp_path / "none", tmp_path / "old")
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert not (tmp_path / "old").exists()


def test_an_interrupted_build_leaves_the_old_site(build_site, tmp_path, monkeypatch):
    site, make = old_site(tmp_path), builder.make

    def interrupted(config):
        make(config)
        raise KeyboardInterrupt

    monkeypatch.setattr(builder, "make", interrupted)
    with pytest.raises(KeyboardInterrupt):
        build_site({"index.md": "# A\n"})
    assert (site / "index.html").read_text(encoding="utf-8") == "old"
    assert [path.name for path in tmp_path.iterdir() if "site" in path.name] == ["site"]
