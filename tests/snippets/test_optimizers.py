import inspect
import json
import math
from pathlib import Path

import numpy as np
import pytest

from snippets import optimizers
from snippets.optimizers import adam, adamw, check_step, mean, momentum, rmsprop, sgd, zeros
from tests.fixtures.make_optimizers import BOUND, CASES, STEPS, problem

RECORDED = json.loads(
    (Path(__file__).parents[1] / "fixtures" / "optimizers.json").read_text(encoding="utf-8")
)
NAMES = ["sgd", "momentum", "rmsprop", "adam", "adamw"]
OURS = {name: getattr(optimizers, name) for name in NAMES}
W, G = [np.array([[1.0, -2.0]])], [np.array([[0.5, 4.0]])]


def largest_gap(name, optimizer):
    """Return how far an optimiser is from what PyTorch did, over all problems and steps."""
    gaps = []
    for seed, kept in enumerate(RECORDED["cases"][name]["problems"]):
        start, gradients, eta = problem(seed)
        given = {} if eta is None else {"eta": eta}
        parameters, state, found = [start], None, {}
        for count, gradient in enumerate(gradients, 1):
            parameters, state = optimizer(parameters, [gradient], state, **given)
            found[count] = parameters[0].ravel()
        wanted = dict(zip(RECORDED["shown"], kept, strict=True))
        gaps += [np.abs(found[count] - wanted[count]).max() for count in wanted]
    return max(gaps)


@pytest.mark.parametrize("name", NAMES)
def test_pytorch_takes_the_same_steps(name):
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
    theirs = RECORDED["cases"][name]["defaults"]
    ours = {key: p.default for key, p in inspect.signature(OURS[name]).parameters.items()}
    assert ours["eta"] == theirs["lr"]
    if name == "rmsprop":
        assert (ours["beta"], ours["epsilon"]) == (theirs["alpha"], theirs["eps"])
    if name == "adam":
        assert [ours["beta1"], ours["beta2"]] == theirs["betas"]
        assert ours["epsilon"] == theirs["eps"]
    if name == "adamw":
        assert ours["lam"] == theirs["weight_decay"]
        ours = inspect.signature(adam).parameters
        assert [ours["beta1"].default, ours["beta2"].default] == theirs["betas"]
        assert ours["epsilon"].default == theirs["eps"]


def test_the_recording_says_what_it_recorded():
    assert RECORDED["torch"].startswith("2.13.0")
    assert list(RECORDED["cases"]) == list(CASES)


def optax_adamw(w, gradients, eta, lam, b1=0.9, b2=0.999, eps=1e-8, eps_root=0.0):
    """Return one number after the rule that Optax documents, in plain Python.

    Its chain is scale_by_adam, add_decayed_weights, scale by minus the learning rate.
    """
    mu = nu = 0.0
    for count, g in enumerate(gradients, 1):
        mu, nu = b1 * mu + (1 - b1) * g, b2 * nu + (1 - b2) * g * g
        update = mu / (1 - b1**count) / (math.sqrt(nu / (1 - b2**count) + eps_root) + eps)
        w += -eta * (update + lam * w)
    return w


@pytest.mark.parametrize("lam", [0, 1e-4, 0.3])
def test_optax_documents_the_same_steps(lam):
    for seed in range(10):
        start, gradients, _ = problem(seed)
        parameters, state = [start], None
        for gradient in gradients:
            parameters, state = adamw(parameters, [gradient], state, eta=0.01, lam=lam)
        for place in np.ndindex(start.shape):
            wanted = optax_adamw(start[place], gradients[(slice(None), *place)], 0.01, lam)
            assert abs(parameters[0][place] - wanted) <= 1e-12


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


@pytest.mark.parametrize("optimizer", [rmsprop, adam, adamw])
def test_a_gradient_too_large_to_be_squared_is_named(optimizer):
    """Its square was infinite: the parameter stood still, and the next step failed."""
    with pytest.raises(ValueError, match="gradients: got a number above 1e154, want smaller"):
        optimizer([np.ones(1)], [np.array([-1e200])])
    (after,), (_, _, (v,)) = adam([np.ones(1)], [np.array([1e154])])
    assert after == pytest.approx([1 - 0.001], rel=1e-12)
    assert np.isfinite(v).all()


