"""Batches of rows, and the noise of a batch's gradient."""

import numpy as np

from snippets.checks import check_matrix, check_whole


def check_data(X, T):
    """Raise ValueError unless X and T have n rows each, n > 0."""
    check_matrix("T", T, rows=len(check_matrix("X", X)))


def check_size(size, n):
    """Raise ValueError unless size is an integer from 1 to n."""
    check_whole("size", size, 1, n)


def batches(X, T, size, order):
    """Return [(X, T) of the first `size` rows, of the next, …].

    `order` holds the numbers of the rows in the order to take
    them. The last batch has the rows that are left: 1 to `size`.
    Raises ValueError without rows, for a size outside 1 to n, and
    for an order that is not n integers from 0 to n - 1.
    """
    check_data(X, T)
    n = len(X)
    check_size(size, n)
    order = np.asarray(order)
    if order.shape != (n,) or order.dtype.kind not in "iu":
        raise ValueError(
            f"order: got shape {order.shape} of {order.dtype}, "
            f"want {n} row numbers"
        )
    if not 0 <= order.min() <= order.max() < n:
        raise ValueError(
            f"order: got rows {order.min()} to {order.max()}, "
            f"want rows from 0 to {n - 1}"
        )
    starts = range(0, n, size)
    parts = [order[start : start + size] for start in starts]
    return [(X[rows], T[rows]) for rows in parts]


def flat(gradients):
    """Return the numbers of [(dW1, db1), …] in one row, (p,)."""
    return np.concatenate(
        [np.ravel(part) for pair in gradients for part in pair]
    )


def spread(G):
    """Return the RMS distance of the rows of G from their mean.

    G is (N, p), with the gradient of one sample per row. RMS is
    the root mean square of the N distances.
    Raises ValueError unless G is a finite matrix.

    >>> float(spread(np.array([[3.0, 4.0], [-3.0, -4.0]])))
    5.0
    """
    G = check_matrix("G", G)
    D = G - G.mean(axis=0)  # (N, p)
    return np.sqrt(np.mean(np.sum(D**2, axis=1)))


def noise(G, n, again):
    """Return the RMS error of the mean of n random rows of G.

    G is (N, p). The error is the distance from the mean of all
    rows. `again` says whether a row may be drawn twice.
    Raises ValueError unless n is a whole number from 1 to N.
    """
    N = len(check_matrix("G", G))
    check_size(n, N)
    factor = 1 if again else (N - n) / max(N - 1, 1)
    return spread(G) * np.sqrt(factor / n)


def measured_noise(G, n, again, draws, rng):
    """Return what `noise` predicts, measured on `draws` batches."""
    N = len(check_matrix("G", G))
    check_size(n, N)
    check_whole("draws", draws, 1)
    squares = []
    for _ in range(draws):
        rows = rng.choice(N, size=n, replace=again)
        difference = G[rows].mean(axis=0) - G.mean(axis=0)
        squares.append(np.sum(difference**2))
    return np.sqrt(np.mean(squares))
