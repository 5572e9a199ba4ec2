"""Each vector–Jacobian product beside the complex step, on sizes that are all different."""

import numpy as np
import pytest

from snippets.cross_entropy import softmax
from snippets.numerical_gradients import complex_step
from snippets.vector_jacobian_products import (
    convolution,
    convolution_vjp,
    dense_vjp,
    softmax_jacobian,
    softmax_vjp,
)

rng = np.random.default_rng(5)


def close(found, wanted):
    return found.shape == wanted.shape and found == pytest.approx(wanted, rel=1e-12, abs=1e-14)


def test_dense_vjp():
    X, W, b = rng.normal(size=(5, 3)), rng.normal(size=(3, 4)), rng.normal(size=(1, 4))
    g = rng.normal(size=(5, 4))
    dX, dW, db = dense_vjp(g, X, W)
    assert close(dX, complex_step(lambda X: np.sum(g * (X @ W + b)), X))
    assert close(dW, complex_step(lambda W: np.sum(g * (X @ W + b)), W))
    assert close(db, complex_step(lambda b: np.sum(g * (X @ W + b)), b))


def test_softmax_vjp():
    Z, g = rng.normal(size=(2, 5, 3))
    assert close(softmax_vjp(g, softmax(Z)), complex_step(lambda Z: np.sum(g * softmax(Z)), Z))


def test_softmax_jacobian_has_a_row_for_each_output():
    Z = rng.normal(size=(1, 4))
    J = softmax_jacobian(softmax(Z)[0])
    for j in range(4):
        assert close(J[j], complex_step(lambda Z, j=j: softmax(Z)[0, j], Z)[0])


@pytest.mark.parametrize(("d", "m"), [(5, 3), (7, 2), (4, 4), (6, 1)])
def test_convolution(d, m):
    x, w, g = rng.normal(size=d), rng.normal(size=m), rng.normal(size=d - m + 1)
    assert close(convolution(x, w), np.correlate(x, w, "valid"))
    dx, dw = convolution_vjp(g, x, w)
    assert close(dx, complex_step(lambda x: np.sum(g * convolution(x, w)), x))
    assert close(dw, complex_step(lambda w: np.sum(g * convolution(x, w)), w))


READINGS = {
    r"\frac{\partial L}{\partial x_j}": {
        "j in": "range(5)",
        "k in": "range(3)",
        r"\frac{\partial L}{\partial x_j}": (
            "complex_step(lambda x: np.sum(g * convolution(x, w)), x)[j]"
        ),
        r"\frac{\partial L}{\partial y_k}": "g[k]",
        r"\frac{\partial y_k}{\partial x_j}": (
            "complex_step(lambda x: convolution(x, w)[k], x)[j]"
        ),
    },
    r"\frac{\partial y_k}{\partial z_k} = y_k": {
        r"\frac{\partial y_k}{\partial z_k}": "J_by_step[k, k]",
        r"\frac{\partial y_k}{\partial z_j}": "J_by_step[k, j]",
        "k in": "range(3)",
        "j in": "[(k + 1) % 3, (k + 2) % 3]",
        "y_j": "Y[0, j]",
        "y_k": "Y[0, k]",
    },
    r"\frac{\partial L}{\partial z_j} &= \frac": {
        "j in": "range(3)",
        "k in": "range(3)",
        r"\frac{\partial L}{\partial z_j}": "by_Z[0, j]",
        r"\frac{\partial L}{\partial y_k}": "gs[0, k]",
        r"\frac{\partial L}{\partial y_j}": "gs[0, j]",
        "y_k": "Y[0, k]",
        "y_j": "Y[0, j]",
    },
    r"1\cdot 0.16": {r"\frac{\partial L}{\partial z_1}": "by_Z[0, 0]"},
    r"\frac{\partial L}{\partial w_1} &=": {
        r"\frac{\partial L}{\partial w_1}": "by_w[0]",
        r"\frac{\partial L}{\partial y_1}": "g[0]",
        r"\frac{\partial L}{\partial y_2}": "g[1]",
        r"\frac{\partial L}{\partial y_3}": "g[2]",
        "x_1": "x[0]",
        "x_2": "x[1]",
        "x_3": "x[2]",
    },
    r"\frac{\partial L}{\partial x_3} &=": {
        r"\frac{\partial L}{\partial x_3}": "by_x[2]",
        r"\frac{\partial L}{\partial y_1}": "g[0]",
        r"\frac{\partial L}{\partial y_2}": "g[1]",
        r"\frac{\partial L}{\partial y_3}": "g[2]",
        "w_1": "w[0]",
        "w_2": "w[1]",
        "w_3": "w[2]",
    },
}
