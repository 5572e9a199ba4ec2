"""The notation page's table is what every page's formulas are read with."""

import numpy as np

from snippets.activations import sigmoid, sigmoid_derivative_from_z
from snippets.numerical_gradients import complex_step  # names that formulas use


def test_the_slope_that_formulas_are_read_with_is_the_sigmoids():
    z = np.linspace(-9, 9, 50)
    assert np.allclose(
        sigmoid_derivative_from_z(z), complex_step(lambda z: np.sum(sigmoid(z)), z), rtol=1e-13
    )
