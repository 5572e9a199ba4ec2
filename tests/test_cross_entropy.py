import math
from decimal import Decimal, localcontext

import numpy as np
import pytest

from snippets import worked_example as small
from snippets.activations import sigmoid
from snippets.cross_entropy import (
    binary_cross_entropy,
    binary_cross_entropy_derivative,
    softmax,
    softmax_cross_entropy,
    softmax_cross_entropy_derivative,
    softplus,
)
from snippets.gradient_check import relative_difference
from snippets.losses import squared_error, squared_error_derivative
from snippets.numerical_gradients import complex_step

rng = np.random.default_rng(0)
Z = rng.normal(scale=3, size=(5, 3))
LABELS = rng.integers(2, size=(5, 3))
ONE_HOT = np.eye(3)[[0, 2, 1, 1, 0]]
BINARY = (binary_cross_entropy, binary_cross_entropy_derivative, LABELS)
SOFTMAX = (softmax_cross_entropy, softmax_cross_entropy_derivative, ONE_HOT)


@pytest.mark.parametrize(("reduction", "factor"), [("sum", 1), ("mean", 1 / 15)])
def test_binary_cross_entropy_is_the_textbook_formula(reduction, factor):
    total = 0.0
    for z, t in zip(Z.flat, LABELS.flat, strict=True):
        y = 1 / (1 + math.exp(-z))
        total -= t * math.log(y) + (1 - t) * math.log(1 - y)
    assert binary_cross_entropy(Z, LABELS, reduction) == pytest.approx(factor * total, rel=1e-13)


@pytest.mark.parametrize(("reduction", "factor"), [("sum", 1), ("mean", 1 / 5)])
def test_softmax_cross_entropy_is_the_textbook_formula(reduction, factor):
    total = 0.0
    for row, k in zip(Z, [0, 2, 1, 1, 0], strict=True):
        total -= math.log(math.exp(row[k]) / sum(math.exp(z) for z in row))
    loss = softmax_cross_entropy(Z, ONE_HOT, reduction)
    assert loss == pytest.approx(factor * total, rel=1e-13)


def bce_loss(x, y):
    """Return one element of BCELoss, from a probability; its logarithms are held at -100."""
    return -(y * max(math.log(x), -100) + (1 - y) * max(math.log(1 - x), -100))


def bce_with_logits_loss(x, y):
    """Return one element of BCEWithLogitsLoss."""
    s = 1 / (1 + math.exp(-x))
    return -(y * math.log(s) + (1 - y) * math.log(1 - s))


def cross_entropy_loss(row, target):
    """Return one sample of CrossEntropyLoss; `target` is the number of its class."""
    return -math.log(math.exp(row[target]) / math.fsum(math.exp(x) for x in row))


def pytorch(name, reduction, Z, T):
    """Return a loss as PyTorch's documentation defines it, an element at a time."""
    if name == "CrossEntropyLoss":
        losses = [cross_entropy_loss(*pair) for pair in zip(Z, T.argmax(axis=1), strict=True)]
    else:
        element = bce_with_logits_loss if name == "BCEWithLogitsLoss" else bce_loss
        inputs = Z if name == "BCEWithLogitsLoss" else 1 / (1 + np.exp(-Z))
        losses = [element(x, y) for x, y in zip(inputs.flat, T.flat, strict=True)]
    return math.fsum(losses) / (len(losses) if reduction == "mean" else 1)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize("name", ["BCELoss", "BCEWithLogitsLoss", "CrossEntropyLoss"])
def test_the_losses_are_those_that_pytorch_documents(name, reduction):
    rng = np.random.default_rng(5)
    for _ in range(200):
        n, d = rng.integers(1, 9), rng.integers(2, 7)
        logits = rng.normal(scale=2, size=(n, d))
        if name == "CrossEntropyLoss":
            T, loss = np.eye(d)[rng.integers(d, size=n)], softmax_cross_entropy
        else:
            T, loss = rng.integers(2, size=(n, d)), binary_cross_entropy
        expected = pytorch(name, reduction, logits, T)
        assert loss(logits, T, reduction) == pytest.approx(expected, rel=1e-12, abs=0)


