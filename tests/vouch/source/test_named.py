"""Names of a Python file, and the code that they stand for."""

import pytest

from tools.vouch.source.errors import PageError
from tools.vouch.source.named import cells, code_of

MODULE = """\
\"\"\"A module.\"\"\"

import math

X, T = 1, 2
eta: float = 3  # kept

# not above it

# One line,
# and another.
@first
@second(
    1
)
def double(x):
    \"\"\"Return it doubled.\"\"\"
    y = 2 * x

    return y


class A:
    b = 1


A.c = A.d = (
    2
)
print(X)
Z = 4
"""
PROGRAM = """\
\"\"\"A program.\"\"\"

# %% one
import math

print(1)

# %% two-three

def f():
    return 1


# %% last
"""
DOUBLE = MODULE[MODULE.index("# One") : MODULE.index("\n\n\nclass")]
CLASS = "class A:\n    b = 1"


@pytest.mark.parametrize(
    ("names", "first", "code"),
    [
        ("X", 5, "X, T = 1, 2"),
        ("T, X", 5, "X, T = 1, 2"),
        ("eta", 6, "eta: float = 3  # kept"),
        ("X, eta", 5, "X, T = 1, 2\neta: float = 3  # kept"),
        ("double", 10, DOUBLE),
        ("A, double", 10, f"{DOUBLE}\n\n\n{CLASS}"),
        ("A", 23, CLASS),
        ("A.d", 27, "A.c = A.d = (\n    2\n)"),
        ("Z", 31, "Z = 4"),
    ],
)
def test_a_name_stands_for_the_lines_that_define_it(names, first, code):
    assert code_of(names, MODULE, "a.py") == (first, code)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("b", "includes b of a.py, which defines X, T, eta, double, A, A.c, A.d, Z"),
        ("y", "includes y of a.py, which defines X, T, eta"),
        ("math", "includes math of a.py, which defines X, T, eta"),
        ("X, none", "includes none of a.py, which defines X, T, eta"),
        ("X, double", "includes X, double of a.py, which are not next to each other there"),
        ("A.c, Z", "includes A.c, Z of a.py, which are not next to each other there"),
    ],
)
def test_a_name_that_is_not_there_or_stands_apart_is_refused(names, said):
    with pytest.raises(ValueError, match=f"^{said}"):
        code_of(names, MODULE, "a.py")


def test_what_is_no_python_is_named_with_its_line():
    with pytest.raises(PageError, match=r"^a\.py:2: is not Python"):
        code_of("X", "X = 1\nY =\n", "a.py")


@pytest.mark.parametrize(
    ("name", "first", "code"),
    [
        ("one", 4, "import math\n\nprint(1)"),
        ("two-three", 10, "def f():\n    return 1"),
        ("last", 15, ""),
    ],
)
def test_a_cell_of_a_program_has_its_name_in_the_line_above(name, first, code):
    assert code_of(name, PROGRAM, "a.py") == (first, code)
    assert [part.names for part in cells(PROGRAM)] == [["one"], ["two-three"], ["last"]]
    with pytest.raises(
        ValueError, match=r"includes f of a\.py, which defines one, two-three, last"
    ):
        code_of("f", PROGRAM, "a.py")
