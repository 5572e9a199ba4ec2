import ast
import re
from pathlib import Path

import autograd
import numpy as np
import pytest

from snippets import autodiff as ad
from snippets import network
from snippets.autodiff import Node
from snippets.numerical_gradients import complex_step

rng = np.random.default_rng(0)


PAGE = (Path(__file__).parent.parent / "docs/autodiff.md").read_text(encoding="utf-8")


def sigmoid(z):
    """Return the sigmoid of a node as the page writes it."""
    namespace = {"exp": ad.exp}
    exec(re.search(r"^def sigmoid.*?\n\n", PAGE, re.M | re.S)[0], namespace)
    return namespace["sigmoid"](z)


def by_tape(function, *arrays):
    nodes = [Node(array) for array in arrays]
    return ad.grad(function(*nodes), nodes)


@pytest.mark.parametrize(
    ("function", "shapes"),
    [
        (lambda a, b: a + b, [(3, 2), (3, 2)]),
        (lambda a, b: a - b, [(3, 2), (3, 2)]),
        (lambda a, b: a * b, [(3, 2), (3, 2)]),
        (lambda a, b: a / b, [(3, 2), (3, 2)]),
        (lambda a, b: 2 - 3 / (a * a + 1) + b, [(3, 2), (3, 2)]),
        (lambda a, b: a @ b, [(3, 4), (4, 2)]),
        (lambda a, b: a + b, [(3, 2), (1, 2)]),
        (lambda a, b: a * b, [(3, 2), (3, 1)]),
        (lambda a, b: a * b, [(3, 2), ()]),
        (lambda a, b: a * b, [(1, 2), (3, 1)]),
        (lambda a, b: a * a * a + b * a, [(2, 2), (2, 2)]),
    ],
)
def test_each_operation_has_the_slopes_of_its_function(function, shapes):
    arrays = [rng.normal(size=shape) for shape in shapes]
    weigh = rng.normal(size=function(*arrays).shape)
    gradients = by_tape(lambda a, b: ad.total(function(a, b) * weigh), *arrays)
    for which, slope in enumerate(gradients):

        def of_one(value, which=which):
            inputs = [*arrays[:which], value, *arrays[which + 1 :]]
            return np.sum(function(*inputs) * weigh)

        assert slope.shape == arrays[which].shape
        assert slope == pytest.approx(complex_step(of_one, arrays[which]), rel=1e-12)


# by name: ours, NumPy's (autograd's has the same name), and where to look
ELEMENTWISE = {
    "exp": (ad.exp, lambda np, a: np.exp(a), rng.normal(size=(3, 2))),
    "sin": (ad.sin, lambda np, a: np.sin(a), rng.normal(size=(3, 2))),
    "cos": (ad.cos, lambda np, a: np.cos(a), rng.normal(size=(3, 2))),
    "log": (ad.log, lambda np, a: np.log(a), rng.uniform(0.1, 9, (3, 2))),
    "square": (lambda a: a**2, lambda np, a: a**2, rng.normal(size=(3, 2))),
    "power 0": (lambda a: a**0, lambda np, a: a**0, rng.normal(size=(3, 2))),
    "power -3": (lambda a: a**-3, lambda np, a: a**-3, rng.normal(size=(3, 2))),
    "root": (lambda a: ad.power(a, 0.5), lambda np, a: a**0.5, rng.uniform(0.1, 9, (3, 2))),
    "relu": (ad.relu, lambda np, a: np.where(np.real(a) > 0, a, 0), rng.normal(size=(3, 2))),
    "row": (lambda a: a[1], lambda np, a: a[1], rng.normal(size=(3, 2))),
    "number": (lambda a: a[2, 0], lambda np, a: a[2, 0], rng.normal(size=(3, 2))),
    "columns": (lambda a: a[:, ::-1], lambda np, a: a[:, ::-1], rng.normal(size=(3, 2))),
    "rows twice": (lambda a: a[[0, 2, 0]], lambda np, a: a[[0, 2, 0]], rng.normal(size=(3, 2))),
}


