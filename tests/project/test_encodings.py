"""Text is read and written as UTF-8 by name: another locale would publish other letters."""

import ast

import pytest

from tools.vouch.source.config import ROOT

FOLDERS = ("tools", "snippets", "tests", "docs/notebooks")
PYTHON = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]


def unnamed(text):
    """Return the line of each call in a program that leaves an encoding to the locale."""
    calls = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call)]
    return sorted(call.lineno for call in calls if leaves_it(call))


def leaves_it(call):
    """Return whether a call reads or writes text without naming the encoding."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    given = {keyword.arg for keyword in call.keywords}
    if "encoding" in given:
        return False
    if name in ("read_text", "write_text"):
        return len(call.args) < (1 if name == "read_text" else 2)
    if name in ("run", "Popen", "check_output"):
        return bool(given & {"text", "universal_newlines"})
    return name == "open" and isinstance(call.func, ast.Name) and "b" not in mode(call)


def mode(call):
    """Return how `open` is asked to open a file."""
    named = [keyword.value for keyword in call.keywords if keyword.arg == "mode"]
    return "".join(str(ast.literal_eval(value)) for value in [*call.args[1:2], *named])


def test_no_encoding_is_left_to_the_locale():
    found = {file: unnamed(file.read_text(encoding="utf-8")) for file in PYTHON}
    assert {str(file): lines for file, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("path.read_text()", [1]),
        ("1\npath.write_text(text)", [2]),
        ("subprocess.run(command, text=True)", [1]),
        ("open(path)", [1]),
        ("open(path, 'w')", [1]),
        ("open(path, mode='rt')", [1]),
        ("path.read_text('utf-8')", []),
        ("path.write_text(text, encoding='utf-8')", []),
        ("subprocess.run(command)", []),
        ("open(path, 'rb')", []),
        ("zipped.open(name)", []),
    ],
)
def test_a_call_that_names_no_encoding_is_found(code, lines):
    assert unnamed(code) == lines
