import inspect
import json
import math
from functools import partial
from pathlib import Path

import numpy as np
import pytest

from snippets import optimizers
from snippets.optimizers import adam, adamw, momentum, rmsprop, sgd, zeros
from tests.fixtures.make_optimizers import BOUND, CASES, STEPS, problem
from tests.snippets.conftest import refuses

RECORDED = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "optimizers.json").read_text(encoding="utf-8")
)
NAMES = list(CASES)
OURS = {name: getattr(optimizers, name) for name in NAMES}
W, G = [np.array([[1.0, -2.0]])], [np.array([[0.5, 4.0]])]


def largest_gap(name, optimizer):
    """Return how far an optimiser is from what PyTorch did, over all problems and steps."""
    gaps = []
    for seed, kept in enumerate(RECORDED["cases"][name]["problems"]):
        start, gradients, eta = problem(seed)
        given = {} if eta is None else {"eta": eta}
        parameters, state, steps = [start], None, []
        for gradient in gradients:
            parameters, state = optimizer(parameters, [gradient], state, **given)
            steps.append(parameters[0].ravel())
        shown = [steps[count - 1] for count in RECORDED["shown"]]
        gaps.append(np.abs(np.array(shown) - kept).max())
    return max(gaps)


@pytest.mark.parametrize("name", NAMES)
def test_pytorch_takes_the_same_steps(name):
    assert RECORDED["torch"].startswith("2.13.0")
    assert list(RECORDED["cases"]) == list(CASES)
    assert len(RECORDED["cases"][name]["problems"]) == 50
    assert RECORDED["shown"][-1] == STEPS == 20
    assert largest_gap(name, OURS[name]) <= BOUND == 1e-12


@pytest.mark.parametrize(
    ("name", "slip"),
    [
        ("sgd", lambda *a, **k: sgd(a[0], [-g for g in a[1]], a[2], **k)),
        ("momentum", lambda *a, **k: momentum(*a, beta=0.89, **k)),
        ("rmsprop", lambda *a, **k: rmsprop(*a, epsilon=1.1e-8, **k)),
        ("adam", lambda *a, **k: adam(*a, epsilon=1.1e-8, **k)),
        ("adam", lambda *a, **k: adam(*a, beta2=0.9991, **k)),
        ("adamw", lambda *a, **k: adam(*a, **k)),
    ],
)
def test_a_slip_is_seen_against_pytorch(name, slip):
    assert largest_gap(name, slip) > 1e-9


@pytest.mark.parametrize("name", NAMES)
def test_defaults_are_those_of_pytorch(name):
    """What adamw hands on to adam has the default of adam."""
    theirs = RECORDED["cases"][name]["defaults"]
    wanted = {"eta": theirs["lr"]}
    if name == "rmsprop":
        wanted |= {"beta": theirs["alpha"], "epsilon": theirs["eps"]}
    if "betas" in theirs:
        wanted["beta1"], wanted["beta2"] = theirs["betas"]
        wanted["epsilon"] = theirs["eps"]
    if name == "adamw":
        wanted["lam"] = theirs["weight_decay"]
    options = inspect.signature(OURS[name]).parameters
    if name == "adamw":
        options = inspect.signature(adam).parameters | options
    ours = {key: option.default for key, option in options.items()}
    assert {key: ours[key] for key in wanted} == wanted


def optax_adamw(w, gradients, eta, lam, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0):
    """Return an array after the rule that Optax documents.

    Its chain is scale_by_adam, add_decayed_weights, scale by minus the learning rate.
    """
    mu = nu = 0.0
    for count, g in enumerate(gradients, 1):
        mu, nu = b1 * mu + (1 - b1) * g, b2 * nu + (1 - b2) * g * g
        update = mu / (1 - b1**count) / (np.sqrt(nu / (1 - b2**count) + eps_root) + eps)
        w = w - eta * (update + lam * w)
    return w


@pytest.mark.parametrize("lam", [0, 1e-4, 0.3])
def test_optax_documents_the_same_steps(lam):
    for seed in range(10):
        start, gradients, _ = problem(seed)
        parameters, state = [start], None
        for gradient in gradients:
            parameters, state = adamw(parameters, [gradient], state, eta=0.01, lam=lam)
        wanted = optax_adamw(start, gradients, 0.01, lam)
        assert np.abs(parameters[0] - wanted).max() <= 1e-12


def test_one_step_of_each_by_hand():
    (after,), state = sgd(W, G, eta=0.25)
    assert after.tolist() == [[0.875, -3.0]]
    assert state is None
    (after,), sums = momentum(W, G, [np.array([[2.0, 0.0]])], eta=0.5, beta=0.5)
    assert sums[0].tolist() == [[1.5, 4.0]]
    assert after.tolist() == [[0.25, -4.0]]
    (after,), v = rmsprop(W, G, eta=0.5, beta=0.75, epsilon=1e-300)
    assert v[0].tolist() == [[0.0625, 4.0]]
    assert after.tolist() == [[0.0, -3.0]]
    (after,), (step, m, v) = adam(W, G, eta=0.5, beta1=0.5, beta2=0.75, epsilon=1e-300)
    assert (step, m[0].tolist(), v[0].tolist()) == (1, [[0.25, 2.0]], [[0.0625, 4.0]])
    assert after.tolist() == [[0.5, -2.5]]
    (after,), _ = adamw(W, G, eta=0.5, lam=0.5, epsilon=1e-300)
    assert after.tolist() == [[0.25, -2.0]]