def test_odds_of_three_to_one():
    """Logits log 3 and 0 are odds of 3 to 1: probabilities 3/4 and 1/4."""
    logits = np.log([[3.0, 1.0]])
    assert softmax(logits)[0] == pytest.approx([0.75, 0.25], rel=1e-15)
    loss = softmax_cross_entropy(logits, np.array([[0, 1]]))
    assert loss == pytest.approx(math.log(4), rel=1e-15)
    loss = binary_cross_entropy(logits[:, :1], np.array([[1]]))
    assert loss == pytest.approx(math.log(4 / 3), rel=1e-15)


@pytest.mark.parametrize("reduction", ["sum", "mean"])
@pytest.mark.parametrize(("loss", "derivative", "T"), [BINARY, SOFTMAX])
def test_each_derivative_belongs_to_its_loss(loss, derivative, T, reduction):
    slope = np.empty(Z.shape)
    for place in np.ndindex(Z.shape):
        moved = Z.astype(complex)
        moved[place] += 1e-20j
        slope[place] = loss(moved, T, reduction).imag / 1e-20
    assert derivative(Z, T, reduction) == pytest.approx(slope, rel=1e-11)


@pytest.mark.parametrize("z", [-1000.0, -40.0, -1e-9, 0.0, 1e-9, 40.0, 1000.0])
def test_softplus_neither_overflows_nor_loses_small_values(z):
    expected = max(z, 0) + math.log1p(math.exp(-abs(z)))
    assert softplus(np.array([z])) == pytest.approx([expected], rel=1e-15, abs=0)


def test_confident_and_right_still_costs_a_little():
    loss = binary_cross_entropy(np.array([[40.0]]), np.array([[1]]))
    assert loss == pytest.approx(math.exp(-40), rel=1e-12, abs=0)


def exact(logits, k):
    """Return loss and errors of one row, computed with 400 digits: true class k."""
    with localcontext(prec=400):
        powers = [Decimal(float(z)).exp() for z in logits]
        others = sum(p for j, p in enumerate(powers) if j != k)
        loss = ((powers[k] + others) / powers[k]).ln()
        errors = [p / (powers[k] + others) for p in powers]
        errors[k] = -others / (powers[k] + others)
        return float(loss), [float(e) for e in errors]


# sure and right, sure and wrong, undecided, huge
ROWS = [[40, 0], [0, 40], [0.1, 0.1], [36, 1], [700, 0], [1e3, 990], [-40, -41], [40, 0, -3, 5.5]]


@pytest.mark.parametrize("row", ROWS)
def test_softmax_keeps_the_digits_of_small_losses_and_errors(row):
    """[40, 0] with the first class true cost 0 and had an error of 0: right is 4.2e-18."""
    for k in range(len(row)):
        Z, T = np.array([row], float), np.eye(len(row))[[k]]
        loss, errors = exact(row, k)
        assert softmax_cross_entropy(Z, T) == pytest.approx(loss, rel=2e-15, abs=0)
        found = softmax_cross_entropy_derivative(Z, T)
        assert found[0].tolist() == pytest.approx(errors, rel=2e-15, abs=1e-320)


@pytest.mark.parametrize("z", [0.0, 0.1, 20.0, 36.0, 40.0, 700.0])
@pytest.mark.parametrize("sign", [1, -1])
@pytest.mark.parametrize("t", [0, 1])
def test_binary_keeps_the_digits_of_small_losses_and_errors(z, sign, t):
    """A logit is the first of two of which the other is 0."""
    Z, T = np.array([[sign * z]]), np.array([[t]])
    loss, errors = exact([sign * z, 0], 1 - t)
    assert binary_cross_entropy(Z, T) == pytest.approx(loss, rel=2e-15, abs=0)
    found = binary_cross_entropy_derivative(Z, T)
    assert found.item() == pytest.approx(errors[0], rel=2e-15, abs=0)


