"""Run the pages' PyTorch and JAX code where it is installed, and keep what it printed.

`python -m tools.frameworks` writes tests/frameworks/recorded.json. A page shows a section of
tests/frameworks/ and its output; both are held to that record wherever the pages are run, and
code that has changed since fails until it is run again.
"""

import ast
import contextlib
import importlib.metadata
import importlib.util
import io
import json
import platform
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tools.fingerprints import digest, without_docstrings
from tools.page import FRAMEWORKS, ROOT, section

RECORD = FRAMEWORKS + "recorded.json"
LIBRARIES = ("torch", "jax")
START = re.compile(r"^ *# --8<-- \[start:([\w-]+)\]$", re.MULTILINE)
AGAIN = "run `make frameworks`"

Entry = dict[str, Any]


def files() -> list[str]:
    """Return the names of the files of code; each ends in its library's."""
    names = (path.name for path in (ROOT / FRAMEWORKS).glob("*.py"))
    return sorted(name for name in names if library(name) in LIBRARIES)


def library(file: str) -> str:
    """Return the library that a file needs."""
    return Path(file).stem.rpartition("_")[2]


def sections(file: str) -> dict[str, str]:
    """Return the text of each section of a file, in order; the last is `results`."""
    path = FRAMEWORKS + file
    return {
        name: section(path, name)[1]
        for name in START.findall((ROOT / path).read_text(encoding="utf-8"))
    }


def code(file: str) -> list[list[str]]:
    """Return each section's name and a hash of its code; comments and layout do not count."""
    parts = sections(file).items()
    return [[name, digest(without_docstrings(ast.parse(text)))] for name, text in parts]


def plain(value: Any) -> Any:
    """Return a result as JSON holds it: numbers, truth values, lists of them."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(part) for part in value]
    return value.tolist() if hasattr(value, "tolist") else value


def run(file: str) -> Entry:
    """Run the sections of a file in order; return what they print, and their results."""
    namespace: dict[str, Any] = {"__name__": "page"}
    printed = {}
    for name, text in sections(file).items():
        with contextlib.redirect_stdout(io.StringIO()) as out:
            exec(compile(text, f"{file}:{name}", "exec", dont_inherit=True), namespace)
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
    """Run a file in a process of its own: libraries keep settings; return what `run` does."""
    command = [sys.executable, "-m", "tools.frameworks", file]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    entry: Entry = json.loads(done.stdout)
    return entry


def record() -> dict[str, Entry]:
    """Return the committed record, an entry for each file."""
    found: dict[str, Entry] = json.loads((ROOT / RECORD).read_text(encoding="utf-8"))
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
    """Return what a section of a file printed when it was last run.

    Raises ValueError where the file's code is not the code that was run.
    """
    text: str = entry_of(path.removeprefix(FRAMEWORKS))["printed"][name]
    return text


def write() -> None:
    """Run every file whose library is installed, and write the record once all have succeeded."""
    there = [name for name in LIBRARIES if importlib.util.find_spec(name)]
    if not there:
        raise SystemExit("neither PyTorch nor JAX is installed (requirements-frameworks.txt)")
    new = {file: run_alone(file) for file in files() if library(file) in there}
    kept = record() if (ROOT / RECORD).is_file() else {}
    entries = {file: (kept | new)[file] for file in files() if file in kept | new}
    text = json.dumps(entries, indent=1, allow_nan=False) + "\n"
    (ROOT / RECORD).write_text(text, encoding="utf-8", newline="\n")
    for file in files():
        print(f"{file}: {'run' if file in new else 'not run, its library is not installed'}")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(run(sys.argv[1]), allow_nan=False))
    else:
        write()
