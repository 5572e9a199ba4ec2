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


# --8<-- [start:tanh]
def tanh(Z):
    """Return tanh(z), between -1 and 1."""
    return np.tanh(Z)
    # --8<-- [end:tanh]


# --8<-- [start:tanh-derivative]
def tanh_derivative(Z):
    """Return tanh'(z) = 1 - tanh(z)², given z itself."""
    return 1 - np.tanh(Z) ** 2
    # --8<-- [end:tanh-derivative]


# --8<-- [start:relu]
def relu(Z):
    """Return z where it is positive, else 0.

    >>> print(relu(np.array([-2.0, 0.0, 3.0])))
    [0. 0. 3.]
    """
    return np.where(np.real(Z) > 0, Z, 0)
    # --8<-- [end:relu]


# --8<-- [start:relu-derivative]
def relu_derivative(Z):
    """Return 1 where z is positive, else 0: also at the kink.

    >>> print(relu_derivative(np.array([-2.0, 0.0, 3.0])))
    [0. 0. 1.]
    """
    return np.where(np.real(Z) > 0, 1.0, 0.0)
    # --8<-- [end:relu-derivative]


# --8<-- [start:identity]
def identity(Z):
    """Return z unchanged."""
    return Z
    # --8<-- [end:identity]


# --8<-- [start:identity-derivative]
def identity_derivative(Z):
    """Return 1 for every z."""
    return np.ones(np.shape(Z))
    # --8<-- [end:identity-derivative]


# --8<-- [start:activations]
# by name: the function, and its derivative, which is given z
ACTIVATIONS = {
    "sigmoid": (sigmoid, sigmoid_derivative_from_z),
    "tanh": (tanh, tanh_derivative),
    "relu": (relu, relu_derivative),
    "identity": (identity, identity_derivative),
}
# --8<-- [end:activations]
