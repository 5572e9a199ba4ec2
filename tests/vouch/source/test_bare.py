"""Pages show code without its checks: what is left computes the same, and nothing else is lost."""

import ast
from textwrap import dedent

import pytest

from tools.vouch.source import bare
from tools.vouch.source.named import code_of
from tools.vouch.source.notebooks import page_at
from tools.vouch.source.page import FRAMEWORKS, INCLUDE, included, pages, section


@pytest.fixture(autouse=True)
def names(monkeypatch):
    """The functions that only check, whatever this project calls its own."""
    table = {"checks": ["check_matrix", "check_all", "as_floats"], "lookup": "look_up"}
    monkeypatch.setattr(bare, "config", lambda: table)
    bare.checks.cache_clear()
    bare.without_checks.cache_clear()
    yield
    bare.checks.cache_clear()
    bare.without_checks.cache_clear()


@pytest.mark.parametrize(
    ("statement", "left"),
    [
        ('X = check_matrix("X", X)', ""),
        ('check_matrix("X", X, rows=3)', ""),
        ('W = check_matrix("X", X)', "W = X"),
        ('n = len(check_matrix(f"X{i}", X))', "n = len(X)"),
        ('a, b = np.tanh(as_floats("Z", Z)), 2', "a, b = np.tanh(Z), 2"),
        ("X, T = check_all(X, T)", ""),
        ("T, X = check_all(X=X, T=T)", ""),
        ("X, (W, b) = check_all(X, pair)", "W, b = pair"),
        ('X, [(W, b)] = check_matrix("X", X), pairs', "[(W, b)] = pairs"),
        ("named = {1: X}\nX, T = check_all(a, b, **named)", ""),
        ('f = look_up("loss", loss, LOSSES)', "f = LOSSES[loss]"),
        ('return look_up("loss", key(1), {1: 2})(X)', "return {1: 2}[key(1)](X)"),
        ('for x in as_floats("x", xs):\n    y = x', "for x in xs:\n    y = x"),
        ('for x in xs:\n    check_matrix("x", x)', ""),
        ('if n < 1:\n    raise ValueError("n")', ""),
        ('# why\n# so\nif n < 1:\n    raise ValueError("n")\nm = n', "m = n"),
        (
            'if n < 1:\n    raise ValueError("n")\nelse:\n    m = 1',
            'if n < 1:\n    raise ValueError("n")\nelse:\n    m = 1',
        ),
        ('m = "é" + str(check_matrix("é", X))', 'm = "é" + str(X)'),
        ("check_other(X)", "check_other(X)"),
        ("x = [\n    1,  # one\n    2,\n]", "x = [\n    1,  # one\n    2,\n]"),
    ],
)
def test_what_only_checks_is_left_out(statement, left):
    def function(body):
        rows = [f"    {line}" for line in body.splitlines()] + ["    return X"]
        return "\n".join(["def f(X):", '    """Return X."""', *rows])

    found = bare.without_checks(function(statement), "x.py")
    assert found == function(left)
    in_place = bare.without_checks(function(statement), "x.py", True)
    assert ast.dump(ast.parse(in_place)) == ast.dump(ast.parse(found))
    last = function(statement).splitlines().index("    return X")
    assert in_place.splitlines()[last] == "    return X"


def test_a_docstring_keeps_its_first_paragraph():
    text = dedent('''\
        def f(X):
            """Return X, which
            may be long.

            >>> f(1)
            1
            """
            return X''')
    shown = 'def f(X):\n    """Return X, which\n    may be long."""\n    return X'
    assert bare.without_checks(text, "x.py") == shown


def test_the_definition_of_a_check_is_shown_whole():
    text = 'def check_all(X):\n    """Look.\n\n    More.\n    """\n    check_matrix("X", X)'
    assert bare.without_checks(text, "x.py") == text


def test_what_the_pages_show_computes_what_is_run_and_names_no_check(monkeypatch):
    """Lines stay in place where code is run, so that a message names the file's own line."""
    monkeypatch.undo()
    bare.checks.cache_clear()
    bare.without_checks.cache_clear()
    found = {
        (match["path"], match["names"])
        for page in pages()
        for fence in page_at(page).fences
        for match in INCLUDE.finditer(fence.source)
        if match["names"] and not match["path"].startswith(FRAMEWORKS)
    }
    assert len(found) > 50
    for path, names in found:
        (first, shown), (_, run) = section(path, names), section(path, names, True)
        assert ast.dump(ast.parse(shown)) == ast.dump(ast.parse(run))
        whole = code_of(names, included(path), path)[1].splitlines()
        for number, line in enumerate(run.splitlines()):
            assert not line.startswith("def ") or line == whole[number], (path, first + number)
        called = {node.id for node in ast.walk(ast.parse(shown)) if isinstance(node, ast.Name)}
        defined = {*names.split(", ")}
        checks = {*bare.checks(), bare.lookup()}
        assert not called & checks or defined & {*checks, "refuse"}, (path, names, called & checks)
