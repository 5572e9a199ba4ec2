"""The rooms of the tools, and that each rule about them can be broken."""

import subprocess
import sys
from graphlib import CycleError
from shutil import copy, copytree, ignore_patterns

import pytest

from tools.gauges.imports import drawing, floors, rooms
from tools.vouch.source.config import ROOT

LINT = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"]


def lint(folder):
    """Run the linter of imports on a project; return what came of it."""
    command = [*LINT, "--no-cache", "--no-logo"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")


def test_there_are_six_floors_at_most_and_no_circle():
    assert len(floors(rooms("snippets", "tools"))) <= 6


def test_a_circle_is_named():
    with pytest.raises(CycleError, match="cycle"):
        floors({"a": {"b"}, "b": {"a"}})


def test_the_drawing_has_the_highest_floor_first():
    assert drawing({"a": {"b"}, "b": set()}).split("\n")[0] == "floor 2"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project")
    for name in ("snippets", "tools", "tests"):
        copytree(ROOT / name, folder / name, ignore=ignore_patterns("__pycache__", "*.json"))
    (folder / "tests/__init__.py").touch()
    copy(ROOT / "pyproject.toml", folder)
    return folder


def test_the_project_keeps_its_rules(project):
    done = lint(project)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("snippets/checks.py", "import tools.vouch.fix"),
        ("tools/figures/kit/svg.py", "import tools.figures.drawn"),
        ("tools/figures/drawn.py", "import tools.book.build"),
        ("tools/book/build.py", "import tools.gauges.stats"),
        ("tools/vouch/fix.py", "import snippets.xor"),
        ("tools/vouch/fix.py", "import tools.book.katex"),
        ("tools/vouch/source/page.py", "import mkdocs"),
        ("tools/vouch/source/page.py", "import markdown"),
        ("tools/vouch/source/page.py", "import tools.vouch.hold.run"),
        ("tools/vouch/tex/tokens.py", "import tools.vouch.sandbox.guard"),
        ("tools/vouch/hold/run.py", "import sybil"),
        ("tools/gauges/stats.py", "import tests.conftest"),
    ],
)
def test_an_import_against_the_rules_is_named(project, file, line):
    path = project / file
    before = path.read_text(encoding="utf-8")
    path.write_text(f"{before}\n{line}\n", encoding="utf-8")
    done = lint(project)
    path.write_text(before, encoding="utf-8")
    assert done.returncode != 0
    assert line.split()[1].split(".")[0] in done.stdout.partition("Broken contracts")[2]
