import autograd
import numpy as np
import pytest

from snippets import derivation as wide
from snippets import worked_example as small
from snippets.checks import check_decay
from snippets.gradient_check import check_gradients, relative_difference
from snippets.losses import squared_error
from snippets.network import descend, loss_and_gradients, network_loss
from snippets.noise import complex_step_and_noise, difference_and_noise
from snippets.numerical_gradients import central_difference, complex_step, numerical_gradient
from snippets.runs import weight_decay_runs as runs_of_page
from snippets.weight_decay import descend_and_shrink, penalty, with_decay
from tools.figures.experiments import load, results
from tools.figures.weight_decay import trained
from tools.gauges.gradients import BOUNDS
from tools.gauges.random_networks import problems
from tools.gauges.under_autograd import under_autograd

W, B = np.array([[3.0, -4.0]]), np.array([[7.0, 7.0]])
PULL = [(np.array([[0.5, 0.25]]), np.array([[1.0, 2.0]]))]


def of_pairs(pairs):
    return [part.tolist() for pair in pairs for part in pair]


def test_the_penalty_counts_weights_of_every_layer_and_no_bias():
    assert penalty([(W, B), (W.T, B[:, :1])], 0.25) == 6.25
    assert penalty([(W, B)], 0) == 0


def test_the_decay_goes_into_the_weights_alone():
    assert of_pairs(with_decay(PULL, [(W, B)], 0.5)) == [[[2.0, -1.75]], [[1.0, 2.0]]]


def test_decoupled_decay_shrinks_the_old_weights_and_no_bias():
    stepped = descend_and_shrink([(W, B)], PULL, eta=0.5, lam=0.5)
    assert of_pairs(stepped) == [[[2.0, -3.125]], [[6.5, 6.0]]]


def test_nothing_is_changed_in_place():
    with_decay(PULL, [(W, B)], 0.5)
    descend_and_shrink([(W, B)], PULL, 0.5, 0.5)
    assert of_pairs([(W, B)]) == [[[3.0, -4.0]], [[7.0, 7.0]]]
    assert of_pairs(PULL) == [[[0.5, 0.25]], [[1.0, 2.0]]]


def test_both_decays_are_one_step_of_gradient_descent():
    rng = np.random.default_rng(0)
    for problem in problems(10):
        parameters, (eta, lam) = problem["parameters"], rng.uniform(size=2)
        _, gradients = loss_and_gradients(**problem)
        one = descend(parameters, with_decay(gradients, parameters, lam), eta)
        other = descend_and_shrink(parameters, gradients, eta, lam)
        for pair, pair_too in zip(one, other, strict=True):
            for P, Q in zip(pair, pair_too, strict=True):
                assert pytest.approx(Q, rel=1e-12, abs=1e-14) == P


def penalised(network, decay, problem, lam):
    """Return the penalised loss as a function of the parameters, from two modules."""

    def loss(parameters):
        here = problem | {"parameters": parameters}
        return network(**here) + decay(parameters, lam)

    return loss


@pytest.mark.parametrize(
    ("name", "measure"),
    [("central difference", central_difference), ("complex step", complex_step)],
)
def test_independent_checks_confirm_the_gradient(name, measure):
    for problem in problems(20):
        _, plain = loss_and_gradients(**problem)
        ours = with_decay(plain, problem["parameters"], 0.7)
        loss = penalised(network_loss, penalty, problem, 0.7)
        for pair, want in zip(
            ours, numerical_gradient(loss, problem["parameters"], measure), strict=True
        ):
            for dP, slope in zip(pair, want, strict=True):
                assert relative_difference(dP, slope) <= BOUNDS[name]


def test_automatic_differentiation_confirms_the_gradient():
    network = under_autograd("snippets.network").network_loss
    decay = under_autograd("snippets.weight_decay").penalty
    for problem in problems(20):
        _, plain = loss_and_gradients(**problem)
        ours = with_decay(plain, problem["parameters"], 0.7)
        found = autograd.grad(penalised(network, decay, problem, 0.7))(problem["parameters"])
        for pair, want in zip(ours, found, strict=True):
            for P, Q in zip(pair, want, strict=True):
                assert pytest.approx(Q, rel=1e-11, abs=1e-13) == P


