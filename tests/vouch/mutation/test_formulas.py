from random import Random

from tools.vouch.mutation.formulas import formula_mutants, symbols
from tools.vouch.source.page import Page

PAGE = r"""# A page

$$
\err{\delta}^{(1)}_k = a - \text{word } 2 \label{x-y}\checkedby{check-x}
$$

$$
b + c
$$
"""


def test_letters_and_signs_of_numbered_formulas_are_found_and_nothing_else():
    found = [
        (kind, PAGE[start:end], others) for kind, start, end, others in symbols(Page("x.md", PAGE))
    ]
    assert found == [
        ("sign", "-", ["+"]),
        ("letter", r"\delta", ["a", "k"]),
        ("letter", "k", [r"\delta", "a"]),
        ("letter", "a", [r"\delta", "k"]),
    ]


def test_a_mutant_changes_one_of_them_and_a_seed_chooses_the_same_ones():
    one, again = (formula_mutants([Page("x.md", PAGE)], 3, Random(5)) for _ in range(2))
    assert one == again
    assert len({mutant.start for mutant in one}) == 3
    for mutant in one:
        changed = mutant.apply(PAGE)
        assert changed != PAGE
        assert changed[: mutant.start] == PAGE[: mutant.start]
        assert changed.endswith(PAGE[mutant.end :])