@pytest.mark.parametrize("name", ELEMENTWISE)
def test_each_function_agrees_with_the_complex_step_and_autograd(name):
    """Each output is weighted by itself, so that no two entries have the same gradient."""
    ours, theirs, a = ELEMENTWISE[name]

    def loss(numpy, a):
        return numpy.sum(theirs(numpy, a) ** 2 / 2)

    (gradient,) = by_tape(lambda a: ad.total(ours(a) * ours(a)) / 2, a)
    assert ours(Node(a)).value.tolist() == theirs(np, a).tolist()
    by_autograd = autograd.grad(lambda a: loss(autograd.numpy, a))(a)
    for expected in (complex_step(lambda a: loss(np, a), a), by_autograd):
        assert gradient == pytest.approx(expected, rel=1e-12, abs=1e-15)


def test_a_relu_has_no_slope_at_its_kink():
    assert by_tape(ad.relu, np.float64(0.0)) == [0]


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: ad.log([1.0, 0.0]), "log: got 0 or less, want numbers above 0"),
        (lambda: ad.log(-1.0), "log: got 0 or less, want numbers above 0"),
        (lambda: Node(0.0) ** -1, "value: got NaN or infinity"),
        (lambda: Node(-2.0) ** 0.5, "value: got NaN or infinity"),
        (lambda: by_tape(lambda a: a**0.5, 0.0), "gradient: got NaN or infinity"),
    ],
)
def test_where_a_function_has_no_value_or_gradient_it_says_so(call, sentence):
    with np.errstate(all="ignore"), pytest.raises(ValueError, match=sentence):
        call()


def test_an_exponent_is_no_node():
    with pytest.raises(TypeError, match="not 'Node'"):
        Node(2.0) ** Node(3.0)


def test_every_operation_takes_numbers():
    """The exponential and the sum wanted a node."""
    assert ad.exp(0.5).value == np.exp(0.5)
    assert ad.total(np.array([1, 2])).value == 3
    assert list(ad.backward(3.0).values()) == [1]


def test_integers_do_not_overflow():
    assert (Node(np.uint8(200)) * np.uint8(2)).value == 400
    assert by_tape(lambda a: a * a, np.int64(2**40))[0] == 2**41


def test_a_chain_may_be_long():
    """A thousand additions were too deep for Python; no slope changes with the order."""
    a = Node(0.5)
    chain = a
    for _ in range(50_000):
        chain = chain + a
    assert ad.grad(chain, [a]) == [50_001]


def test_a_node_asked_for_from_two_sides_is_no_cycle():
    a = Node(2.0)
    b = a * a
    assert by_tape(lambda c: (c + b) * (b + c), 3.0) == [2 * (3 + 4)]
    assert ad.grad((b + a) * (a + b), [a]) == [2 * (4 + 2) * (4 + 1)]


def test_a_slope_too_large_to_store_is_named():
    a = Node(1e-200)
    with (
        np.errstate(over="ignore"),
        pytest.raises(ValueError, match="gradient: got NaN or infinity, want finite numbers"),
    ):
        ad.grad(1 / a, [a])


def test_the_exponential_is_its_own_slope():
    (slope,) = by_tape(lambda a: ad.total(ad.exp(a)), np.array([[0.5, -2.0]]))
    assert slope == pytest.approx(np.exp([[0.5, -2.0]]), rel=1e-15)


def test_an_array_on_the_left_is_matrix_multiplied():
    X, W = rng.normal(size=(5, 3)), rng.normal(size=(3, 2))
    (slope,) = by_tape(lambda W: ad.total(X @ W), W)
    assert slope == pytest.approx(np.repeat(X.sum(axis=0)[:, None], 2, axis=1), rel=1e-14)


def test_it_gives_the_hand_written_gradients_of_a_network():
    X, T = rng.normal(size=(5, 3)), rng.uniform(size=(5, 2))
    layers = network.initialise(rng, (3, 4, 2))
    sigmoids = ["sigmoid", "sigmoid"]
    _, ours = network.loss_and_gradients(X, T, layers, sigmoids, "squared error")

    def loss(W1, b1, W2, b2):
        miss = sigmoid(sigmoid(X @ W1 + b1) @ W2 + b2) - T
        return ad.total(miss * miss)

    arrays = [P for layer in layers for P in layer]
    by_hand = [dP for layer in ours for dP in layer]
    for slope, dP in zip(by_tape(loss, *arrays), by_hand, strict=True):
        assert slope == pytest.approx(dP, rel=1e-12)


def test_the_sigmoid_of_the_page_neither_overflows_nor_loses_its_digits():
    """At -710 the exponential was infinite, and at 40 the slope is as small as at -40."""
    z = np.array([-800.0, -710.0, -40.0, 0.0, 40.0])
    (slope,) = by_tape(lambda z: ad.total(sigmoid(z)), z)
    expected = [0, np.exp(-710.0), np.exp(-40.0), 0.25, np.exp(-40.0)]
    assert slope == pytest.approx(expected, rel=1e-14, abs=0)


