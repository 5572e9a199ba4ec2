from itertools import combinations, product

import autograd
import numpy as np
import pytest

from snippets.batches import (
    batches,
    check_data,
    check_size,
    flat,
    measured_noise,
    noise,
    spread,
)
from snippets.gradient_check import check_gradients, relative_difference
from snippets.network import loss_and_gradients, network_loss
from snippets.numerical_gradients import central_difference, complex_step, numerical_gradient
from tests.test_batches_measurements import (
    by_size,
    fewer,
    gradients_of,
    late,
    middle,
    noise_of_four,
    reported,
)
from tools.gauges.gradients import BOUNDS
from tools.gauges.random_networks import problems
from tools.gauges.under_autograd import under_autograd

X, T = np.arange(10.0).reshape(5, 2), np.arange(5.0).reshape(5, 1)
G = np.random.default_rng(0).normal(size=(5, 3))


def test_batches_are_cut_in_the_order_given():
    parts = batches(X, T, 2, [4, 0, 3, 1, 2])
    assert [part[1].ravel().tolist() for part in parts] == [[4, 0], [3, 1], [2]]
    assert [part[0].tolist() for part in parts] == [
        [[8, 9], [0, 1]],
        [[6, 7], [2, 3]],
        [[4, 5]],
    ]


@pytest.mark.parametrize(("size", "counts"), [(1, [1] * 5), (3, [3, 2]), (4, [4, 1]), (5, [5])])
def test_every_row_is_in_one_batch_and_only_the_last_is_smaller(size, counts):
    parts = batches(X, T, size, np.random.default_rng(1).permutation(5))
    assert [len(part) for part, _ in parts] == counts
    assert sorted(np.concatenate([part for _, part in parts]).ravel()) == [0, 1, 2, 3, 4]


def test_batches_are_copies():
    ((X_part, _),) = batches(X, T, 5, np.arange(5))
    X_part[0] = 99
    assert X[0].tolist() == [0, 1]


@pytest.mark.parametrize("size", [0, -1, 6, 2.0, np.nan, "2", None])
def test_a_bad_size_is_named(size):
    for refuse in (
        lambda: batches(X, T, size, np.arange(5)),
        lambda: check_size(size, 5),
        lambda: noise(G, size, True),
        lambda: measured_noise(G, size, True, 1, np.random.default_rng(0)),
    ):
        with pytest.raises(ValueError, match=r"^size: got .*, want a whole number from 1 to 5$"):
            refuse()


@pytest.mark.parametrize(
    ("X", "T", "said"),
    [
        (X[:0], T[:0], r"X: got shape \(0, 2\), want \(any, any\)"),
        (X, T[:0], r"T: got shape \(0, 1\), want \(5, any\)"),
        (X, T[:4], r"T: got shape \(4, 1\), want \(5, any\)"),
        (X, T[:, 0], r"T: got shape \(5,\), want \(5, any\)"),
        (X[0], T, r"X: got shape \(2,\), want \(any, any\)"),
        (np.full((5, 2), np.nan), T, "X: got NaN"),
    ],
)
def test_data_that_cannot_be_cut_are_named(X, T, said):
    with pytest.raises(ValueError, match=said):
        batches(X, T, 1, np.arange(len(X)))
    with pytest.raises(ValueError, match=said):
        check_data(X, T)


@pytest.mark.parametrize(
    ("order", "said"),
    [
        (np.arange(4), r"order: got shape \(4,\) of int64, want 5 row numbers"),
        (np.arange(5.0), r"order: got shape \(5,\) of float64, want 5 row numbers"),
        (np.ones(5, bool), r"order: got shape \(5,\) of bool, want 5 row numbers"),
        ([0, 1, 2, 3, 5], "order: got rows 0 to 5, want rows from 0 to 4"),
        ([-1, 0, 1, 2, 3], "order: got rows -1 to 3, want rows from 0 to 4"),
    ],
)
def test_an_order_that_is_none_is_named(order, said):
    with pytest.raises(ValueError, match=said):
        batches(X, T, 2, order)


