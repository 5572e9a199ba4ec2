import subprocess

import pytest

from tools.gauges.stats import count, functions, hidden_share, lines_by_folder, totals
from tools.vouch.source.page import Page

PAGE = """\
# A page

It is 2<!--= y -->, and $y$ is in 3 % of 4<!--= 0.03; 4 --> formulas like $x = 5$<!--= 5 -->.

$$
y = 2
$$
<!--= y -->

```python
print("$not$ a formula $$ at all $$")
```

```text title="Output"
$not$ a formula $$ at all $$
```

```python
--8<-- "snippets/checks.py:check_matrix"
--8<-- "snippets/activations.py:sigmoid"
```

```pycon
>>> 1
1
```

`$nor$ this`
"""


def test_a_page_is_counted():
    assert count(Page("page.md", PAGE)) == {
        "pages": 1,
        "Python blocks": 1,
        "includes": 2,
        "sessions": 1,
        "outputs compared": 1,
        "bound numbers": 5,
        "formulas in lines": 2,
        "formulas on display": 1,
    }


def test_private_and_nested_functions_are_not_counted():
    code = "def a():\n    def b(): pass\n\ndef _c(): pass\n\nclass D:\n    def e(self): pass\n"
    assert functions(code) == 1


@pytest.fixture
def project(tmp_path):
    for name, text in {
        "docs/a.md": "It is 2<!--= 2 -->.\n",
        "docs/b/c.md": "It is 3, 4<!--= 3; 4 -->.\n\n$$\n5\n$$\n<!--= 5 -->\n",
        "snippets/a.py": "def a(): pass\ndef b(): pass\n",
        "snippets/b.py": "def a(): pass\n",
        "tools/vouch/a.json": "1\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_pages_and_modules_add_up(project):
    total = totals(project)
    assert (total["pages"], total["bound numbers"], total["public functions"]) == (2, 4, 3)


def test_lines_are_counted_by_folder_and_by_whether_a_reader_sees_them(project):
    for command in (["init", "-q"], ["add", "."]):
        subprocess.run(["git", *command], cwd=project, check=True)
    assert lines_by_folder(project) == {"docs": 7, "snippets": 3}
    assert hidden_share(project) == pytest.approx(1 / 7)
