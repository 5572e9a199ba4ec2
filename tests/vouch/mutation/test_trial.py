"""Mutates a small project in which two numbers, one of a page and one of a snippet, are unheld."""

from random import Random
from shutil import copy, copytree, ignore_patterns

import pytest

from tools.vouch.mutation.digits import digit_mutants
from tools.vouch.mutation.python import code_mutants
from tools.vouch.mutation.trial import choose, judge, tally
from tools.vouch.source.config import ROOT
from tools.vouch.source.page import Page

PAGE = """\
```python
from snippets.small import double
held, unheld = 1, 5
print(held)
```

```text title="Output"
1
```

It is 3<!--= double(1.5) -->.
"""
SNIPPET = "unheld = 7\n\n\ndef double(x):\n    return 2 * x\n"
TEST = "from snippets.small import double\n\ndef test():\n    assert double(1) == 2\n"


@pytest.fixture
def project(tmp_path):
    root = tmp_path / "project"
    for folder in ("docs", "snippets", "tests"):
        (root / folder).mkdir(parents=True)
    copytree(ROOT / "tools", root / "tools", ignore=ignore_patterns("__pycache__"))
    for name in ("conftest.py", "pyproject.toml"):
        copy(ROOT / name, root / name)
    (root / "docs/page.md").write_text(PAGE, encoding="utf-8")
    for name in ("sources.toml", "families.toml"):
        copy(ROOT / "docs" / name, root / "docs" / name)
    (root / "snippets/small.py").write_text(SNIPPET, encoding="utf-8")
    (root / "tests/test_small.py").write_text(TEST, encoding="utf-8")
    return root


def test_what_nothing_holds_is_reported_and_what_is_held_is_caught(project):
    found = digit_mutants([Page("docs/page.md", PAGE)], 99, Random(0))
    digits = [m for m in found if (m.kind, m.old) in (("page code", "5"), ("prose", "3"))]
    code = [m for m in code_mutants(SNIPPET, "snippets/small.py") if m.kind == "constant"]
    results = list(judge(project, digits + code))
    survivors = [(m.file, m.line, m.kind, m.old) for m, by in results if not by]
    assert survivors == [
        ("docs/page.md", 3, "page code", "5"),
        ("snippets/small.py", 1, "constant", "7"),
    ]
    report = tally(results)
    assert "numbers of pages: 1 caught of 1 (1 by page)" in report
    assert "code of pages: 0 caught of 1 (none)" in report
    assert "code of snippets: 1 caught of 2 (1 by page)" in report
    assert "got through: snippets/small.py:1: constant: 7 → 8" in report
    assert (project / "docs/page.md").read_text(encoding="utf-8") == PAGE
    assert (project / "snippets/small.py").read_text(encoding="utf-8") == SNIPPET


def test_a_test_alone_may_catch_it(project):
    (project / "docs/page.md").write_text("Nothing.\n", encoding="utf-8")
    found = code_mutants(SNIPPET, "snippets/small.py")
    (mutant,) = [m for m in found if m.line == 5 and m.kind == "constant"]
    assert [by for _, by in judge(project, [mutant])] == ["tests"]


def test_nothing_is_judged_where_the_tests_fail_already(project):
    (project / "docs/page.md").write_text("It is 3<!--= 4 -->.\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="fail before anything is changed"):
        list(judge(project, []))


def test_a_hang_is_caught(project, monkeypatch):
    monkeypatch.setattr("tools.vouch.mutation.trial.PATIENCE", 0.5)
    (project / "snippets/small.py").write_text(
        "import time\n\n\ndef double(x):\n    time.sleep(0 if x < 9 else 99)\n    return 2 * x\n",
        encoding="utf-8",
    )
    text = (project / "snippets/small.py").read_text(encoding="utf-8")
    mutants = [m for m in code_mutants(text, "snippets/small.py") if m.new == "x > 9"]
    assert [by for _, by in judge(project, mutants)] == ["hang"]


def test_a_seed_chooses_the_same_again(project):
    assert choose(project, 5, 2, 1, 2) == choose(project, 5, 2, 1, 2)
    assert len(choose(project, 5, 2, 1, 2)) == 4
