import random

import pytest

from tools.vouch.mutation.digits import changed, digit_mutants, page_numbers
from tools.vouch.source.page import Page

PAGE = """\
# Step 1. A heading

It is −0.67<!--= y --> or 67 %<!--= -y -->, as in 2-2-1.

| 0.25 |
| --- |
<!--= y**2 -->

$$
W^{(2)}_{11} = 4.5\\times 10^{-3}
$$
<!--= y**3 -->

> ```python
> def f(x1):
>     \"\"\"Return 7.\"\"\"
>     return x1 * 8.5  # 9
> print(f"{f(3):.6f} at 31")
> ```

> ```text title="Output"
> W1 [1.25 2]
> ```

```pycon
>>> for k in range(13):
...     print(14)
15
```

```python
--8<-- "snippets/checks.py:check_matrix"
```
"""


def test_every_number_that_the_tests_hold_is_found_and_nothing_else():
    found = [(kind, PAGE[start:end]) for kind, start, end in page_numbers(Page("x.md", PAGE))]
    texts = {kind: [text for other, text in found if other == kind] for kind, _ in found}
    assert texts == {
        "prose": ["−0.67"],
        "percentage": ["67 %"],
        "table": ["0.25"],
        "formula": ["4.5\\times 10^{-3}"],
        "page code": ["8.5", "3", "6", "31", "13", "14"],
        "output": ["1", "1.25", "2"],
        "answer": ["15"],
    }


@pytest.mark.parametrize("number", ["−0.67", "67 %", "4.5\\times 10^{-3}", "7"])
def test_a_changed_number_differs_in_one_digit(number):
    for seed in range(50):
        new = changed(number, random.Random(seed), is_code=False)
        (place,) = [k for k in range(len(number)) if number[k] != new[k]]
        assert len(new) == len(number)
        assert number[place].isdigit()
        assert new[place].isdigit()


def test_a_changed_number_in_code_is_one_that_python_reads():
    digits = {changed("10", random.Random(seed), is_code=True) for seed in range(200)}
    assert digits == {"00", *(f"1{k}" for k in range(1, 10)), *(f"{k}0" for k in range(2, 10))}
    assert {changed("1.5", random.Random(seed), is_code=True) for seed in range(99)} >= {"0.5"}
    assert not {changed("15", random.Random(s), is_code=True) for s in range(99)} & {"05"}


def test_mutants_change_the_page_where_they_say():
    mutants = digit_mutants([Page("x.md", PAGE)], 100, random.Random(0))
    assert len(mutants) == 14
    for mutant in mutants:
        lines = mutant.apply(PAGE).splitlines()
        before = PAGE.splitlines()
        differ = [k for k, line in enumerate(before, 1) if line != lines[k - 1]]
        assert differ == [mutant.line]
        assert str(mutant).startswith(f"x.md:{mutant.line}: {mutant.kind}: ")


def test_a_seed_gives_the_same_mutants_again():
    again = [digit_mutants([Page("x.md", PAGE)], 5, random.Random(3)) for _ in range(2)]
    assert again[0] == again[1]
    assert len(again[0]) == 5
    assert digit_mutants([Page("x.md", PAGE)], 5, random.Random(4)) != again[0]
