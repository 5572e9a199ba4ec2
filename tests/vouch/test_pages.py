"""Guards over all pages and snippets; each is also seen to fail, on a small project."""

import os
import re
import shutil
import subprocess
import sys

import pytest

from tools.gauges.mirror import foreign, lessons, misnamed, unshown
from tools.vouch.hold.arithmetic import check_arithmetic
from tools.vouch.hold.companion import beside
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.notebooks import notebooks, page_at
from tools.vouch.source.numbers import check_bound

PAGE = """\
---
snippets: [losses, checks]
---

```python
from snippets import checks
```

```python
--8<-- "snippets/a_lesson.py:X"
--8<-- "snippets/a_lesson.py:double"
```

```python title="Halved"
--8<-- "snippets/losses.py:halve"
```

```python
print(1)
```

```text title="Output"
1
```

```pycon
>>> double(1)
2
```

It is 3<!--= beside -->.

````bash
```python
````
"""
LESSON = """\
import math
from snippets.losses import halve

X, T = 1, 2

# Twice.
def double(x):
    import numpy.linalg
    return 2 * x


def _private():
    pass
"""
LOSSES = """\
def halve(x):
    return x / 2
"""
MD = "docs/lessons/a-lesson.md"
FILES = {
    MD: PAGE,
    "snippets/a_lesson.py": LESSON,
    "snippets/losses.py": LOSSES,
    "snippets/checks.py": "",
    "snippets/__init__.py": "",
    "tests/test_a_lesson.py": "",
    "tests/snippets/test_losses.py": "",
    "tests/snippets/test_checks.py": "",
}


@pytest.fixture
def project(tmp_path):
    """Return a function: changes (file, old, new) in, a project with them made out."""

    def write(*changes):
        files = dict(FILES)
        for name, old, new in changes:
            assert old in files[name]
            files[name] = files[name].replace(old, new, 1)
        for name, text in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


def static_faults(root):
    """Return what is wrong with pages before anything is run."""
    faults = []
    for page in lessons(root):
        try:
            found = page_at(page)
            found.check()
            check_bound(found)
            check_arithmetic(found)
        except PageError as error:
            faults.append(str(error))
    return faults


def held(page):
    """Return how many examples a page holds: blocks that run, and comments that are."""
    found = page_at(page)
    run = [f for f in found.fences if f.language in ("python", "pycon") or f.is_output]
    formulas = page.suffix == ".md" and "$$" in found.prose
    return len(run) + found.prose.count("<!--=") + formulas


def prompts(root):
    """Return how many examples the docstrings of each snippet hold; none is switched off."""
    paths = sorted(root.glob("snippets/**/*.py"))
    texts = {p.relative_to(root).as_posix(): p.read_text("utf-8") for p in paths}
    assert [name for name, text in texts.items() if "doctest:" in text] == []
    counts = {n: len(re.findall(r"^ *>>> ", t, re.MULTILINE)) for n, t in texts.items()}
    return {name: count for name, count in counts.items() if count}


def collected(root, folder="docs"):
    """Return how many examples `pytest docs` or `pytest snippets` collects, by file."""
    command = [sys.executable, "-m", "pytest", folder, "--collect-only", "-qq"]
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    run = subprocess.run(
        [*command, "-p", "no:cacheprovider"],
        cwd=root,
        env=environment,
        capture_output=True,
        encoding="utf-8",
    )
    found = re.findall(rf"^({folder}/.+): (\d+)$", run.stdout, re.MULTILINE)
    return {name: int(count) for name, count in found}


