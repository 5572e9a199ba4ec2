import autograd
import numpy as np
import pytest

from snippets.checks import check_decay
from snippets.gradient_check import check_gradients, relative_difference
from snippets.network import descend, loss_and_gradients, network_loss
from snippets.noise import complex_step_and_noise, difference_and_noise
from snippets.numerical_gradients import central_difference, complex_step, numerical_gradient
from snippets.weight_decay import descend_and_shrink, penalty, with_decay
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
    ("name", "witness"),
    [("central difference", central_difference), ("complex step", complex_step)],
)
def test_witnesses_confirm_the_gradient(name, witness):
    for problem in problems(20):
        _, plain = loss_and_gradients(**problem)
        ours = with_decay(plain, problem["parameters"], 0.7)
        loss = penalised(network_loss, penalty, problem, 0.7)
        for pair, want in zip(
            ours, numerical_gradient(loss, problem["parameters"], witness), strict=True
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
