"""Activation functions and their derivatives, by element."""

import numpy as np

from snippets.checks import as_floats


def exp_minus_abs(Z):
    """Return e^(-|z|), which cannot overflow."""
    Z = as_floats("Z", Z)
    # the real part decides, so that the complex step comes through
    return np.exp(np.where(np.real(Z) < 0, Z, -Z))


def sigmoid(Z):
    """Return 1 / (1 + e^(-Z)), without overflow for any Z.

    >>> print(np.round(sigmoid(np.array([-1000, 0, 2])), 4))
    [0.     0.5    0.8808]
    """
    small = exp_minus_abs(Z)
    # for z < 0 both parts of the fraction are multiplied by e^z
    return np.where(np.real(Z) < 0, small, 1) / (1 + small)


def sigmoid_derivative_from_a(A):
    """Return σ'(z), given the activation A = σ(z) and not z.

    For A near 1 few digits of 1 - A are left: z still has them.

    >>> print(sigmoid_derivative_from_a(np.array([0.5, 0.9])))
    [0.25 0.09]
    """
    A = as_floats("A", A)
    return A * (1 - A)


def sigmoid_derivative_from_z(Z):
    """Return σ'(z), given z itself: e^(-|z|) / (1 + e^(-|z|))².

    >>> print(sigmoid_derivative_from_z(np.array([0.0, 40.0])))
    [2.50000000e-01 4.24835426e-18]
    """
    small = exp_minus_abs(Z)  # no 1 - A, so no digits are lost
    return small / (1 + small) ** 2


def tanh(Z):
    """Return tanh(z), between -1 and 1."""
    return np.tanh(as_floats("Z", Z))


def tanh_derivative(Z):
    """Return tanh'(z) = 1 - tanh(z)², given z itself.

    It is 4s / (1 + s)² with s = e^(-2|z|): no digits are lost.
    """
    small = exp_minus_abs(Z) ** 2
    return 4 * small / (1 + small) ** 2


def relu(Z):
    """Return z where it is positive, else 0; NaN stays NaN.

    >>> print(relu(np.array([-2.0, 0.0, 3.0, np.nan])))
    [ 0.  0.  3. nan]
    """
    Z = as_floats("Z", Z)
    return np.where(np.real(Z) <= 0, 0, Z)


def relu_derivative(Z):
    """Return 1 where z is positive, else 0: also at the kink.

    >>> print(relu_derivative(np.array([-2.0, 0.0, 3.0, np.nan])))
    [ 0.  0.  1. nan]
    """
    return np.sign(relu(np.real(Z)))


def identity(Z):
    """Return z unchanged."""
    return as_floats("Z", Z)


def identity_derivative(Z):
    """Return 1 for every z."""
    return np.ones_like(as_floats("Z", Z))


# by name: the function, and its derivative, which is given z
ACTIVATIONS = {
    "sigmoid": (sigmoid, sigmoid_derivative_from_z),
    "tanh": (tanh, tanh_derivative),
    "relu": (relu, relu_derivative),
    "identity": (identity, identity_derivative),
}
