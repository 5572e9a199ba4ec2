import numpy as np
import pytest

from snippets.witnesses import (
    central_difference,
    complex_step,
    directional_difference,
)

P = np.array([[0.5, -1.25, 2.0], [1.5, 0.25, -0.75]])


def smooth(P):
    """Return a sum whose slope is known: 3p² cos(p³)."""
    return np.sum(np.sin(P**3))


SLOPE = 3 * P**2 * np.cos(P**3)


def test_central_difference_is_close():
    assert central_difference(smooth, P) == pytest.approx(SLOPE, rel=1e-8)


def test_complex_step_is_right_to_the_last_bits():
    assert complex_step(smooth, P) == pytest.approx(SLOPE, rel=1e-14)


def test_a_direction_is_the_gradient_weighed():
    direction = np.array([[1.0, 2.0, -1.0], [0.5, 0.0, 3.0]])
    expected = np.sum(SLOPE * direction)
    assert directional_difference(smooth, P, direction) == pytest.approx(expected, rel=1e-8)


def test_the_central_difference_is_exact_for_a_parabola_whatever_the_step():
    """(p + h)² - (p - h)² = 4ph; with a power of two for h nothing is rounded."""
    assert central_difference(lambda P: np.sum(P**2), P, h=0.5).tolist() == (2 * P).tolist()


def test_the_error_of_a_central_difference_is_h_squared():
    """((p + h)³ - (p - h)³) / 2h = 3p² + h²."""
    error = central_difference(lambda P: np.sum(P**3), P, h=0.5) - 3 * P**2
    assert error.tolist() == np.full(P.shape, 0.25).tolist()


@pytest.mark.parametrize("witness", [central_difference, complex_step])
def test_what_is_given_stays_as_it_was(witness):
    before = P.copy()
    witness(smooth, P)
    assert P.tolist() == before.tolist()


@pytest.mark.parametrize("witness", [central_difference, complex_step])
def test_whole_numbers_are_no_trap(witness):
    assert witness(smooth, np.array([1, 2])) == pytest.approx(
        [3 * np.cos(1), 12 * np.cos(8)], rel=1e-8
    )


@pytest.mark.parametrize("witness", [central_difference, complex_step])
def test_one_number_is_an_array_too(witness):
    assert witness(smooth, 1.5) == pytest.approx(6.75 * np.cos(3.375), rel=1e-8)


CALLS = {
    "central": central_difference,
    "complex": complex_step,
    "directional": lambda f, P, **h: directional_difference(f, P, np.ones(np.shape(P)), **h),
}


@pytest.mark.parametrize("witness", CALLS.values(), ids=CALLS)
def test_bad_input_is_named(witness):
    with pytest.raises(ValueError, match="P: got NaN or infinity"):
        witness(smooth, np.array([1.0, np.nan]))
    with pytest.raises(ValueError, match=r"P: got shape \(0,\), want a number or more"):
        witness(smooth, np.array([]))
    with pytest.raises(ValueError, match=r"f: got shape \(2, 3\), want one number"):
        witness(np.sin, P)
    for h in (0, -1e-6, np.nan, np.inf):
        with pytest.raises(ValueError, match=f"h: got {h}, want a number above 0"):
            witness(smooth, P, h=h)


@pytest.mark.parametrize("f", [lambda P: np.sum(np.real(P) ** 2), lambda P: 1.5])
def test_a_function_that_keeps_no_complex_numbers_is_found_out(f):
    sentence = "want a complex number: f drops the imaginary part, or leaves P out"
    with pytest.raises(ValueError, match=sentence):
        complex_step(f, P)


def test_a_length_beside_complex_terms_is_lost_without_a_word():
    """The docstring warns of it: the slope of p² + |p|² is 4p, and half of it goes missing."""
    P = np.array([3.0])

    def f(P):
        return np.sum(P * P) + np.linalg.norm(P) ** 2

    assert complex_step(f, P).tolist() == [6]
    assert central_difference(f, P) == pytest.approx([12], rel=1e-8)
    for length in (np.linalg.norm, lambda P: np.abs(P)[0]):
        with pytest.raises(ValueError, match="f drops the imaginary part"):
            complex_step(length, P)


def test_a_direction_of_another_shape_is_named():
    with pytest.raises(ValueError, match=r"direction: got shape \(3,\), want \(2, 3\)"):
        directional_difference(smooth, P, np.ones(3))