@pytest.mark.parametrize("factor", [0, -1, 2])
@pytest.mark.parametrize("measure", [difference_and_noise, complex_step_and_noise])
def test_checks_reject_another_decay(factor, measure):
    (problem,) = problems(1)
    parameters = problem["parameters"]
    _, plain = loss_and_gradients(**problem)
    wrong = [
        (dW + factor * 0.7 * W, db) for (dW, db), (W, _) in zip(plain, parameters, strict=True)
    ]
    loss = penalised(network_loss, penalty, problem, 0.7)
    with pytest.raises(ValueError, match=r"W1  disagrees(.|\n)*b1  (agrees|too noisy)"):
        check_gradients(loss, parameters, wrong, measure)


@pytest.mark.parametrize("lam", [-0.1, -1e-300, np.inf, np.nan])
def test_a_bad_decay_is_named(lam):
    for refuse in (
        lambda: check_decay(lam),
        lambda: penalty([(W, B)], lam),
        lambda: with_decay(PULL, [(W, B)], lam),
        lambda: descend_and_shrink([(W, B)], PULL, 0.1, lam),
    ):
        with pytest.raises(ValueError, match=f"lam: got {lam}, want a finite number, 0 or more"):
            refuse()


def test_a_missing_layer_is_refused():
    with pytest.raises(ValueError, match="gradients: got 0 pairs, want 1"):
        with_decay([], [(W, B)], 0.1)
    with pytest.raises(ValueError, match="gradients: got 0 pairs, want 1"):
        descend_and_shrink([(W, B)], [], 0.1, 0.1)


def test_no_gradient_is_stretched():
    rows = [(np.ones((5, 2)), np.ones((1, 2)))]
    for call in (
        lambda: with_decay(rows, [(W, B)], 0.1),
        lambda: descend_and_shrink([(W, B)], rows, 0.1, 0.1),
    ):
        with pytest.raises(ValueError, match=r"dW1: got shape \(5, 2\), want \(1, 2\)"):
            call()


@pytest.mark.parametrize("eta", [-1, 0, np.nan, np.inf])
def test_a_bad_step_size_is_named(eta):
    with pytest.raises(ValueError, match=f"eta: got {eta}, want a number above 0"):
        descend_and_shrink([(W, B)], PULL, eta, 0.1)


def test_integers_do_not_overflow():
    """16 squared is 256, which a byte holds as 0; 2 * 200 is 144 there."""
    assert penalty([(np.array([[16]], np.uint8), B[:, :1])], 2) == 256
    large = np.full((1, 1), 200, np.uint8)
    assert of_pairs(with_decay([(large, large)], [(large, large)], 2)) == [[[600]], [[200]]]
    assert of_pairs(descend_and_shrink([(large, large)], [(large, large)], 1, 1)) == [
        [[-200]],
        [[0]],
    ]


def test_weights_that_are_no_numbers_are_named():
    with pytest.raises(ValueError, match="W: got NaN or infinity"):
        penalty([(np.array([[np.nan]]), B)], 0.1)


# What the page's letters mean, and what its checks must reject.
WIDE = [(wide.W1, wide.b1), (wide.W2, wide.b2)]


def wide_loss(layers):
    """Return the 3-4-2 network's loss without a penalty."""
    return network_loss(wide.X, wide.T, layers, ["sigmoid", "sigmoid"], "squared error")


wide_slopes = [
    numerical_gradient(f, WIDE, complex_step)
    for f in (lambda layers: wide_loss(layers) + penalty(layers, 0.3), wide_loss)
]

small_slopes = numerical_gradient(
    lambda P: squared_error(small.forward(small.X, P)[-1], small.T) + penalty(P, 0.01),
    small.parameters,
    complex_step,
)
small_after = descend(small.parameters, small_slopes, 0.1)


