import numpy as np
import pytest

from snippets.check_a_gradient import T, X, layers, loss_by_first, sigmoids
from snippets.network import network_loss
from tools.vouch.source.page import DOCS, fences

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
    blocks = list(fences(TEXT, "page"))
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
