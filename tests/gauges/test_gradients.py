"""Wrong gradients are planted, and each independent check is seen to reject them."""

from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

import snippets.network
from snippets.activations import ACTIVATIONS, sigmoid
from snippets.cross_entropy import softmax
from snippets.network import LOSSES, forward, loss_and_gradients
from tools.gauges.gradients import BOUNDS, BOUNDS_OF, difference, largest_differences
from tools.gauges.random_networks import FAMILIES, near_kink, problems

SOURCE = Path(snippets.network.__file__).read_text(encoding="utf-8")
WRONG = {
    "sign of dW": ("A_before.T @ delta", "-A_before.T @ delta"),
    "slope missing": ("dA * derivative(Z_layer)", "dA"),
    "slope of the activation": ("derivative(Z_layer)", "derivative(ACTIVATIONS[name][0](Z_layer))"),
    "W not turned": ("delta @ W.T", "delta @ W"),
    "dW turned": ("A_before.T @ delta", "(A_before.T @ delta).T"),
    "bias not summed": ("delta.sum(axis=0, keepdims=True)", "delta"),
    "bias of one row": ("delta.sum(axis=0, keepdims=True)", "delta[:1]"),
    "bias summed over units": (
        "delta.sum(axis=0, keepdims=True)",
        "np.full((1, delta.shape[1]), delta.sum())",
    ),
    "bias averaged": ("delta.sum(axis=0, keepdims=True)", "delta.mean(axis=0, keepdims=True)"),
    "weights already updated": ("delta @ W.T", "delta @ (W - 0.1 * dW).T"),
    "forward pass of other weights": (
        "Z, A = forward(X, parameters, activations)",
        "Z, A = forward(X, [(W * 0.9, b) for W, b in parameters], activations)",
    ),
    "sums for activations": ("A[:-1]", "[A[0], *Z[:-1]]"),
    "square as its own slope": (
        "derivative(A[-1], T, reduction)",
        "derivative(A[-1], T, reduction) ** 2",
    ),
    "reduction forgotten": ("derivative(A[-1], T, reduction)", "derivative(A[-1], T)"),
}


def wrong_network(old, new):
    """Return `loss_and_gradients` of the module's text with one place changed."""
    assert SOURCE.count(old) == 1
    module = ModuleType("wrong")
    exec(SOURCE.replace(old, new), module.__dict__)
    return module.loss_and_gradients


def assert_rejected(gradients_of):
    """Assert that every check rejects the gradients, or that the shapes do not fit."""
    try:
        differences = largest_differences(gradients_of, count=30)
    except ValueError as error:
        assert "shape" in str(error) or "matmul" in str(error)  # noqa: PT017 - either will do
        return
    assert all(differences[name] > 1e-3 for name in BOUNDS)


@pytest.mark.parametrize("mistake", WRONG.values(), ids=WRONG)
def test_a_wrong_backward_pass_is_rejected(mistake):
    assert_rejected(wrong_network(*mistake))


@pytest.mark.parametrize(
    ("name", "slope"),
    [
        ("sigmoid", lambda Z: sigmoid(Z) * (1 + sigmoid(Z))),
        ("tanh", lambda Z: 1 - np.tanh(Z)),
        ("relu", lambda Z: np.ones(Z.shape)),
        ("identity", lambda Z: Z),
    ],
)
def test_a_wrong_slope_of_an_activation_is_rejected(monkeypatch, name, slope):
    monkeypatch.setitem(ACTIVATIONS, name, (ACTIVATIONS[name][0], slope))
    assert_rejected(loss_and_gradients)


@pytest.mark.parametrize("name", LOSSES)
@pytest.mark.parametrize("factor", [-1, 0.5, 2])
def test_a_wrong_slope_of_a_loss_is_rejected(monkeypatch, name, factor):
    loss, derivative = LOSSES[name]
    monkeypatch.setitem(LOSSES, name, (loss, lambda *given: factor * derivative(*given)))
    assert_rejected(loss_and_gradients)


