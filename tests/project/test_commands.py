"""The commands that the README, the workflow and .ci/run name are the Makefile's."""

import re
import subprocess

import pytest
import yaml

from tools.vouch.source.config import ROOT

PHONY = re.compile(r"^\.PHONY: (help .*)$", re.MULTILINE)
COMMAND = re.compile(r"(?:^ *|`|run: )make ([a-z]+)", re.MULTILINE)


def unknown(text, makefile):
    """Return the make commands in a text that the Makefile does not have."""
    known = re.findall(r"^([a-z ]+):(?!=)", makefile, re.MULTILINE)
    return sorted(set(COMMAND.findall(text)) - set(" ".join(known).split()))


@pytest.mark.parametrize(
    "file", ["README.md", "CONTRIBUTING.md", ".github/workflows/check.yml", ".ci/run"]
)
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


def helped(folder):
    """Return what `make help` says of each command of the Makefile in a folder."""
    done = subprocess.run(
        ["make", "--silent", "help"], cwd=folder, capture_output=True, encoding="utf-8", check=True
    )
    return dict(re.findall(r"^make (\w+) +(\S.*)$", done.stdout, re.MULTILINE))


def test_help_lists_every_command():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(helped(ROOT)) == set(PHONY.search(makefile)[1].split())


def test_help_says_what_the_makefile_says(copied):
    (copied / "Makefile").write_text(
        (ROOT / "Makefile").read_text(encoding="utf-8") + "\nbread: test ## Bake bread: a loaf\n",
        encoding="utf-8",
    )
    assert helped(copied)["bread"] == "Bake bread: a loaf"
