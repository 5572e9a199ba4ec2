import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from snippets.numerical_gradients import (
    central_difference,
    complex_step,
    directional_difference,
)
from tests.snippets.conftest import generators, refuses

P = np.array([[0.5, -1.25, 2.0], [1.5, 0.25, -0.75]])


def smooth(P):
    """Return a sum whose slope is known: 3p² cos(p³)."""
    return np.sum(np.sin(P**3))


def slope(P):
    return 3 * P**2 * np.cos(P**3)


METHODS = {"central": central_difference, "complex": complex_step}
CALLS = METHODS | {
    "directional": lambda f, P, **h: directional_difference(f, P, np.ones(np.shape(P)), **h)
}
each_method = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)
each_call = pytest.mark.parametrize("method", CALLS.values(), ids=CALLS)


@given(generators, st.lists(st.integers(1, 3), max_size=3))
def test_differences_are_close_and_the_complex_step_is_right_to_the_last_bits(rng, shape):
    P = rng.uniform(0.5, 1, shape) * rng.choice([-1, 1], shape)
    assert central_difference(smooth, P) == pytest.approx(slope(P), rel=1e-8)
    assert complex_step(smooth, P) == pytest.approx(slope(P), rel=1e-14)


def test_a_direction_is_the_gradient_weighed():
    direction = np.array([[1.0, 2.0, -1.0], [0.5, 0.0, 3.0]])
    expected = np.sum(slope(P) * direction)
    assert directional_difference(smooth, P, direction) == pytest.approx(expected, rel=1e-8)


def test_the_error_of_a_central_difference_is_h_squared_and_none_for_a_parabola():
    """((p + h)³ - (p - h)³) / 2h = 3p² + h²; with a power of two for h nothing is rounded."""
    assert central_difference(lambda P: np.sum(P**2), P, h=0.5).tolist() == (2 * P).tolist()
    error = central_difference(lambda P: np.sum(P**3), P, h=0.5) - 3 * P**2
    assert error.tolist() == np.full(P.shape, 0.25).tolist()


@each_call
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


@each_call
def test_float32_parameters_are_stepped_in_float64(method):
    """A float32 rounds its own step: the slope of 3p at 0.1 was off by a percent."""
    assert method(lambda P: 3 * np.sum(P), np.array([0.1], "f4")) == pytest.approx(3, rel=1e-9)


@each_call
def test_a_function_may_return_the_same_array_each_time(method):
    """The second call overwrote what the first had returned, and every slope was 0."""
    kept = {}

    def f(P):
        value = np.sum(P * P)
        array = kept.setdefault(value.dtype, np.empty((), value.dtype))
        array[()] = value
        return array

    assert np.sum(method(f, np.array([1.0, 2.0]))) == pytest.approx(6, rel=1e-9)


@each_method
def test_whole_numbers_one_number_and_a_loss_of_one_element_are_no_trap(method):
    for p in (np.array([1, 2]), 1.5):
        assert method(smooth, p) == pytest.approx(slope(np.array(p)), rel=1e-8)
    found = method(lambda P: np.sum(P * P).reshape(1, 1), np.array([3.0, 4.0]))
    assert found == pytest.approx([6, 8], rel=1e-8)


def test_a_length_beside_complex_terms_is_lost_without_a_word():
    """The docstring warns of it: the slope of p² + |p|² is 4p, and half of it goes missing."""

    def f(P):
        return np.sum(P * P) + np.linalg.norm(P) ** 2

    assert complex_step(f, np.array([3.0])).tolist() == [6]
    assert central_difference(f, np.array([3.0])) == pytest.approx([12], rel=1e-8)


BENT, ONE = "a step that rounding changes beside", np.ones(2)
DROPPED = "want a complex number: f drops the imaginary part, or does not depend on P"
test_bad_input_is_named = refuses(
    *(
        (lambda method=method, bad=bad: method(*bad[:-1], **bad[-1]), sentence)
        for method in CALLS.values()
        for bad, sentence in [
            ((smooth, np.array([1.0, np.nan]), {}), "P: got NaN or infinity"),
            ((smooth, P + 1j, {}), "P: got complex numbers, want real ones"),
            ((smooth, np.array([]), {}), "P: got shape (0,), want at least one number"),
            ((np.sin, P, {}), "f: got shape (2, 3), want one number"),
            *(
                ((smooth, P, {"h": h}), f"h: got {h}, want a number above 0")
                for h in (0, -1e-6, np.nan, np.inf)
            ),
            # an imaginary part would be dropped, and what is not finite confirms nothing
            *(
                ((lambda P, lost=lost: lost, P, {}), f"f: got {lost}, want a finite real number")
                for lost in (np.nan, np.inf, 2 + 1j)
            ),
        ]
    ),
    (lambda: central_difference(np.emath.sqrt, 1e-6), "want a finite real number"),
    *(
        (lambda f=f: complex_step(f, np.array([3.0])), DROPPED)
        for f in (
            np.linalg.norm,
            lambda P: np.abs(P)[0],
            lambda P: np.real(P[0]) ** 2,
            lambda P: 1.5,
        )
    ),
    (lambda: directional_difference(smooth, P, ONE), "direction: got shape (2,), want (2, 3)"),
    *(
        (
            lambda method=method: method(lambda P: P[0], np.array([1e12])),
            f"{BENT} 1e+12, want a longer one",
        )
        for method in (central_difference, CALLS["directional"])
    ),
    # beside a large entry the step along it is lost or too long: the line is another one
    *(
        (lambda p=p: directional_difference(lambda P: P[0], np.array([p, 1.0]), ONE), BENT)
        for p in (1e10, 1e11)
    ),
)
