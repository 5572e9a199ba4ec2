"""A setting of a figure or an experiment is quoted on a page: when it changes, the page fails."""

import pytest

from snippets import optimizers, xor
from snippets.runs import batch_runs, optimizer_runs
from tests.vouch.faults import page_faults
from tools.figures import adam, autodiff, weight_decay
from tools.vouch.records import experiments
from tools.vouch.source.config import DOCS
from tools.vouch.source.files import read

LOAD = experiments.load
MOMENTUM = adam.WALKS["momentum"]


def recorded(name):
    """Return what is on record, with shorter steps and wider starts."""
    found = LOAD(name)
    if name == "slope-errors":
        return found | {"arguments": [*found["arguments"], 50]}
    return found | {"arguments": [[a, 0.75, *rest] for a, _, *rest in found["arguments"]]}


def first_fault(page):
    """Return the first thing that is wrong with a page, with the text of its line."""
    text = read(DOCS / page)
    line, said = next(page_faults(page, text), (0, ""))
    return f"\n{text}".splitlines()[line], said


@pytest.mark.parametrize(
    ("page", "owner", "name", "value", "line", "said"),
    [
        (
            "adam.md",
            adam.WALKS,
            "momentum",
            (0.03, MOMENTUM[1]),
            "The figure shows",
            "computed 0.03",
        ),
        ("adam.md", optimizers.rmsprop, "__defaults__", (None, 0.01, 0.95, 1e-8), "0.99", "0.95"),
        ("adam.md", optimizer_runs.noisy, "__defaults__", (400,), "sees 500", "400"),
        ("adam.md", optimizer_runs.xor_epochs, "__defaults__", (700,), "600", "700"),
        ("autodiff.md", autodiff, "nodes", lambda: {"a": 4, "b": 5}, "$b = 3$", "int"),
        (
            "batches-measurements.md",
            batch_runs,
            "ETAS",
            [0.02, *batch_runs.ETAS[1:]],
            "0.01 to 1",
            "0.02",
        ),
        ("weight-decay.md", weight_decay, "TURNED", 12, "7<!--", "9"),
        ("weight-decay-measurements.md", weight_decay, "DECAYS", (0, 0.004), "0.003", "0.004"),
        ("xor.md", xor.train, "__defaults__", (0.2, 10_000), "= 0.05", "0.2"),
        ("check-a-gradient-measurements.md", experiments, "load", recorded, "10^{-20}", "-25"),
        ("cross-entropy-measurements.md", experiments, "load", recorded, "±0.5", "0.8"),
    ],
)
def test_a_changed_setting_fails_the_page(monkeypatch, page, owner, name, value, line, said):
    put = monkeypatch.setitem if isinstance(owner, dict) else monkeypatch.setattr
    put(owner, name, value)
    shown, fault = first_fault(page)
    assert line in shown
    assert said in fault
