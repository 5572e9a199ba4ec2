"""Three layers, each with its vector–Jacobian product."""

import numpy as np


def dense_vjp(g, X, W):
    """Return dL/dX, dL/dW and dL/db of the layer X @ W + b.

    X is (n, d), W is (d, m), and g = dL/dZ is (n, m).

    >>> X, W = np.array([[0.5, 0.75]]), np.array([[2.0], [4.0]])
    >>> dX, dW, db = dense_vjp(np.array([[0.5]]), X, W)
    >>> print(dX, dW.tolist(), db)
    [[1. 2.]] [[0.25], [0.375]] [[0.5]]
    """
    return g @ W.T, X.T @ g, g.sum(axis=0, keepdims=True)


def softmax_jacobian(y):
    """Return the derivatives of softmax, (d, d), from its values y.

    Row j holds the derivatives of output j.

    >>> print(softmax_jacobian(np.array([0.25, 0.75])))
    [[ 0.1875 -0.1875]
     [-0.1875  0.1875]]
    """
    return np.diag(y) - np.outer(y, y)


def softmax_vjp(g, Y):
    """Return dL/dZ of Y = softmax(Z), row by row.

    g = dL/dY and Y are (n, d). No Jacobian is built.

    >>> g, Y = np.array([[2.0, 0.0]]), np.array([[0.25, 0.75]])
    >>> print(softmax_vjp(g, Y))
    [[ 0.375 -0.375]]
    """
    return Y * (g - np.sum(g * Y, axis=1, keepdims=True))


def convolution(x, w):
    """Return the weighted sums of w with each window of x.

    x is (d,) and w is (m,); the result is (d - m + 1,).

    >>> x, w = np.array([1.0, 2, 4]), np.array([1.0, 2])
    >>> print(convolution(x, w))
    [ 5. 10.]
    """
    places = range(len(x) - len(w) + 1)
    return np.array([x[i : i + len(w)] @ w for i in places])


def convolution_vjp(g, x, w):
    """Return dL/dx and dL/dw of convolution(x, w).

    g is dL/dy, one number per place.

    >>> x, w = np.array([1.0, 2, 4]), np.array([1.0, 2])
    >>> dx, dw = convolution_vjp(np.array([1.0, 1]), x, w)
    >>> print(dx, dw)
    [1. 3. 2.] [3. 6.]
    """
    dx, dw = np.zeros(len(x)), np.zeros(len(w))
    for i in range(len(g)):
        window = slice(i, i + len(w))
        dx[window] += g[i] * w
        dw += g[i] * x[window]
    return dx, dw
