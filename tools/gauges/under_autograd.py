"""Run a module of `snippets/` with HIPS autograd's NumPy in place of NumPy."""

import builtins
import functools
import importlib.util
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import autograd.numpy


def swap(
    name: str,
    globals: Mapping[str, Any] | None = None,
    locals: Mapping[str, Any] | None = None,
    fromlist: Sequence[str] = (),
    level: int = 0,
) -> ModuleType:
    """Import as Python does, except for NumPy and for the snippets, which get autograd's."""
    if name == "numpy":
        module: ModuleType = autograd.numpy
        return module
    if name.startswith("snippets."):
        return under_autograd(name)
    return __import__(name, globals, locals, fromlist, level)


@functools.cache
def under_autograd(name: str) -> ModuleType:
    """Return the module `name`, such as "snippets.network", made differentiable by autograd.

    The code of the module, and of those it imports from, is read from their files.
    """
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError(f"{name} is not a module here")
    module = ModuleType(name)
    module.__dict__["__builtins__"] = {**vars(builtins), "__import__": swap}
    text = Path(spec.origin).read_text(encoding="utf-8")
    exec(compile(text, spec.origin, "exec"), module.__dict__)
    return module
