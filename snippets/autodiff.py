"""Reverse-mode automatic differentiation from scratch."""

import numpy as np

from snippets import activations
from snippets.checks import (
    check_finite,
    check_matrix,
    check_one_number,
)


class Node:
    """A value that remembers what it was computed from.

    `parents` holds pairs (node, vjp). A VJP takes the gradient with
    respect to this value and returns the contribution to the
    gradient of the parent.
    Raises ValueError for a value that is not finite.
    """

    __array_ufunc__ = None  # array + node is ours, not NumPy's

    def __init__(self, value, parents=()):
        """Store the value and its parents."""
        # a copy, in case the caller changes the array
        self.value = check_finite("value", np.array(value))
        self.parents = parents


def as_node(value):
    """Return `value` itself, or a node without parents."""
    return value if isinstance(value, Node) else Node(value)


def unbroadcast(gradient, shape):
    """Return the gradient, summed over the broadcast axes."""
    extra = np.ndim(gradient) - len(shape)
    gradient = np.sum(gradient, axis=tuple(range(extra)))
    single = [i for i, size in enumerate(shape) if size == 1]
    return np.sum(gradient, axis=tuple(single), keepdims=True)


def add(a, b):
    """Return the node a + b; both VJPs pass the gradient on."""
    a, b = as_node(a), as_node(b)
    return Node(
        a.value + b.value,
        [
            (a, lambda g: unbroadcast(g, a.value.shape)),
            (b, lambda g: unbroadcast(g, b.value.shape)),
        ],
    )


def multiply(a, b):
    """Return the node a * b; each VJP multiplies by the other."""
    a, b = as_node(a), as_node(b)
    return Node(
        a.value * b.value,
        [
            (a, lambda g: unbroadcast(g * b.value, a.value.shape)),
            (b, lambda g: unbroadcast(g * a.value, b.value.shape)),
        ],
    )


def matmul(a, b):
    """Return the node a @ b of two matrices."""
    a, b = as_node(a), as_node(b)
    check_matrix("left", a.value)
    check_matrix("right", b.value, rows=a.value.shape[1])
    return Node(
        a.value @ b.value,
        [
            (a, lambda g: g @ b.value.T),
            (b, lambda g: a.value.T @ g),
        ],
    )


def total(a):
    """Return the node of the sum of all elements of a."""
    a = as_node(a)
    ones = np.ones(a.value.shape)
    return Node(np.sum(a.value), [(a, lambda g: g * ones)])


def elementwise(function, derivative):
    """Return an operation that acts on every element of a node."""

    def operation(a):
        a = as_node(a)
        return Node(
            function(a.value),
            [(a, lambda g: g * derivative(a.value))],
        )

    return operation


exp = elementwise(np.exp, np.exp)
sin = elementwise(np.sin, np.cos)
cos = elementwise(np.cos, lambda x: -np.sin(x))
relu = elementwise(activations.relu, activations.relu_derivative)


def reciprocal(a):
    """Return the node 1 / a.

    Raises ValueError where a is 0.
    """
    if np.any(as_node(a).value == 0):
        raise ValueError("divisor: got 0, want another number")
    return power(a, -1)


def log(a):
    """Return the node log a.

    Raises ValueError where a is 0 or less.
    """
    if np.any(as_node(a).value <= 0):
        raise ValueError("log: got 0 or less, want numbers above 0")
    return elementwise(np.log, lambda x: 1 / x)(a)


def power(a, n):
    """Return the node a^n; n is a number and not a node."""
    n = float(n)
    result = elementwise(lambda x: x**n, lambda x: n * x ** (n - 1))
    return result(a)


def index(a, place):
    """Return the node a[place]; a place is any NumPy index."""
    a = as_node(a)

    def vjp(g):
        whole = np.zeros(a.value.shape)
        np.add.at(whole, place, g)  # an index may repeat a place
        return whole

    return Node(a.value[place], [(a, vjp)])


Node.__add__ = Node.__radd__ = add
Node.__mul__ = Node.__rmul__ = multiply
Node.__matmul__ = matmul
Node.__rmatmul__ = lambda a, b: matmul(b, a)
Node.__neg__ = lambda a: -1 * a
Node.__sub__ = lambda a, b: a + -as_node(b)
Node.__rsub__ = lambda a, b: b + -a
Node.__truediv__ = lambda a, b: a * reciprocal(b)
Node.__rtruediv__ = lambda a, b: b * reciprocal(a)
Node.__pow__ = power
Node.__getitem__ = index


def topological_order(output):
    """Return `output` and all that it depends on, parents first.

    Raises ValueError for a graph with a cycle.
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


def backward(output):
    """Return {node: gradient} for every node of the graph.

    Raises ValueError unless `output` is one number, and for a
    gradient too large to store.
    """
    output = as_node(output)
    check_one_number("output", output.value)
    gradients = {output: np.ones(output.value.shape)}
    for node in reversed(topological_order(output)):
        for parent, vjp in node.parents:
            g = check_finite("gradient", vjp(gradients[node]))
            gradients[parent] = gradients.get(parent, 0) + g
    return gradients


def grad(output, nodes):
    """Return the gradients of `output` with respect to the nodes.

    Raises ValueError for a node that `output` does not depend on.
    """
    gradients = backward(output)
    for place, node in enumerate(nodes):
        if node not in gradients:
            raise ValueError(
                f"nodes[{place}]: output does not depend on it"
            )
    return [gradients[node] for node in nodes]