@pytest.mark.parametrize(("loss", "derivative", "_"), [BINARY, SOFTMAX])
def test_the_complex_step_confirms_answers_that_are_sure_and_right(loss, derivative, _):
    """Before, 500 of 500 such problems were rejected (binary), and most with softmax."""
    rng = np.random.default_rng(2)
    for _ in range(500):
        n, d = rng.integers(1, 7), rng.integers(2, 6)
        T = np.eye(d)[rng.integers(d, size=n)]
        Z = (2 * T - 1) * rng.uniform(5, 40, size=(n, d))
        by_step = complex_step(lambda Z, T=T: loss(Z, T), Z)
        assert relative_difference(derivative(Z, T), by_step) < 1e-13


def test_of_one_class_there_is_nothing_to_learn():
    Z, T = np.array([[3.0], [-1e200]]), np.ones((2, 1))
    assert softmax_cross_entropy(Z, T) == 0
    assert softmax_cross_entropy_derivative(Z, T).tolist() == [[0], [0]]


@pytest.mark.parametrize("kind", [np.uint8, np.int8, bool])
@pytest.mark.parametrize(("loss", "derivative", "T"), [BINARY, SOFTMAX])
def test_logits_of_any_kind_are_numbers(loss, derivative, T, kind):
    """In uint8 the logit 3 of a right answer made a loss of 253."""
    whole = np.abs(Z).astype(kind)
    assert loss(whole, T) == loss(whole.astype(float), T)
    assert np.array_equal(derivative(whole, T), derivative(whole.astype(float), T))
    assert softmax(whole).tolist() == softmax(whole.astype(float)).tolist()
    assert softplus(whole).tolist() == softplus(whole.astype(float)).tolist()


def test_huge_logits_cost_what_they_are():
    assert binary_cross_entropy(np.array([[-1000.0]]), np.array([[1]])) == 1000
    assert softmax_cross_entropy(np.array([[1000.0, -500.0]]), np.array([[0, 1]])) == 1500


@pytest.mark.parametrize("kind", [np.uint8, np.int8, bool, float, object])
@pytest.mark.parametrize(("loss", "derivative", "T"), [BINARY, SOFTMAX])
def test_the_kind_of_the_labels_makes_no_difference(loss, derivative, T, kind):
    """In uint8, as images' labels are often kept, 1 - 2 is 255."""
    kept = T.astype(kind)
    assert loss(Z, kept) == loss(Z, T)
    assert np.array_equal(derivative(Z, kept), derivative(Z, T))


@pytest.mark.parametrize(("loss", "derivative", "T"), [BINARY, SOFTMAX])
def test_lists_are_refused_for_what_they_are(loss, derivative, T):
    for function in (loss, derivative):
        with pytest.raises(ValueError, match="T: got a list, want an array"):
            function(Z, T.tolist())


def test_a_difference_too_large_to_store_costs_nothing_where_it_is_right():
    with np.errstate(over="ignore"):
        assert softmax_cross_entropy(np.array([[1e308, -1e308]]), np.array([[1, 0]])) == 0


def test_softmax_does_not_mind_a_common_shift():
    assert softmax(Z + 700) == pytest.approx(softmax(Z), rel=1e-12)
    assert softmax(Z).sum(axis=1) == pytest.approx(np.ones(5), rel=1e-15)


def test_a_huge_row_leaves_the_others_alone():
    assert softmax(np.array([[1e4, 1e4], [0.0, 0.0]])).tolist() == [[0.5, 0.5], [0.5, 0.5]]


@pytest.mark.parametrize("function", [*BINARY[:2], *SOFTMAX[:2]])
def test_an_unknown_reduction_is_named(function):
    with pytest.raises(ValueError, match="reduction: got 'half', want one of: sum, mean"):
        function(Z, ONE_HOT, "half")


@pytest.mark.parametrize("function", [*BINARY[:2], *SOFTMAX[:2]])
@pytest.mark.parametrize(
    ("logits", "T", "sentence"),
    [
        (Z, LABELS[:, 0], r"T: got shape \(5,\), want \(5, 3\)"),
        (Z[:, 0], LABELS, r"Z: got shape \(5,\), want \(any, any\)"),
        (Z[:0], LABELS[:0], r"Z: got shape \(0, 3\)"),
        (np.full((5, 3), np.inf), LABELS, "Z: got NaN or infinity"),
        (Z, np.full((5, 3), np.nan), "T: got NaN or infinity"),
        (Z, np.full((5, 3), 0.3), "T: got 0.3, want only 0 and 1"),
        (Z, np.full((5, 3), -1), "T: got -1, want only 0 and 1"),
    ],
)
def test_bad_input_is_named(function, logits, T, sentence):
    with pytest.raises(ValueError, match=sentence):
        function(logits, T)


