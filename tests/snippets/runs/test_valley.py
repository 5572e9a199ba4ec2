import numpy as np

from snippets.numerical_gradients import complex_step
from snippets.optimizers import adam, sgd
from snippets.runs.valley import valley, walk
from tests.snippets.conftest import refuses


def test_the_loss_is_that_by_hand_and_a_complex_step_confirms_its_gradient():
    assert valley(np.array([3.0, 2.0]))[0] == (9 + 25 * 4) / 2
    w = np.array([1.3, -0.7])
    slope = complex_step(lambda w: valley(w)[0], w)
    assert np.allclose(valley(w)[1], slope, rtol=1e-13, atol=0)


def test_descent_shrinks_each_coordinate_by_its_own_factor():
    places = walk(sgd, eta=0.07, steps=5)
    wanted = [[4 * 0.93**k, (-0.75) ** k] for k in range(6)]
    assert np.allclose(places, wanted, rtol=1e-13, atol=0)


def test_another_loss_and_start_are_taken():
    places = walk(adam, 0.5, lambda w: (np.sum(w), np.array([1.0, -1.0])), (2.0, 3.0), steps=1)
    assert np.allclose(places, [[2, 3], [1.5, 3.5]], rtol=1e-7, atol=0)


test_a_bad_step_size_is_named = refuses((lambda: walk(sgd, eta=0), "eta: got 0"))
