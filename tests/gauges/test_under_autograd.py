import autograd
import autograd.numpy
import numpy as np
import pytest

import snippets.network
from snippets.network import initialise
from tools.gauges.under_autograd import under_autograd


def test_numpy_is_swapped_there_and_in_what_is_imported():
    module = under_autograd("snippets.network")
    assert module.np is autograd.numpy
    activations = under_autograd("snippets.activations")
    assert activations.np is autograd.numpy
    assert module.ACTIVATIONS is activations.ACTIVATIONS


def test_the_module_itself_stays_with_numpy():
    assert under_autograd("snippets.network") is not snippets.network
    assert snippets.network.np is np


def test_autograd_could_not_go_through_plain_numpy():
    """If it could, the swap would be for nothing."""
    plain, swapped = snippets.network, under_autograd("snippets.network")
    X, parameters = np.ones((1, 2)), initialise(np.random.default_rng(0), (2, 2, 1))
    problem = {"activations": ["relu", "sigmoid"], "loss": "squared error", "T": X[:, :1]}
    with pytest.raises(TypeError, match="exp"):
        autograd.grad(lambda P: plain.network_loss(X, parameters=P, **problem))(parameters)
    assert autograd.grad(lambda P: swapped.network_loss(X, parameters=P, **problem))(parameters)


def test_a_missing_module_is_named():
    with pytest.raises(ModuleNotFoundError, match=r"snippets\.nothing is not a module here"):
        under_autograd("snippets.nothing")
