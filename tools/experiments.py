"""Run what takes long, and keep the results with a hash of their code: python -m tools.experiments.

A page reads them with json.load(open("docs/assets/experiments/name.json"))["results"].
"""

import ast
import importlib
import json
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

from snippets.optimizer_runs import METHODS
from tools.errors import PageError
from tools.fingerprints import digest, without_docstrings
from tools.page import DOCS, ROOT, name_of

FOLDER = DOCS / "assets" / "experiments"


@dataclass(frozen=True)
class Experiment:
    """A function of `snippets`, called with each of the arguments, and which calls a test repeats.

    It returns truth values, integers, texts or rounded numbers: others differ in the last bit
    from one machine to the next.
    """

    function: str
    arguments: tuple[Any, ...]
    sample: tuple[int, ...]

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
    "optimizers": Experiment(
        "snippets.optimizer_runs.sample_run",
        tuple(product(("noisy", "sparse"), METHODS, range(30))),
        sample=(95, 125),
    ),
    "optimizers-xor": Experiment(
        "snippets.optimizer_runs.xor_epochs", tuple(product(METHODS, range(30))), sample=(95,)
    ),
    "slope-errors": Experiment(
        "snippets.check_a_gradient.step_errors", tuple(range(41)), sample=(0, 2)
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
        found[module] = ast.parse(file.read_text(encoding="utf-8"))
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
        rows = list(pool.map(experiment.find(), experiment.arguments, chunksize=16))
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
    return json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))


def written(found: dict[str, Any]) -> str:
    """Return the text of a file, a result a line."""
    head = [f" {json.dumps(key)}: {json.dumps(found[key])}," for key in found if key != "results"]
    rows = ",\n".join(f"  {json.dumps(row)}" for row in found["results"])
    return "\n".join(["{", *head, ' "results": [', rows, " ]", "}", ""])


def fault(name: str, folder: Path = FOLDER) -> str | None:
    """Return what is wrong with a committed file, or None."""
    experiment = EXPERIMENTS.get(name)
    if experiment is None:
        return "no experiment in tools/experiments.py has this name: delete the file"
    if not (folder / f"{name}.json").is_file():
        return "the experiment is missing: run `make experiments`"
    found = load(name, folder)
    wanted = {"function": experiment.function, "arguments": as_json(experiment.arguments)}
    if any(found.get(key) != value for key, value in wanted.items()):
        return "the experiment is registered otherwise: run `make experiments`"
    if found.get("code") != code_of(experiment.function):
        return f"the code of {experiment.function} has changed: run `make experiments`"
    results = found.get("results", [])
    if found.get("digest") != digest(results) or len(results) != len(experiment.arguments):
        return "a result was changed by hand: run `make experiments`"
    for place in experiment.sample:
        argument = experiment.arguments[place]
        if as_json(experiment.find()(argument)) != results[place]:
            return f"{argument!r} now gives another result: run `make experiments`"
    return None


def check(folder: Path = FOLDER) -> None:
    """Raise PageError for the first file that the code does not give."""
    for name in sorted({*EXPERIMENTS, *(file.stem for file in folder.glob("*.json"))}):
        if sentence := fault(name, folder):
            raise PageError(name_of(folder / f"{name}.json"), 1, sentence)


def write(folder: Path = FOLDER) -> None:
    """Run every experiment that is out of date; write them once all have succeeded."""
    files = {}
    for name in [name for name in EXPERIMENTS if fault(name, folder)]:
        print(f"running {name}, {len(EXPERIMENTS[name].arguments)} times", flush=True)
        files[folder / f"{name}.json"] = written(run(EXPERIMENTS[name]))
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in files.items():
        file.write_text(text, encoding="utf-8", newline="\n")
        print(f"wrote {name_of(file)}")
    if not files:
        print("every experiment is up to date")


if __name__ == "__main__":
    write()
