import autograd
import autograd.numpy
import numpy as np
import pytest

import snippets.network
from tools.under_autograd import under_autograd


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
    sigmoid = snippets.network.ACTIVATIONS["sigmoid"][0]
    z = np.zeros(2)
    with pytest.raises(TypeError, match="exp"):
        autograd.elementwise_grad(sigmoid)(z)
    sigmoid = under_autograd("snippets.network").ACTIVATIONS["sigmoid"][0]
    assert autograd.elementwise_grad(sigmoid)(z).tolist() == [0.25, 0.25]


def test_a_missing_module_is_named():
    with pytest.raises(ModuleNotFoundError, match=r"snippets\.nothing is no module here"):
        under_autograd("snippets.nothing")
