"""Run the pages' PyTorch and JAX code where it is installed, and keep what it printed.

`make frameworks` writes docs/frameworks/recorded.json. A page shows a cell of docs/frameworks/
and its output; both are held to that record wherever the pages are run, and
code that has changed since fails until it is run again.
"""

import contextlib
import importlib.metadata
import importlib.util
import io
import json
import platform
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.vouch.records.fingerprints import digest, without_docstrings
from tools.vouch.sandbox.guard import place_of, told
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError, in_one_sentence
from tools.vouch.source.files import parse, read
from tools.vouch.source.files import write as write_text
from tools.vouch.source.named import cells, code_of
from tools.vouch.source.page import FRAMEWORKS, INCLUDE

RECORD = FRAMEWORKS + "recorded.json"
LIBRARIES = ("torch", "jax")
AGAIN = "run `make frameworks`"

Entry = dict[str, Any]
FIELDS = {"date", "versions", "code", "digest", "printed", "results"}


def check_printable(text: str, page: str, line: int) -> None:
    """Raise PageError for an output that would not be on a page as it was printed."""
    for row in text.split("\n"):
        for letter in row:
            if not letter.isprintable():
                sentence = f"the output holds U+{ord(letter):04X}, which a page cannot show"
                raise PageError(page, line, sentence)
        if row.lstrip(" \t>").startswith(("```", "~~~")) or INCLUDE.match(row):
            raise PageError(page, line, f"the output holds {row.strip()!r}, which is Markdown")


def files() -> list[str]:
    """Return the names of the files of code; each ends in its library's."""
    names = (path.name for path in (ROOT / FRAMEWORKS).glob("*.py"))
    return sorted(name for name in names if library(name) in LIBRARIES)


def library(file: str) -> str:
    """Return the library that a file needs."""
    return Path(file).stem.rpartition("_")[2]


def codes(file: str) -> dict[str, tuple[int, str]]:
    """Return the first line and the text of each cell of a file; the last is `results`."""
    path = FRAMEWORKS + file
    text = read(ROOT / path)
    return {cell.names[0]: code_of(cell.names[0], text, path) for cell in cells(text)}


def code(file: str) -> list[list[str]]:
    """Return each cell's name and a hash of its code; comments and layout do not count."""
    return [
        [name, digest(without_docstrings(parse(text, FRAMEWORKS + file, line)))]
        for name, (line, text) in codes(file).items()
    ]


def plain(value: Any) -> Any:
    """Return a result as JSON holds it: numbers, truth values, lists of them."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value.tolist() if hasattr(value, "tolist") else value


def run(file: str) -> Entry:
    """Run the cells of a file in order; return what they print, and their results."""
    namespace: dict[str, Any] = {"__name__": "page"}
    printed = {}
    path = FRAMEWORKS + file
    for name, (line, text) in codes(file).items():
        placed = "\n" * (line - 1) + text
        try:
            with contextlib.redirect_stdout(io.StringIO()) as out:
                exec(compile(placed, path, "exec", dont_inherit=True), namespace)
        except Exception as error:
            raise PageError(path, place_of(error, path)[0] or line, told(error)) from error
        check_printable(out.getvalue(), path, line)
        printed[name] = out.getvalue()
    packages = (library(file), "numpy")
    versions = {p: importlib.metadata.version(p).partition("+")[0] for p in packages}
    results = plain(namespace["results"])
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "versions": {"python": platform.python_version(), **versions},
        "code": code(file),
        "digest": digest([printed, results]),
        "printed": printed,
        "results": results,
    }


def run_alone(file: str) -> Entry:
    """Run a file in its own process, because libraries keep settings; return what `run` returns.

    Raises PageError with what that process says where it fails.
    """
    command = [sys.executable, "-m", "tools.vouch.records.frameworks", file]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8")
    if done.returncode or not done.stdout:
        raise PageError(FRAMEWORKS + file, 1, "the code stopped before its end: see above")
    entry: Entry = json.loads(done.stdout)
    return entry


def record() -> dict[str, Entry]:
    """Return the committed record, one entry per file; raise PageError if it is broken."""
    try:
        found: dict[str, Entry] = json.loads(read(ROOT / RECORD))
    except json.JSONDecodeError as error:
        sentence = f"the record is broken here ({error.msg}): {AGAIN}"
        raise PageError(RECORD, error.lineno, sentence) from None
    entries = [*found.values()] if isinstance(found, dict) else [found]
    if not all(isinstance(entry, dict) and entry.keys() >= FIELDS for entry in entries):
        raise PageError(RECORD, 1, f"the record is not as it was written: {AGAIN}")
    return found


def entry_of(file: str) -> Entry:
    """Return a file's entry of the record.

    Raises ValueError where its code is not the code that was run, or the entry was edited.
    """
    entry = record().get(file)
    if entry is None:
        raise ValueError(f"{file} has never been run: {AGAIN}")
    if entry["code"] != code(file):
        raise ValueError(f"the code of {file} has changed since it was run: {AGAIN}")
    if entry["digest"] != digest([entry["printed"], entry["results"]]):
        raise ValueError(f"what {file} printed was changed by hand: {AGAIN}")
    return entry


def printed(path: str, name: str) -> str:
    """Return what a cell of a file printed when it was last run.

    Raises ValueError where the file's code is not the code that was run.
    """
    found = entry_of(path.removeprefix(FRAMEWORKS))["printed"]
    if name not in found:
        raise ValueError(f"cell {name} of {path} has never been run: {AGAIN}")
    return str(found[name])


def write() -> None:
    """Run every file whose library is installed, and write the record once all have succeeded."""
    there = [name for name in LIBRARIES if importlib.util.find_spec(name)]
    if not there:
        raise SystemExit("neither PyTorch nor JAX is installed (requirements-frameworks.txt)")
    new = {file: run_alone(file) for file in files() if library(file) in there}
    kept = record() if (ROOT / RECORD).is_file() else {}
    entries = {file: (kept | new)[file] for file in files() if file in kept | new}
    write_text(ROOT / RECORD, json.dumps(entries, indent=1, allow_nan=False) + "\n")
    for file in files():
        print(f"{file}: {'run' if file in new else 'not run, its library is not installed'}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        in_one_sentence(lambda: print(json.dumps(run(sys.argv[1]), allow_nan=False)))
    else:
        in_one_sentence(write)
