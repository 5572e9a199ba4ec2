"""A loss of two weights: a long valley, and walks down it."""

import numpy as np


# --8<-- [start:valley]
def axes(turned):
    """Return the valley's directions, along and across, as rows."""
    c, s = np.cos(turned), np.sin(turned)
    return np.array([[c, s], [-s, c]])


def valley(w, turned=0.0):
    """Return the loss at w (2,) and its gradient (2,).

    Half of a² + 25 b², where a and b are the distances from the
    lowest point along the valley and across; `turned` is an angle.
    """
    R = axes(turned)
    bends = np.array([1.0, 25.0])
    places = R @ w
    return bends @ places**2 / 2, R.T @ (bends * places)
    # --8<-- [end:valley]


# --8<-- [start:walk]
def walk(optimizer, eta, steps=40, turned=0.0):
    """Return where each step from (4, 1) along, across leads.

    An array (steps + 1, 2). Raises ValueError as the optimizer.
    """
    w, state = axes(turned).T @ np.array([4.0, 1.0]), None
    places = [w]
    for _ in range(steps):
        _, slope = valley(w, turned)
        (w,), state = optimizer([w], [slope], state, eta)
        places.append(w)
    return np.array(places)
    # --8<-- [end:walk]
