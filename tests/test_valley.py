import numpy as np
import pytest

from snippets.optimizers import adam, sgd
from snippets.valley import axes, valley, walk
from snippets.witnesses import complex_step


def test_the_loss_by_hand():
    loss, slope = valley(np.array([3.0, 2.0]))
    assert loss == (9 + 25 * 4) / 2
    assert slope.tolist() == [3.0, 50.0]


@pytest.mark.parametrize("turned", [0.0, 0.4, np.pi / 4])
def test_a_complex_step_confirms_the_gradient(turned):
    w = np.array([1.3, -0.7])
    slope = complex_step(lambda w: valley(w, turned)[0], w)
    assert np.allclose(valley(w, turned)[1], slope, rtol=1e-13, atol=0)


def test_axes_are_at_right_angles_and_of_length_one():
    R = axes(0.4)
    assert np.allclose(R @ R.T, np.eye(2), rtol=0, atol=1e-15)
    assert np.allclose(axes(np.pi / 2), [[0, 1], [-1, 0]], rtol=0, atol=1e-15)


def test_descent_shrinks_each_coordinate_by_its_own_factor():
    places = walk(sgd, eta=0.07, steps=5)
    wanted = [[4 * 0.93**k, (-0.75) ** k] for k in range(6)]
    assert np.allclose(places, wanted, rtol=1e-13, atol=0)


def test_turning_the_valley_turns_descent_and_not_adam():
    turned = walk(sgd, 0.07, turned=0.4) @ axes(0.4).T
    assert np.allclose(turned, walk(sgd, 0.07), rtol=0, atol=1e-12)
    turned = walk(adam, 0.3, turned=0.4) @ axes(0.4).T
    assert not np.allclose(turned, walk(adam, 0.3), rtol=0, atol=0.1)


def test_a_bad_step_size_is_named():
    with pytest.raises(ValueError, match="eta: got 0"):
        walk(sgd, eta=0)
