"""The whole site, built once for all guards."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Return the folder of the site, built strictly."""
    folder = tmp_path_factory.mktemp("whole") / "site"
    command = [sys.executable, "-m", "tools.book.build", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert built.returncode == 0, built.stderr
    return folder
