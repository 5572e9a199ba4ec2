import numpy as np
import pytest

from snippets.numerical_gradients import (
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


CALLS = {
    "central": central_difference,
    "complex": complex_step,
    "directional": lambda f, P, **h: directional_difference(f, P, np.ones(np.shape(P)), **h),
}


@pytest.mark.parametrize("method", CALLS.values(), ids=CALLS)
def test_what_is_given_stays_as_it_was(method):
    """Even if f overwrites what it gets."""
    given = P.copy()

    def overwrite(P):
        P *= 2.0
        return smooth(P)

    method(overwrite, given)
    assert given.tolist() == P.tolist()


@pytest.mark.parametrize("p", [1e10, 1e11, 1e300])
def test_the_step_that_was_taken_is_the_divisor(p):
    """For f(p) = p the slope is 1; p + h is rounded, and the division by 2h gave 0.9537 at 1e10."""
    h = 6e-6 * max(1, p / 1e10)
    assert central_difference(lambda p: p, p, h) == 1
    assert directional_difference(lambda P: P[0], np.array([p]), np.ones(1), h) == 1


@pytest.mark.parametrize("method", [CALLS["central"], CALLS["directional"]])
def test_a_step_that_rounding_loses_is_refused(method):
    with pytest.raises(
        ValueError, match=r"a step that rounding loses or bends beside 1e\+12, want a longer one"
    ):
        method(lambda P: P[0], np.array([1e12]))


def test_float32_parameters_are_stepped_in_float64():
    """A float32 rounds its own step: the slope of 3p at 0.1 was off by a percent."""
    p = np.array([0.1], "f4")
    for method in CALLS.values():
        assert method(lambda P: 3 * np.sum(P), p) == pytest.approx(3, rel=1e-9)


@pytest.mark.parametrize("method", CALLS.values(), ids=CALLS)
def test_a_number_with_an_imaginary_part_is_refused(method):
    """Its imaginary part would be dropped."""
    with pytest.raises(ValueError, match=r"f: got \(2\+1j\), want a finite real number"):
        method(lambda P: 2 + 1j, P)
    with pytest.raises(ValueError, match="P: got complex numbers, want real ones"):
        method(smooth, P + 1j)


@pytest.mark.parametrize("lost", [np.nan, np.inf])
@pytest.mark.parametrize("method", CALLS.values(), ids=CALLS)
def test_a_loss_that_is_not_finite_confirms_nothing(method, lost):
    with pytest.raises(ValueError, match=f"f: got {lost}, want a finite real number"):
        method(lambda P: lost, P)


@pytest.mark.parametrize("method", CALLS.values(), ids=CALLS)
def test_a_function_may_return_the_same_array_each_time(method):
    """The second call overwrote what the first had returned, and every slope was 0."""
    kept = {}

    def f(P):
        value = np.sum(P * P)
        array = kept.setdefault(value.dtype, np.empty((), value.dtype))
        array[()] = value
        return array

    assert np.sum(method(f, np.array([1.0, 2.0]))) == pytest.approx(6, rel=1e-9)


@pytest.mark.parametrize("method", [central_difference, complex_step])
def test_whole_numbers_are_no_trap(method):
    assert method(smooth, np.array([1, 2])) == pytest.approx(
        [3 * np.cos(1), 12 * np.cos(8)], rel=1e-8
    )


@pytest.mark.parametrize("method", [central_difference, complex_step])
def test_one_number_is_an_array_too(method):
    assert method(smooth, 1.5) == pytest.approx(6.75 * np.cos(3.375), rel=1e-8)


@pytest.mark.parametrize("method", CALLS.values(), ids=CALLS)
def test_bad_input_is_named(method):
    with pytest.raises(ValueError, match="P: got NaN or infinity"):
        method(smooth, np.array([1.0, np.nan]))
    with pytest.raises(ValueError, match=r"P: got shape \(0,\), want a number or more"):
        method(smooth, np.array([]))
    with pytest.raises(ValueError, match=r"f: got shape \(2, 3\), want one number"):
        method(np.sin, P)
    for h in (0, -1e-6, np.nan, np.inf):
        with pytest.raises(ValueError, match=f"h: got {h}, want a number above 0"):
            method(smooth, P, h=h)


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


@pytest.mark.parametrize("large", [1e10, 1e11])
def test_a_direction_that_rounding_bends_is_refused(large):
    """Beside a large entry the step along it is lost or too long: the line is another one."""
    with pytest.raises(ValueError, match="a step that rounding loses or bends beside"):
        directional_difference(lambda P: P[0], np.array([large, 1.0]), np.ones(2))


@pytest.mark.parametrize("method", [central_difference, complex_step])
def test_a_loss_of_one_element_is_one_number(method):
    slope = method(lambda P: np.sum(P * P).reshape(1, 1), np.array([3.0, 4.0]))
    assert slope == pytest.approx([6, 8], rel=1e-8)


def test_an_imaginary_part_that_appears_beside_p_is_refused():
    with pytest.raises(ValueError, match="want a finite real number"):
        central_difference(np.emath.sqrt, 1e-6)
