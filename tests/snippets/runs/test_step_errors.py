from decimal import Decimal

import numpy as np
import pytest

from snippets.check_a_gradient import T, X, layers, sigmoids
from snippets.gradient_check import relative_difference
from snippets.network import loss_and_gradients
from snippets.runs.step_errors import exact_gradient, forward_difference, step_errors


def test_a_forward_difference_is_off_by_half_the_step_times_the_curvature():
    """((p + h)² - p²) / h = 2p + h; with a power of two for h nothing is rounded."""
    P = np.array([[1.5, -2.0]])
    found = forward_difference(lambda P: np.sum(P**2), P, 0.25)
    assert found.tolist() == (2 * P + 0.25).tolist()


def test_a_step_that_rounding_loses_is_an_error_of_one():
    forward, central, by_complex_step, _ = step_errors(40)
    assert forward == central == 1
    assert by_complex_step < 1e-14


def test_the_exact_gradient_is_what_backpropagation_finds():
    _, gradients = loss_and_gradients(X, T, layers, sigmoids, "squared error")
    assert relative_difference(exact_gradient(), gradients[0][0]) < 1e-15


def test_the_exact_gradient_does_not_hang_on_its_step():
    gradients = [exact_gradient(Decimal(h)) for h in ("1e-14", "1e-16")]
    assert gradients[0].tolist() == gradients[1].tolist()


def test_truncation_falls_with_the_step_and_with_its_square():
    forward, central, by_complex_step, _ = np.transpose([step_errors(k) for k in (4, 6)])
    assert forward[0] / forward[1] == pytest.approx(10, rel=0.05)
    assert central[0] / central[1] == pytest.approx(100, rel=0.05)
    assert by_complex_step[0] / by_complex_step[1] == pytest.approx(100, rel=0.05)


def test_rounding_climbs_where_the_step_is_too_short_but_not_with_the_complex_step():
    (forward, central, by_complex_step, in_float32) = step_errors(20)
    assert forward > 1e-6
    assert central > 1e-6
    assert by_complex_step < 1e-14
    assert in_float32 > 0.1