@pytest.mark.parametrize("function", SOFTMAX[:2])
@pytest.mark.parametrize(("row", "ones"), [([0, 0, 0], 0), ([1, 1, 0], 2), ([True, True, True], 3)])
def test_a_row_that_is_not_one_hot_is_named(function, row, ones):
    T = ONE_HOT.copy()
    T[3] = row
    with pytest.raises(ValueError, match=f"T: row 3 sums to {ones}, want one 1 a row"):
        function(Z, T)


# What the page's letters mean, and what its checks must reject.
unsure, sure = sigmoid(0), sigmoid(-8)
given_chances = np.array([0.99, 0.9, 0.5, 0.1, 0.01])
soft = small.T.item()
least = -soft * np.log(soft) - (1 - soft) * np.log(1 - soft)
one = np.array([[1]])
small1, small2, small_Z2, small_A2 = small.forward(small.X, small.parameters)
price = binary_cross_entropy(small_Z2, one)
by_squares = small.deltas(squared_error_derivative(small_A2, one), small.W2, small2, small_A2)
three_logits = np.array([[0.4, -1.1, 2.0]])
squared_loss = squared_error(small_A2, one)
along = np.arange(-8, 7, 2)
answers = sigmoid(along)
chances = np.array([0.9, 0.5, 0.8])
three_classes = np.column_stack(
    [[2, 1, 0], np.exp([2.0, 1, 0]), softmax(np.array([[2.0, 1, 0]]))[0], [0, 1, 0]]
)


def leads(record):
    """Return how many times as fast cross-entropy is, for weights up to one and to a half."""
    epochs = {
        (loss, width): np.median([e for e in found if e is not None])
        for (loss, width, *rest), found in zip(record["arguments"], record["results"], strict=True)
        if rest == [0.5, 0.9, 0, 1000]
    }
    return [epochs["half squared error", w] / epochs["cross-entropy", w] for w in (1, 0.5)]


