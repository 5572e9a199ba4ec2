"""Automatic differentiation from scratch: a graph, swept back."""

import numpy as np

from snippets import activations
from snippets.checks import check_finite, check_matrix


# --8<-- [start:node]
class Node:
    """A value that remembers what it was computed from.

    `parents` holds pairs (node, pull). A pull takes the slope by
    this value and returns what that makes for the parent.
    Raises ValueError for a value that is not finite.
    """

    __array_ufunc__ = None  # so array + node is ours, not NumPy's

    def __init__(self, value, parents=()):
        """Keep the value, and where it came from."""
        # a copy: yours may change
        self.value = check_finite("value", np.array(value))
        self.parents = parents


def as_node(value):
    """Return a node: `value` itself, or a new one, no parents."""
    return value if isinstance(value, Node) else Node(value)
    # --8<-- [end:node]


# --8<-- [start:fit]
def fit(slope, shape):
    """Return the slope summed over what NumPy stretched."""
    extra = np.ndim(slope) - len(shape)
    slope = np.sum(slope, axis=tuple(range(extra)))
    stretched = [i for i, size in enumerate(shape) if size == 1]
    return np.sum(slope, axis=tuple(stretched), keepdims=True)
    # --8<-- [end:fit]


# --8<-- [start:add-multiply]
def add(a, b):
    """Return the node a + b: a sum hands its slope to both."""
    a, b = as_node(a), as_node(b)
    return Node(
        a.value + b.value,
        [
            (a, lambda slope: fit(slope, a.value.shape)),
            (b, lambda slope: fit(slope, b.value.shape)),
        ],
    )


def multiply(a, b):
    """Return the node a * b: each factor gets the other times."""
    a, b = as_node(a), as_node(b)
    return Node(
        a.value * b.value,
        [
            (a, lambda slope: fit(slope * b.value, a.value.shape)),
            (b, lambda slope: fit(slope * a.value, b.value.shape)),
        ],
    )
    # --8<-- [end:add-multiply]


# --8<-- [start:more-steps]
def matmul(a, b):
    """Return the node a @ b of two matrices that fit."""
    a, b = as_node(a), as_node(b)
    check_matrix("left", a.value)
    check_matrix("right", b.value, rows=a.value.shape[1])
    return Node(
        a.value @ b.value,
        [
            (a, lambda slope: slope @ b.value.T),
            (b, lambda slope: a.value.T @ slope),
        ],
    )


def exp(a):
    """Return the node e^a, which is its own slope."""
    a = as_node(a)
    value = np.exp(a.value)
    return Node(value, [(a, lambda slope: slope * value)])


def reciprocal(a):
    """Return the node 1 / a; raise ValueError where a is 0."""
    a = as_node(a)
    if np.any(a.value == 0):
        raise ValueError("divisor: got 0, want another number")
    value = 1 / a.value
    return Node(value, [(a, lambda slope: -slope * value * value)])


def total(a):
    """Return the node of the sum of all elements of a."""
    a = as_node(a)
    ones = np.ones(a.value.shape)
    return Node(np.sum(a.value), [(a, lambda slope: slope * ones)])
    # --8<-- [end:more-steps]


# --8<-- [start:operators]
Node.__add__ = Node.__radd__ = add
Node.__mul__ = Node.__rmul__ = multiply
Node.__matmul__ = matmul
Node.__rmatmul__ = lambda a, b: matmul(b, a)
Node.__neg__ = lambda a: -1 * a
Node.__sub__ = lambda a, b: a + -as_node(b)
Node.__rsub__ = lambda a, b: b + -a
Node.__truediv__ = lambda a, b: a * reciprocal(b)
Node.__rtruediv__ = lambda a, b: b * reciprocal(a)
# --8<-- [end:operators]


# --8<-- [start:order]
def order(output):
    """Return all nodes behind `output`, each after its parents.

    Raises ValueError for a graph that leads back into itself.
    """
    found, entered, waiting = {}, set(), [output]
    while waiting:
        node = waiting[-1]
        before = [p for p, _ in node.parents if p not in found]
        if not before:
            found[waiting.pop()] = True
        elif node in entered:
            raise ValueError("graph: got a cycle, want none")
        else:
            entered.add(node)
            waiting += before
    return list(found)
    # --8<-- [end:order]


# --8<-- [start:backward]
def backward(output):
    """Return {node: slope of output by it}, for all behind it.

    Raises ValueError unless `output` is one number, and for a slope
    too large to store.
    """
    output = as_node(output)
    if output.value.size != 1:
        raise ValueError(
            f"output: got shape {output.value.shape}, "
            "want one number"
        )
    slopes = {output: np.ones(output.value.shape)}
    for node in reversed(order(output)):
        for parent, pull in node.parents:
            slope = check_finite("slope", pull(slopes[node]))
            slopes[parent] = slopes.get(parent, 0) + slope
    return slopes
    # --8<-- [end:backward]


# --8<-- [start:slopes-by]
def slopes_by(output, nodes):
    """Return the slope of `output` by each of the nodes.

    Raises ValueError for a node that it was not computed from.
    """
    slopes = backward(output)
    for place, node in enumerate(nodes):
        if node not in slopes:
            raise ValueError(
                f"nodes[{place}]: output was not computed from it"
            )
    return [slopes[node] for node in nodes]
    # --8<-- [end:slopes-by]


# --8<-- [start:dual]
def dual_add(a, b):
    """Return (value, slope) of a + b, both pairs themselves."""
    return a[0] + b[0], a[1] + b[1]


def dual_matmul(a, b):
    """Return (value, slope) of a @ b."""
    return a[0] @ b[0], a[1] @ b[0] + a[0] @ b[1]


def dual_sigmoid(a):
    """Return (value, slope) of the sigmoid of a."""
    value = activations.sigmoid(a[0])
    return value, activations.sigmoid_derivative_from_z(a[0]) * a[1]
    # --8<-- [end:dual]
