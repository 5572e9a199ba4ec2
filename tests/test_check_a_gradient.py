import json

import autograd
import autograd.numpy as anp
import numpy as np
import pytest

from snippets.check_a_gradient import T, X, layers, loss_by_first, sigmoids
from snippets.network import network_loss
from tools.gauges.gradients import BOUNDS
from tools.vouch.source.config import DOCS
from tools.vouch.source.page import Page

TEXT = (DOCS / "check-a-gradient.md").read_text(encoding="utf-8")


def test_only_the_first_weights_are_moved():
    loss = loss_by_first(X, T, layers)
    (W1, b1), last = layers
    moved = network_loss(X, T, [(2 * W1, b1), last], sigmoids, "squared error")
    assert loss(2 * W1) == moved != loss(W1)


def test_float32_stays_float32():
    short = [(W.astype("f4"), b.astype("f4")) for W, b in layers]
    data = X.astype("f4"), T.astype("f4")
    loss = loss_by_first(*data, short, ["tanh", "identity"])
    assert loss(short[0][0]).dtype == np.float32


def recipe():
    """Return the block to copy, and what the page shows under it."""
    blocks = Page("page", TEXT).fences
    (place,) = [n for n, block in enumerate(blocks) if "def compare(" in block.source]
    return blocks[place].source, blocks[place + 1].source


def test_the_recipe_runs_alone(capsys):
    source, output = recipe()
    exec(source, {})
    assert capsys.readouterr().out.rstrip() == output


def compare():
    """Return the recipe's function, defined by the block alone."""
    names = {}
    exec(recipe()[0], names)
    return names["compare"]


@pytest.mark.parametrize("factor", [0.5, -1, 1.00001])
def test_the_recipe_finds_what_is_wrong(factor, capsys):
    P = np.array([[1.0, -2.0, 0.5]])
    wrong = 2 * P
    wrong[0, 1] *= factor
    difference, worst, quotients = compare()(lambda P: np.sum(P**2), P, wrong)
    assert difference == pytest.approx(abs(1 - factor), rel=1e-4)
    assert worst == f"[0, 1]: yours {-4 * factor:.6g}, witness -4"
    assert quotients == pytest.approx(np.array([[1, factor, 1]]), rel=1e-8)


@pytest.mark.parametrize("shape", [(1, 2), (2, 2)])
def test_the_recipe_refuses_a_gradient_of_another_shape(shape, capsys):
    """NumPy would stretch one row over all, and equal rows would pass."""
    P = np.ones((3, 2))
    with pytest.raises(ValueError, match=r"dP: got \(\d, 2\), want \(3, 2\)"):
        compare()(lambda P: np.sum(P**2), P, 2 * np.ones(shape))


def test_the_recipe_leaves_whole_numbers_and_the_parameter_as_they_were():
    P = np.array([[3, 4]])
    difference, _, _ = compare()(lambda P: np.sum(P**2), P, 2 * P)
    assert difference < 1e-8
    assert P.tolist() == [[3, 4]]


def test_the_recipe_takes_lists_and_numbers_and_losses_of_one_element():
    kept = np.empty((1, 1))

    def loss(P):  # the same array each time
        kept[...] = np.sum(np.array(P) ** 2)
        return kept

    for P, dP in [([3.0, 0.0], [6, 0.0]), (3.0, 6.0), (np.array([[1e8]]), [[2e8]])]:
        difference, _, quotients = compare()(loss, P, dP)
        assert difference < 1e-8
        assert np.shape(quotients) == np.shape(P)
        assert np.nanmax(np.abs(quotients - 1)) < 1e-8
    _, _, quotients = compare()(loss, [3.0, 0.0], [3.0, 1.0])
    assert quotients[0] == pytest.approx(0.5, rel=1e-8)
    assert np.isnan(quotients[1])  # divided by a slope of 0


# What the page's letters mean, and what its checks must reject.
exact_bound = max(BOUNDS["complex step"], BOUNDS["autograd"])
witness_bounds = {
    "central difference": BOUNDS["central difference"],
    "complex step, automatic differentiation": exact_bound,
}


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


