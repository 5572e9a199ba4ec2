"""The commands that the README, the workflow and .ci/run name are the Makefile's."""

import re

import pytest
import yaml

from tools.vouch.source.page import ROOT

COMMAND = re.compile(r"(?:^ *|`|run: )make ([a-z]+)", re.MULTILINE)


def unknown(text, makefile):
    """Return the make commands in a text that the Makefile does not have."""
    known = re.findall(r"^([a-z ]+):(?!=)", makefile, re.MULTILINE)
    return sorted(set(COMMAND.findall(text)) - set(" ".join(known).split()))


@pytest.mark.parametrize("file", ["README.md", ".github/workflows/check.yml", ".ci/run"])
def test_every_command_exists(file):
    text = (ROOT / file).read_text(encoding="utf-8")
    assert COMMAND.search(text)
    assert unknown(text, (ROOT / "Makefile").read_text(encoding="utf-8")) == []


def test_a_command_that_does_not_exist_is_found():
    text = "Use `make bread`.\n\n    make tea  brews\n      - run: make test X=1\nTo make sure.\n"
    assert unknown(text, "test stats: a b\n\techo\nCAKE := 1\n") == ["bread", "tea"]


def test_the_workflow_runs_every_python_that_the_readme_promises():
    jobs = yaml.safe_load((ROOT / ".github/workflows/check.yml").read_text(encoding="utf-8"))[
        "jobs"
    ]
    versions = jobs["test"]["strategy"]["matrix"]["python"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    candidates = re.search(r"^CANDIDATES := (.*)$", makefile, re.MULTILINE)[1].split()
    assert {f"python{v}" for v in versions} == {c for c in candidates if "." in c}