@pytest.mark.parametrize("kind", ["f2", "f4"])
def test_short_floats_do_not_overflow(kind):
    """The square of 300 is more than half precision can hold, that of 1e20 more than single."""
    large = {"f2": 300, "f4": 1e20}[kind]
    _, v = rmsprop([np.ones(1)], [np.array([large], kind)], beta=0)
    assert v[0] == pytest.approx([large**2], rel=1e-6)


@pytest.mark.parametrize("optimizer", OURS.values())
def test_integers_give_what_floats_give(optimizer):
    given = [np.array([3], np.uint8)], [np.array([5], np.uint8)]
    floats = [[P.astype(float) for P in arrays] for arrays in given]
    assert optimizer(*given, eta=1)[0][0] == optimizer(*floats, eta=1)[0][0]


def test_an_integer_gradient_does_not_overflow():
    # 16 squared is 256, which a byte holds as 0
    _, v = rmsprop([np.array([1.0])], [np.array([16], dtype=np.int8)], beta=0)
    assert v[0].tolist() == [256.0]


def test_helpers():
    assert [P.tolist() for P in zeros([np.ones((1, 2)), 3.0])] == [[[0.0, 0.0]], 0.0]
    assert mean([2.0], [4.0], 0.75) == [2.5]


OTHER = [np.ones((2, 1))]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: sgd(W, G, eta=0), "eta: got 0, want a number above 0"),
        (lambda: sgd(W, G, eta=-0.1), "eta: got -0.1"),
        (lambda: adam(W, G, eta=math.nan), "eta: got nan"),
        (lambda: adamw(W, G, eta=math.inf), "eta: got inf"),
        (lambda: momentum(W, G, beta=1), "beta: got 1, want 0 or more, below 1"),
        (lambda: rmsprop(W, G, beta=-0.1), "beta: got -0.1"),
        (lambda: rmsprop(W, G, epsilon=-1), "epsilon: got -1, want a number above 0"),
        (lambda: rmsprop(W, G, epsilon=0), "epsilon: got 0, want a number above 0"),
        (lambda: adam(W, G, epsilon=0), "epsilon: got 0, want a number above 0"),
        (lambda: adam(W, G, beta1=1.0), "beta: got 1.0"),
        (lambda: adam(W, G, beta2=1.5), "beta: got 1.5"),
        (lambda: adam(W, G, epsilon=math.nan), "epsilon: got nan"),
        (lambda: adamw(W, G, lam=-1), "lam: got -1, want a finite number, 0 or more"),
        (lambda: adamw(W, G, lam=math.inf), "lam: got inf"),
        (lambda: sgd(W, OTHER), r"gradients: got shapes \[\(2, 1\)\], want \[\(1, 2\)\]"),
        (lambda: sgd(W, G + G), r"gradients: got shapes \[\(1, 2\), \(1, 2\)\], want"),
        (lambda: momentum(W, G, OTHER), r"state: got shapes \[\(2, 1\)\]"),
        (lambda: rmsprop(W, G, W + W), r"state: got shapes"),
        (lambda: adam(W, G, (1, OTHER, W)), r"m: got shapes \[\(2, 1\)\]"),
        (lambda: adam(W, G, (1, W, OTHER)), r"v: got shapes \[\(2, 1\)\]"),
        (lambda: sgd(W, [np.array([[1.0, math.nan]])]), "gradients: got NaN or infinity, want"),
        (lambda: momentum(W, G, [np.array([[math.inf, 1.0]])]), "state: got NaN or infinity"),
    ],
)
def test_bad_input_is_named(call, sentence):
    with pytest.raises(ValueError, match=sentence):
        call()


def test_a_good_step_passes_the_check():
    check_step(W, 0.1, 0, 0.999, epsilon=1e-300, gradients=G)
