"""Automatic differentiation from scratch: a graph, swept back."""

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
    respect to this value, and returns the part of the parent.
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


def unbroadcast(gradient, shape):
    """Return the gradient summed over what NumPy has broadcast."""
    extra = np.ndim(gradient) - len(shape)
    gradient = np.sum(gradient, axis=tuple(range(extra)))
    single = [i for i, size in enumerate(shape) if size == 1]
    return np.sum(gradient, axis=tuple(single), keepdims=True)


def add(a, b):
    """Return the node a + b: a sum hands its gradient to both."""
    a, b = as_node(a), as_node(b)
    return Node(
        a.value + b.value,
        [
            (a, lambda g: unbroadcast(g, a.value.shape)),
            (b, lambda g: unbroadcast(g, b.value.shape)),
        ],
    )


def multiply(a, b):
    """Return the node a * b: each factor gets the other times."""
    a, b = as_node(a), as_node(b)
    return Node(
        a.value * b.value,
        [
            (a, lambda g: unbroadcast(g * b.value, a.value.shape)),
            (b, lambda g: unbroadcast(g * a.value, b.value.shape)),
        ],
    )


def matmul(a, b):
    """Return the node a @ b of two matrices that fit."""
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
    """Return an operation on nodes that takes number by number."""

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
    """Return the node 1 / a; raise ValueError where a is 0."""
    if np.any(as_node(a).value == 0):
        raise ValueError("divisor: got 0, want another number")
    return power(a, -1)


def log(a):
    """Return the node log a, if no number of a is 0 or less."""
    if np.any(as_node(a).value <= 0):
        raise ValueError("log: got 0 or less, want numbers above 0")
    return elementwise(np.log, lambda x: 1 / x)(a)


def power(a, n):
    """Return the node a^n, where n is a number and no node."""
    n = float(n)
    result = elementwise(lambda x: x**n, lambda x: n * x ** (n - 1))
    return result(a)


def index(a, place):
    """Return the node a[place], as NumPy understands a place."""
    a = as_node(a)

    def vjp(g):
        whole = np.zeros(a.value.shape)
        np.add.at(whole, place, g)  # a place may come twice
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


def backward(output):
    """Return {node: gradient with respect to it}, for all behind.

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

    Raises ValueError for a node that it was not computed from.
    """
    gradients = backward(output)
    for place, node in enumerate(nodes):
        if node not in gradients:
            raise ValueError(
                f"nodes[{place}]: output was not computed from it"
            )
    return [gradients[node] for node in nodes]
