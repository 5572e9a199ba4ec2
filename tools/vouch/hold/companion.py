r"""Load the companion of a page: docs/xor.md has tests/test_xor.py, which readers never see.

    READINGS = {"chain": {r"\hat y": "ys"}}          what letters mean, beyond the notation
    WRONG = {"chain": [("w2 * a1", "w2")]}           what the check of an equation must reject
    UNREAD = {r"U[0, 1)": "says how W is drawn"}     formulas without a number that are not computed

A key of READINGS is a label, or a piece of a formula without one; or a tuple of them. Numbers on
the page may use every other public name of the file, the page's code none of them.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.vouch.sandbox.guard import place_of, told
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import name_of, read
from tools.vouch.source.page import line_of, module_of
from tools.vouch.tex.notation import Symbols, symbols_of

DATA = ("READINGS", "WRONG", "UNREAD")


@dataclass(frozen=True)
class Companion:
    """The companion of a page."""

    path: Path
    readings: dict[tuple[str, ...], dict[str, str]]
    wrong: dict[str, list[tuple[str, str]]]
    unread: dict[str, str]
    names: dict[str, Any]
    symbols: Symbols

    def error(self, table: str, key: str, sentence: str) -> PageError:
        """Return the error of an entry, at the line of its key."""
        text = read(self.path)
        line = line_of(text, text.find(f'"{key}"', text.find(f"{table} = ")))
        return PageError(name_of(self.path), line, f"{key}: {sentence}")


def loaded(path: Path) -> dict[str, Any]:
    """Return the public names of a test file; none where there is no such file."""
    if not path.is_file():
        return {}
    names: dict[str, Any] = {"__name__": f"beside.{path.stem}", "__file__": str(path)}
    try:
        exec(compile(read(path), str(path), "exec"), names)
    except Exception as error:
        line, _ = place_of(error, str(path))
        raise PageError(name_of(path), line or 1, told(error)) from error
    return {name: value for name, value in names.items() if not name.startswith(("_", "test_"))}


def file_beside(page: Path) -> Path:
    """Return where the test file of a page is, or would be."""
    return page.parent.parent / "tests" / f"test_{module_of(page)}.py"


def beside(page: Path) -> Companion:
    """Return the companion of a page, with what the notation page says for all pages."""
    notation, path = page.parent / "notation.md", file_beside(page)
    names = loaded(path)
    readings = {
        (keys,) if isinstance(keys, str) else keys: table
        for keys, table in names.get("READINGS", {}).items()
    }
    return Companion(
        path,
        readings,
        names.get("WRONG", {}),
        names.get("UNREAD", {}),
        {k: v for k, v in (loaded(file_beside(notation)) | names).items() if k not in DATA},
        symbols_of(read(notation)) if notation.is_file() else {},
    )
