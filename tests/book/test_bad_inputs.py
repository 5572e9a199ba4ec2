"""Bad inputs, one at a time: each is answered with its file, its line and one sentence."""

import os
from pathlib import Path
from shutil import copytree

import pytest
from mkdocs.exceptions import MkDocsException
from mkdocs_jupyter.nbconvert2 import get_nbconvert_app
from nbclient import NotebookClient

from tools.book import downloads  # noqa: F401  (it is to keep the project's own folder)
from tools.book.build import build
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import read

FRONT = "---\ndescription: A page.\n---\n\n"
PAGE = f"{FRONT}# A page\n\n"  # what follows stands in line 7
NOTEBOOK = "# %% [markdown]\n# ---\n# description: A.\n# ---\n#\n# # A\n\n"  # 8


def cell(code):
    return f"{NOTEBOOK}# %%\n{code}\n"


def in_bytes(text):
    return text if isinstance(text, bytes) else text.encode()


@pytest.fixture
def answer(tmp_path, monkeypatch, caplog):
    """Return a function: files by name in, what a build says of them out."""
    monkeypatch.setattr("tools.vouch.source.page.ROOT", tmp_path)

    def build_these(files):
        files = {"docs/index.md": f"{FRONT}# Home\n"} | files
        for name, text in files.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.symlink_to(text) if isinstance(text, Path) else path.write_bytes(in_bytes(text))
        pages = [n.removeprefix("docs/") for n in files if n.endswith((".md", ".py"))]
        nav = [page for page in pages if not page.startswith(("parts/", "snippets/"))]
        kept = {"extra_css": [], "extra_javascript": []}
        with pytest.raises(MkDocsException) as caught:
            build(tmp_path / "site", docs_dir=str(tmp_path / "docs"), nav=nav, **kept)
        assert not (tmp_path / "site").exists()
        return f"{caplog.text}{caught.value}"

    return build_these


CHARACTERS = {
    b"\xe9": "the byte 0xe9 is not UTF-8: save the file as UTF-8",
    b"\xff\xfe": "the byte 0xff is not UTF-8",
    "\0": "holds U+0000 (a control character), which an editor does not show",
    "\x1b[31m": "holds U+001B (a control character)",
    "\f": "holds U+000C (a control character)",
    "a\rb": "holds U+000D (a control character)",
    "\x7f": "holds U+007F (a control character)",
    "\x85": "holds U+0085 (a control character)",
    "\u2028": "holds U+2028 (line separator)",
    "\u2029": "holds U+2029 (paragraph separator)",
    "\u202e": "holds U+202E (right-to-left override)",
    "\u2066": "holds U+2066 (left-to-right isolate)",
    "\u200f": "holds U+200F (right-to-left mark)",
    "\u200b": "holds U+200B (zero width space)",
    "\u00ad": "holds U+00AD (soft hyphen)",
    "\ufeff": "holds U+FEFF (zero width no-break space)",
}


@pytest.mark.parametrize(("bad", "sentence"), CHARACTERS.items(), ids=map(ascii, CHARACTERS))
def test_a_character_that_cannot_be_read_or_seen(tmp_path, bad, sentence):
    (tmp_path / "a.md").write_bytes(b"a\r\n\n\tb" + in_bytes(bad))
    with pytest.raises(PageError) as caught:
        read(tmp_path / "a.md")
    assert str(caught.value).startswith(f"a.md:3: {sentence}")


@pytest.mark.parametrize("bad", [b"\xe9", "\u202e"], ids=["byte", "direction"])
@pytest.mark.parametrize(
    "name", ["docs/a.md", "docs/parts/a.md", "docs/notebooks/a.py", "docs/a.toml", "snippets/a.py"]
)
def test_a_file_of_any_kind_that_holds_one(answer, name, bad):
    start = NOTEBOOK if "notebooks" in name else PAGE if name == "docs/a.md" else "# A\n"
    text = f"{start}\n#\n# ".encode() + in_bytes(bad)
    line = start.count("\n") + 3
    assert f"{name}:{line}: {CHARACTERS[bad]}" in answer({name: text})


