"""Hold a network's gradients to a witness, and name the worst."""

import numpy as np

from snippets.checks import check_finite, check_matrix
from snippets.network import check_pairs
from snippets.witnesses import (
    central_difference,
    check_step,
    moved,
)


# --8<-- [start:relative-difference]
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
    if np.shape(a) != np.shape(b):
        raise ValueError(
            f"b: got shape {np.shape(b)}, want {np.shape(a)}"
        )
    check_finite("a", a)
    check_finite("b", b)
    scale = max(np.max(np.abs(a)), np.max(np.abs(b)))
    return float(np.max(np.abs(a - b)) / scale) if scale else 0.0
    # --8<-- [end:relative-difference]


# --8<-- [start:slopes]
def slopes(f, parameters, witness):
    """Return [(dW1, db1), …]: `witness` asked about each array.

    f takes [(W1, b1), …] and returns one number.
    """

    def of_one(layer, part):
        def f_of_one(P):
            changed = [list(pair) for pair in parameters]
            changed[layer][part] = P
            return f(changed)

        return witness(f_of_one, parameters[layer][part])

    layers = range(len(parameters))
    return [
        (of_one(layer, 0), of_one(layer, 1)) for layer in layers
    ]
    # --8<-- [end:slopes]


# --8<-- [start:where-worst]
def where_worst(name, a, b):
    """Return words for the place where a and b differ most."""
    difference = np.abs(a - b)
    place = np.unravel_index(np.argmax(difference), a.shape)
    at = ", ".join(str(i) for i in place)
    return f"{name}[{at}]: got {a[place]:.8g}, want {b[place]:.8g}"
    # --8<-- [end:where-worst]


# --8<-- [start:check-gradients]
def check_gradients(
    f,
    parameters,
    gradients,
    witness=central_difference,
    tolerance=1e-6,
):
    """Return the largest relative difference to a witness.

    f takes [(W1, b1), …] and returns one number; `gradients` are
    [(dW1, db1), …]; `witness` is called as central_difference is.
    Raises ValueError that names the worst gradient and its worst
    place where the difference is above `tolerance`, and for a
    gradient that is missing, not finite or of another shape, or
    whose witness is not finite.
    """
    if not 0 <= tolerance < np.inf:
        raise ValueError(
            f"tolerance: got {tolerance}, want 0 or more"
        )
    check_pairs(gradients, parameters)
    largest, worst = 0.0, ""
    expected = slopes(f, parameters, witness)
    layers = zip(gradients, expected, strict=True)
    for layer, (got, want) in enumerate(layers, 1):
        for letter, a, b in zip("Wb", got, want, strict=True):
            name = f"d{letter}{layer}"
            check_matrix(f"witness of {name}", b)
            difference = relative_difference(a, b)
            if difference > largest:
                largest, worst = difference, where_worst(name, a, b)
    if largest > tolerance:
        raise ValueError(
            f"{worst}; relative difference {largest:.1e}, "
            f"want {tolerance:.1e} or less"
        )
    return largest
    # --8<-- [end:check-gradients]


# --8<-- [start:kinks-crossed]
def kinks_crossed(pattern, P, h=6e-6):
    """Return the places in P from which a step of h crosses a kink.

    `pattern(P)` is an array that changes at the kinks, such as
    Z > 0 of every ReLU. A difference from there mixes two slopes,
    and is no witness against the gradient. A kink inside the step
    that changes nothing at its ends is not seen.
    Raises ValueError for h ≤ 0 and P not finite.

    >>> kinks_crossed(lambda P: P > 0, np.array([1.0, 1e-9]))
    [(1,)]
    """
    check_step(h)
    check_finite("P", P)
    here = pattern(P)
    return [
        place
        for place in np.ndindex(np.shape(P))
        if any(
            np.any(pattern(moved(P, place, step)) != here)
            for step in (h, -h)
        )
    ]
    # --8<-- [end:kinks-crossed]
