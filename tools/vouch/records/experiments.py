"""Run what takes long, and keep the results with a hash of their code: `make experiments`.

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
from itertools import product
from pathlib import Path
from random import Random
from typing import Any

from snippets.check_families import FAMILIES
from snippets.optimizer_runs import METHODS
from tools.vouch.errors import PageError, in_one_sentence
from tools.vouch.hold.guard import SECONDS, Refused, limited, told
from tools.vouch.records.fingerprints import digest, parsed, without_docstrings
from tools.vouch.source.files import write as write_text
from tools.vouch.source.page import DOCS, ROOT, name_of
from tools.vouch.source.texts import read

FOLDER = DOCS / "assets" / "experiments"
AGAIN = "run `make experiments`"
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


LOSSES = ("half squared error", "cross-entropy")
# nine rates from 0.01 to 100, each √10 times the one before
GRID = tuple(round(10 ** (half / 2), 4) for half in range(-4, 5))
TUNING, REPORTED = 1000, 0  # the first of twenty seeds each

# order and size of the batches, and the step size that batch-rates finds best
BATCHES = (
    ("shuffled", 1, 0.0178),
    ("shuffled", 4, 0.1),
    ("shuffled", 16, 0.3162),
    ("shuffled", 64, 0.5623),
    ("drawn", 4, 0.1),
    ("as they came", 4, 0.1),
    ("sorted", 4, 0.1),
)

EXPERIMENTS = {
    "batch-rates": Experiment(
        "snippets.batch_runs.last_losses",
        tuple((order, size, seed) for order, size, _ in BATCHES for seed in range(100, 120)),
        sample=(60, 79),
    ),
    "batch-curves": Experiment(
        "snippets.batch_runs.batch_run",
        tuple((*method, seed) for method in BATCHES for seed in range(20)),
        sample=(40, 60, 79),
    ),
    "step-lowers-loss": Experiment(
        "snippets.step_size.step_lowers_loss", tuple(range(1000)), sample=(0, 11, 500, 999)
    ),
    "gradient-checks": Experiment(
        "snippets.check_families.tried",
        tuple(product(FAMILIES, range(0, 500, 20))),
        sample=(0, 130),
    ),
    "optimizers": Experiment(
        "snippets.optimizer_runs.sample_run",
        tuple(product(("noisy", "sparse"), METHODS, range(30))),
        sample=(125,),
        chance=True,  # noisy runs with long steps turn on the last bit
    ),
    "optimizers-xor": Experiment(
        "snippets.optimizer_runs.xor_epochs", tuple(product(METHODS, range(30))), sample=(95,)
    ),
    "slope-errors": Experiment(
        "snippets.check_a_gradient.step_errors", tuple(range(41)), sample=(0, 2), chance=True
    ),
    "weight-decay": Experiment(
        "snippets.weight_decay_runs.decay_run",
        tuple(product((0, 0.0003, 0.001, 0.003, 0.01, 0.03), range(30))),
        sample=(90,),
    ),
    "xor": Experiment("snippets.xor_runs.xor_run", tuple(range(500)), sample=(0, 3)),
    "xor-printed": Experiment("snippets.xor_runs.printed_run", tuple(range(500)), sample=(0,)),
    # loss, width of the start, eta, momentum, first seed, runs
    "xor-speed": Experiment(
        "snippets.xor_speed.epochs_by_seed",
        (
            *((loss, width, 0.5, 0.9, 0, 1000) for width in (0.5, 1) for loss in LOSSES),
            # the rates that xor-rates finds best
            *((loss, 0.5, eta, 0, 0, 1000) for loss, eta in zip(LOSSES, (10.0, 1.0), strict=True)),
            *(
                (loss, 0.5, eta, 0.9, 0, 1000)
                for loss, eta in zip(LOSSES, (3.1623, 1.0), strict=True)
            ),
        ),
        sample=(1,),
    ),
    "xor-rates": Experiment(
        "snippets.xor_speed.epochs_by_seed",
        tuple(
            (loss, 0.5, eta, momentum, first, 20)
            for first in (TUNING, REPORTED)
            for momentum in (0, 0.9)
            for loss in LOSSES
            for eta in GRID
        ),
        sample=(6, 15, 67),
    ),
}


def modules(name: str, root: Path = ROOT) -> dict[str, ast.Module]:
    """Return the syntax trees of a module of `snippets` and of all that it imports from there."""
    found: dict[str, ast.Module] = {}
    waiting = [name]
    while waiting:
        module = waiting.pop()
        file = root / f"{module.replace('.', '/')}.py"
        if module in found or not module.startswith("snippets.") or not file.is_file():
            continue
        found[module] = parsed(read(file), name_of(file))
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
    try:
        with ProcessPoolExecutor() as pool:
            rows = list(pool.map(experiment.find(), experiment.arguments, chunksize=16))
    except Exception as error:
        raise ValueError(f"{experiment.function} {told(error)}") from error
    results = as_json(rows)
    return {
        "function": experiment.function,
        "code": code_of(experiment.function),
        "digest": digest(results),
        "arguments": as_json(experiment.arguments),
        "results": results,
    }


def as_json(value: object) -> Any:
    """Return a value as it is after it was written to a file and read."""
    return json.loads(json.dumps(value, allow_nan=False))


def load(name: str, folder: Path = FOLDER) -> Any:
    """Return what a committed file holds."""
    return json.loads(read(folder / f"{name}.json"))


def written(found: dict[str, Any]) -> str:
    """Return the text of a file, a result a line."""
    head = [f" {json.dumps(key)}: {json.dumps(found[key])}," for key in found if key != "results"]
    rows = ",\n".join(f"  {json.dumps(row)}" for row in found["results"])
    return "\n".join(["{", *head, ' "results": [', rows, " ]", "}", ""])


def fault(name: str, folder: Path = FOLDER) -> PageError | None:
    """Return what is wrong with a committed file, or None."""
    file = folder / f"{name}.json"

    def wrong(sentence: str, line: int = 1) -> PageError:
        return PageError(name_of(file), line, sentence)

    experiment = EXPERIMENTS.get(name)
    if experiment is None:
        return wrong("no experiment of this project has this name: delete the file")
    if not file.is_file():
        return wrong(f"the experiment is missing: {AGAIN}")
    try:
        found = load(name, folder)
    except json.JSONDecodeError as error:
        return wrong(f"the file is broken here ({error.msg}): {AGAIN}", error.lineno)
    except PageError as error:
        return error
    wanted = {"function": experiment.function, "arguments": as_json(experiment.arguments)}
    if not isinstance(found, dict) or any(found.get(key) != wanted[key] for key in wanted):
        return wrong(f"the experiment is registered otherwise: {AGAIN}")
    if found.get("code") != code_of(experiment.function):
        return wrong(f"the code of {experiment.function} has changed: {AGAIN}")
    results = found.get("results")
    if not isinstance(results, list) or found.get("digest") != digest(results):
        return wrong(f"a result was changed by hand: {AGAIN}")
    if len(results) != len(experiment.arguments):
        return wrong(f"a result was changed by hand: {AGAIN}")
    if different := differing(experiment, results):
        place, sentence = different
        return wrong(f"{experiment.arguments[place]!r} {sentence}: {AGAIN}", len(found) + 2 + place)
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


def check(folder: Path = FOLDER) -> None:
    """Raise PageError for the first file that the code does not give."""
    for name in sorted({*EXPERIMENTS, *(file.stem for file in folder.glob("*.json"))}):
        if error := fault(name, folder):
            raise error


def write(folder: Path = FOLDER) -> None:
    """Run every experiment that is out of date, and write each when it is done."""
    stale = [name for name in EXPERIMENTS if fault(name, folder)]
    for name in stale:
        print(f"running {name}, {len(EXPERIMENTS[name].arguments)} times", flush=True)
        file = folder / f"{name}.json"
        try:
            text = written(run(EXPERIMENTS[name]))
        except ValueError as error:
            raise PageError(name_of(file), 1, f"the experiment cannot run: {error}") from error
        write_text(file, text)
        print(f"wrote {name_of(file)}", flush=True)
    if not stale:
        print("every experiment is up to date")


if __name__ == "__main__":
    in_one_sentence(write)