FRONTS = {
    "# A page\n": "1: a page must start with front matter",
    "---\ndescription: A.\n\n# A page\n": "1: a page must start with front matter",
    "---\n---\n": "2: front matter must be lines of",
    "---\n- a\n---\n": "2: front matter must be lines of",
    "---\ntitle: A\n---\n": "2: front matter has no description",
    "---\ndescription:\n---\n": "2: front matter has description: None, not a text",
    "---\ndescription: ''\n---\n": "2: front matter has description: '', not a text",
    "---\ndescription: '  '\n---\n": "2: front matter has description: '  ', not a text",
    "\n---\ndescription: A.\n---\n": "1: a page must start with front matter",
    "---\ndescription: No\n---\n": "2: front matter has description: False, not a text",
    "---\ndescription: 2020-01-01\n---\n": "2: front matter has description: datetime",
    "---\ndescription: 2020-13-01\n---\n": "2: front matter is not YAML: month must be",
    "---\ndescription: A\nchapter: [1\n---\n": "4: front matter is not YAML: expected",
    "---\ndescription: A\nchapter: one\n---\n": "3: front matter has chapter: 'one', not",
    "---\ndescription: A\nchapter: 0\n---\n": "3: front matter has chapter: 0, not a whole",
    "---\ndescription: A\nchapter: true\n---\n": "3: front matter has chapter: True, not a",
    "---\ndescription: A\nsnippets: a\n---\n": "3: front matter has snippets: 'a', not a list",
    "---\ndescription: A\nchaptr: 1\n---\n": "3: front matter has chaptr: 1, not one of",
    "---\ndescription: A\ndescription: B\n---\n": "2: front matter has description twice",
    "---\ndescription: In $x$\n---\n": "2: the description must be plain text",
    "---\ntitle: In `x`\ndescription: A\n---\n": "2: the title must be plain text",
    "---\ndescription: A: B\n---\n": "2: front matter is not YAML: mapping values",
    "---\n\tdescription: A\n---\n": "2: front matter is not YAML: found character",
    "---\ndescription: *a\n---\n": "2: front matter is not YAML: found undefined alias",
    "---\ndescription: !!python/name:a A\n---\n": "2: front matter is not YAML: could not",
    "---\ndescription: \ufffe\n---\n": "2: front matter is not YAML",
    "---\ndescription: A\nchapter: 2\n---\n": "3: this is chapter 2, where 1 comes next in",
}


@pytest.mark.parametrize(("front", "sentence"), FRONTS.items(), ids=map(ascii, FRONTS))
def test_front_matter_that_is_not_whole(answer, front, sentence):
    assert f"docs/a.md:{sentence}" in answer({"docs/a.md": front})


def test_two_chapters_of_one_number_or_a_gap(answer):
    front = "---\ndescription: A.\nchapter: {}\n---\n# A\n"
    pages = {"docs/a.md": front.format(1), "docs/b.md": front.format(1)}
    assert "docs/b.md:3: this is chapter 1, where 2 comes next in the navigation" in answer(pages)


