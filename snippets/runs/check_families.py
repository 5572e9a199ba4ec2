"""Nine families of random problems for gradient checks."""

import numpy as np

from snippets.gradient_check import (
    VERDICTS,
    judge,
    relative_difference,
)
from snippets.network import (
    LOSSES,
    backward,
    forward,
    initialise,
    loss_and_gradients,
    network_loss,
)
from snippets.noise import (
    complex_step_and_noise,
    difference_and_noise,
)
from snippets.numerical_gradients import (
    central_difference,
    complex_step,
    one_by_one,
)

FAMILIES = [
    "plain",
    "ReLUs, one near its kink",
    "six to ten sigmoid layers",
    "inputs too large or too small",
    "weights up to a hundred times as large",
    "parameters near a million",
    "ten thousand added to the loss",
    "float32",
    "confident and right",
]
_, RELU, DEEP, INPUTS, WEIGHTS, NEAR, OFFSET, SHORT, SURE = FAMILIES


def random_layers(rng, family, loss):
    """Return X, [(W1, b1), …] and the names of the activations."""
    deep, relu = family == DEEP, family == RELU
    depth = rng.integers(6, 11) if deep else rng.integers(1, 4)
    widths = rng.integers(1, 4 if deep else 5, depth + 1)
    if loss == "softmax cross-entropy":
        widths[-1] += 1  # a single class leaves nothing to learn
    kinds = {DEEP: ["sigmoid"], RELU: ["relu"]}
    kinds = kinds.get(family, ["sigmoid", "tanh"])
    names = rng.choice(kinds, depth).tolist()
    if relu or loss != "squared error":
        names[-1] = "identity"
    layers = [
        (W, rng.normal(size=b.shape))
        for W, b in initialise(rng, widths.tolist())
    ]
    X = rng.normal(size=(rng.integers(1, 5), widths[0]))
    if family == INPUTS:
        X = X * 10.0 ** rng.choice([-4, 4])
    if family == WEIGHTS:
        times = 10 ** rng.uniform(0, 2)
        layers = [(times * W, b) for W, b in layers]
    if family == SURE:
        times = 10 ** rng.uniform(1, 2)
        layers[-1] = tuple(times * P for P in layers[-1])
    if relu:
        (W, b), *_ = layers
        b[0, 0] = 1e-6 - (X[0] @ W)[0]
    return X, layers, names


def random_targets(rng, loss, scores):
    """Return targets in which the largest score is right."""
    if loss == "squared error":
        return rng.uniform(size=scores.shape)
    if loss == "binary cross-entropy":
        return (scores > 0).astype(int)
    return np.eye(scores.shape[1])[scores.argmax(axis=1)]


def wrong_gradients(rng, right, late):
    """Return {mistake: [dW1, db1, …]}.

    `late` are gradients that were computed with stale weights. A
    mistake is left out if it changes no entry by 0.05 % or more.
    """
    wrong = {
        "sign": [-dP for dP in right],
        "factor 1.001": [1.001 * dP for dP in right],
        "zeroed entry": [dP.copy() for dP in right],
        "transposed": [
            dP.T if dP.T.shape == dP.shape else dP for dP in right
        ],
        "stale weights": late,
    }
    zeroed = wrong["zeroed entry"][rng.integers(len(right))]
    zeroed.flat[rng.integers(zeroed.size)] = 0

    def differs(gradient):
        return any(
            np.any(np.abs(a - b) > 5e-4 * np.abs(b) + 1e-280)
            for a, b in zip(gradient, right, strict=True)
        )

    return {name: dP for name, dP in wrong.items() if differs(dP)}


def pairs(arrays):
    """Return [(W1, b1), …] for [W1, b1, …]."""
    return list(zip(arrays[::2], arrays[1::2], strict=True))


def random_check(family, seed):
    """Return f, its parameters [W1, b1, …] and {name: gradient}.

    The gradient called "right" is right, and the others are wrong.
    """
    rng = np.random.default_rng([seed, FAMILIES.index(family)])
    losses = list(LOSSES)[1:] if family == SURE else list(LOSSES)
    loss = losses[seed % len(losses)]
    X, layers, names = random_layers(rng, family, loss)
    A = forward(X, layers, names)[1][-1]
    scores = A if family == SURE else rng.normal(size=A.shape)
    T = random_targets(rng, loss, scores)
    away = 1e6 if family == NEAR else 0.0  # f subtracts it again
    arrays = [P + away for pair in layers for P in pair]
    if family == SHORT:
        X, T, *arrays = (P.astype("f4") for P in (X, T, *arrays))
    layers = pairs([P - away for P in arrays])

    def f(arrays):
        layers = pairs([P - away for P in arrays])
        offset = 1e4 if family == OFFSET else 0
        return network_loss(X, T, layers, names, loss) + offset

    _, right = loss_and_gradients(X, T, layers, names, loss)
    old = [
        (W * (1 - 0.1 * np.sign(W * dW)), b)
        for (W, b), (dW, _) in zip(layers, right, strict=True)
    ]
    Z, A = forward(X, layers, names)
    dA = LOSSES[loss][1](A[-1], T)
    _, late = backward(dA, Z, A, old, names)
    right, late = ([*sum(g, ())] for g in (right, late))
    wrong = wrong_gradients(rng, right, late)
    return f, arrays, {"right": right, **wrong}


def verdicts_on(f, arrays, gradients):
    """Return {gradient: the verdicts of four checks}.

    The first two are a central difference and a complex step with
    a fixed tolerance. The last two are the same with their noise.
    """
    given = [*arrays, *gradients["right"]]
    eps = max(np.finfo(array.dtype).eps for array in given)
    arrays = [P.astype(float) for P in arrays]
    bounds = [(central_difference, 1e-6), (complex_step, 1e-11)]
    numerical = [one_by_one(how, f, arrays) for how, _ in bounds]
    measured = [
        measure(f, arrays, eps)
        for measure in (
            difference_and_noise,
            complex_step_and_noise,
        )
    ]
    found = {}
    for name, gradient in gradients.items():
        far = [
            max(map(relative_difference, gradient, told)) > bound
            for told, (_, bound) in zip(
                numerical, bounds, strict=True
            )
        ]
        found[name] = [VERDICTS[0 if off else 2] for off in far]
        for pairs in measured:
            words = {
                word
                for dP, pair in zip(gradient, pairs, strict=True)
                for word in judge(dP, *pair, eps)[0].flat
            }
            found[name].append(min(words, key=VERDICTS.index))
    return found


def tried(case):
    """Return {gradient: [counts of each verdict for four checks]}.

    `case` is a family and the first of twenty seeds.
    """
    family, first = case
    counts = {}
    for seed in range(first, first + 20):
        found = verdicts_on(*random_check(family, seed))
        for name, words in found.items():
            rows = counts.setdefault(
                name, [[0, 0, 0] for _ in words]
            )
            for row, word in zip(rows, words, strict=True):
                row[VERDICTS.index(word)] += 1
    return counts
