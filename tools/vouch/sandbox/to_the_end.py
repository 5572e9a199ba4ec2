"""Run pytest in its own process: its status counts only if it reports that it reached its end.

A page, a docstring or a library could end the process early with status 0.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

END = "TESTS_END"  # the variable that names the file in which pytest leaves its status


def run(arguments: list[str]) -> int:
    """Return pytest's status, and 1 where it stopped before its end."""
    with TemporaryDirectory() as folder:
        end = Path(folder) / "status"
        command = [sys.executable, "-m", "pytest", *arguments]
        done = subprocess.run(command, env=os.environ | {END: str(end)})
        if not end.is_file():
            print("pytest stopped before its end: something ended the process", file=sys.stderr)
            return done.returncode or 1
        return int(end.read_text(encoding="utf-8")) or done.returncode


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
