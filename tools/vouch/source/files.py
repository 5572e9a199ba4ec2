"""Write text files whole: a fault is one sentence, and no file is left half written."""

import os
import tempfile
from pathlib import Path

from tools.vouch.source.errors import PageError
from tools.vouch.source.page import INCLUDE, name_of


def write(path: Path, text: str) -> None:
    """Put a text in the place of a file's: all of it, or none of it and a PageError."""
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


def check_printable(text: str, page: str, line: int) -> None:
    """Raise PageError for an output that would not be on a page as it was printed."""
    for row in text.split("\n"):
        for letter in row:
            if not letter.isprintable():
                sentence = f"the output holds U+{ord(letter):04X}, which a page cannot show"
                raise PageError(page, line, sentence)
        if row.lstrip(" \t>").startswith(("```", "~~~")) or INCLUDE.match(row):
            raise PageError(page, line, f"the output holds {row.strip()!r}, which is Markdown")
