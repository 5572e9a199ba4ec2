import numpy as np
import pytest

from tests.test_check_a_gradient_measurements import (
    check_bounds,
    errors,
    exact_bound,
    right_ones,
    steps,
    wrong_ones,
)
from tools.vouch.source.config import DOCS
from tools.vouch.source.page import Page

__all__ = ["check_bounds", "errors", "exact_bound", "right_ones", "steps", "wrong_ones"]

TEXT = (DOCS / "check-a-gradient.md").read_text(encoding="utf-8")


def recipe():
    """Return the block to copy."""
    (block,) = [b for b in Page("page", TEXT).fences if "def compare(" in b.source]
    return block.source


def functions():
    """Return the recipe's two functions, defined by the block alone."""
    names = {}
    exec(recipe(), names)
    return names["numerical_gradients"], names["compare"]


slopes_of, compare = functions()


def total_square(layers):
    return sum(np.sum(np.square(P)) for pair in layers for P in pair)


PAIRS = [
    (np.array([[1.0, -2.0, 0.5], [3.0, 0.25, -1.0]]), np.array([[0.5, 2.0, -1.5]])),
    (np.array([[2.0], [1.0], [-4.0]]), np.array([[0.75]])),
]
TWICE = [(2 * W, 2 * b) for W, b in PAIRS]


def test_the_recipe_confirms_a_right_gradient_and_returns_its_difference(capsys):
    assert compare(total_square, PAIRS, TWICE) < 1e-8
    assert capsys.readouterr().out.split("\n") == [
        *(f"{name} agrees" for name in ("dW1", "db1", "dW2", "db2")),
        "",
    ]


@pytest.mark.parametrize("factor", [0.5, -1, 1.00001])
def test_the_recipe_finds_what_is_wrong(factor, capsys):
    (dW1, db1), last = TWICE
    dW1 = dW1.copy()
    dW1[0, 1] *= factor
    difference = compare(total_square, PAIRS, [(dW1, db1), last])
    assert difference == pytest.approx(abs(1 - factor) * 4 / 6, rel=1e-4)
    said, worst, *others = capsys.readouterr().out.rstrip().split("\n")
    assert said == "dW1 disagrees, most at [0, 1]"
    assert worst == f"  yours {-4 * factor:.5g}, numerical -4"
    assert others == ["db1 agrees", "dW2 agrees", "db2 agrees"]


def test_the_recipe_says_where_each_of_two_mistakes_is(capsys):
    (dW1, db1), (dW2, db2) = TWICE
    compare(total_square, PAIRS, [(dW1, 0 * db1), (dW2 + np.eye(3)[:, 2:], db2)])
    said = capsys.readouterr().out
    assert "db1 disagrees, most at [0, 1]" in said
    assert "dW2 disagrees, most at [2, 0]" in said
    assert said.count("disagrees") == 2


def test_a_gradient_that_is_not_a_number_agrees_with_nothing(capsys):
    (dW1, db1), (dW2, db2) = TWICE
    for lost in (np.nan, np.inf):
        with np.errstate(invalid="ignore"):
            difference = compare(total_square, PAIRS, [(dW1, db1), (dW2 * lost, db2)])
        assert not difference < 1e-6
        assert "dW2 disagrees" in capsys.readouterr().out


@pytest.mark.parametrize("shape", [(1, 3), (3, 3)])
def test_the_recipe_refuses_a_gradient_of_another_shape(shape, capsys):
    """NumPy would broadcast one row over all, and equal rows would pass."""
    (_, db1), last = TWICE
    with pytest.raises(ValueError, match=r"dW1: got shape \(\d, 3\), want \(2, 3\)"):
        compare(total_square, PAIRS, [(np.ones(shape), db1), last])


def test_the_recipe_passes_no_gradient_that_is_missing(capsys):
    (dW1, db1), last = TWICE
    for some in (TWICE[:1], [(dW1,), last], [*TWICE, last], [(dW1, db1, db1), last]):
        with pytest.raises(ValueError, match="zip"):
            compare(total_square, PAIRS, some)


def test_the_recipe_leaves_whole_numbers_and_the_parameters_as_they_were(capsys):
    W, b = np.array([[3, 4]]), np.array([[1, 2]])
    assert compare(total_square, [(W, b)], [(2 * W, 2 * b)]) < 1e-8
    assert W.tolist() == [[3, 4]]
    assert b.tolist() == [[1, 2]]


def test_the_recipe_takes_lists_and_numbers_and_losses_of_one_element():
    kept = np.empty((1, 1))

    def total(layers):  # the same array each time
        kept[...] = total_square(layers)
        return kept

    for W, b in [([3.0, 0.0], 1.0), (3.0, [[2.0, 0.5]])]:
        ((dW, db),) = slopes_of(total, [(W, b)])
        assert np.shape(dW) == np.shape(W)
        assert pytest.approx(2 * np.array(W), abs=1e-8) == dW
        assert pytest.approx(2 * np.array(b), abs=1e-8) == db


