"""Read and write whole text files: a fault is one sentence, and no file is left half written."""

import ast
import json
import os
import re
import tempfile
import tomllib
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError

HIDDEN = {"Cc", "Cf", "Zl", "Zp"}  # controls, changes of direction and other formats, odd line ends
PARSERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    ".toml": ("TOML", tomllib.loads),
    ".json": ("JSON", json.loads),
    ".svg": ("XML", ET.fromstring),
    ".py": ("Python", ast.parse),
}


def name_of(path: Path | str) -> str:
    """Return a file's name as messages show it, relative to the project where that is possible."""
    whole = Path(os.path.abspath(path))  # a symbolic link is named, not what it leads to
    return whole.relative_to(ROOT).as_posix() if whole.is_relative_to(ROOT) else whole.name


def read(path: Path, name: str = "") -> str:
    r"""Return a file's text, its lines ended by \n.

    Raises PageError for a file that cannot be read, is not UTF-8, or holds a hidden character.
    """
    name = name or name_of(path)
    if path.exists() and not path.is_file():
        raise PageError(name, 1, "is not an ordinary file")
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise PageError(name, 1, f"the file cannot be read: {error.strerror}") from None
    try:
        text = raw.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        sentence = f"the byte 0x{raw[error.start]:02x} is not UTF-8: save the file as UTF-8"
        raise PageError(name, line, sentence) from None
    check_characters(text, name)
    return text


def write(path: Path, text: str) -> None:
    """Replace the text of a file completely, or leave it and raise PageError."""
    path = path.resolve()
    beside = None
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise PermissionError(13, "it is read-only")
        path.parent.mkdir(parents=True, exist_ok=True)
        # a name that starts with a dot is never published
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        beside = Path(name)
        with open(number, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        beside.chmod(path.stat().st_mode if path.exists() else 0o644)
        beside.replace(path)
    except OSError as error:
        raise PageError(name_of(path), 1, f"cannot be written: {error.strerror}") from None
    finally:
        if beside:
            beside.unlink(missing_ok=True)


def check_characters(text: str, name: str) -> None:
    """Raise PageError for the first character that an editor does not show."""
    if found := hidden(text):
        start, character = found
        raise PageError(name, text.count("\n", 0, start) + 1, f"holds {character}")


def hidden(text: str) -> tuple[int, str] | None:
    """Return place and name of the first character that an editor does not show, or None."""
    found = {
        text.index(c): c for c in set(text) - {"\n", "\t"} if unicodedata.category(c) in HIDDEN
    }
    if not found:
        return None
    start, character = min(found.items())
    called = unicodedata.name(character, "a control character").lower()
    return start, f"U+{ord(character):04X} ({called}), which an editor does not show"


def parse(text: str, name: str, first: int = 1) -> Any:
    """Return what lines of a file of data or of Python hold, from line `first` on, or None.

    Raises PageError where they are not well formed.
    """
    kind, parser = PARSERS.get(Path(name).suffix, ("", None))
    try:
        return parser(text) if parser else None
    except (ValueError, SyntaxError, RecursionError) as error:
        at = re.search(r"line (\d+)", str(error))
        line = first - 1 + (int(at[1]) if at else text.count("\n") + 1)
        raise PageError(name, line, f"is not {kind}: {str(error).partition(' (<')[0]}") from None


def key_line(text: str, key: object) -> int:
    """Return the line of TOML or of front matter that holds a key or a table."""
    name = re.escape(str(key))
    found = re.search(rf'^(?:\["?{name}"?\]|"?{name}"? *[=:])', text, re.MULTILINE)
    return text.count("\n", 0, found.start()) + 1 if found else 1