def test_a_division_by_a_negative_number_has_its_sign():
    # 3 / b by b is -3 / b², at -2 and at 2 alike
    assert [by_tape(lambda b: 3 / b, b)[0].item() for b in (-2.0, 2.0)] == [-0.75, -0.75]


def test_an_array_changed_between_the_passes_changes_no_slope():
    X, W = Node([[1.0, 1.0]]), np.array([[4.0], [6.0]])
    loss = ad.total(X @ W)
    W -= 1
    assert ad.grad(loss, [X])[0].tolist() == [[4.0, 6.0]]


def test_sweeping_twice_gives_the_same():
    a = Node(3.0)
    output = a * a
    assert ad.backward(output)[a] == ad.backward(output)[a] == 6


def test_the_order_puts_parents_first_and_each_node_once():
    a = Node(1.0)
    b = a + a
    c = b * a
    found = ad.topological_order(c)
    assert [found.count(node) for node in (a, b, c)] == [1, 1, 1]
    assert found.index(a) < found.index(b) < found.index(c) == len(found) - 1


def test_bad_graphs_and_values_are_named():
    a = Node(1.0)
    loop = a + 1.0
    a.parents = [(loop, lambda slope: slope)]
    with pytest.raises(ValueError, match="graph: got a cycle, want none"):
        ad.backward(loop)
    with pytest.raises(ValueError, match=r"output: got shape \(2,\), want one number"):
        ad.backward(Node([1.0, 2.0]))
    b = Node(1.0)
    with pytest.raises(ValueError, match=r"nodes\[1\]: output does not depend on it"):
        ad.grad(b * b, [b, Node(2.0)])
    for A, B, sentence in (
        ([[1.0, 2.0], [3.0, 4.0]], [1.0, 2.0], r"right: got shape \(2,\), want \(2, any\)"),
        ([1.0], [[1.0]], r"left: got shape \(1,\), want \(any, any\)"),
        ([[1.0]], [[1.0], [2.0]], r"right: got shape \(2, 1\), want \(1, any\)"),
    ):
        with pytest.raises(ValueError, match=sentence):
            Node(A) @ Node(B)
    with pytest.raises(ValueError, match="divisor: got 0, want another number"):
        1 / Node([1.0, 0.0])
    with pytest.raises(ValueError, match="value: got NaN or infinity, want finite numbers"):
        Node(float("nan"))


# What the page's letters mean, and what its checks must reject.
def lines_of(code):
    """Return how many lines of code there are, docstrings, comments and empty lines not counted."""
    kinds = (ast.Module, ast.ClassDef, ast.FunctionDef)
    nodes = [node for node in ast.walk(ast.parse(code)) if isinstance(node, kinds)]
    texts = [node.body[0] for node in nodes if ast.get_docstring(node)]
    told = {line for text in texts for line in range(text.lineno, text.end_lineno + 1)}
    rows = [row.strip() for n, row in enumerate(code.splitlines(), 1) if n not in told]
    return sum(bool(row) and not row.startswith("#") for row in rows)


lines_of_tape = lines_of(Path("snippets/autodiff.py").read_text(encoding="utf-8"))


READINGS = {
    "adding-up": {
        r"\frac{\partial L}{\partial a}": "complex_step(lambda x: x * y + 3 * x + np.exp(x), x)",
        r"u\,:\,a \to u in": "(0, 1, 2)",
        r"\frac{\partial L}{\partial u}": "(y, 3, 1)[u]",
        r"\frac{\partial u}{\partial a}": "(1, 1, np.exp(x))[u]",
    },
    "matmul": {
        r"\frac{\partial L}{\partial A}": "by_tape[0]",
        r"\frac{\partial L}{\partial B}": "by_tape[1]",
        r"\frac{\partial L}{\partial C}": "by_C",
        "A": "A",
        "B": "B",
    },
}
WRONG = {
    "adding-up": [
        ("y + 1 + 2 * x", "y + 2 * x"),
        ("y + 1 + 2 * x", "y + 1 + x"),
    ],
    "matmul": [
        ("by_C @ B.T", "by_C @ B"),
        ("A.T @ by_C", "-A.T @ by_C"),
    ],
}
