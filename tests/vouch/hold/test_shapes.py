"""Shapes in comments are held while code runs; every one of the snippets is reached here."""

import numpy as np
import pytest

from snippets import derivation
from tools.vouch.hold.shapes import COMMENT, check_shape, compiled
from tools.vouch.source.config import ROOT

CODE = """\
def forward(X, W):
    \"\"\"Return Z.\"\"\"
    Z = X @ W  # (n, d)
    for row in Z:
        squares = row**2  # (d,)
        rows.append(np.outer(row, row))  # (d, d), a square
    return Z


rows = []
X = np.ones((5, 3))  # (5, 3)
Z = forward(X, np.ones((3, 2)))  # (n, d)
"""


def run(code):
    exec(compiled(code, "a.py", 1), {"np": np, "__shape__": check_shape})


def test_shapes_that_are_right_are_let_through():
    run(CODE)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("# (5, 3)", "# (3, 5)", r"says \(3, 5\), with ; the shape is \(5, 3\)"),
        ("# (5, 3)", "# (5,)", r"the shape is \(5, 3\)"),
        ("    Z = X @ W  # (n, d)", "    Z = X @ W  # (d, n)", r"with d = 5; the shape is \(2,\)"),
        ("row))  # (d, d)", "row))  # (d, n)", r"n = 5; the shape is \(2, 2\)"),
        ("return Z", "return Z  # (n, d)", "this shape is not beside an assignment"),
    ],
)
def test_a_shape_that_is_not_so_is_found(right, wrong, said):
    assert right in CODE
    with pytest.raises((ValueError, SyntaxError), match=said):
        run(CODE.replace(right, wrong, 1))


def test_what_a_loop_binds_is_forgotten_in_its_next_turn():
    run("for n in (1, 2):\n    a = np.ones((n, n))  # (d, d)\n")


LAYERS = [(derivation.W1, derivation.b1), (derivation.W2, derivation.b2)]
NAMES = ["sigmoid", "sigmoid"]
Z, T = np.array([[2.0, -1.0, 0.5], [0.3, 0.1, 0.2]]), np.array([[0, 1, 0], [1, 0, 0]])


def both_ways(module):
    sums, acts = module["forward"](derivation.X, LAYERS, NAMES)
    module["backward"](acts[-1], sums, acts, LAYERS, NAMES)


CALLS = {
    "worked_example": lambda module: module["forward"](derivation.X, LAYERS),
    "network": both_ways,
    "cross_entropy": lambda module: (
        [
            module[name](Z, T)
            for name in (
                "binary_cross_entropy",
                "softmax_cross_entropy",
                "softmax_cross_entropy_derivative",
            )
        ]
        + [module["softmax"](Z)]
    ),
    "noise": lambda module: module["best_difference"](lambda W: np.sum(W**3), derivation.W1),
    "batches": lambda module: module["spread"](derivation.X),
    "xor_speed": lambda module: module["side_by_side"](
        module["starts"]([0, 1, 2], 1), "cross-entropy"
    ),
}


def shapes_of(file):
    return {match["shape"] for match in COMMENT.finditer(file.read_text(encoding="utf-8"))}


@pytest.mark.parametrize(
    "file", [*filter(shapes_of, sorted(ROOT.glob("snippets/**/*.py")))], ids=lambda file: file.stem
)
def test_every_shape_in_the_snippets_is_what_a_call_finds(file):
    reached = set()

    def check(value, shape, sizes):
        check_shape(value, shape, sizes)
        reached.add(shape)

    module = {"__name__": f"snippets.{file.stem}", "__shape__": check}
    exec(compiled(file.read_text(encoding="utf-8"), str(file), 1), module)
    CALLS[file.stem](module)
    assert reached == shapes_of(file)
