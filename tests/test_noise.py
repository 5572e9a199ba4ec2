import numpy as np
import pytest

from snippets.gradient_check import check_gradients
from snippets.noise import (
    STEPS,
    best_difference,
    check_direction,
    complex_step_and_noise,
    difference_and_noise,
    jittered,
    ladder,
    resolution,
    spread,
    value,
)
from snippets.numerical_gradients import complex_step, one_by_one

EPS = np.finfo(float).eps
MEASURES = [difference_and_noise, complex_step_and_noise]

# function, place, slope: gentle, steep, flat, offset, far from 0, and a cube
CASES = {
    "sine": (np.sin, 0.7, np.cos(0.7)),
    "inputs of 1e4": (lambda p: np.sin(1e4 * p), 0.7, 1e4 * np.cos(7e3)),
    "inputs of 1e-4": (lambda p: np.sin(1e-4 * p), 0.7, 1e-4 * np.cos(7e-5)),
    "offset": (lambda p: np.sin(p) + 1e4, 0.7, np.cos(0.7)),
    "near 1e6": (lambda p: np.sin(p - 1e6), 1e6 + 0.75, np.cos(0.75)),
    "line at 1e10": (lambda p: 3 * p, 1e10, 3.0),
    "cube": (lambda p: p**3, 2.0, 12.0),
    "edge of a logarithm": (np.log, 1e-3, 1e3),
    "exponential": (np.exp, 700.0, np.exp(700.0)),
}


@pytest.mark.parametrize(("f", "p", "slope"), CASES.values(), ids=CASES)
def test_the_noise_bounds_the_error_and_is_small(f, p, slope):
    found, noise = best_difference(f, p)
    assert abs(found - slope) <= 5 * noise + 1e-12 * abs(slope)
    assert noise < 1e-5 * abs(slope)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("f", "p", "slope"), CASES.values(), ids=CASES)
def test_right_slopes_agree_and_wrong_ones_do_not(f, p, slope, measure):
    assert check_gradients(f, p, slope, measure).verdict == "agrees"
    for factor in (-1, 0, 1.001):
        with pytest.raises(ValueError, match="disagrees"):
            check_gradients(f, p, factor * slope, measure)


def log_softmax(z):
    """Return -log of the first softmax, as textbooks write it."""
    powers = np.exp(z - np.max(np.real(z)))
    return -np.log(powers[0] / np.sum(powers))


DRAWN = np.random.default_rng(0)
HOPELESS = {
    "confident softmax": (log_softmax, np.array([40.0, 0.0]), [-4.2e-18, 4.2e-18]),
    "softmax, one digit": (log_softmax, np.array([36.0, 0.0]), [-2.32e-16, 2.32e-16]),
    "log(1 - sigmoid)": (lambda z: -np.log(1 - 1 / (1 + np.exp(-z))), 35.0, 1.0),
    "corner": (lambda p: np.where(np.real(p) > 0, p, 0 * p), 0.0, 0.0),
    "least of a parabola": (lambda p: (p - 1) ** 2, 1.0, 0.0),
    "another draw each time": (
        lambda P: np.sum(P * (DRAWN.random(3) < 0.5)),
        np.ones(3),
        [0.5, 0.5, 0.5],
    ),
}


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize(("f", "P", "slope"), HOPELESS.values(), ids=HOPELESS)
def test_where_the_loss_has_lost_the_slope_there_is_no_verdict(f, P, slope, measure):
    with np.errstate(divide="ignore"):
        assert check_gradients(f, P, slope, measure).verdict == "too noisy to tell"


def test_a_loss_in_float32_inside_is_too_noisy_and_only_gross_mistakes_are_seen():
    X = np.random.default_rng(0).normal(size=(5, 3)).astype("f4")

    def f(W):
        A = np.tanh(X @ W.astype("f4"))
        return float(np.sum(A * A))

    W = np.random.default_rng(1).normal(size=(3, 2))
    A = np.tanh(X @ W)
    right = X.T @ (2 * A * (1 - A**2))
    for factor in (1, 1.0001):
        assert check_gradients(f, W, factor * right).verdict == "too noisy to tell"
    with pytest.raises(ValueError, match="disagrees"):
        check_gradients(f, W, -right)


def test_a_rung_has_the_step_the_slope_and_the_bend():
    """At 1, p² has ((1 + h)² - (1 - h)²) / 2h = 2 and the bend h."""
    steps, slopes, bends = ladder(lambda p: p**2, np.array(1.0), ())
    assert steps[:3] == pytest.approx(STEPS[:3], rel=1e-12)
    assert slopes[:3] == pytest.approx([2, 2, 2], rel=1e-12)
    assert bends[:3] == pytest.approx(STEPS[:3], rel=1e-8)