def test_flat_keeps_every_number_in_order():
    pairs = [(np.array([[1, 2], [3, 4]]), np.array([[5, 6]])), (np.array([[7]]), np.array([[8]]))]
    assert flat(pairs).tolist() == [1, 2, 3, 4, 5, 6, 7, 8]


def test_spread_is_a_root_mean_square_of_lengths():
    assert spread(np.array([[0.0, 0.0], [6.0, 8.0], [0.0, 0.0], [6.0, 8.0]])) == 5
    assert spread(np.ones((3, 2))) == 0


def off(drawn):
    """Return the root mean square of the distance over every batch of a list."""
    means = np.array([G[list(rows)].mean(axis=0) for rows in drawn])
    return np.sqrt(np.mean(np.sum((means - G.mean(axis=0)) ** 2, axis=1)))


@pytest.mark.parametrize("n", [1, 2, 3, 4])
def test_the_noise_is_that_of_all_batches_that_could_be_drawn(n):
    assert noise(G, n, again=True) == pytest.approx(off(product(range(5), repeat=n)), rel=1e-12)
    assert noise(G, n, again=False) == pytest.approx(off(combinations(range(5), n)), rel=1e-12)


def test_all_rows_have_no_noise_and_neither_has_a_single_one():
    assert noise(G, 5, again=False) == 0
    assert noise(G[:1], 1, again=False) == noise(G[:1], 1, again=True) == 0


@pytest.mark.parametrize("again", [True, False])
@pytest.mark.parametrize("n", [1, 3])
def test_the_measured_noise_is_near_the_formula(n, again):
    found = measured_noise(G, n, again, 4000, np.random.default_rng(2))
    assert found == pytest.approx(noise(G, n, again), rel=0.03)


@pytest.mark.parametrize("draws", [0, -1, 2.0])
def test_no_draws_measure_nothing(draws):
    """The mean of none was NaN."""
    with pytest.raises(ValueError, match=f"draws: got {draws}, want a whole number from 1 up"):
        measured_noise(G, 1, True, draws, np.random.default_rng(0))


def test_gradients_that_are_no_matrix_are_named():
    for refuse in (spread, lambda G: noise(G, 1, True)):
        with pytest.raises(ValueError, match=r"G: got shape \(3,\)"):
            refuse(G[0])


def sample_by_sample(problem):
    """Return a batch's gradients, put together from those of its samples."""
    n, parts = len(problem["X"]), []
    for X_part, T_part in batches(problem["X"], problem["T"], 1, np.arange(n)):
        parts.append(loss_and_gradients(**problem | {"X": X_part, "T": T_part})[1])
    share = n if problem["reduction"] == "mean" else 1
    pairs = zip(*parts, strict=True)
    return [tuple(sum(same) / share for same in zip(*layer, strict=True)) for layer in pairs]


@pytest.mark.parametrize(
    ("name", "derivative"),
    [("central difference", central_difference), ("complex step", complex_step)],
)
def test_numerical_gradients_confirm_the_gradient_put_together(name, derivative):
    for problem in problems(20):

        def loss(parameters, problem=problem):
            return network_loss(**problem | {"parameters": parameters})

        found = numerical_gradient(loss, problem["parameters"], derivative)
        for pair, want in zip(sample_by_sample(problem), found, strict=True):
            for dP, slope in zip(pair, want, strict=True):
                assert relative_difference(dP, slope) <= BOUNDS[name]


def test_automatic_differentiation_confirms_the_gradient_put_together():
    network = under_autograd("snippets.network").network_loss
    for problem in problems(20):

        def loss(parameters, problem=problem):
            return network(**problem | {"parameters": parameters})

        found = autograd.grad(loss)(problem["parameters"])
        for pair, want in zip(sample_by_sample(problem), found, strict=True):
            for P, Q in zip(pair, want, strict=True):
                assert pytest.approx(Q, rel=1e-11, abs=1e-13) == P