def started(folder, module, *arguments):
    """Run pytest, by itself or to the end, in a folder with the project's conftest.py."""
    shutil.copy(ROOT / "conftest.py", folder)
    return subprocess.run(
        [sys.executable, "-m", module, *arguments, "-p", "no:cacheprovider"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
    )


@pytest.mark.parametrize("faults", [unshown, misnamed, foreign, static_faults])
def test_the_pages_and_the_snippets_have_no_faults(faults):
    assert faults(ROOT) == []


def test_nearly_every_formula_is_read_and_the_others_have_a_reason():
    reasons = [reason for page in lessons(ROOT) for reason in beside(page).unread.values()]
    assert len(reasons) < 10
    assert all(len(reason.split()) > 3 for reason in reasons)


def test_every_example_is_collected():
    pages = {str(page.relative_to(ROOT)): held(page) for page in [*lessons(ROOT), *notebooks()]}
    assert collected(ROOT) == {name: count for name, count in pages.items() if count}


def test_every_docstrings_example_is_collected():
    assert sum(prompts(ROOT).values()) > 0
    assert collected(ROOT, "snippets") == prompts(ROOT)


@pytest.mark.parametrize("off", ["# doctest: +SKIP", "#doctest:+SKIP"])
def test_a_docstrings_example_that_is_switched_off_is_found(project, off):
    example = f'"""Two.\n\n>>> 1 + 1  {off}\n3\n"""\n'
    with pytest.raises(AssertionError):
        prompts(project(("snippets/checks.py", "", example)))


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("snippets/bad.py", b"a = 1\nb =\n", "bad.py:2: is not Python: invalid syntax"),
        ("docs/bad.md", b"a\n\xe9\n", "bad.md:2: the byte 0xe9 is not UTF-8"),
        ("docs/bad.md", b"a\n\n0.5\n", "bad.md:3: nothing computes the number 0.5"),
        ("docs/notebooks/bad.py", b"a = 1\n", "bad.py:1: this line is in no cell"),
    ],
)
def test_what_pytest_cannot_read_is_told_in_a_sentence(tmp_path, name, text, said):
    (tmp_path / name).parent.mkdir(parents=True)
    (tmp_path / name).write_bytes(text)
    run = started(tmp_path, "pytest", name)
    assert run.returncode != 0
    assert said in run.stdout
    assert "Traceback" not in run.stdout + run.stderr


def test_docstrings_that_are_not_collected_are_found(project):
    root = project(("snippets/checks.py", "", '"""Two.\n\n>>> 1 + 1\n2\n"""\n'))
    (root / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    assert prompts(root) == {"snippets/checks.py": 1}
    assert collected(root, "snippets") == {}


ENDS = {
    "os._exit(0)": "page.md:4: calls os._exit",
    "sys.exit(0)": "page.md:4: raises SystemExit: 0",
    "raise KeyboardInterrupt": "page.md:4: raises KeyboardInterrupt",
    "pytest.exit('', 0)": "page.md:4: raises Exit",
    "os.execv('/bin/true', ['true'])": "page.md:4: calls os.execv",
}


def test_a_page_cannot_end_pytest(tmp_path):
    """Each of these pages would end it with a status of 0 or 2, and hide all that follows."""
    (tmp_path / "docs").mkdir()
    for number, code in enumerate(ENDS):
        page = f"```python\nimport os, sys\nimport pytest\n{code}\n```\n"
        (tmp_path / f"docs/{number}-page.md").write_text(page, encoding="utf-8")
    run = started(tmp_path, "pytest", "docs")
    assert run.returncode == 1
    assert "5 failed" in run.stdout
    assert [said for said in ENDS.values() if said not in run.stdout] == []


QUIET_ENDS = {
    "docs/a.md": "```python\nimport ctypes\nctypes.CDLL(None)._exit(0)\n```\n",
    "docs/b.md": "```python\nimport atexit, os\natexit.register(lambda: os._exit(0))\n```\n\n0.5\n",
    "snippets/c.py": '"""Ends.\n\n>>> import os\n>>> os._exit(0)\n"""\n',
}


@pytest.mark.parametrize(("name", "text"), QUIET_ENDS.items(), ids=QUIET_ENDS)
def test_what_ends_pytest_with_status_0_fails_make_test(tmp_path, name, text):
    (tmp_path / name).parent.mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    run = started(tmp_path, "tools.vouch.sandbox.to_the_end", name)
    assert run.returncode in (1, 2)


def test_tests_that_pass_come_to_their_end(tmp_path):
    (tmp_path / "test_a.py").write_text("def test_a():\n    assert True\n", encoding="utf-8")
    run = started(tmp_path, "tools.vouch.sandbox.to_the_end", "test_a.py")
    assert run.returncode == 0


def test_a_right_project_has_no_faults(project, monkeypatch, tmp_path):
    monkeypatch.setattr("tools.vouch.source.page.ROOT", tmp_path)
    root = project()
    assert static_faults(root) == []
    assert unshown(root) + misnamed(root) + foreign(root) == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ((MD, "py:double", "py:T"), "a_lesson.py:6: no lesson includes double"),
        ((MD, "py:X", "py:double"), "a_lesson.py:4: no lesson includes X, T"),
        ((MD, '"snippets/losses.py:halve"', ""), "losses.py:1: no lesson includes halve"),
        (
            ("snippets/a_lesson.py", "_private", "private"),
            "a_lesson.py:12: no lesson includes private",
        ),
        (
            ("snippets/a_lesson.py", "def _private():\n    pass", "y = 1"),
            "a_lesson.py:12: no lesson includes y",
        ),
        (
            ("snippets/a_lesson.py", "def _private():\n    pass", "class Y:\n    y = 1"),
            "a_lesson.py:12: no lesson includes Y",
        ),
        (
            ("snippets/a_lesson.py", "def _private():\n    pass", "X.y = 1"),
            "a_lesson.py:12: no lesson includes X.y",
        ),
    ],
)
def test_what_no_lesson_includes_is_named(project, change, fault):
    assert f"snippets/{fault}" in unshown(project(change))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ((MD, "losses, ", ""), f"{MD}: includes from losses, which its front matter does not name"),
        ((MD, ", checks", ""), "snippets/checks.py: no page has its name or names it"),
        (
            (MD, "import checks", "import losses"),
            f"{MD}: its front matter names checks, which it does not use",
        ),
    ],
)
def test_a_wrong_name_is_found(project, change, fault):
    assert fault in misnamed(project(change))


