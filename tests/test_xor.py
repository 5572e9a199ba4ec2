import json
import math
from pathlib import Path

import numpy as np
import pytest

from snippets import derivation as wide
from snippets import worked_example as ex
from snippets import xor
from snippets.activations import sigmoid
from snippets.losses import squared_error, squared_error_derivative
from snippets.network import descend, initialise
from snippets.neuron import neuron
from snippets.numerical_gradients import complex_step, numerical_gradient
from snippets.runs.intervals import wilson_interval
from snippets.worked_example import forward
from snippets.xor import T, X
from snippets.xor_remedies import predictions_after


def start(seed=0):
    return initialise(np.random.default_rng(seed), (2, 2, 1), limits=(0, 1))


def lists(parameters):
    return [P.tolist() for pair in parameters for P in pair]


def scalar_step(W1, b1, W2, b2, rows, eta):
    """Return the loss and the parameters after one step, in plain Python, sums written out."""
    loss = 0.0
    new = [[list(row) for row in P] for P in (W1, b1, W2, b2)]
    for x, t in rows:
        z = [sum(x[i] * W1[i][j] for i in range(2)) + b1[0][j] for j in range(2)]
        a = [1 / (1 + math.exp(-value)) for value in z]
        y = 1 / (1 + math.exp(-sum(a[j] * W2[j][0] for j in range(2)) - b2[0][0]))
        loss += (y - t) ** 2
        d2 = 2 * (y - t) * y * (1 - y)
        new[3][0][0] -= eta * d2
        for j in range(2):
            d1 = d2 * W2[j][0] * a[j] * (1 - a[j])
            new[2][j][0] -= eta * d2 * a[j]
            new[1][0][j] -= eta * d1
            for i in range(2):
                new[0][i][j] -= eta * d1 * x[i]
    return loss, new


def test_the_data_are_the_truth_table():
    assert [int(a) ^ int(b) for a, b in xor.X] == xor.T.ravel().tolist()
    assert xor.X_printed.tolist() == [[0, 0], [0, 1], [1, 0], [-1, 1]]


def test_training_is_the_scalar_algorithm_repeated():
    rows = [(x, t) for x, (t,) in zip(xor.X.tolist(), xor.T.tolist(), strict=True)]
    expected, wanted_losses = lists(start()), []
    for _ in range(20):
        loss, expected = scalar_step(*expected, rows, 0.5)
        wanted_losses.append(loss)
    parameters, losses = xor.train(start(), xor.X, xor.T, eta=0.5, epochs=20)
    assert losses == pytest.approx(wanted_losses, rel=1e-12)
    for P, wanted in zip(lists(parameters), expected, strict=True):
        assert np.allclose(P, wanted, rtol=1e-12, atol=0)


def test_half_the_sum_with_twice_the_step_is_the_same_run():
    parameters, halves = start(3), []
    for _ in range(500):
        _, A1, _, A2 = forward(X, parameters)
        halves.append(squared_error(A2, T, "half"))
        errors = ex.deltas(squared_error_derivative(A2, T, "half"), parameters[1][0], A1, A2)
        parameters = descend(parameters, ex.gradients(X, A1, *errors), 0.1)
    found, losses = xor.train(start(3), X, T, eta=0.05, epochs=500)
    assert lists(found) == lists(parameters)  # to the last bit: 2 · 0.05 is 0.1
    assert losses.tolist() == [2 * half for half in halves]


def test_training_may_be_cut_in_two():
    whole, losses = xor.train(start(), xor.X, xor.T, epochs=7)
    half, early = xor.train(start(), xor.X, xor.T, epochs=3)
    rest, late = xor.train(half, xor.X, xor.T, epochs=4)
    assert lists(rest) == lists(whole)
    assert losses.tolist() == [*early, *late]


def test_epochs_may_be_an_integer_of_numpy():
    _, losses = xor.train(start(), xor.X, xor.T, epochs=np.int64(3))
    assert losses.tolist() == xor.train(start(), xor.X, xor.T, epochs=3)[1].tolist()


def test_no_epochs_leave_the_parameters_alone():
    parameters, losses = xor.train(start(), xor.X, xor.T, epochs=0)
    assert lists(parameters) == lists(start())
    assert losses.size == 0


