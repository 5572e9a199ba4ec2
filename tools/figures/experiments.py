"""The experiments of the pages, which run for a long time, and their arguments."""

from itertools import product
from typing import Any

from snippets.runs.check_families import FAMILIES
from snippets.runs.optimizer_runs import METHODS
from tools.vouch.records.experiments import Experiment, load

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
        "snippets.runs.batch_runs.last_losses",
        tuple((order, size, seed) for order, size, _ in BATCHES for seed in range(100, 120)),
        sample=(60, 79),
    ),
    "batch-curves": Experiment(
        "snippets.runs.batch_runs.batch_run",
        tuple((*method, seed) for method in BATCHES for seed in range(20)),
        sample=(40, 60, 79),
    ),
    "step-lowers-loss": Experiment(
        "snippets.runs.step_size.step_lowers_loss", tuple(range(1000)), sample=(0, 11, 500, 999)
    ),
    "gradient-checks": Experiment(
        "snippets.runs.check_families.tried",
        tuple(product(FAMILIES, range(0, 500, 20))),
        sample=(0, 130),
    ),
    "optimizers": Experiment(
        "snippets.runs.optimizer_runs.sample_run",
        tuple(product(("noisy", "sparse"), METHODS, range(30))),
        sample=(125,),
        chance=True,  # noisy runs with long steps turn on the last bit
    ),
    "optimizers-xor": Experiment(
        "snippets.runs.optimizer_runs.xor_epochs", tuple(product(METHODS, range(30))), sample=(95,)
    ),
    "slope-errors": Experiment(
        "snippets.runs.step_errors.step_errors", tuple(range(41)), sample=(0, 2), chance=True
    ),
    "weight-decay": Experiment(
        "snippets.runs.weight_decay_runs.decay_run",
        tuple(product((0, 0.0003, 0.001, 0.003, 0.01, 0.03), range(30))),
        sample=(90,),
    ),
    "xor": Experiment("snippets.runs.xor_runs.xor_run", tuple(range(500)), sample=(0, 3)),
    "xor-printed": Experiment("snippets.runs.xor_runs.printed_run", tuple(range(500)), sample=(0,)),
    # loss, width of the start, eta, momentum, first seed, runs
    "xor-speed": Experiment(
        "snippets.runs.xor_speed.epochs_by_seed",
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
        "snippets.runs.xor_speed.epochs_by_seed",
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


def results(name: str, *case: object) -> list[Any]:
    """Return an experiment's results for the arguments that begin with a case, in their order."""
    file = load(name)
    rows = zip(file["arguments"], file["results"], strict=True)
    return [row for given, row in rows if given[: len(case)] == list(case)]
