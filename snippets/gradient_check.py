"""Check the gradients of a network, entry by entry."""

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
    """Return max|a - b| / max(|a|, |b|), a number from 0 to 2.

    The largest entry of both arrays is the scale for all entries:
    an entry near 0 is only as exact as the large ones beside it.
    The result is 0 for two arrays of zeros, and 1 where only one of
    them is all zeros.
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

    `allowed` is the possible error of each entry of b; that of a is
    a millionth of its size.

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
    """Return the relative error that a gradient is allowed."""
    return max(1e-6, 300 * eps)


def judge(gradient, slope, noise, blur, eps):
    """Return a verdict on each entry, and the allowed differences.

    An entry agrees if it differs from the slope by at most five
    times the noise plus the tolerance. Two kinds of entry are too
    noisy to tell: those where five times the noise exceeds 0.03 %
    of the slope, and those that do not agree but differ by no more
    than the blur, one number. All others disagree.
    Slopes below 1e-287 underflow and count as 0.
    """
    size, apart = np.abs(slope), np.abs(gradient - slope)
    allowed = 5 * noise + tolerance(eps) * size + 1e-287
    close = apart <= allowed
    noisy = np.where(close, 5 * noise > 3e-4 * size, apart <= blur)
    return np.select(
        [noisy, close], [VERDICTS[1], VERDICTS[2]], VERDICTS[0]
    ), allowed


class Row(NamedTuple):
    """The result of a check for one array of parameters."""

    name: str
    verdict: str
    off: float  # the relative difference of the worst entry
    factor: float | None  # yours / numerical, where constant
    worst: str
    note: str


class Report(NamedTuple):
    """The result of a check for all arrays; it prints a table."""

    verdict: str
    rows: list

    def __str__(self):
        """Return the verdict, and two or three lines per array."""
        lines = [self.verdict]
        width = max(len(row.name) for row in self.rows)
        for name, verdict, off, factor, worst, note in self.rows:
            times = "varies" if factor is None else f"{factor:.4g}"
            told = f"difference {off:.0e}, factor {times}"
            lines.append(f"{name:{width}}  {verdict:17}  {told}")
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
            f"float32: accurate to about {tolerance(eps):.0e}"
        )
    if np.any(noisy & ~still):
        hidden = np.sum(noisy & ~still)
        notes.append(
            f"entries too noisy: {hidden} (rounding, or a kink?)"
        )
    if np.any(still):
        notes.append(
            f"entries with slope 0: {still.sum()} (a dead unit?)"
        )
    return Row(
        name,
        next(v for v in VERDICTS if v in verdicts),
        relative_difference(yours, told),
        constant_factor(gradient, slope, allowed),
        f"{name}{place}: yours {yours:.8g}, numerical {told:.8g}",
        "; ".join(notes),
    )


def check_gradients(
    f, parameters, gradients, measure=difference_and_noise
):
    """Return a report: one verdict overall and a row per array.

    f takes the parameters and returns one number. The parameters
    are arrays of any shape in lists, pairs or dictionaries, and the
    gradients have the same structure. `measure` finds the slopes
    and their noise.
    Raises ValueError with the report if an array disagrees, and
    for a gradient that is missing, not finite or of another shape.
    """
    eps, arrays, given = np.finfo(float).eps, [], []
    called = names(parameters)
    if not called:
        raise ValueError(
            "parameters: got no arrays, want at least one"
        )
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
        check_finite(f"numerical gradient of {name}", slope)
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
    """Return the entries of P for which a step of h crosses a kink.

    `pattern(P)` is an array that changes at the kinks, such as
    Z > 0 of every ReLU. For these entries a difference mixes two
    slopes and says nothing about the gradient. Two kinks within
    the step can cancel, and are then missed.
    Raises ValueError for h ≤ 0 and for P that is not finite.

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