def column(pairs):
    """Return all numbers of weights and biases below each other."""
    return np.concatenate([part.ravel() for pair in pairs for part in pair])


def step_table(before, of_loss, total, after, lam=0.01):
    """Return each parameter, its gradient, its decay, both together, and what it becomes."""
    pulls = [(lam * W, 0 * b) for W, b in before]
    return np.column_stack([column(part) for part in (before, of_loss, pulls, total, after)])


def zero_of_slope(loss):
    """Return the bias at which the slope of a parabola is zero."""
    at_zero, at_one = (complex_step(loss, np.array([0.4, b]))[1] for b in (0.0, 1.0))
    return at_zero / (at_zero - at_one)


noisy_X, noisy_T, new_X, new_T, noisy_start = runs_of_page.problem(0)
swapped_targets = np.sum((np.sum(noisy_X**2, axis=1, keepdims=True) < 2 / np.pi) != noisy_T)


def missed(lam, rows):
    """Return how many of some training targets a network trained with a decay gets wrong."""
    return runs_of_page.wrong(noisy_X[rows], noisy_T[rows], trained(lam))


def missed_new(lam):
    """Return the share of new points that a network trained with a decay gets wrong."""
    return runs_of_page.wrong(new_X, new_T, trained(lam)) / len(new_X)


def with_best_rate():
    """Return the twenty reported seeds by decay, each with the rate that the ten others choose."""
    found = {}
    for lam in dict(load("weight-decay")["arguments"]):
        rows = np.array(results("weight-decay", lam))  # (seeds, rates, 3)
        best = np.median(rows[20:, :, 1], axis=0).argmin()
        found[lam] = rows[:20, best]
    return found


def middle(rows):
    """Return the median share of wrong predictions for new points."""
    return np.median(rows[:, 1]) / len(new_X)


def duel(one, other):
    """Return on how many seeds one has fewer wrong answers than the other, and on how many more."""
    return np.sum(one[:, 1] < other[:, 1]), np.sum(one[:, 1] > other[:, 1])


def test_half_of_the_predictions_are_wrong_with_ten_times_the_best_decay():
    shares = {lam: middle(rows) for lam, rows in with_best_rate().items()}
    best = min(shares, key=shares.get)
    assert best == 0.003
    assert shares[10 * best] == pytest.approx(0.5, abs=0.005)


def slips(g):
    """Return the weight after a step, as it should be and with each slip."""
    v = small.W2[0, 0]
    return {
        "right": v - 0.1 * (g + 0.01 * v),
        "the penalty is in the loss and not in the gradient": v - 0.1 * g,
        "the sign is wrong: weights grow": v - 0.1 * (g - 0.01 * v),
        r"the factor is \lambda and not \lambda/2": v - 0.1 * (g + 0.02 * v),
        r"decoupled, with the factor 1 - \lambda": v - 0.1 * g - 0.01 * v,
    }