TEXTS = {
    '--8<-- "docs/parts/none.md"': "7: includes docs/parts/none.md, which does not exist",
    '--8<-- "docs/parts"': "7: includes docs/parts, which does not exist",
    '--8<-- "docs/parts/a.md:none"': "7: includes none of docs/parts/a.md, which is not Python",
    '--8<-- "docs/parts/a.md:1:2"': "7: an include is a line like",
    '--8<-- "../outside.md"': "7: includes ../outside.md, which is outside the project",
    '--8<-- "/etc/hostname"': "7: includes /etc/hostname, which is outside the project",
    '--8<-- "https://example.org/a.md"': "7: an include is a line like",
    "--8<-- 'docs/parts/a.md'": "7: an include is a line like",
    "--8<--\ndocs/parts/a.md\n--8<--": "7: an include is a line like",
    '> --8<-- "docs/parts/none.md"': "7: includes docs/parts/none.md, which does not exist",
    '--8<-- "docs/a.md"': "7: includes docs/a.md, which includes itself",
    '--8<-- "docs/parts/b.md"': "docs/parts/c.md:3: includes docs/parts/b.md, which incl",
    "| a | b |\n| --- | --- |\n| 1<!--= 1 --> |": "9: cells in this row: 1, in the",
    "| a | b |\n| --- | --- |\n| c | d | e |": "9: cells in this row: 3, in the",
    "a | b\n--- | ---\nc": "9: cells in this row: 1, in the",
    "| a | b |\n| --- |\n| c | d |": "7: Markdown does not read this as a table",
    "A word\n| a | b |\n| --- | --- |\n| c | d |": "8: Markdown does not read this as a table",
    "- A point\n\n    | a | b |\n    | --- | --- |\n    | c |": "11: cells in this row: 1, in the",
    "```python\n1": "7: this fence is never closed",
    "```\n1\n```": "7: a fence must name its language",
    ">>> 1": "7: an example after >>> is outside a fence",
    "It is 3.": "7: nothing computes the number 3",
    "So $\\foo$.": "7: KaTeX cannot read",
    "So $$x$.": "7: left as text",
    "[@nobody]": "7: cites 'nobody'",
    "[@]": "7: [@] is not a citation",
    "![](assets/figures/none.svg)": "7: no figure none.svg",
    "$$\na \\label{b}\\checkedby{check-b}\n$$": "8: a numbered equation needs a chapter",
    "[](#eq-none)": "7: [](#eq-none) refers to no equation",
    "[[bibliography none]]": "7: no work in docs/sources.toml has the topic 'none'",
}


@pytest.mark.parametrize(("text", "sentence"), TEXTS.items(), ids=map(ascii, TEXTS))
def test_a_page_that_cannot_be_made(answer, text, sentence):
    parts = {
        "docs/parts/a.md": "A part\n",
        "docs/parts/b.md": 'A\n\n--8<-- "docs/parts/c.md"\n',
        "docs/parts/c.md": 'B\n\n--8<-- "docs/parts/b.md"\n',
    }
    said = answer({"docs/a.md": f"{PAGE}{text}\n"} | parts)
    assert (sentence if sentence.startswith("docs/") else f"docs/a.md:{sentence}") in said
    assert "Traceback" not in said


FILES = {
    "docs/a.toml": ("a = 1\nb = \n", "2: is not TOML: Invalid value"),
    "docs/b.toml": ("[a]\n[a]\n", "2: is not TOML: Cannot declare"),
    "docs/assets/a.json": ('{"a": [1,\n', "2: is not JSON: Expecting value"),
    "docs/assets/a.svg": ("<svg>\n<g>\n</svg>\n", "3: is not XML: mismatched tag"),
    "docs/notebooks/a.py": (cell("x = 1\nif x\n"), "10: is not Python: expected ':'"),
    "docs/notebooks/b.py": (NOTEBOOK.replace("# #", "#", 1) + "x = 1\n", "8: this line is in no"),
    "docs/notebooks/c.py": ("# %%\nx = 1\n", "1: a page must start with front matter"),
    "docs/notebooks/d.py": (
        cell("1\n\n# %% tags=['skip-execution']\n2"),
        "11: a cell starts with # %%",
    ),
    "docs/notebooks/f.py": (NOTEBOOK + "# %% [raw]\n# a\n", "8: a cell starts with # %%"),
    "docs/notebooks/g.py": (NOTEBOOK + "# %% [markdown]\n# ```sh\n", "9: this fence is never cl"),
    "docs/notebooks/e.ipynb": ("{}", "1: a notebook is kept as .py"),
    "docs/assets/b.json": ("[" * 100_000, "1: is not JSON: maximum recursion depth"),
    "tools/book/theme/main.html": ("{% if a %}\n", "1: is not a template: Unexpected end"),
    "snippets/a.py": ("def f(:\n    pass\n", "1: is not Python: invalid syntax"),
    "docs/c.md": (Path("c.md"), "1: this is a symbolic link"),
    "docs/d.md": (ROOT / "README.md", "1: this is a symbolic link"),
    "docs/e": (Path("."), "1: this is a symbolic link"),
    "docs/f.md": (Path("none.md"), "1: this is a symbolic link"),
    "docs/built2": (ROOT / "tests", "1: this is a symbolic link"),
    "docs/__x": (ROOT / "tests", "1: this is a symbolic link"),
    "snippets/b.py": (ROOT / "README.md", "1: this is a symbolic link"),
}


