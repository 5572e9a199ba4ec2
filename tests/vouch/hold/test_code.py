"""Plants one error after another on a page, and sees each of them caught."""

import pytest

from tests.vouch.faults import faults
from tools.vouch.hold.code import namespace_of

PAGE = """\
# A page

```python
y = 2 / 3
print(round(y, 4))
```

```text title="Output"
0.6667
```

It answers 0.667<!--= y -->, that is 67 %<!--= y --> of 1<!--= one -->, and −0.333<!--= y - 1 -->.

| a | b |
| --- | --- |
| 0.67 | 4.4e-1 |
<!--= y; y**2 -->

$$
\\hat y = 0.667 = 6.67\\times 10^{-1}, \\quad 2 r = 6.28
$$
<!--= y; y; 2 * pi -->

```pycon
>>> y > 0.5
True
```

```python
--8<-- "snippets/checks.py:check_matrix"
```
"""


BESIDE = 'from math import pi\none = 1\nUNREAD = {"= 6.67": "shows every kind of number"}\n'


def test_a_right_page_has_no_faults(tmp_path):
    assert faults(tmp_path, PAGE, BESIDE) == []


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        ("0.667<!--= y -->", "0.668<!--= y -->", "page.md:12: shows 0.668, computed 0.667"),
        ("67 %", "68 %", "page.md:12: shows 68 %, computed 67 %"),
        ("1<!--= one -->", "2<!--= one -->", "page.md:12: shows 2, computed 1"),
        ("−0.333", "0.333", "page.md:12: shows 0.333, computed −0.333"),
        ("| 0.67 |", "| 0.76 |", "page.md:16: shows 0.76, computed 0.67"),
        ("4.4e-1", "4.4e-2", "page.md:16: shows 4.4e-2, computed 4.4e-1"),
        ("= 0.667 =", "= 0.657 =", "page.md:20: shows 0.657, computed 0.667"),
        ("10^{-1}", "10^{-2}", r"shows 6.67\times 10^{-2}, computed 6.67\times 10^{-1}"),
        ("\n0.6667\n", "\n0.6657\n", "page.md:9: shows 0.6657, computed 0.6667"),
        ("True", "False", "page.md:25: the session gives another answer: True"),
        ("2 / 3", "2 / 4", "shows 0.6667, computed 0.5"),
        ("<!--= y; y**2 -->", "<!--= y; nope -->", "raises NameError: name 'nope'"),
        ("<!--= y; y**2 -->", "<!--= y; 1 / 0 -->", "raises ZeroDivisionError"),
        ("<!--= y; y**2 -->", "<!--= y -->", "is ambiguous: 1 values for 2 numbers (0.67, 4.4e-1)"),
        ("<!--= y; y**2 -->", "<!--= z = 3 -->", "SyntaxError: 'z = 3' is not an expression"),
        ("<!--= one -->", "<!--= y -->", "is shown as an integer: show decimals, or round it"),
        ("<!--= one -->", "<!--= float('nan') -->", "nan is not a finite real number"),
        ("<!--= one -->", "<!--= one == 1 -->", "True is not a number"),
        ("<!--= one -->", "<!--= chr(97) -->", "shows 1, computed a"),
        ("<!--= one -->", "<!--= quoted('nobody', 'x') -->", "no source 'nobody'"),
        ("print(round(y, 4))", "pass", "the block before this output printed nothing"),
        (">>> y > 0.5\n", "", "this pycon block has no >>> prompt"),
    ],
)
def test_a_planted_error_is_caught(tmp_path, right, wrong, message):
    assert right in PAGE
    found = faults(tmp_path, PAGE.replace(right, wrong), BESIDE)
    assert message in "".join(found)


def test_an_output_with_no_block_before_it_is_caught(tmp_path):
    (fault,) = faults(tmp_path, '```text title="Output"\n1\n```\n')
    assert "page.md:1: no block was run before this output" in fault


def test_an_included_function_runs_in_the_pages_namespace_and_nothing_else_comes_with_it(tmp_path):
    path = tmp_path / "page.md"
    line = '--8<-- "snippets/activations.py:sigmoid_derivative_from_a"'
    path.write_text(f"```python\n{line}\n```\n", encoding="utf-8")
    assert set(namespace_of(path)) >= {"sigmoid_derivative_from_a"}
    assert "sigmoid" not in namespace_of(path)


RECORDED = """\
```python
--8<-- "docs/frameworks/differences_torch.py:accumulate"
```

```text title="Output"
6.0
12.0
```

Run on 1 May 2020<!--= day --> with JAX 0.1.2<!--= jax -->.
"""


def recorded_faults(tmp_path, old="12.0", new="12.0"):
    assert old in RECORDED
    changed = RECORDED.replace(old, new)
    return faults(tmp_path, changed, "day, jax = '1 May 2020', 'JAX 0.1.2'\n")


def test_a_section_that_is_not_run_here_shows_what_is_on_record(tmp_path):
    assert recorded_faults(tmp_path) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("12.0", "13.0", "page.md:6: shows 6.0\n13.0, computed 6.0\n12.0"),
        (":accumulate", ":mean", "page.md:6: shows 6.0\n12.0, computed sum 1.5"),
        ("1 May 2020<", "2 May 2020<", "page.md:10: shows 2 May 2020, computed 1 May 2020"),
        ("JAX 0.1.2<", "JAX 0.1.3<", "page.md:10: shows JAX 0.1.3, computed JAX 0.1.2"),
    ],
)
def test_a_planted_error_in_what_is_on_record_is_caught(tmp_path, old, new, message):
    assert message in "".join(recorded_faults(tmp_path, old, new))


def test_code_that_has_changed_since_it_was_run_is_caught(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.vouch.records.frameworks.code", lambda file: [])
    (fault, _) = recorded_faults(tmp_path)
    assert "page.md:1: the code of differences_torch.py has changed since it was run" in fault