def test_steps_are_a_share_of_large_parameters_and_unseen_ones_have_no_slope():
    steps, slopes, _ = ladder(lambda p: np.float32(p), np.array(1e6), ())
    assert steps[:3] == pytest.approx(1e6 * STEPS[:3], rel=1e-9)
    assert slopes[0] == pytest.approx(1, rel=1e-4)
    assert np.isnan(slopes[-1])


def test_where_f_refuses_a_step_there_is_no_value():
    def f(p):
        if p <= 0:
            raise ValueError("p: want more than 0")
        return np.log(p)

    assert np.isnan(value(f, -1.0))
    slope, noise = best_difference(f, 1e-3)
    assert slope == pytest.approx(1e3, rel=1e-6)
    assert noise < 0.01
    with pytest.raises(ValueError, match="p: want more than 0"):
        best_difference(f, -1.0)


def test_a_kink_of_one_entry_does_not_make_the_others_noisy():
    P = np.array([0.0, 1.0])
    _, noise = best_difference(lambda P: np.sum(np.abs(P) + 3 * P), P)
    assert noise[0] > 0.5
    assert noise[1] < 1e-7


def test_the_spread_is_what_a_jitter_of_the_parameters_changes():
    """The slope of p³ is 3p²: a jitter of ε p changes it by about 6ε p² times a normal draw."""
    P = np.array([1.0, 10.0])
    ((slope, found),) = spread(complex_step, lambda arrays: np.sum(arrays[0] ** 3), [P], 1e-8)
    assert slope == pytest.approx(3 * P**2, rel=1e-14)
    assert np.all(found / (6e-8 * P**2) > 0.05)
    assert np.all(found / (6e-8 * P**2) < 4)


def test_the_spread_is_also_what_a_jitter_of_the_step_changes():
    """A line of slope one, but its terms have slopes of ten million."""

    def f(arrays):
        (p,) = arrays
        return 0.1 * (1e8 * p) + (p - 1e7 * p)

    ((slope, noise),) = spread(complex_step, f, [np.array(0.7)], EPS)
    assert 1e-10 < noise < 1e-8
    assert abs(slope - 1) < 5 * noise


def test_a_jitter_moves_zeros_too():
    P, Q = jittered([np.zeros(100), np.full(100, 1e6)], np.random.default_rng(0), 1e-3)
    assert np.std(P) == pytest.approx(1e-3, rel=0.3)
    assert np.std(Q) == pytest.approx(1e3, rel=0.3)


@pytest.mark.parametrize(
    ("f", "least", "most"),
    [
        (lambda arrays: np.sum(arrays[0]), EPS / 8, 8 * EPS),
        (lambda arrays: np.sum(arrays[0]) + 1e4, 1e-12, 4e-12),
        (lambda arrays: float(np.float32(np.sum(arrays[0]))), 1e-8, 2e-7),
        (lambda arrays: 3.0, np.inf, np.inf),
    ],
)
def test_the_resolution_is_the_least_change_that_f_shows(f, least, most):
    assert least <= resolution(f, [np.array([0.3, 0.4])]) <= most


LOST = {
    "vdot": lambda P: np.vdot(P, P) + 0 * P[0],
    "half a norm": lambda P: (P @ P + np.linalg.norm(P) ** 2) / 2,
    "a conversion of one part": lambda P: np.real(P[0]) ** 2 + P[1] ** 2,
}


@pytest.mark.parametrize("f", LOST.values(), ids=LOST)
def test_a_function_that_loses_a_part_of_the_complex_numbers_is_found_out(f):
    """The right gradient is 2p; the complex step alone would call it wrong."""
    P = np.array([3.0, 4.0])
    right = 2 * P
    assert check_gradients(f, P, right).verdict == "agrees"
    with pytest.raises(ValueError, match=r"np\.vdot and norms lose the imaginary part"):
        check_gradients(f, P, right, complex_step_and_noise)


def test_a_direction_confirms_right_slopes():
    arrays = [np.array([1.0, 2.0]), np.array(0.5)]

    def f(arrays):
        return np.sum(np.sin(arrays[0])) * arrays[1]

    right = one_by_one(complex_step, f, arrays)
    none = [np.zeros(2), np.zeros(())]
    check_direction(f, arrays, right, none)
    with pytest.raises(ValueError, match="by complex steps"):
        check_direction(f, arrays, [1.01 * dP for dP in right], none)


def test_one_array_is_asked_about_and_the_others_are_held_still():
    arrays = [np.array([1.0, 2.0]), np.array(3.0)]

    def f(arrays):
        arrays[0][...] = 2 * arrays[0]  # f may change what it gets
        return np.sum(arrays[0]) * arrays[1]

    found = one_by_one(complex_step, f, arrays)
    assert found[0].tolist() == [6, 6]
    assert found[1] == 6
    assert arrays[0].tolist() == [1, 2]
