import numpy as np
import pytest

from snippets import xor
from snippets.network import descend, forward, initialise, loss_and_gradients
from snippets.runs import optimizer_runs as runs
from tests.snippets.conftest import flat, refuses


def rng(seed=0):
    return np.random.default_rng(seed)


def test_the_grid_is_nine_points_two_to_a_factor_of_ten():
    assert pytest.approx([10.0 ** (k / 2) for k in range(-6, 3)], rel=1e-12) == runs.ETAS


@pytest.mark.parametrize(("name", "inputs"), [("noisy", 10), ("sparse", 100)])
def test_samples_come_one_by_one_and_tests_by_the_thousand(name, inputs):
    rows, X_test, T_test = runs.PROBLEMS[name][0](rng())
    assert len(rows) == 500
    assert {(X.shape, T.shape) for X, T in rows} == {((1, inputs), (1, 1))}
    assert (X_test.shape, T_test.shape) == ((1000, inputs), (1000, 1))
    assert set(T_test.ravel()) == {0, 1}


def test_a_fifth_of_the_noisy_targets_is_turned_and_no_test():
    rows, X_test, T_test = runs.noisy(rng(), steps=4000)
    weights = np.linalg.lstsq(X_test, 2 * T_test - 1, rcond=None)[0]
    assert np.mean((X_test @ weights > 0) == T_test) > 0.98
    X, T = (np.concatenate(part) for part in zip(*rows, strict=True))
    assert 0.17 < np.mean((X @ weights > 0) != T) < 0.23


def test_sparse_inputs_are_as_rare_as_it_says_and_decide_the_target():
    rows, X, T = runs.sparse(rng(), steps=4000)
    often = np.concatenate([x for x, _ in rows]).mean(axis=0)
    assert often[[0, 9, 49]] == pytest.approx([1 / 2, 1 / 20, 1 / 100], abs=0.025)
    odd, even = X[:, 0::2].sum(axis=1), X[:, 1::2].sum(axis=1)
    assert T.ravel().tolist() == (odd > even).astype(int).tolist()


@pytest.mark.parametrize("method", runs.METHODS)
def test_one_step_moves_every_layer_and_keeps_its_shape(method):
    layers = initialise(rng(), (3, 2, 1))
    gradients = [(np.ones_like(W), np.ones_like(b)) for W, b in layers]
    moved, state = runs.one_step(layers, gradients, None, method, 0.1)
    wanted, _ = runs.METHODS[method](flat(layers), flat(gradients), None, 0.1)
    assert all(map(np.array_equal, flat(moved), wanted))
    assert [P.shape for P in flat(moved)] == [P.shape for P in flat(layers)]
    runs.one_step(moved, gradients, state, method, 0.1)


def test_a_run_of_descent_is_a_loop_of_descent():
    """The third step size, written out without `one_step`."""
    source = rng(5)
    rows, X_test, T_test = runs.noisy(source)
    layers = initialise(source, (10, 8, 1))
    acts = ["tanh", "identity"]
    for X, T in rows:
        _, gradients = loss_and_gradients(X, T, layers, acts, "binary cross-entropy")
        layers = descend(layers, gradients, runs.ETAS[2])
    wrong = int(np.sum((forward(X_test, layers, acts)[0][-1] > 0) != T_test))
    assert runs.sample_run(("noisy", "gradient descent", 5))[2] == wrong


def test_xor_epochs_are_those_of_plain_training():
    found = runs.xor_epochs(("gradient descent", 0), most=300)
    start = initialise(rng(), (2, 2, 1), limits=(0, 1))
    assert min(found) <= 300 < max(found)

    def solved_after(epochs, eta):
        # half the squared error with eta is the whole with half of eta
        parameters, _ = xor.train(start, xor.X, xor.T, eta / 2, epochs)
        return xor.solved(forward(xor.X, parameters, ["sigmoid", "sigmoid"])[1][-1], xor.T)

    for eta, epochs in zip(runs.ETAS, found, strict=True):
        assert not solved_after(min(epochs - 1, 300), eta)
        assert epochs > 300 or solved_after(epochs, eta)


test_an_unknown_name_is_named = refuses(
    (lambda: runs.sample_run(("noisy", "Adagrad", 0)), "method: got 'Adagrad', want one of"),
    (lambda: runs.sample_run(("loud", "Adam", 0)), "problem: got 'loud', want one of"),
)