def test_a_mean_that_is_not_divided_is_rejected():
    problem = next(p for p in problems(20) if p["reduction"] == "mean" and len(p["X"]) > 1)
    wrong = sample_by_sample(problem | {"reduction": "sum"})
    with pytest.raises(ValueError, match=r"[Wb]\d  disagrees"):
        check_gradients(
            lambda parameters: network_loss(**problem | {"parameters": parameters}),
            problem["parameters"],
            wrong,
        )


# What the page's letters mean, and what its checks must reject.
FROM_MEASUREMENTS = by_size, fewer, gradients_of, late, middle, noise_of_four, reported


def mean_product(G):
    """Return the mean product of the differences of two different rows from the mean row."""
    off = G - G.mean(axis=0)
    products = off @ off.T
    return (products.sum() - np.trace(products)) / (len(G) * (len(G) - 1))


def with_average(d_1, d_2):
    """Return a row for each draw: both differences, their squared sum, its parts; then averages."""
    parts = [d_1, d_2, (d_1 + d_2) ** 2, d_1**2 + d_2**2, 2 * d_1 * d_2]
    rows = np.column_stack(parts).astype(float)
    return [*rows, rows.mean(axis=0)]


READINGS = {
    "mean": {
        "i in": "range(5)",
        "L": "loss_at(layers)",
        "L_i": "losses[i]",
        r"\frac{\partial L}{\partial w}": "numerical",
        r"\frac{\partial L_i}{\partial w}": "G[i]",
    },
    "scale": {
        r"\frac{\partial L_{\text{sum}}}{\partial w}": "flat(by_sum)",
        r"\frac{\partial L_{\text{mean}}}{\partial w}": "flat(by_mean)",
        r"\eta_{\text{sum}}": (
            "0.2 * (flat(by_mean) @ flat(by_sum)) / (flat(by_sum) @ flat(by_sum))"
        ),
        r"\eta_{\text{mean}}": "0.2",
        "n": "64",
    },
    ("unbiased", "again", "once"): {
        r"\operatorname{mean}": "lambda means: np.mean(means, axis=0)",
        "g": "once",
        r"\bar g": "numerical",
        r"\text{noise, with replacement}": "off(every_mean(product(range(N), repeat=3)))",
        r"\text{noise, without replacement}": "off(every_mean(combinations(range(N), 3)))",
        "s": "s",
        "n": "3",
    },
    "weighted": {
        "B in": "range(len(parts))",
        "L": "loss_at(layers)",
        "L_B": "part_losses[B]",
        r"\frac{\partial L}{\partial w}": "numerical",
        r"\frac{\partial L_B}{\partial w}": "part_G[B]",
        "n_B": "counts[B]",
    },
    "0 = Ns^2": {
        "s": "spread(G)",
        "c": "mean_product(G)",
    },
}
WRONG = {
    "mean": [
        ("losses.sum() / 5", "losses.sum()"),
        ("G.sum(axis=0) / 5", "G.sum(axis=0)"),
        ("G.sum(axis=0) / 5", "G[0]"),
    ],
    "scale": [
        ("64 * flat(by_mean)", "flat(by_mean)"),
        ("64 * flat(by_mean)", "flat(by_mean) / 64"),
        ("0.2 / 64", "0.2 / 8"),
        ("0.2 / 64", "0.2 / 63"),
    ],
    "unbiased": [
        ("np.mean(again, axis=0)", "np.sum(again, axis=0)"),
        ("np.mean(once, axis=0)", "np.median(once, axis=0)"),
    ],
    "again": [
        ("agree(s / np.sqrt(n), off(again))", "agree(s / n, off(again))"),
        ("agree(s / np.sqrt(n), off(again))", "agree(s, off(again))"),
    ],
    "once": [
        ("(N - n) / (N - 1)", "(N - n) / N"),
        ("* np.sqrt((N - n) / (N - 1))", "* (N - n) / (N - 1)"),
        ("* np.sqrt((N - n) / (N - 1))", ""),
    ],
    "weighted": [
        ("counts @ part_losses / 5", "part_losses.mean()"),
        ("counts @ part_G / 5", "part_G.mean(axis=0)"),
        ("counts @ part_G / 5", "counts @ part_G / 3"),
    ],
}