@pytest.mark.parametrize("optimizer", OURS.values())
def test_nothing_is_changed_in_place_and_a_state_may_be_used_twice(optimizer):
    _, state = optimizer(W, G)
    once, _ = optimizer(W, G, state)
    again, _ = optimizer(W, G, state)
    assert once[0].tolist() == again[0].tolist()
    assert (W[0].tolist(), G[0].tolist()) == ([[1.0, -2.0]], [[0.5, 4.0]])


def test_special_cases_are_each_other():
    _, state = momentum(W, G)
    assert momentum(W, G, state, beta=0)[0][0].tolist() == sgd(W, G)[0][0].tolist()
    assert adamw(W, G, lam=0)[0][0].tolist() == adam(W, G)[0][0].tolist()


def test_the_square_of_a_large_gradient_is_kept():
    (after,), (_, _, (v,)) = adam([np.ones(1)], [np.array([1e154])])
    assert after == pytest.approx([1 - 0.001], rel=1e-12)
    assert np.isfinite(v).all()


@pytest.mark.parametrize(("kind", "large"), [("i1", 16), ("f2", 300), ("f4", 1e20)])
def test_squares_do_not_overflow(kind, large):
    """Each is more than its kind can hold: a byte holds 16 squared as 0."""
    _, v = rmsprop([np.ones(1)], [np.array([large], kind)], beta=0)
    assert v[0] == pytest.approx([large**2], rel=1e-6)


@pytest.mark.parametrize("optimizer", OURS.values())
def test_integers_give_what_floats_give(optimizer):
    given = [np.array([3], np.uint8)], [np.array([5], np.uint8)]
    floats = [[P.astype(float) for P in arrays] for arrays in given]
    assert optimizer(*given, eta=1)[0][0] == optimizer(*floats, eta=1)[0][0]


def test_a_number_has_a_zero_too():
    assert [P.tolist() for P in zeros([np.ones((1, 2)), 3.0])] == [[[0.0, 0.0]], 0.0]


OTHER = [np.ones((2, 1))]
ABOVE = "want a number above 0"

test_bad_input_is_named = refuses(
    (lambda: sgd(W, G, eta=0), f"eta: got 0, {ABOVE}"),
    (lambda: sgd(W, G, eta=-0.1), "eta: got -0.1"),
    (lambda: adam(W, G, eta=math.nan), "eta: got nan"),
    (lambda: adamw(W, G, eta=math.inf), "eta: got inf"),
    (lambda: momentum(W, G, beta=1), "beta: got 1, want 0 or more, below 1"),
    (lambda: rmsprop(W, G, beta=-0.1), "beta: got -0.1"),
    (lambda: rmsprop(W, G, epsilon=-1), f"epsilon: got -1, {ABOVE}"),
    (lambda: rmsprop(W, G, epsilon=0), f"epsilon: got 0, {ABOVE}"),
    (lambda: adam(W, G, epsilon=0), f"epsilon: got 0, {ABOVE}"),
    (lambda: adam(W, G, beta1=1.0), "beta: got 1.0"),
    (lambda: adam(W, G, beta2=1.5), "beta: got 1.5"),
    (lambda: adam(W, G, epsilon=math.nan), "epsilon: got nan"),
    (lambda: adamw(W, G, lam=-1), "lam: got -1, want a finite number, 0 or more"),
    (lambda: adamw(W, G, lam=math.inf), "lam: got inf"),
    (lambda: sgd(W, OTHER), "gradients: got shapes [(2, 1)], want [(1, 2)]"),
    (lambda: sgd(W, G + G), "gradients: got shapes [(1, 2), (1, 2)], want"),
    (lambda: momentum(W, G, OTHER), "state: got shapes [(2, 1)]"),
    (lambda: rmsprop(W, G, W + W), "state: got shapes"),
    (lambda: adam(W, G, (1, OTHER, W)), "m: got shapes [(2, 1)]"),
    (lambda: adam(W, G, (1, W, OTHER)), "v: got shapes [(2, 1)]"),
    (lambda: sgd(W, [np.array([[1.0, math.nan]])]), "gradients: got NaN or infinity, want"),
    (lambda: momentum(W, G, [np.array([[math.inf, 1.0]])]), "state: got NaN or infinity"),
    # its square was infinite: the parameter stood still, and the next step failed
    *(
        (partial(optimizer, W, [[[-1e200, 1.0]]]), "got a number above 1e154, want smaller")
        for optimizer in (rmsprop, adam, adamw)
    ),
)
