"""What PyTorch and JAX printed is what the lessons' own code computes, and when that was."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from snippets import worked_example as small
from snippets.network import descend

record = json.loads(Path("docs/frameworks/recorded.json").read_text(encoding="utf-8"))
bound, bound_xor = 1e-15, 1e-12


def last(library):
    """Return the day of the earliest entry of a library, and its version."""
    runs = [run for run in record.values() if library in run["versions"]]
    (version,) = {run["versions"][library] for run in runs}
    day = date.fromisoformat(min(run["date"] for run in runs))
    return f"{day.day} {day:%B %Y}", version


torch_day, torch_version = last("torch")
jax_day, jax_version = last("jax")


def gap(results, wanted):
    """Return the largest difference of recorded results from ours."""
    if isinstance(wanted, dict):
        assert set(results) == set(wanted)
        return max(gap(results[key], wanted[key]) for key in wanted)
    if isinstance(wanted, tuple):
        return max(gap(*pair) for pair in zip(results, wanted, strict=True))
    assert np.size(results) == np.size(wanted)
    return np.abs(np.reshape(results, np.shape(wanted)) - wanted).max()


@pytest.mark.parametrize("results", [{"a": [1 + 1e-11]}, {"a": [1 - 1e-11]}])
def test_numbers_that_differ_are_noticed_and_so_is_one_too_few(results):
    assert gap(results, {"a": np.ones((1, 1))}) > bound_xor > bound
    with pytest.raises(AssertionError):
        gap(results, {"a": np.ones(1), "b": np.ones(1)})


@pytest.mark.parametrize("library", ["torch", "jax"])
def test_the_libraries_end_where_the_page_does(page_names, library):
    page = page_names("pytorch-and-jax")
    ours = {
        "loss": page["L"],
        "gradients": sum(page["all_gradients"], ()),
        "after": sum(descend(small.parameters, page["all_gradients"], small.eta), ()),
        "loss after": page["L_after"],
    }
    ours_xor = {"losses": page["losses"][::1000] / 2, "predictions": page["A2"]}
    assert gap(record[f"worked_example_{library}.py"]["results"], ours) < bound
    assert gap(record[f"xor_{library}.py"]["results"], ours_xor) < bound_xor
