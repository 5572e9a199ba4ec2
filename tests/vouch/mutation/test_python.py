import ast
import random

import pytest

from tools.vouch.mutation.python import code_mutants, sampled

KINDS = [
    ("a + b", "sign", "(a - b)"),
    ("a - b", "sign", "(a + b)"),
    ("a - b", "order", "(b - a)"),
    ("a * b", "operator", "(a / b)"),
    ("a / b", "operator", "(a * b)"),
    ("a @ b", "operator", "(a * b)"),
    ("a @ b", "order", "(b @ a)"),
    ("a ** 2", "operator", "(a * 2)"),
    ("a ** 2", "constant", "a ** 3"),
    ("-a", "sign", "(a)"),
    ("a < b", "comparison", "a <= b"),
    ("a < b", "comparison", "a > b"),
    ("a == b", "comparison", "a != b"),
    ("a not in b", "comparison", "a in b"),
    ("a and b", "logic", "(a or b)"),
    ("not a", "logic", "(a)"),
    ("a @ b.T", "transpose", "a @ (b)"),
    ("(a + b).T", "transpose", "(a + b)"),
    ("0.5 * a", "constant", "1.0 * a"),
    ("a.sum(axis=0)", "axis", "a.sum(axis=1)"),
    ("a.sum(axis=0)", "axis", "a.sum(axis=None)"),
    ("a.sum(keepdims=True)", "keepdims", "a.sum(keepdims=False)"),
    ("a.sum()", "reduction", "a.mean()"),
    ("zip(a, b, strict=True)", "flag", "zip(a, b, strict=False)"),
    ("zip(a, b)", "order", "zip(b, a)"),
    ("f(a1, a2)", "layer", "f(a2, a2)"),
]


def made(code):
    head = '"""Return σ - 1."""\ndef g(a, b, a1, a2):\n    """Add 1 + 1."""\n'
    text = f"{head}    return {code}  # + 1\n"
    return text, code_mutants(text, "g.py")


@pytest.mark.parametrize(("code", "kind", "expected"), KINDS)
def test_each_kind_is_made(code, kind, expected):
    text, mutants = made(code)
    wanted = ast.dump(ast.parse(text.replace(f"return {code}", f"return {expected}")))
    (mutant,) = [m for m in mutants if ast.dump(ast.parse(m.apply(text))) == wanted]
    assert (mutant.kind, mutant.line) == (kind, 4)


@pytest.mark.parametrize("code", [code for code, _, _ in KINDS])
def test_every_mutant_is_python_and_differs_from_the_rest(code):
    text, mutants = made(code)
    dumps = [ast.dump(ast.parse(m.apply(text))) for m in mutants]
    assert len({ast.dump(ast.parse(text)), *dumps}) == len(mutants) + 1


def test_docstrings_and_comments_are_let_be():
    _, mutants = made("a")
    assert mutants == []


def test_columns_are_counted_in_characters():
    text = 'x = "σσσ", 1 + 2\n'
    assert 'x = "σσσ", (1 - 2)\n' in [m.apply(text) for m in code_mutants(text, "x.py")]


def test_an_assignment_with_an_operator_is_changed():
    assert "a -= b\n" in [m.apply("a += b\n") for m in code_mutants("a += b\n", "x.py")]


def test_a_sample_takes_its_turn_over_the_kinds():
    text = "x = [1, 2, 3, 4, 5, 6, 7, 8, 9, a - b]\n"
    mutants = code_mutants(text, "x.py")
    kinds = [m.kind for m in sampled(mutants, 3, random.Random(0))]
    assert sorted(kinds) == ["constant", "order", "sign"]
    assert len(sampled(mutants, 99, random.Random(0))) == len(mutants)
    assert sampled(mutants, 5, random.Random(1)) == sampled(mutants, 5, random.Random(1))