READINGS = {
    "loss": {
        "L": "-np.log(to_the_truth)",
        r"\hat y": "y",
    },
    ("slope", "fraction", "delta"): {
        r"\frac{\partial L}{\partial \hat y}": "by_y",
        r"\delta": "by_z",
        r"\hat y": "y",
    },
    "sigmoid": {
        r"\frac{\partial \hat y}{\partial z}": "sigmoid_slope",
        r"\hat y": "y",
        "z": "z",
    },
    "logit": {
        "z": "z",
        r"\hat y": "sigmoid(z)",
    },
    "softplus": {
        "z": "-2.0",
    },
    ("own", "other"): {
        "j in": "range(3)",
        "k in": "range(3)",
        r"\frac{\partial \hat y_k}{\partial z_k}": (
            "complex_step(lambda z: plain_softmax(z)[k], z)[k]"
        ),
        r"\frac{\partial \hat y_j}{\partial z_k}": (
            "complex_step(lambda z: plain_softmax(z)[j], z)[k]"
        ),
        r"\hat y_j": "y[j]",
        r"\hat y_k": "y[k]",
        "z_j": "z[j]",
        "z_k": "z[k]",
        "S": "np.sum(np.exp(z))",
    },
    "softmax-delta": {
        "j in": "range(3)",
        "k in": "range(3)",
        r"\delta_k": (
            "complex_step(lambda z: -np.array([0.2, 0.5, 0.3]) @ np.log(plain_softmax(z)), z)[k]"
        ),
        r"\frac{\partial \hat y_j}{\partial z_k}": (
            "complex_step(lambda z: plain_softmax(z)[j], z)[k]"
        ),
        "t_j": "(0.2, 0.5, 0.3)[j]",
        "t_k": "(0.2, 0.5, 0.3)[k]",
        r"\hat y_j": "plain_softmax(z)[j]",
        r"\hat y_k": "plain_softmax(z)[k]",
    },
    "log-softmax": {
        "j in": "range(3)",
        "k in": "range(3)",
        r"\hat y_j": "plain_softmax(z)[j]",
        "z_j": "z[j]",
        "z_k": "z[k]",
        "m": "m",
    },
    r"+ (e^{-m} - 1)": {
        "k in": "range(3)",
        "c in": "[1]",
        "u_k": "z[k] - z[1]",
        "m": "np.max(z) - z[1]",
        "L": "-np.log(plain_softmax(z)[1])",
    },
    "two-classes": {
        r"\hat y_1": "plain_softmax(np.array([0.5, 0]))[0]",
        "z": "0.5",
    },
    r"\err{\delta} = 2(\fwd{\hat y} - \loss{t})\,\sigma'": {
        r"\delta": "complex_step(lambda z: (sigmoid(z) - 0.7) ** 2, 0.3)",
        r"\hat y": "sigmoid(0.3)",
        "t": "0.7",
        "z": "0.3",
    },
    r"= \nerr{-0.32067145}": {
        "L": "price",
        r"\delta^{(2)}": "small_A2.item() - 1",
    },
    r"-\log\sigma(\fwd{z})": {
        "z": "-2.0",
    },
    r"\frac{e^{\fwd{z}_j}}": {
        r"\hat y_j": "softmax(three_logits)[0, j]",
        "z_j": "three_logits[0, j]",
        "z_k": "three_logits[0, k]",
        "j in": "range(3)",
        "k in": "range(3)",
    },
    r"\loss{L} = -\sum_j": {
        "L": "softmax_cross_entropy(three_logits, np.array([[0, 1, 0]]))",
        "t_j": "(0, 1, 0)[j]",
        r"\hat y_j": "softmax(three_logits)[0, j]",
        "j in": "range(3)",
    },
}
WRONG = {
    "loss": [
        ("- (1 - t) *", "+ (1 - t) *"),
        ("np.log(1 - y)", "np.log(y)"),
        ("L = -t *", "L = t *"),
    ],
    "slope": [
        ("-t / y + (1 - t)", "-t / y - (1 - t)"),
        ("-t / y +", "t / y +"),
    ],
    "fraction": [
        ("(y - t) / (y * (1 - y))", "(y - t) / y"),
        ("(y - t) / (y * (1 - y))", "(t - y) / (y * (1 - y))"),
    ],
    "delta": [
        ("agree(y - t, by_z)", "agree((y - t) * y * (1 - y), by_z)"),
        ("agree(y - t, by_z)", "agree(t - y, by_z)"),
        ("agree(y - t, by_z)", "agree(2 * (y - t), by_z)"),
    ],
    "sigmoid": [
        ("agree(y * (1 - y), sigmoid_slope)", "agree(y * (1 + y), sigmoid_slope)"),
        ("/ (1 + np.exp(-z)) ** 2,", "/ (1 + np.exp(-z)),"),
    ],
    "logit": [
        ("y / (1 - y)", "(1 - y) / y"),
        ("np.log(y / (1 - y))", "np.log(y)"),
    ],
    "softplus": [
        (
            "np.maximum(logit, 0) + np.log1p(np.exp(-np.abs(logit)))",
            "np.log1p(np.exp(-np.abs(logit)))",
        ),
        ("np.exp(-np.abs(logit))", "np.exp(-logit / 100)"),
    ],
    "own": [
        ("y[k] * (1 - y[k])", "y[k]"),
        ("y[k] * (1 - y[k])", "-y[k] * y[k]"),
    ],
    "other": [
        ("agree(-y[j] * y[k],", "agree(y[j] * y[k],"),
        ("-y[j] * y[k]", "-y[j]"),
    ],
    "softmax-delta": [
        ("plain_softmax(z) - t,", "t - plain_softmax(z),"),
        ("plain_softmax(z) - t,", "(plain_softmax(z) - t) * y * (1 - y),"),
    ],
    "log-softmax": [
        ("logs = (z - m) -", "logs = z -"),
        ("np.log(np.sum(np.exp(z - m)))", "np.sum(z - m)"),
    ],
    "two-classes": [
        ("[logit, 0]", "[logit, 1]"),
        ("plain_softmax(pair)[0]", "plain_softmax(pair)[1]"),
    ],
}
