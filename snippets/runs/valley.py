"""A loss of two weights: a long valley, and walks down it."""

import numpy as np


def valley(w):
    """Return the loss at w = (a, b) and its gradient (2,).

    a is the distance from the lowest point along the valley, b
    the one across.
    """
    a, b = 1.0 * np.asarray(w)
    loss = (a**2 + 25 * b**2) / 2
    return loss, np.array([a, 25 * b])


def walk(optimizer, eta, loss=valley, start=(4.0, 1.0), steps=40):
    """Return the places (steps + 1, 2) of a walk, `start` first.

    `loss` gives loss and gradient at a place (2,).
    Raises ValueError as the optimizer does.
    """
    w, state = np.array(start), None
    places = [w]
    for _ in range(steps):
        _, gradient = loss(w)
        (w,), state = optimizer([w], [gradient], state, eta)
        places.append(w)
    return np.array(places)