@pytest.mark.parametrize(
    ("seed", "rows", "verdict"), [(0, xor.X, True), (3, xor.X, False), (3, xor.X_printed, True)]
)
def test_a_run_that_succeeds_one_that_sticks_and_the_printed_data(seed, rows, verdict):
    parameters, losses = xor.train(start(seed), rows, xor.T)
    A2 = forward(rows, parameters)[-1]
    assert xor.solved(A2, xor.T) is verdict
    assert losses[-1] > squared_error(A2, xor.T)


@pytest.mark.parametrize(
    ("outputs", "verdict"),
    [
        ([0.1, 0.9, 0.9, 0.1], True),
        ([0.49, 0.51, 0.51, 0.49], True),
        ([0.1, 0.9, 0.9, 0.51], False),
        ([0.1, 0.5, 0.9, 0.1], False),
        ([0.5, 0.9, 0.9, 0.1], False),
        ([0.9, 0.1, 0.1, 0.9], False),
    ],
)
def test_solved_wants_every_row_on_its_side(outputs, verdict):
    assert xor.solved(np.array([outputs]).T, xor.T) is verdict


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: xor.train(start(), xor.X, xor.T, eta=0), "eta: got 0, want a number above 0"),
        (lambda: xor.train(start(), xor.X, xor.T, eta=np.nan), "eta: got nan"),
        (
            lambda: xor.train(start(), xor.X, xor.T, epochs=-1),
            "epochs: got -1, want a whole number",
        ),
        (lambda: xor.train(start(), xor.X, xor.T, epochs=1.5), "epochs: got 1.5"),
        (lambda: xor.train(start(), xor.X, xor.T, epochs=True), "epochs: got True"),
        (lambda: xor.train(start(), xor.X, xor.T[:3]), r"T: got shape \(3, 1\), want \(4, 1\)"),
        (lambda: xor.train(start(), xor.X[:, :1], xor.T), r"W1: got shape \(2, 2\), want \(1, "),
        (lambda: xor.solved(xor.T, xor.T[:, 0]), r"T: got shape \(4,\), want \(4, 1\)"),
        (lambda: xor.solved(xor.T, 2 * xor.T), "T: got 2, want only 0 and 1"),
        (lambda: xor.solved(np.full((4, 1), np.nan), xor.T), "A: got NaN"),
    ],
)
def test_bad_input_is_named(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


# What the page's letters mean, and what its checks must reject.
START = initialise(np.random.default_rng(0), (2, 2, 1), limits=(0, 1))
(W1, b1), (W2, b2) = START
Z1, A1, Z2, A2 = ex.forward(X, START)
(w11, w12), (w21, w22) = W1
(b11, b12), (v1, v2), c = b1[0], W2[:, 0], b2.item()
(z11, z12), (a11, a12), z2, y = Z1[3], A1[3], Z2[3, 0], A2[3, 0]
X_printed = xor.X_printed
first_deltas = ex.deltas(squared_error_derivative(A2, T), W2, A1, A2)
one_neuron = [(np.array([[0.4], [0.9]]), np.array([[0.2]]))]
one_activation = neuron(np.array([[0.3, -0.7]]), one_neuron).item()
some_sums = np.array([0, 2, 5, 10])
slopes_at = np.exp(-some_sums) / (1 + np.exp(-some_sums)) ** 2

# five rows of a 3-4-2 network: nothing is a square, a zero or a one
WIDE = [(wide.W1, wide.b1), (wide.W2, wide.b2)]
wide_Z1, wide_A1, wide_Z2, wide_A2 = ex.forward(wide.X, WIDE)


def wide_loss(A2):
    """Return the sum of the squares."""
    return squared_error(A2, wide.T)


wide_errors = [
    complex_step(lambda Z: wide_loss(sigmoid(sigmoid(Z) @ wide.W2 + wide.b2)), wide_Z1),
    complex_step(lambda Z: wide_loss(sigmoid(Z)), wide_Z2),
]
wide_gradients = numerical_gradient(
    lambda P: wide_loss(ex.forward(wide.X, P)[-1]), WIDE, complex_step
)
after_wide = descend(WIDE, wide_gradients, 0.05)

MOMENTS = [0, 100, 1000, 3000, 5000, 7000, 8000, 10_000]
AROUND_ZERO = (-0.5, 0.5)
STUCK_MOMENTS = [0, 3000, 7000, 10_000]


def answers_at(train, parts):
    """Return the moments of a training run, each with its loss and its four answers."""
    rows, before = [], 0
    for moment in MOMENTS:
        if moment > before:
            parts, _ = train(parts, X, T, epochs=moment - before)
        before, A = moment, ex.forward(X, parts)[-1]
        rows.append([moment, squared_error(A, T), A])
    return rows


def size(pair):
    """Return the root of the sum of the squares of a layer's gradient."""
    return math.sqrt(sum(float(np.sum(dP**2)) for dP in pair))


def stuck_at(train, parts):
    """Return the moments of the stuck run, each with its loss, two sizes and two mean slopes.

    The sizes are those of numerical gradients.
    """
    rows, before = [], 0
    for moment in STUCK_MOMENTS:
        parts, _ = train(parts, X, T, epochs=moment - before)
        before = moment
        _, A1, _, A2 = forward(X, parts)
        slopes = (A1 * (1 - A1))[[1, 3]].mean(axis=0)
        found = numerical_gradient(
            lambda P: squared_error(forward(X, P)[-1], T), parts, complex_step
        )
        rows.append([moment, squared_error(A2, T), *map(size, found), *slopes])
    return rows


def remedies(stuck_start):
    """Return the predictions after ten thousand epochs for each change, in the table's words."""
    eta, momentum = 0.05, 0.9
    around_zero = initialise(np.random.default_rng(3), (2, 2, 1), limits=AROUND_ZERO)
    tried = {
        "nothing": (stuck_start, "squared error", eta),
        "steps ten times as long": (stuck_start, "squared error", 10 * eta),
        "momentum": (stuck_start, "squared error", eta, momentum),
        "cross-entropy": (stuck_start, "cross-entropy", eta),
        "momentum and steps ten times as long": (
            stuck_start,
            "squared error",
            10 * eta,
            momentum,
        ),
        "other initial weights, seed four": (start(4), "squared error", eta),
        "weights around zero, seed three": (around_zero, "squared error", eta),
    }
    return {name: predictions_after(*setting).ravel() for name, setting in tried.items()}


def settings_of(kept):
    """Return the setting of the first thousand runs: loss, width, eta, momentum, seed, runs."""
    return kept["arguments"][0]


def epochs_with(kept, loss):
    """Return the epochs of the thousand runs with the first setting and this loss."""
    _, *others = settings_of(kept)
    return kept["results"][kept["arguments"].index([loss, *others])]


def solved_with(kept, loss):
    """Return how many of the thousand runs were solved."""
    return sum(epochs is not None for epochs in epochs_with(kept, loss))


xor_runs, printed_runs = (
    json.loads(Path(f"docs/assets/experiments/{name}.json").read_text(encoding="utf-8"))["results"]
    for name in ("xor", "xor-printed")
)
failed = [run for run in xor_runs if not run[0][0]]
late = [run for run in failed if run[1][0]]
never = [run for run in failed if not run[1][0]]
shares = [
    [len(runs), solved, solved / len(runs), *wilson_interval(solved, len(runs))]
    for runs in (xor_runs, printed_runs)
    for solved in [sum(run[0][0] for run in runs)]
]


def test_the_stuck_run_raises_both_weights_on_the_second_input_until_both_units_saturate():
    parts, _ = xor.train(start(3), X, T, epochs=3000)
    later, _ = xor.train(parts, X, T, epochs=4000)
    assert np.all(later[0][0][1] > parts[0][0][1] + 3)
    A1, A2 = forward(X, later)[1::2]
    assert np.all(A1[[1, 3]] > 0.96)
    assert A2[0] < 0.12 < 0.5 < A2[1:].min()


def test_the_remedies_are_those_of_the_table():
    found = {name: xor.solved(A[:, np.newaxis], T) for name, A in remedies(start(3)).items()}
    assert list(found.values()) == [False, False, False, False, True, True, True]


UNREAD = {
    "U[0, 1)": "says how the start is drawn",
    r"\given{b} &< 0": "asks for what no weights can do",
    r"+ 2\given{b} < 0": "is the contradiction in that",
}


READINGS = {
    "forward": {
        "Z^{(1)}": "wide_Z1",
        "A^{(1)}": "wide_A1",
        "Z^{(2)}": "wide_Z2",
        "A^{(2)}": "wide_A2",
        "X": "wide.X",
        "W^{(1)}": "wide.W1",
        "b^{(1)}": "wide.b1",
        "W^{(2)}": "wide.W2",
        "b^{(2)}": "wide.b2",
    },
    "loss": {
        "i in": "range(5)",
        "L": "squared_error(wide_A2[:, :1], wide.T[:, :1])",
        r"\hat y_i": "wide_A2[i, 0]",
        "t_i": "wide.T[i, 0]",
    },
    ("errors", "gradients"): {
        "i in": "range(5)",
        r"\delta^{(1)}": "wide_errors[0]",
        r"\delta^{(2)}": "wide_errors[1]",
        r"\delta^{(1)}_i": "wide_errors[0][i : i + 1]",
        r"\delta^{(2)}_i": "wide_errors[1][i : i + 1]",
        r"\frac{\partial L}{\partial W^{(1)}}": "wide_gradients[0][0]",
        r"\frac{\partial L}{\partial b^{(1)}}": "wide_gradients[0][1]",
        r"\frac{\partial L}{\partial W^{(2)}}": "wide_gradients[1][0]",
        r"\frac{\partial L}{\partial b^{(2)}}": "wide_gradients[1][1]",
        "W^{(2)}": "wide.W2",
        "X": "wide.X",
        "A^{(1)}": "wide_A1",
        "A^{(2)}": "wide_A2",
        "T": "wide.T",
    },
    r"\nfwd{1.4912}": {
        "z^{(1)}_1": "z11",
        "a^{(1)}_1": "a11",
    },
    r"\nfwd{1.5993}": {
        "z^{(2)}": "z2",
        r"\hat y": "y",
    },
    r"2\cdot(0.8319 - 0)": {
        r"\delta^{(2)}": "first_deltas[1][3, 0]",
        r"\delta^{(1)}_1": "first_deltas[0][3, 0]",
    },
    r"\nerr{0.2456} + (": {
        r"\frac{\partial L}{\partial b^{(2)}}": "first_deltas[1].sum()",
    },
    r"\given{W}^{(\ell)} &\leftarrow": {
        r"\ell in": "(1, 2)",
        r"W^{(\ell)} \leftarrow": "after_wide[ell - 1][0]",
        r"b^{(\ell)} \leftarrow": "after_wide[ell - 1][1]",
        r"W^{(\ell)}": "WIDE[ell - 1][0]",
        r"b^{(\ell)}": "WIDE[ell - 1][1]",
        r"\frac{\partial L}{\partial W^{(\ell)}}": "wide_gradients[ell - 1][0]",
        r"\frac{\partial L}{\partial b^{(\ell)}}": "wide_gradients[ell - 1][1]",
    },
    r"\loss{L} \approx": {
        "L": "xor_runs[3][1][1]",
    },
    r"\fwd{a} = \sigma(": {
        "a": "one_activation",
        "x_1": "0.3",
        "x_2": "-0.7",
        "w_1": "0.4",
        "w_2": "0.9",
        "b": "0.2",
    },
}
WRONG = {
    "forward": [
        ("hidden @ W2 + b2", "hidden @ W2"),
        ("sigmoid(X @ W1 + b1)", "X @ W1 + b1"),
    ],
    "loss": [
        ("np.sum((prediction", "np.mean((prediction"),
        ("- T) ** 2)", "- T) ** 2) / 2"),
    ],
    "errors": [
        ("error2 @ W2.T", "error2 @ W2"),
        ("* A1 * (1 - A1)", "* A1"),
        ("(A2 - T) * A2", "(A2 - T) ** 2 * A2"),
        ("2 * (A2 - T)", "(A2 - T)"),
    ],
    "gradients": [
        ("error2.sum(axis=0, keepdims=True)", "error2[:1]"),
        ("X.T @ error1", "X @ error1.T"),
        ("- dP[place]) < 1e-9", "- 1.0001 * dP[place]) < 1e-9"),
    ],
}