READINGS = {
    "penalised": {
        r"\ell in": "(1, 2)",
        r"L_\lambda": "0.7 + penalty([(W1, b1), (W2, b2)], 0.1)",
        "L": "0.7",
        r"\lambda": "0.1",
    },
    "total": {
        r"\ell in": "(1, 2)",
        r"\frac{\partial L_\lambda}{\partial W^{(\ell)}}": "wide_slopes[0][ell - 1][0]",
        r"\frac{\partial L_\lambda}{\partial b^{(\ell)}}": "wide_slopes[0][ell - 1][1]",
        r"\frac{\partial L}{\partial W^{(\ell)}}": "wide_slopes[1][ell - 1][0]",
        r"\frac{\partial L}{\partial b^{(\ell)}}": "wide_slopes[1][ell - 1][1]",
        r"W^{(\ell)}": "WIDE[ell - 1][0]",
    },
    ("shrink", "vanish"): {
        r"W \leftarrow": "stepped",
        "W": "W",
        r"\frac{\partial L}{\partial W}": "dW",
        r"W_\tau": "left",
        "W_0": "W",
        r"\tau": "50",
    },
    "decayed-bias": {
        "i in": "range(n)",
        "b": "zero_of_slope(with_decayed_bias)",
        "t_i": "t[i]",
    },
    "adam-first": {
        r"w \leftarrow": "adam(1e6 * w, [1e6 * slope], 1e5, inside=0.0097)",
        "w": "1e6 * w",
        r"\frac{\partial L}{\partial w}": "1e6 * slope",
        r"\eta": "1e5",
        r"\lambda": "0.0097",
    },
    "adamw-first": {
        r"w \leftarrow": "adam(1e6 * w, [1e6 * slope], 1e5, outside=1e-6)",
        "w": "1e6 * w",
        r"\frac{\partial L}{\partial w}": "1e6 * slope",
        r"\eta": "1e5",
        r"\lambda": "1e-6",
    },
    r"\frac{\partial}{\partial w}\Bigl": {
        r"\frac{\partial}{\partial w}\Bigl(\frac{\lambda}{2}\sum w^2\Bigr)": (
            "complex_step(lambda w: 0.3 / 2 * np.sum(w**2), np.array([0.7, -0.4]))"
        ),
        "w": "np.array([0.7, -0.4])",
        r"\lambda": "0.3",
    },
    r"\ngrad{-0.00501868} + 0.01": {
        r"\frac{\partial L_\lambda}{\partial w^{(2)}_1}": "small_slopes[1][0][0, 0]",
        r"w^{(2)}_1 \leftarrow": "small_after[1][0][0, 0]",
    },
    r"+ \lambda\given{b} = 0": {
        "i in": "range(n)",
        "x_i": "x[i]",
        "w": "x @ t / (x @ x + lam)",
        "t_i": "t[i]",
        "b": "t.sum() / (n + lam)",
    },
}
WRONG = {
    "penalised": [
        ("0.1 / 2 *", "0.1 *"),
        ("+ 0.25 + 0.36)", ")"),
        ("+ 0.25 + 0.36)", "+ 0.25 + 0.36 + 0.06)"),
    ],
    "total": [
        ("dW + lam * W, db)", "dW, db)"),
        ("dW + lam * W, db)", "dW - lam * W, db)"),
        ("dW + lam * W, db)", "dW + 2 * lam * W, db)"),
        ("dW + lam * W, db)", "dW + lam * np.sign(W), db)"),
        ("dW + lam * W, db)", "dW + lam * W, db + lam * b)"),
    ],
    "shrink": [
        ("(1 - eta * lam) * W - eta * dW", "(1 - lam) * W - eta * dW"),
        ("(1 - eta * lam) * W - eta * dW", "(1 + eta * lam) * W - eta * dW"),
        ("(1 - eta * lam) * W - eta * dW", "(1 - eta * lam) * (W - eta * dW)"),
    ],
    "vanish": [
        ("(1 - eta * lam) ** 50 * W", "(1 - 50 * eta * lam) * W"),
        ("(1 - eta * lam) ** 50 * W", "(1 - eta * lam) * W"),
    ],
    "decayed-bias": [
        ("t.sum() / (n + lam)", "t.sum() / n"),
        ("t.sum() / (n + lam)", "t.sum() / (n + lam**2)"),
        ("t.sum() / (n + lam)", "t.sum() / n - lam"),
    ],
    "adam-first": [
        ("w - eta * np.sign(slope + lam * w)", "w - eta * (slope + lam * w)"),
        ("np.sign(slope + lam * w)", "np.sign(slope)"),
        ("np.sign(slope + lam * w)", "np.sign(slope - lam * w)"),
    ],
    "adamw-first": [
        ("(1 - eta * lam) * w - eta * np.sign(slope)", "w - eta * np.sign(slope)"),
        ("(1 - eta * lam) * w - eta * np.sign(slope)", "(1 - lam) * w - eta * np.sign(slope)"),
    ],
}
