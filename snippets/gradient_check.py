"""Judge a network's gradients, entry by entry."""

from typing import NamedTuple

import numpy as np

from snippets.checks import (
    check_finite,
    check_positive,
    check_shape,
)
from snippets.nested import (
    gradient_of,
    leaves,
    names,
    real_array,
    rebuilt,
)
from snippets.noise import difference_and_noise
from snippets.numerical_gradients import perturbed


def relative_difference(a, b):
    """Return max|a - b| / max(|a|, |b|): 0 for equal, at most 2.

    The larger array sets one scale for all places, since a number
    near 0 among large ones is known only to their rounding. Both
    all 0: 0. One all 0, the other not: 1.
    Raises ValueError where the shapes differ or a number is not
    finite.

    >>> relative_difference(np.array([1, 4]), np.array([1, 5]))
    0.2
    """
    a, b = 1.0 * np.asarray(a), 1.0 * np.asarray(b)  # no integers
    check_shape("b", b, np.shape(a))
    check_finite("a", a)
    check_finite("b", b)
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return float(np.max(np.abs(a - b)) / scale) if scale else 0.0


def constant_factor(a, b, allowed=0):
    """Return the c for which a = c b in every entry, else None.

    `allowed` says how far each entry of b may be off; a may be off
    by a millionth.

    >>> constant_factor(np.array([0.0, 3.0]), np.array([0.0, 2.0]))
    1.5
    """
    if not np.any(b):
        return None if np.any(a) else 1.0
    # the sums of products would underflow for entries near 1e-200
    x, y = a / np.max(np.abs(b)), b / np.max(np.abs(b))
    c = float(np.sum(x * y) / np.sum(y * y))
    apart = np.abs(a - c * b)
    fits = apart <= 1e-6 * np.abs(a) + abs(c) * allowed
    return c if np.all(fits) else None


VERDICTS = ["disagrees", "too noisy to tell", "agrees"]


def tolerance(eps):
    """Return the share of itself that a gradient may be off."""
    return max(1e-6, 300 * eps)


def judge(gradient, slope, noise, blur, eps):
    """Return the verdict on each entry, and how far it may be off.

    An entry agrees if it is no further from the slope than five
    times the noise plus the tolerance. Two kinds are too noisy to
    tell: where five times the noise is above 0.03 % of the slope,
    and entries that do not agree but are no further off than the
    blur, one number. All others disagree.
    Slopes under 1e-287 underflow, and count as 0.
    """
    size, apart = np.abs(slope), np.abs(gradient - slope)
    allowed = 5 * noise + tolerance(eps) * size + 1e-287
    close = apart <= allowed
    noisy = np.where(close, 5 * noise > 3e-4 * size, apart <= blur)
    return np.select(
        [noisy, close], [VERDICTS[1], VERDICTS[2]], VERDICTS[0]
    ), allowed


class Row(NamedTuple):
    """What a check says of one array of parameters."""

    name: str
    verdict: str
    off: float  # the relative difference of the worst entry
    factor: float | None  # yours / check's, where it is constant
    worst: str
    note: str


class Report(NamedTuple):
    """What a check says of a gradient; printed, it is a table."""

    verdict: str
    rows: list

    def __str__(self):
        """Return the verdict, and two or three lines per array."""
        lines = [self.verdict]
        width = max(len(row.name) for row in self.rows)
        for name, verdict, off, factor, worst, note in self.rows:
            times = "varies" if factor is None else f"{factor:.4g}"
            told = f"{verdict:17}  off {off:.0e}, factor {times}"
            lines.append(f"{name:{width}}  {told}")
            more = [worst, note] if note else [worst]
            lines += [" " * (width + 2) + words for words in more]
        return "\n".join(lines)


def row(name, gradient, slope, noise, blur, eps):
    """Return the row of one array."""
    verdicts, allowed = judge(gradient, slope, noise, blur, eps)
    d = np.abs(gradient - slope)
    at = np.unravel_index(np.argmax(d / allowed), d.shape)
    place = "[" + ", ".join(map(str, at)) + "]" if at else ""
    yours, told = gradient[at], slope[at]
    noisy = verdicts == VERDICTS[1]
    still = noisy & (slope == 0)
    notes = []
    if eps > np.finfo(float).eps:
        notes.append(
            f"float32: known to about {tolerance(eps):.0e}"
        )
    if np.any(noisy & ~still):
        hidden = np.sum(noisy & ~still)
        notes.append(f"{hidden} lost in rounding or at a kink")
    if np.any(still):
        notes.append(f"f ignores {still.sum()}: a dead unit?")
    return Row(
        name,
        next(v for v in VERDICTS if v in verdicts),
        relative_difference(yours, told),
        constant_factor(gradient, slope, allowed),
        f"{name}{place}: yours {yours:.8g}, check {told:.8g}",
        "; ".join(notes),
    )


def check_gradients(
    f, parameters, gradients, measure=difference_and_noise
):
    """Return a report: a verdict overall, and a row per array.

    f takes the parameters and returns one number. Parameters are
    arrays of any shape, in lists, pairs, dictionaries; gradients
    lie in the same structure. `measure` finds slopes and noise.
    Raises ValueError with the report if an array disagrees, and
    for a gradient that is missing, misshapen or not finite.
    """
    eps, arrays, given = np.finfo(float).eps, [], []
    called = names(parameters)
    if not called:
        raise ValueError("parameters: got none, want an array")
    for name, (path, P) in zip(
        called, leaves(parameters), strict=True
    ):
        dP = gradient_of(path, gradients, parameters)
        arrays.append(real_array(name, P))
        given.append(real_array(f"gradient of {name}", dP))
        check_shape(f"gradient of {name}", dP, np.shape(P))
        for array in map(np.asarray, (P, dP)):
            if array.dtype.kind == "f":
                eps = max(eps, np.finfo(array.dtype).eps)

    def f_of_arrays(arrays):
        return f(rebuilt(parameters, iter(arrays)))

    measured = measure(f_of_arrays, arrays, eps)
    for name, (slope, *_) in zip(called, measured, strict=True):
        check_finite(f"check of {name}", slope)
    rows = [
        row(name, dP, *found, eps)
        for name, dP, found in zip(
            called, given, measured, strict=True
        )
    ]
    verdicts = [r.verdict for r in rows]
    verdict = next(v for v in VERDICTS if v in verdicts)
    report = Report(verdict, rows)
    if verdict == "disagrees":
        raise ValueError(report)
    return report


def kinks_crossed(pattern, P, h=6e-6):
    """Return the places in P from which a step of h crosses a kink.

    `pattern(P)` is an array that changes at the kinks, such as
    Z > 0 of every ReLU. A difference from there mixes two slopes,
    and tells nothing against the gradient. A kink inside the step
    that changes nothing at its ends is not seen.
    Raises ValueError for h ≤ 0 and P not finite.

    >>> kinks_crossed(lambda P: P > 0, np.array([1.0, 1e-9]))
    [(1,)]
    """
    check_positive("h", h)
    check_finite("P", P)
    here = np.array(pattern(perturbed(P, (), 0.0)))  # a copy
    return [
        place
        for place in np.ndindex(np.shape(P))
        if any(
            np.any(pattern(perturbed(P, place, step)) != here)
            for step in (h, -h)
        )
    ]
