"""Weight decay: a penalty on large weights, and its gradient."""

import numpy as np

from snippets.checks import (
    check_decay,
    check_finite,
    check_positive,
)
from snippets.network import check_pairs


def penalty(parameters, lam):
    """Return lam/2 times the sum of all squared weights.

    `parameters` are [(W1, b1), …]; the biases do not count.
    Raises ValueError for lam below 0.

    >>> W, b = np.array([[3.0], [4.0]]), np.array([[100.0]])
    >>> print(penalty([(W, b)], 0.1))
    1.25
    """
    check_decay(lam)
    weights = [check_finite("W", W) for W, _ in parameters]
    return lam / 2 * sum(np.sum(W**2) for W in weights)


def with_decay(gradients, parameters, lam):
    """Return [(dW1 + lam W1, db1), …]: gradients with the penalty.

    `gradients` are [(dW1, db1), …] of the loss alone.
    Raises ValueError for lam below 0 and for gradients that do not
    fit the parameters.
    """
    check_decay(lam)
    parameters, gradients = check_pairs(gradients, parameters)
    return [
        (dW + lam * W, db)
        for (dW, db), (W, _) in zip(
            gradients, parameters, strict=True
        )
    ]


def descend_and_shrink(parameters, gradients, eta, lam):
    """Return the parameters after a step with decoupled decay.

    Each W is multiplied by 1 - eta lam before its step; each b is
    not. `gradients` are [(dW1, db1), …] of the loss alone.
    Raises ValueError for lam below 0, eta ≤ 0 and gradients that
    do not fit the parameters.
    """
    check_decay(lam)
    check_positive("eta", eta)
    parameters, gradients = check_pairs(gradients, parameters)
    return [
        ((1 - eta * lam) * W - eta * dW, b - eta * db)
        for (W, b), (dW, db) in zip(
            parameters, gradients, strict=True
        )
    ]
