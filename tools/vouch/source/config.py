"""What a project tells vouch about itself: the table [tool.vouch] of its pyproject.toml."""

import tomllib
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
DOCS = ROOT / "docs"


@cache
def config() -> dict[str, Any]:
    """Return the project's table."""
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    found: dict[str, Any] = tomllib.loads(text)["tool"]["vouch"]
    return found


def handed(key: str) -> Any:
    """Return the object that the project names as `module:name` under a key."""
    module, _, name = config()[key].partition(":")
    return getattr(import_module(module), name)