def test_the_recipes_step_grows_with_the_parameter():
    """Beside 1e8 a step of 6e-6 is rounded by a fifth, beside 1e12 to nothing."""
    for p in (1e8, 1e12):
        ((slope, _),) = slopes_of(lambda layers: 3 * layers[0][0], [(p, 0.0)])
        assert slope == pytest.approx(3, rel=1e-9)


# What the page's letters mean, and what its checks must reject.
def largest_error(h):
    """Return the bound of both errors together, at 0.85 and 0.45 times p = 2 with eps 0.3."""
    return 0.3 * 1.7 / h + h**2 / 6 * 0.9


def smallest(f, low, high):
    """Return where a function with one valley is smallest: its slope is zero there."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if f(middle + 1e-20j).imag > 0 else (middle, high)
    return low


h_least = smallest(largest_error, 0.1, 10.0)


READINGS = {
    "forward": {
        "h": "1e-3",
        "p": "0.7",
        "f": "np.sin",
        "f'": "np.cos",
        "f''": "lambda p: -np.sin(p)",
        r"\approx": "1e-6",
    },
    "rounding": {
        "?": (
            "[max(abs(a * np.sin(-0.7 + 1e-6) - b * np.sin(-0.7 - 1e-6)) for a in (-0.1, 0.1) for "
            "b in (-0.1, 0.1)) / 2e-6]"
        ),
        r"\varepsilon": "0.1",
        "h": "1e-6",
        "p": "-0.7",
        "f": "np.sin",
    },
    ("best", "least"): {
        r"h_{\text{best}}": "h_least",
        r"\text{smallest error}": "largest_error(h_least)",
        r"\varepsilon": "0.3",
        "p": "2",
        "f": "lambda p: -0.85 * p",
        "f'''": "lambda p: -0.45 * p",
    },
    "(p + h)^3 &=": {
        "p": "0.7",
        "h": "0.3",
    },
    r"-\frac{\varepsilon\lvert f\rvert}": {
        r"\varepsilon": "0.3",
        "f": "-1.7",
        "h": "h_least",
        "f'''": "-0.9",
    },
    ("central", "complex"): {
        "h": "1e-3",
        "p": "0.7",
        "f": "np.sin",
        "f'": "np.cos",
        "f'''": "lambda p: -np.cos(p)",
        "i": "1j",
        r"\approx": "1e-9",
    },
    "direction": {
        "i in": "range(W1.shape[0])",
        "j in": "range(W1.shape[1])",
        r"\text{slope along } V": "loss_of_W1(W1 + 1e-20j * V).imag / 1e-20",
        "G_{ij}": "G[i, j]",
        "V_{ij}": "V[i, j]",
    },
    "(p + ih)^3 &=": {
        "p": "0.7",
        "h": "0.3",
        "i": "1j",
    },
    r"\lvert a - b\rvert": {
        "?": "[relative_difference(3.0, -2.0)]",
        "i in": "(0, 1)",
        "a": "(3.0, -2.0)[i]",
        "b": "(-2.0, 3.0)[i]",
    },
}
WRONG = {
    "forward": [
        ("h / 2 * f2(p)", "h * f2(p)"),
        ("h / 2 * f2(p)", "h / 1.9 * f2(p)"),
        ("h / 2 * f2(p)", "h**2 / 2 * f2(p)"),
        ("(f(p + h) - f(p)) / h", "(f(p) - f(p - h)) / h"),
    ],
    "rounding": [
        ("coarse * abs(f(places)) / h", "coarse * abs(f(places)) / (2 * h)"),
        ("coarse * abs(f(places)) / h", "2 * coarse * abs(f(places)) / h"),
        ("coarse * abs(f(places)) / h", "coarse * abs(f(places)) * h"),
        ("coarse * abs(f(places)) / h", "coarse / h"),
    ],
    "best": [
        ("(3 * eps * f0 / f3)", "(eps * f0 / f3)"),
        ("** (1 / 3)", "** (1 / 2)"),
        ("3 * eps * f0 / f3", "3 * eps * f3 / f0"),
    ],
    "least": [
        ("f3 / 2 * h_best**2", "f3 / 6 * h_best**2"),
        ("f3 / 2 * h_best**2", "f3 / 2 * h_best"),
    ],
    "central": [
        ("both_sides - f1(p), h**2 / 6", "both_sides - f1(p), h**2 / 3"),
        ("both_sides - f1(p), h**2 / 6 * f3(p)", "both_sides - f1(p), h / 6 * f3(p)"),
        ("both_sides - f1(p), h**2", "both_sides - f1(p), -h**2"),
        ("/ (2 * h)", "/ h"),
    ],
    "complex": [
        ("-(h**2) / 6", "h**2 / 6"),
        ("-(h**2) / 6", "-(h**2) / 2"),
        ("np.imag(f(p + 1j * h)) / h", "np.real(f(p + 1j * h)) / h"),
    ],
    "direction": [
        ("np.sum(G * U)", "np.sum(G) * np.sum(U)"),
        ("np.sum(G * U)", "np.sum(G @ U.T)"),
        ("np.sum(G * U)", "np.mean(G * U)"),
    ],
}
