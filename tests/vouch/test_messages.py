"""Every bad input of `make numbers` ends it with page, line and one sentence."""

import re
import subprocess
import sys
from contextlib import contextmanager

import pytest

from tools.vouch import fix as numbers
from tools.vouch.source import files
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import in_one_sentence

BLOCK = "```python\n{}\n```\n"
MUTE = "class Mute(Exception):\n    def __str__(self): return 1 / 0\nraise Mute"
BAD = "compile('\\na =', 'snippets/bad.py', 'exec')"
CODES = ["0000", "000C", "000B", "0085", "001C", "2028", "2029", "202E", "000D", "0009"]
UNSEEN = {f"\\u{code}": code for code in CODES} | {"\\x1b[1m": "001B"}
SHOWN = BLOCK + '\n```text title="Output"\nold\n```\n'
EQUATION = "---\nchapter: 1\n---\n\n$$\n1 = 1\n\\label{{a}}{}\n$$\n\n\n{}"


def ended(tmp_path, text, name="page.md"):
    """Return what `make numbers` says when it stops at a page."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(SystemExit) as caught:
        in_one_sentence(lambda: numbers.write_all([path]))
    return str(caught.value.code)


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        (BLOCK.format("a = 1\nb = a / 0"), 3, "raises ZeroDivisionError: division by zero"),
        (BLOCK.format("a = 1\nb = )"), 3, "raises SyntaxError: unmatched ')'"),
        (BLOCK.format("def f():\n    return g()\n\n\nf()"), 3, "raises NameError"),
        (BLOCK.format("assert 1 == 2, 'not\\nequal'"), 2, "raises AssertionError: not equal"),
        (BLOCK.format("import nothing"), 2, "raises ModuleNotFoundError: No module named"),
        (BLOCK.format("open('nothing')"), 2, "raises FileNotFoundError"),
        (BLOCK.format("raise Exception"), 2, "raises Exception"),
        (BLOCK.format("def f():\n    f()\n\n\nf()"), 3, "raises RecursionError: maximum"),
        (BLOCK.format("import sys\nsys.exit(0)"), 3, "raises SystemExit: 0"),
        (BLOCK.format("import os\nos._exit(0)"), 3, "calls os._exit"),
        (BLOCK.format("import os\nos.chdir('/')"), 1, "leaves the working folder changed"),
        (BLOCK.format("raise KeyboardInterrupt"), 2, "raises KeyboardInterrupt"),
        (
            BLOCK.format("from snippets.losses import squared_error as f\nf([], [])"),
            3,
            "(in snippets/",
        ),
        (BLOCK.format(f"exec({BAD})"), 1, "SyntaxError: invalid syntax (in snippets/bad.py:2)"),
        (BLOCK.format("a = [1]") + "\n1<!--= [1, a.append(2)][0] -->\n", 5, "this changes `a`"),
        (BLOCK.format("a = ''\nb = [a]  # (n, 2)"), 3, "the comment says (n, 2)"),
        ("1<!--= 1 / 0 -->\n", 1, "raises ZeroDivisionError: division by zero"),
        ("\n1<!--= 1 + -->\n", 2, "raises SyntaxError: invalid syntax"),
        ("1<!--= a = 1 -->\n", 1, "'a = 1' is not an expression"),
        ("1<!--= np.ones(2) -->\n", 1, "is ambiguous: 2 values for 1 numbers"),
        ("1<!--= exit(0) -->\n", 1, "raises SystemExit: 0"),
        ("1<!--= chr(10) -->\n", 1, "is a text that a page cannot show"),
        ("1<!--= '-->' -->\n", 1, "raises SyntaxError"),
        ("```pycon\n>>> 1\n1\n>>> 1 / 0\n2\n```\n", 4, "the session raises ZeroDivisionError"),
        ("```pycon\n>>> 1\n2\n```\n", 2, "the session gives another answer: 1"),
        ("```pycon\n>>> exit(0)\n```\n", 2, "the session raises SystemExit: 0"),
        ("```pycon\n>>>1\n```\n", 1, "not a session"),
        ("```pycon\n>>> 1  # doctest: +SKIP\n```\n", 1, "without directives"),
        (SHOWN.format("print('```')"), 5, "the output holds '```', which is Markdown"),
        (SHOWN.format("print('> --8<-- a')"), 5, "holds '> --8<-- a', which is Markdown"),
        (SHOWN.format("print('~~~~')"), 5, "the output holds '~~~~', which is Markdown"),
        (SHOWN.format("print('a\\n  ```text')"), 5, "which is Markdown"),
        (SHOWN.format("print('--8' + '<-- x')"), 5, "which is Markdown"),
        (SHOWN.format("print(';--8' + '<-- x')"), 5, "which is Markdown"),
        (SHOWN.format("print('> ```')"), 5, "the output holds '> ```', which is Markdown"),
        (BLOCK.format(MUTE), 4, "raises Mute"),
        *[
            (SHOWN.format(f"print('a{mark}b')"), 5, f"the output holds U+{code}, which a page")
            for mark, code in UNSEEN.items()
        ],
        (SHOWN.format("pass"), 5, "the block before this output printed nothing"),
        ('```text title="Output"\n1\n```\n', 1, "no block was run before this output"),
        ("```python\n1\n", 1, "this fence is never closed"),
        ('```python\n--8<-- "snippets/nothing.py:a"\n```\n', 2, "which does not exist"),
        ('```python\n--8<-- "snippets/losses.py:no"\n```\n', 2, "includes no of snippets/"),
        (b"a\nb \xe9\n", 2, "UTF-8"),
        (EQUATION.format("", ""), 7, r"has no \checkedby"),
        (EQUATION.format("\\checkedby{check-a}", ""), 7, "is not a block of this page"),
    ],
)
def test_a_bad_page_is_told_in_a_sentence_with_its_line(tmp_path, text, line, sentence):
    said = ended(tmp_path, text)
    assert re.match(rf"page\.md:{line}: ", said)
    assert sentence in said
    assert "Traceback" not in said
    assert "\n" not in said


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("# %%\na = 1\nb = a / 0\n", 3, "raises ZeroDivisionError"),
        ("# %%\nimport os\nos._exit(0)\n", 3, "calls os._exit"),
        ("# %% [markdown]\n# It is 1<!--= nope -->.\n", 2, "raises NameError"),
        ("a = 1\n", 1, "this line is in no cell"),
    ],
)
def test_a_bad_notebook_is_told_in_a_sentence_with_its_line(tmp_path, text, line, sentence):
    said = ended(tmp_path, text, "note.py")
    assert re.match(rf"note\.py:{line}: ", said)
    assert sentence in said


def test_a_loop_below_python_ends_make_numbers_with_its_place(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(BLOCK.format("a = 1\nsum(iter(int, 1))"), encoding="utf-8")
    code = (
        "from pathlib import Path\nfrom tools.vouch import fix as numbers\n"
        f"numbers.STALLED = 1\nnumbers.pages = lambda: [Path({str(path)!r})]\nnumbers.main()\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60
    )
    assert run.returncode == 1
    assert 'File "page.md", line 3' in run.stderr


def test_a_page_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SystemExit, match=r"gone\.md:1: the file cannot be read: No such file"):
        in_one_sentence(lambda: numbers.write_all([tmp_path / "gone.md"]))


def test_a_page_that_is_deleted_meanwhile_is_written_again(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "page.md"
    block = BLOCK.format("from pathlib import Path\nPath('page.md').unlink()")
    path.write_text(block + "\n2<!--= len(str(Path())) -->\n", encoding="utf-8")
    assert numbers.write_all([path]) == ["page.md"]
    assert path.read_text(encoding="utf-8").endswith("1<!--= len(str(Path())) -->\n")


class Full:
    """A file on a disk that is full after ten letters."""

    def __init__(self, file):
        self.file = file

    def write(self, text):
        self.file.write(text[:10])
        raise OSError(28, "No space left on device")


@contextmanager
def full_disk(number, mode, encoding, newline):
    with open(number, mode, encoding=encoding, newline=newline) as file:
        yield Full(file)


def refuse(*arguments, **named):
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("name", "fails", "sentence"),
    [
        ("tools.vouch.source.files.open", full_disk, "No space left on device"),
        ("tempfile.mkstemp", refuse, "Permission denied"),
        ("tools.vouch.source.files.os.access", lambda *_: False, "it is read-only"),
        ("pathlib.Path.replace", refuse, "Permission denied"),
    ],
)
def test_a_page_is_whole_when_it_cannot_be_written(tmp_path, monkeypatch, name, fails, sentence):
    text = BLOCK.format("a = 1") + "\n2<!--= a -->\n"
    path = tmp_path / "page.md"
    path.write_text(text, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(name, fails, raising=False)
        with pytest.raises(SystemExit) as caught:
            in_one_sentence(lambda: numbers.write_all([path]))
    assert str(caught.value.code) == f"page.md:1: cannot be written: {sentence}"
    assert path.read_text(encoding="utf-8") == text
    assert [file.name for file in tmp_path.iterdir()] == ["page.md"]


def test_a_written_file_keeps_its_mode_and_its_link(tmp_path):
    path, link = tmp_path / "page.md", tmp_path / "link.md"
    path.write_text("a", encoding="utf-8")
    path.chmod(0o600)
    link.symlink_to(path)
    files.write(link, "b\n")
    assert (path.read_text(encoding="utf-8"), path.stat().st_mode & 0o777) == ("b\n", 0o600)
    assert link.is_symlink()
    files.write(tmp_path / "new.md", "c")
    assert (tmp_path / "new.md").stat().st_mode & 0o777 == 0o644
