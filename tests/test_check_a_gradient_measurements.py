import json

import autograd
import autograd.numpy as anp
import numpy as np

from snippets.check_a_gradient import T, X, layers, loss_by_first, sigmoids
from snippets.network import network_loss
from tools.gauges.gradients import BOUNDS


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


# What the page's letters mean, and what its checks must reject.
exact_bound = max(BOUNDS["complex step"], BOUNDS["autograd"])
check_bounds = {
    "central difference": BOUNDS["central difference"],
    "complex step, automatic differentiation": exact_bound,
}


def recorded():
    """Return the step sizes of the experiment `slope-errors`, and a row of errors for each."""
    with open("docs/assets/experiments/slope-errors.json", encoding="utf-8") as file:
        found = json.load(file)
    return 10.0 ** (-np.array(found["arguments"]) / 2), np.array(found["results"])


steps, errors = recorded()


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
    names = page_names("check-a-gradient-measurements")
    W1, b1, last = names["W1"], names["b1"], names["last"]

    def above_zero(b):
        return names["run"](names["X"], [(W1, b), last], names["relus"])[0][0] > 0

    assert names["kinks_crossed"](above_zero, b1) == [(0, 0)]
