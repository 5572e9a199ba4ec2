"""Forward-mode differentiation: pairs of value and derivative."""

from snippets import activations
from snippets.checks import as_floats


def as_dual(pair):
    """Return (value, slope) with integers converted to floats."""
    value, slope = pair
    return as_floats("value", value), as_floats("slope", slope)


def dual_add(a, b):
    """Return (value, slope) of a + b; a and b are such pairs."""
    a, b = as_dual(a), as_dual(b)
    return a[0] + b[0], a[1] + b[1]


def dual_matmul(a, b):
    """Return (value, slope) of a @ b."""
    a, b = as_dual(a), as_dual(b)
    return a[0] @ b[0], a[1] @ b[0] + a[0] @ b[1]


def dual_sigmoid(a):
    """Return (value, slope) of the sigmoid of a."""
    value, slope = as_dual(a)
    by_value = activations.sigmoid_derivative_from_z(value)
    return activations.sigmoid(value), by_value * slope