def rejected(family, count=50):
    """Return whether any check of a family differs by more than its bound."""
    found = largest_differences(family=family, count=count)
    return any(found[name] > bound for name, bound in BOUNDS_OF[family].items())


@pytest.mark.parametrize(
    ("table", "name", "wrong", "family"),
    [
        (ACTIVATIONS, "sigmoid", lambda Z: sigmoid(Z) * (1 - sigmoid(Z)), "weights times 1 to 100"),
        (ACTIVATIONS, "tanh", lambda Z: 1 - np.tanh(Z) ** 2, "weights times 1 to 100"),
        (LOSSES, "binary cross-entropy", lambda Z, T, _: sigmoid(Z) - T, "sure and right"),
        (LOSSES, "softmax cross-entropy", lambda Z, T, _: softmax(Z) - T, "sure and right"),
    ],
)
def test_a_derivative_that_loses_its_digits_is_rejected(monkeypatch, table, name, wrong, family):
    monkeypatch.setitem(table, name, (table[name][0], wrong))
    assert rejected(family)


@pytest.mark.parametrize("family", FAMILIES)
def test_a_factor_of_1_001_is_rejected_in_every_family(monkeypatch, family):
    for name, (loss, derivative) in LOSSES.items():

        def wrong(*given, derivative=derivative):
            return 1.001 * derivative(*given)

        monkeypatch.setitem(LOSSES, name, (loss, wrong))
    assert rejected(family)


def test_the_families_are_what_they_are_called():
    assert {len(p["X"]) for p in problems(family="weights times 1 to 100")} == {1}
    largest = [
        max(np.abs(W).max() for W, _ in p["parameters"])
        for p in problems(family="weights times 1 to 100")
    ]
    assert min(largest) < 3 < 60 < max(largest)
    losses = set()
    for p in problems(family="sure and right"):
        losses.add(p["loss"])
        Z = forward(p["X"], p["parameters"], p["activations"])[0][-1]
        least = -np.log(np.expm1(LOSSES[p["loss"]][0](Z, p["T"])))
        assert 2 < least < 41  # the loss of the least sure answer is log(1 + e^(-logit))
    assert losses == {"binary cross-entropy", "softmax cross-entropy"}
    for p in problems(family="float32"):
        kinds = {P.dtype for P in (p["X"], p["T"], *(P for pair in p["parameters"] for P in pair))}
        assert kinds == {np.dtype("f4")}


def test_what_is_below_the_range_of_the_complex_step_counts_for_nothing():
    small, large = np.array([1e-281]), np.array([1e-279])
    assert difference(small, 2 * small) == 0
    assert difference(large, 2 * large) == 0.5


def test_the_problems_are_as_many_and_as_various_as_they_should_be():
    drawn = list(problems())
    assert len(drawn) == 100
    assert {p["X"].shape[0] for p in drawn} == set(range(1, 7))
    assert {len(p["parameters"]) for p in drawn} == {1, 2, 3, 4}
    assert {W.shape[1] for p in drawn for W, _ in p["parameters"]} == {1, 2, 3, 4, 5}
    assert {name for p in drawn for name in p["activations"]} == set(ACTIVATIONS)
    assert {p["loss"] for p in drawn} == set(LOSSES)
    assert not any(near_kink(p) for p in drawn)
    flat = [not dW.any() for p in drawn for dW, _ in loss_and_gradients(**p)[1]]
    assert sum(flat) < 0.1 * len(flat)  # dead units: a gradient of zeros tests little


def test_a_problem_at_a_kink_is_told():
    problem = next(p for p in problems() if p["activations"][0] == "relu")
    W, b = problem["parameters"][0]
    at_kink = b - (problem["X"][:1] @ W + b)
    parameters = [(W, at_kink), *problem["parameters"][1:]]
    assert near_kink(problem | {"parameters": parameters})