def test_a_module_without_tests_or_page_is_found(project):
    root = project()
    (root / "snippets/runs").mkdir()
    (root / "snippets/runs/alone.py").write_text("", encoding="utf-8")
    (root / "tests/test_a_lesson.py").rename(root / "tests/snippets/test_a_lesson.py")
    (root / "tests/snippets/test_losses.py").unlink()
    assert misnamed(root) == [
        "snippets/a_lesson.py: there is no tests/test_a_lesson.py",
        "snippets/losses.py: there is no tests/snippets/test_losses.py",
        "snippets/runs/alone.py: there is no tests/snippets/runs/test_alone.py",
        "snippets/runs/alone.py: no page has its name or names it",
    ]


@pytest.mark.parametrize(
    ("bad", "name"),
    [
        ("import scipy.special", "scipy.special"),
        ("from tools.vouch.source.page import ROOT", "tools.vouch.source.page"),
        ("import math, tests", "tests"),
        ("def f():\n    from autograd import grad", "autograd"),
    ],
)
def test_a_foreign_import_is_found(project, bad, name):
    root = project(("snippets/checks.py", "", bad))
    assert foreign(root) == [f"snippets/checks.py:{bad.count(chr(10)) + 1}: imports {name}"]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("```pycon", "```py"), "would not be run"),
        (("<!--= beside -->", ""), "nothing computes the number 3"),
        (("````bash", "````"), "a fence must name its language"),
    ],
)
def test_a_page_that_is_not_run_or_bound_is_found(project, monkeypatch, tmp_path, change, fault):
    monkeypatch.setattr("tools.vouch.source.page.ROOT", tmp_path)
    (found, *_) = static_faults(project((MD, *change)))
    assert fault in found


CONFTEST = """\
from sybil import Sybil
from sybil.parsers.markdown import PythonCodeBlockParser
pytest_collect_file = Sybil([PythonCodeBlockParser()], pattern="*.md").pytest()
"""


def test_an_example_that_is_not_collected_is_found(project):
    """Sybil's own parser passes by a block with a title, sessions, outputs and bindings."""
    root = project()
    (root / "conftest.py").write_text(CONFTEST, encoding="utf-8")
    (page,) = lessons(root)
    assert held(page) == 7
    assert collected(root) == {MD: 3}
