"""Expressions that change what the reader has, and code that changes the process, are named."""

import os
import time

import numpy as np
import pytest

from snippets import worked_example
from snippets.runs import batch_runs
from tests.vouch.faults import faults
from tools.vouch.source.errors import PageError

GIVEN = """\
```python
import io, numpy as np

rng = np.random.default_rng(0)
rows, table = [1.0], {"a": np.zeros(2)}
count = 0


def draw(n=1):
    return rng.normal(size=n)


def keep(value, kept=[]):
    kept.append(value)


def counted():
    global count
    count += 1


def closed(values):
    return lambda: values.append(1)


class Node:
    value = 1


push, node, file = closed([]), Node(), io.StringIO('ab')
```

"""


@pytest.mark.parametrize(
    ("code", "names"),
    [
        ("rng.normal()", ["rng"]),
        ("draw()", ["rng"]),
        ("np.random.default_rng(rng).normal()", ["rng"]),
        ("twice(draw)", ["rng"]),
        ("rows.append(1)", ["rows"]),
        ("np.copyto(table['a'], 1)", ["table"]),
        ("table.pop('a')", ["table"]),
        ("keep(1)", ["keep"]),
        ("counted()", ["count"]),
        ("push()", ["push"]),
        ("file.read(1)", ["file"]),
        ("setattr(draw, '__defaults__', (2,))", ["draw"]),
        ("setattr(node, 'value', 2)", ["node"]),
        ("setattr(Node, 'value', 2)", ["Node", "node"]),
        ("setattr(Node, 'other', lambda self: 2)", ["Node", "node"]),
    ],
)
def test_an_expression_that_changes_what_the_reader_has_is_refused(tmp_path, code, names):
    companion = "def twice(function):\n    return function(), function()\n"
    (fault,) = faults(tmp_path, f"{GIVEN}It is 1<!--= [1, {code}][0] -->.\n", companion)
    said = ", ".join(f"`{name}`" for name in names)
    assert f"page.md:33: this changes {said}, which the page's visible code uses" in fault


def test_visible_code_cannot_lean_on_the_companion(tmp_path):
    page = "```python\nb = 2\nprint(a)\n```\n\n```pycon\n>>> a\n1\n```\n"
    block, session = faults(tmp_path, page, "a = 1\n")
    assert "page.md:3: raises NameError: name 'a' is not defined" in block
    assert "NameError: name 'a' is not defined" in session


def test_a_name_of_the_readers_wins_over_the_companions(tmp_path):
    given = "1<!--= a -->\n\n"
    page = f"{given}```python\na = 2\n```\n\n2<!--= a -->\n\n```python\ndel a\n```\n\n{given}"
    assert faults(tmp_path, page, "a = 1\n") == []


@pytest.mark.parametrize(
    ("companion", "said"), [("a = 1\nb = nope\n", "2: raises NameError"), ("a = )", "1: raises S")]
)
def test_a_companion_that_does_not_run_is_named(tmp_path, companion, said):
    with pytest.raises(PageError, match=rf"test_page\.py:{said}"):
        faults(tmp_path, "# A page\n", companion)


VARIANT = """\
---
chapter: 1
---

```python
import numpy as np

rng, seen = np.random.default_rng(0), []
```

``` { .python #check-half }
for x in rng.normal(size=3):
    assert x / 2 == 0.5 * x
```

$$
y = \\frac{x}{2}
\\label{half}\\checkedby{check-half}
$$

```python
print(np.round(rng.normal(), 4))
```

```text title="Output"
0.1049
```
"""


BESIDE = """
WRONG = {"half": [("x / 2", "x / 3")]}
READINGS = {"half": {"y": "0.5 * x", "x": "x"}}
"""


def test_a_wrong_variant_draws_from_a_generator_that_is_put_back(tmp_path):
    rng = np.random.default_rng(0)
    assert [round(x, 4) for x in rng.normal(size=4)][-1] == 0.1049
    assert faults(tmp_path, VARIANT, BESIDE) == []


def test_a_wrong_variant_that_changes_anything_else_is_refused(tmp_path):
    changing = BESIDE.replace("x / 3", "seen.append(x) or x")
    assert "this changes `seen`" in "".join(faults(tmp_path, VARIANT, changing))


