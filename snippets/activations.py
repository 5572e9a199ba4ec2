"""Activation functions and their derivatives, by element."""

import numpy as np


# --8<-- [start:sigmoid]
def sigmoid(Z):
    """Return 1 / (1 + e^(-Z)), without overflow for any Z.

    >>> print(np.round(sigmoid(np.array([-1000, 0, 2])), 4))
    [0.     0.5    0.8808]
    """
    # e^(-|z|) cannot overflow; multiply through by e^z for z < 0
    sign = np.where(np.real(Z) < 0, -1, 1)
    small = np.exp(-sign * Z)
    return np.where(sign < 0, small, 1) / (1 + small)
    # --8<-- [end:sigmoid]


# --8<-- [start:sigmoid-derivative-from-a]
def sigmoid_derivative_from_a(A):
    """Return σ'(z), given the activation A = σ(z) and not z.

    >>> print(sigmoid_derivative_from_a(np.array([0.5, 0.9])))
    [0.25 0.09]
    """
    return A * (1 - A)
    # --8<-- [end:sigmoid-derivative-from-a]


# --8<-- [start:sigmoid-derivative-from-z]
def sigmoid_derivative_from_z(Z):
    """Return σ'(z), given z itself.

    >>> print(sigmoid_derivative_from_z(np.array([0.0])))
    [0.25]
    """
    return sigmoid_derivative_from_a(sigmoid(Z))
    # --8<-- [end:sigmoid-derivative-from-z]