def counted():
    """Return how often each kind of gradient was judged how, over all families of networks."""
    with open("docs/assets/experiments/gradient-checks.json", encoding="utf-8") as recorded:
        found = json.load(recorded)
    totals = {}
    for (family, _), row in zip(found["arguments"], found["results"], strict=True):
        for name, counts in row.items():
            names = totals.setdefault(family, {})
            names[name] = names.get(name, 0) + np.array(counts)
    return totals


families = counted()
right_ones = np.array([names["right"] for names in families.values()])
wrong_ones = sum(sum(names.values()) - names["right"] for names in families.values())
zeroed_passed = sum(names["zeroed entry"][:2, 2] for names in families.values())


def test_each_family_has_500_right_gradients_and_bounds_with_noise_misjudge_none():
    assert (right_ones.sum(axis=2) == 500).all()
    assert right_ones[:, 2:, 0].sum() == wrong_ones[2:, 2].sum() == 0


def test_autograd_misses_a_line_over_the_bend_as_backward_does():
    slope = autograd.grad(
        lambda w: (anp.where(w > 0, w, 0.0) - anp.where(-w > 0, -w, 0.0) - 1) ** 2
    )
    assert slope(0.0) == 0
    assert slope(1e-9) < -1.99


def test_a_bias_at_the_kink_crosses_it_at_one_unit(page_names):
    names = page_names("check-a-gradient")
    W1, b1, last = names["W1"], names["b1"], names["last"]

    def above_zero(b):
        return names["run"](names["X"], [(W1, b), last], names["relus"])[0][0] > 0

    assert names["kinks_crossed"](above_zero, b1) == [(0, 0)]


READINGS = {
    "forward": {
        "h": "1e-3",
        "p": "0.7",
        "f": "np.sin",
        "f'": "np.cos",
        "f''": "lambda p: -np.sin(p)",
        r"\approx": "1e-6",
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
        r"\text{least error}": "largest_error(h_least)",
        r"\varepsilon": "0.3",
        "p": "2",
        "f": "lambda p: -0.85 * p",
        "f'''": "lambda p: -0.45 * p",
    },
    "direction": {
        "i in": "range(W1.shape[0])",
        "j in": "range(W1.shape[1])",
        r"\text{slope along } V": "loss_of_W1(W1 + 1e-20j * V).imag / 1e-20",
        "G_{ij}": "G[i, j]",
        "V_{ij}": "V[i, j]",
    },
    "f(p - h)}{2h}": {
        "?": "[directional_difference(np.sin, 0.7, 1.0, 1e-3)]",
        "f": "np.sin",
        "p": "0.7",
        "h": "1e-3",
    },
    "(p + h)^3 &=": {
        "p": "0.7",
        "h": "0.3",
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
    r"-\frac{\varepsilon\lvert f\rvert}": {
        r"\varepsilon": "0.3",
        "f": "-1.7",
        "h": "h_least",
        "f'''": "-0.9",
    },
}
WRONG = {
    "forward": [
        ("h / 2 * f2(p)", "h * f2(p)"),
        ("h / 2 * f2(p)", "h / 1.9 * f2(p)"),
        ("h / 2 * f2(p)", "h**2 / 2 * f2(p)"),
        ("(f(p + h) - f(p)) / h", "(f(p) - f(p - h)) / h"),
    ],
    "central": [
        ("both_sides - f1(p), h**2 / 6", "both_sides - f1(p), h**2 / 3"),
        ("both_sides - f1(p), h**2 / 6 * f3(p)", "both_sides - f1(p), h / 6 * f2(p)"),
        ("both_sides - f1(p), h**2", "both_sides - f1(p), -h**2"),
    ],
    "complex": [
        ("-(h**2) / 6", "h**2 / 6"),
        ("-(h**2) / 6", "-(h**2) / 2"),
        ("np.imag(f(p + 1j * h)) / h", "np.real(f(p + 1j * h)) / h"),
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
    "direction": [
        ("np.sum(G * U)", "np.sum(G) * np.sum(U)"),
        ("np.sum(G * U)", "np.sum(G @ U.T)"),
        ("np.sum(G * U)", "np.mean(G * U)"),
    ],
}