SETTINGS = [
    ("import os\nos.chdir('..')", "the working folder"),
    ("import os\nos.environ['A_PAGE'] = '1'", "os.environ"),
    ("import sys\nsys.path.append('.')", "sys.path"),
    ("import warnings\nwarnings.simplefilter('ignore')", "the warnings' filters"),
    ("import numpy as np\nnp.seterr(all='ignore')", "NumPy's error settings"),
    ("import numpy as np\nnp.set_printoptions(precision=3)", "NumPy's print options"),
    ("import numpy as np\nnp.random.seed(1)", "the generator of np.random"),
    ("import numpy as np\nnp.random.rand()", "the generator of np.random"),
    ("import random\nrandom.random()", "the generator of random"),
    ("import numpy as np\nnp.exp = np.log", "numpy.exp"),
    ("import builtins\nbuiltins.print = len", "builtins.print"),
    ("from snippets import losses\nlosses.squared_error = max", "snippets.losses.squared_error"),
    ("from snippets.worked_example import W2\nW2[0, 0] += 1", "a value in snippets.worked_example"),
    (
        "from snippets.runs.batch_runs import ETAS\nETAS[:] = []",
        "a value in snippets.runs.batch_runs",
    ),
]


@pytest.fixture
def kept():
    """Put back what a page changed in place: that cannot be undone for it."""
    before, etas = worked_example.W2.copy(), [*batch_runs.ETAS]
    yield
    worked_example.W2[...] = before
    batch_runs.ETAS[:] = etas


@pytest.mark.usefixtures("kept")
@pytest.mark.parametrize(("code", "what"), SETTINGS)
def test_code_that_changes_the_process_is_named_and_the_next_page_is_not(tmp_path, code, what):
    (fault,) = faults(tmp_path, f"```python\n{code}\n```\n")
    assert "page.md:" in fault
    assert f"this code leaves {what} changed" in fault
    assert faults(tmp_path, "```python\nimport os\nos.getcwd()\nprint(1)\n```\n") == []


def test_a_value_that_cannot_be_looked_into_is_refused(tmp_path):
    (fault,) = faults(tmp_path, "```python\nones = (1 for _ in range(3))\n```\n")
    assert "page.md:1: a binding could use up `ones`" in fault


ENDINGS = [
    ("raise SystemExit(0)", "raises SystemExit: 0"),
    ("import sys\nsys.exit(0)", "raises SystemExit: 0"),
    ("raise KeyboardInterrupt", "raises KeyboardInterrupt"),
    ("import os\nos._exit(0)", "calls os._exit"),
    ("from os import _exit\n_exit(0)", "calls os._exit"),
    ("import os\nos.execv('/bin/true', ['true'])", "calls os.execv"),
    ("import os\nos.fork()", "calls os.fork"),
    ("import os\nos.kill(os.getpid(), 15)", "calls os.kill"),
    ("import pytest\npytest.exit('enough', returncode=0)", "raises Exit: enough"),
]


@pytest.mark.parametrize(("code", "said"), ENDINGS)
def test_code_that_would_end_the_process_is_named(tmp_path, code, said):
    (fault,) = faults(tmp_path, f"```python\n{code}\n```\n")
    assert f"page.md:{2 + code.count(chr(10))}: {said}" in fault


@pytest.mark.parametrize(
    "code", ["__import__('os')._exit(0)", "__import__('sys').exit(0)", "exit(0)"]
)
def test_an_expression_that_would_end_the_process_is_named(tmp_path, code):
    (fault,) = faults(tmp_path, f"It is 1<!--= {code} -->.\n")
    assert "page.md:1: " in fault


@pytest.mark.parametrize(
    ("page", "line"),
    [
        ("```python\nwhile True:\n    pass\n```\n", 2),
        ("```python\nwhile True:\n    try: pass\n    except Exception: pass\n```\n", 3),
        ("It is 1<!--= [1 for _ in iter(int, 1) if _] -->.\n", 1),
    ],
)
def test_code_without_an_end_is_stopped(tmp_path, monkeypatch, page, line):
    monkeypatch.setattr("tools.vouch.sandbox.guard.SECONDS", 0.1)
    began = time.monotonic()
    (fault,) = faults(tmp_path, page)
    assert time.monotonic() - began < 5
    assert "page.md:" in fault
    assert "takes longer than 0.1 seconds" in fault


def test_calls_of_our_own_are_left_as_they_were(tmp_path):
    before = os._exit, os.fork
    faults(tmp_path, "```python\nx = 1\n```\n")
    assert (os._exit, os.fork) == before