@pytest.mark.parametrize(("name", "text", "said"), [(n, *f) for n, f in FILES.items()], ids=FILES)
def test_a_file_that_is_not_what_its_name_says(answer, name, text, said):
    assert f"{name}:{said}" in answer({name: text})


def test_a_cell_that_runs_too_long(answer, monkeypatch):
    monkeypatch.setattr(NotebookClient, "_get_timeout", lambda client, cell: 1)
    said = answer({"docs/notebooks/a.py": cell("while True:\n    pass")})
    assert "docs/notebooks/a.py:9: this cell ran for more than two minutes" in said
    assert get_nbconvert_app().config.NotebookClient.timeout == 120


def refused(path):
    raise PermissionError(13, "Permission denied")


def test_a_file_that_cannot_be_opened(tmp_path, monkeypatch):
    (tmp_path / "loop.md").symlink_to("loop.md")
    with pytest.raises(PageError, match=r"loop\.md:1: the file cannot be read: Too many levels"):
        read(tmp_path / "loop.md")
    with pytest.raises(PageError, match=r"none\.md:1: the file cannot be read: No such file"):
        read(tmp_path / "none.md")
    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(PageError, match=r"a\.md:1: the file cannot be read: Permission denied"):
        read(tmp_path / "a.md")


@pytest.mark.parametrize("other", ["docs/a/index.md", "docs/A.md"])
def test_two_pages_of_one_address(answer, other):
    assert " is published at the address of docs/" in answer({"docs/a.md": PAGE, other: PAGE})


def test_a_file_that_is_none(answer, tmp_path):
    (tmp_path / "docs").mkdir()
    os.mkfifo(tmp_path / "docs/a.md")
    assert "docs/a.md:1: is not an ordinary file" in answer({})


CELLS = {
    "import os\nos._exit(0)": "9: this cell ended its kernel",
    "import os\nos.kill(os.getpid(), 9)": "9: this cell ended its kernel",
    "import sys\nsys.exit(0)": "9: this cell raises SystemExit: 0",
    "x = 1\nx / 0": "10: code cell 1 raises ZeroDivisionError: division by zero",
    "input()": "9: code cell 1 raises StdinNotImplementedError",
    "def f(:": "9: is not Python",
    "%ls": "9: is not Python",
    "1\n\n# %%\nprint('\\x1b[31m')": "12: this cell prints U+001B (a control character)",
    "import warnings\nwarnings.warn('')": "9: this cell prints a warning, or what is no text",
    "display({'image/png': 'a'}, raw=True)": "9: this cell prints a warning, or what is no text",
    "1\n\n# %%\na = 1\nb = a / 0": "13: code cell 2 raises ZeroDivisionError: division by zero",
    "import snippets": "9: write `from snippets.x import name`",
    "1\n\n# %% [markdown]\n# It is 0.5.": "12: nothing computes the number 0.5",
    "1\n\n# %% [markdown]\n# So $\\foo$.": "12: KaTeX cannot read",
    "print('~~~~')": "9: this cell prints ~~~~, which would end its block",
}


@pytest.mark.parametrize(("code", "sentence"), CELLS.items(), ids=CELLS)
def test_a_cell_that_does_not_come_to_its_end(answer, code, sentence):
    assert f"docs/notebooks/a.py:{sentence}" in answer({"docs/notebooks/a.py": cell(code)})


@pytest.mark.parametrize("gone", ["type.css", "fonts/book-serif.woff2"])
def test_a_site_without_its_style_sheet_or_a_font_is_refused(tmp_path, caplog, gone):
    copytree(ROOT / "docs/assets", tmp_path / "docs/assets")
    (tmp_path / "docs/index.md").write_text(PAGE, encoding="utf-8")
    (tmp_path / "docs/assets/built" / gone).unlink()
    with pytest.raises(MkDocsException):
        build(tmp_path / "site", docs_dir=str(tmp_path / "docs"), nav=["index.md"])
    assert f"docs/assets/built/{gone} is missing: delete docs/assets/built and run" in caplog.text
