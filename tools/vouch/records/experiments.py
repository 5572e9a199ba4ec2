"""Run long experiments, and keep the results with a hash of their code: `make experiments`.

A page reads them with json.load(open("docs/assets/experiments/name.json"))["results"].
"""

import ast
import importlib
import json
import time
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from tools.vouch.records.fingerprints import digest, without_docstrings
from tools.vouch.records.kept import Kept
from tools.vouch.sandbox.guard import SECONDS, Refused, limited, told
from tools.vouch.source.config import DOCS, ROOT, handed
from tools.vouch.source.errors import in_one_sentence
from tools.vouch.source.files import name_of, parse, read

FOLDER = DOCS / "assets" / "experiments"
SPARE = 1  # seconds in which a test repeats rows beyond an experiment's sample


@dataclass(frozen=True)
class Experiment:
    """A function of `snippets`, called with each of the arguments, and which calls a test repeats.

    It returns truth values, integers, texts or rounded numbers: others differ in the last bit
    from one machine to the next. Where some do, `chance` says so, and the test keeps to its sample.
    """

    function: str
    arguments: tuple[Any, ...]
    sample: tuple[int, ...]
    chance: bool = False

    def find(self) -> Callable[[Any], object]:
        """Return the function itself."""
        module, _, name = self.function.rpartition(".")
        found: Callable[[Any], object] = getattr(importlib.import_module(module), name)
        return found


def registered() -> dict[str, Experiment]:
    """Return the project's experiments by name."""
    found: dict[str, Experiment] = handed("experiments")
    return found


def modules(name: str, root: Path = ROOT) -> dict[str, ast.Module]:
    """Return the syntax trees of a module of `snippets` and of all that it imports from there."""
    found: dict[str, ast.Module] = {}
    waiting = [name]
    while waiting:
        module = waiting.pop()
        file = root / f"{module.replace('.', '/')}.py"
        if module in found or not module.startswith("snippets.") or not file.is_file():
            continue
        found[module] = parse(read(file), name_of(file))
        for node in ast.walk(found[module]):
            if isinstance(node, ast.Import):
                waiting += [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                waiting += [f"{node.module}", *(f"{node.module}.{a.name}" for a in node.names)]
    return found


def code_of(function: str, root: Path = ROOT) -> str:
    """Return a hash of the code that a function runs; comments and docstrings do not count."""
    trees = modules(function.rpartition(".")[0], root)
    return digest([[name, without_docstrings(trees[name])] for name in sorted(trees)])


def run(experiment: Experiment) -> dict[str, Any]:
    """Return an experiment's file as JSON holds it."""
    with ProcessPoolExecutor() as pool:
        rows = list(pool.map(experiment.find(), experiment.arguments))
    results = as_json(rows)
    return {
        "function": experiment.function,
        "code": code_of(experiment.function),
        "digest": digest(results),
        "arguments": as_json(experiment.arguments),
        "results": results,
    }


def as_json(value: object) -> Any:
    """Return a value as it is after it has been written to a file and read again."""
    return json.loads(json.dumps(value, allow_nan=False))


def load(name: str, folder: Path = FOLDER) -> Any:
    """Return the contents of a committed file."""
    return json.loads(read(folder / f"{name}.json"))


def written(name: str) -> str:
    """Run an experiment; return the text of its file, one result per line."""
    return text_of(run(registered()[name]))


def text_of(found: dict[str, Any]) -> str:
    """Return the text of a file, one result per line."""
    head = [f" {json.dumps(key)}: {json.dumps(found[key])}," for key in found if key != "results"]
    rows = ",\n".join(f"  {json.dumps(row)}" for row in found["results"])
    return "\n".join(["{", *head, ' "results": [', rows, " ]", "}", ""])


def wrong(name: str, file: Path) -> str | tuple[str, int] | None:
    """Return what is wrong with an experiment's file, with its line, or None."""
    if fault := stale(name, file):
        return fault
    experiment, found = registered()[name], load(name, file.parent)
    if different := differing(experiment, found["results"]):
        place, sentence = different
        return f"{experiment.arguments[place]!r} {sentence}", len(found) + 2 + place
    return None


def stale(name: str, file: Path) -> str | tuple[str, int] | None:
    """Return what is wrong with an experiment's file before any of it is run again, or None."""
    experiment = registered()[name]
    try:
        found = load(name, file.parent)
    except json.JSONDecodeError as error:
        return f"the file is broken here ({error.msg})", error.lineno
    wanted = {"function": experiment.function, "arguments": as_json(experiment.arguments)}
    if not isinstance(found, dict) or any(found.get(key) != wanted[key] for key in wanted):
        return "the experiment is registered with other settings"
    if found.get("code") != code_of(experiment.function):
        return f"the code of {experiment.function} has changed"
    results = found.get("results")
    if not isinstance(results, list) or found.get("digest") != digest(results):
        return "a result was changed by hand"
    if len(results) != len(experiment.arguments):
        return "a result was changed by hand"
    return None


def differing(experiment: Experiment, results: list[Any]) -> tuple[int, str] | None:
    """Return the place of the first result that a run does not give, and what the run gives.

    The sample runs, and other rows for a second: others each day, so that in time all have run.
    """
    others = [*range(len(results))]
    Random(date.today().toordinal()).shuffle(others)
    until = float("inf")
    for count, place in enumerate([*experiment.sample, *([] if experiment.chance else others)], 1):
        if time.process_time() > until:
            break
        try:
            with limited(SECONDS):
                result = as_json(experiment.find()(experiment.arguments[place]))
        except (Exception, Refused) as error:
            return place, told(error)
        if result != results[place]:
            return place, "now gives another result"
        if count == len(experiment.sample):
            until = time.process_time() + SPARE
    return None


KEPT = Kept("experiment", ".json", registered, written, wrong)
STAMPS = Kept("experiment", ".json", registered, written, stale)  # runs nothing again


if __name__ == "__main__":
    in_one_sentence(lambda: KEPT.write(FOLDER))
