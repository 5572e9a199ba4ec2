"""Numerical slopes, each with an estimate of its own error."""

import numpy as np

from snippets.numerical_gradients import (
    central_difference,
    check_function,
    complex_step,
    number,
    one_by_one,
    perturbed,
)

SHORTER = np.pi**2  # no round number: f may have a period
STEPS = 0.01 / SHORTER ** np.arange(11)  # of p, or 1 if larger


def value(f, P):
    """Return f(P) as a float, or NaN where f raises an error."""
    try:
        return number(f, P)
    except (ArithmeticError, ValueError):
        return np.nan


def ladder(f, P, place):
    """Return three rows: steps, and the slope and bend for each.

    A bend is half the difference between the slope to the right
    and the slope to the left. A slope is NaN where f is unchanged.
    """
    here, rungs = value(f, np.array(P)[()]), []
    for h in STEPS * max(1, abs(P[place])):
        up, down = perturbed(P, place, h), perturbed(P, place, -h)
        step = (up[place] - down[place]) / 2
        right, left = value(f, up) - here, here - value(f, down)
        slope = (right + left) / 2 / step
        bend = (right - left) / 2 / step
        rungs.append((step, slope or np.nan, bend))
    return np.transpose(rungs)


def best_difference(f, P):
    """Return the slopes of f at P, and the noise of each.

    Each entry uses the step of STEPS with the least noise relative
    to its slope. The noise is the change of the slope from the next
    longer step to this one, plus an estimate of the rounding error.
    Where no step changes f, the slope is 0.
    """
    P = np.array(P, float)
    check_function(f, P)
    with np.errstate(all="ignore"):  # a long step may overflow
        ladders = [ladder(f, P, at) for at in np.ndindex(P.shape)]
        steps, slopes, bends = np.moveaxis(ladders, 1, 0)
        change = np.abs(np.diff(slopes))  # (entries, rungs)
        # the bend of a smooth f shrinks in proportion to the step
        kink = np.abs(bends[:, 1:] - bends[:, :-1] / SHORTER)
    steps, slopes, bends = steps[:, 1:], slopes[:, 1:], bends[:, 1:]
    # the three shortest steps that still change f show its rounding
    lost = change * steps
    lost = lost[:, np.isfinite(lost).any(axis=0)][:, -3:]
    rounding = np.nanmax(lost) if lost.size else np.inf
    eps = np.finfo(float).eps
    rounding += eps * abs(value(f, P[()]))
    # p is rounded as well, which changes the slope
    rounding = rounding + 2 * eps * np.abs(bends * P.reshape(-1, 1))
    still = np.isnan(slopes) & np.isfinite(bends)
    noise = rounding / steps + np.where(
        still, np.abs(bends), change + kink
    )
    noise[~np.isfinite(noise)] = np.inf
    slopes = np.where(noise < np.inf, np.nan_to_num(slopes), 0)
    # a step that does not change f is used only if none changes it
    size = np.abs(slopes)
    share = np.where(
        size > 0, noise / np.where(size, size, 1), 1e300
    )
    share[noise == np.inf] = np.inf
    rows, best = np.arange(len(share)), np.argmin(share, axis=1)
    return (
        slopes[rows, best].reshape(P.shape),
        noise[rows, best].reshape(P.shape),
    )


def jittered(arrays, rng, size):
    """Return copies, each number changed by about `size` of it."""
    return [
        P + size * np.where(P, P, 1) * rng.normal(size=np.shape(P))
        for P in arrays
    ]


def spread(method, f, arrays, eps):
    """Return [(slopes, noise), …] for the arrays.

    Four times, the parameters are changed by about `eps` of their
    size, and `method(f, P, h)` takes a step of one to two times its
    default. The largest change of a slope is its noise: rounding
    can change any gradient by about as much.
    """
    rng = np.random.default_rng(0)
    (own,) = method.__defaults__
    here = one_by_one(method, f, arrays)
    noise = [np.zeros(np.shape(P)) for P in arrays]
    for _ in range(4):
        h = own * rng.uniform(1, 2)
        there = one_by_one(
            lambda f, P, h=h: method(f, P, h),
            f,
            jittered(arrays, rng, eps),
        )
        noise = [
            np.maximum(n, np.abs(b - a))
            for n, a, b in zip(noise, here, there, strict=True)
        ]
    return list(zip(here, noise, strict=True))


def resolution(f, arrays):
    """Return the smallest change of f seen, infinity for none."""
    rng = np.random.default_rng(0)
    here = number(f, [np.array(P)[()] for P in arrays])
    for power in range(-16, -2):
        there = number(f, jittered(arrays, rng, 10.0**power))
        if there != here:
            return abs(there - here)
    return np.inf


def check_direction(f, arrays, gradients, noise):
    """Raise ValueError if f loses part of the imaginary numbers.

    The gradients are compared with a difference along one random
    direction.
    """
    rng = np.random.default_rng(1)
    V = [rng.normal(size=np.shape(P)) for P in arrays]

    def along(t):
        steps = zip(arrays, V, strict=True)
        return f([(P + t * v)[()] for P, v in steps])

    def total(numbers):
        products = zip(numbers, V, strict=True)
        return sum(np.sum(number * v) for number, v in products)

    told, unsure = total(gradients), sum(map(np.sum, noise))
    slope, off = best_difference(along, 0.0)
    if abs(told - slope) > 5 * (off + unsure) + 1e-3 * abs(slope):
        raise ValueError(
            f"f: got slope {told:.6g} by complex steps and "
            f"{slope:.6g} by differences along one direction, want "
            "the same: np.abs, np.vdot and norms lose the "
            "imaginary part"
        )


def difference_and_noise(f, arrays, eps):
    """Return (slopes, noise, blur) of each array, by differences.

    f takes the list of arrays and returns one number. `eps` is the
    machine epsilon of the gradient that will be checked. The blur
    is the possible rounding error of a sum whose terms are as large
    as the largest slope.
    """
    found = one_by_one(best_difference, f, arrays)
    if eps > np.finfo(float).eps:  # else far below their noise
        more = spread(central_difference, f, arrays, eps)
        found = [
            (s, n + m)
            for (s, n), (_, m) in zip(found, more, strict=True)
        ]
    return [(s, n, 4 * eps * np.max(np.abs(s))) for s, n in found]


def complex_step_and_noise(f, arrays, eps):
    """Return (slopes, noise, blur) of each array.

    The slopes are complex steps. The blur is at least the smallest
    change that f can show. Raises ValueError where a difference
    along a random direction shows that f loses imaginary parts.
    """
    found = spread(complex_step, f, arrays, eps)
    check_direction(f, arrays, *zip(*found, strict=True))
    least = resolution(f, arrays)
    return [
        (
            s,
            n + 8 * eps * np.abs(s),
            4 * max(least, eps * np.max(np.abs(s))),
        )
        for s, n in found
    ]
