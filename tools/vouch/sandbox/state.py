"""What code can change beyond its own names: other values, snippets, and the process itself."""

import builtins
import importlib
import io
import os
import pickle
import random
import sys
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from types import CellType, FunctionType, ModuleType
from typing import Any

import numpy as np

from tools.vouch.source.config import ROOT

Prints = dict[str, tuple[int, bytes]]  # each name's object, and a fingerprint of all it reaches
PAGE = "page"  # the name of the module that a page's code runs in
EMPTY = CellType()
IDLE = {"__dict__", "__weakref__", "__slotnames__"}  # of a class; pickle itself adds the last


def folder() -> str:
    """Return the working folder, or nothing when it was deleted."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return ""


def set_all(values: Any, old: Any) -> None:
    """Put old values into a list or a dictionary."""
    values.clear()
    values.extend(old) if isinstance(values, list) else values.update(old)


# What a process has one of, and how to put it back.
SETTINGS: dict[str, tuple[Callable[[], Any], Callable[[Any], object]]] = {
    "the working folder": (folder, os.chdir),
    "os.environ": (lambda: dict(os.environ), lambda old: set_all(os.environ, old)),
    "sys.path": (lambda: [*sys.path], lambda old: set_all(sys.path, old)),
    "the warnings' filters": (
        lambda: [*warnings.filters],
        lambda old: set_all(warnings.filters, old),
    ),
    "NumPy's error settings": (np.geterr, lambda old: np.seterr(**old)),
    "NumPy's print options": (np.get_printoptions, lambda old: np.set_printoptions(**old)),
    "the generator of np.random": (np.random.get_state, np.random.set_state),
    "the generator of random": (random.getstate, random.setstate),
}


def unpickled(*parts: object) -> None:
    """A placeholder in a fingerprint, which nobody will unpickle."""


class Fingerprint(pickle.Pickler):
    """Writes down all that a value reaches: defaults and closures of functions, states of files."""

    def reducer_override(self, value: Any) -> Any:
        """Return the relevant part of a value that pickle knows only by its name, or not at all."""
        kind = type(value)
        if kind is FunctionType and value is not unpickled:
            cells = [[c.cell_contents] if c != EMPTY else [] for c in value.__closure__ or ()]
            kept = (value.__defaults__, value.__kwdefaults__, cells, vars(value))
            return unpickled, (id(value.__code__),), kept
        if kind is ModuleType:
            return unpickled, (value.__name__,)
        if kind in (staticmethod, classmethod):
            return unpickled, (), value.__func__
        if kind is property:
            return unpickled, (), (value.fget, value.fset, value.fdel)
        if isinstance(value, type) and value.__module__ == PAGE:
            own = {name: part for name, part in vars(value).items() if name not in IDLE}
            return unpickled, (value.__qualname__, value.__bases__), own
        if isinstance(value, io.IOBase):
            return unpickled, (None if value.closed else value.tell(),)
        return NotImplemented


def fingerprint(value: object) -> bytes:
    """Return bytes that change when anything changes that a value reaches.

    Raises ValueError for a value that cannot be inspected, such as a generator.
    """
    file = io.BytesIO()
    try:
        Fingerprint(file, 5).dump(value)
    except Exception as error:
        raise ValueError(f"it holds something that cannot be inspected ({error})") from None
    return file.getvalue()


def fingerprints(names: Mapping[str, Any]) -> Prints:
    """Return the fingerprint of each name's value; ValueError names one that has none."""
    found = {}
    for name, value in names.items():
        if name == "__builtins__":
            continue
        try:
            found[name] = (id(value), fingerprint(value))
        except ValueError as error:
            raise ValueError(f"`{name}`: {error}") from None
    return found


@cache
def modules() -> dict[str, dict[str, Any]]:
    """Return the names of each module that a page could change for the next one."""
    found = {"numpy": vars(np), "builtins": vars(builtins)}
    for file in sorted(ROOT.glob("snippets/**/*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        with suppress(Exception):  # whoever uses a broken snippet is told
            found[name] = vars(importlib.import_module(name))
    return found


def data_of(names: Mapping[str, Any]) -> bytes:
    """Return a fingerprint of what a module holds besides code."""
    code = (FunctionType, ModuleType, type)
    own = (value for name, value in names.items() if not name.startswith("__"))
    return fingerprint([value for value in own if not isinstance(value, code)])


class Before:
    """The state of a process: its settings, and the values in snippets, NumPy and Python."""

    def __init__(self) -> None:
        """Keep it."""
        self.settings = {name: get() for name, (get, _) in SETTINGS.items()}
        self.modules = {
            module: {name: value for name, value in names.items() if name != "_"}  # set by a prompt
            for module, names in modules().items()
        }
        self.data = {m: data_of(self.modules[m]) for m in self.modules if "snippets" in m}

    def undo(self) -> list[str]:
        """Restore what can be restored; return the names of everything that had changed."""
        changed = []
        for name, (get, put) in SETTINGS.items():
            old = self.settings[name]
            if fingerprint(get()) != fingerprint(old):
                changed.append(name)
                put(old)
        for module, names in self.modules.items():
            held = modules()[module]
            changed += [f"{module}.{k}" for k, value in names.items() if held.get(k) is not value]
            held.update(names)
            if module in self.data and data_of(names) != self.data[module]:
                changed.append(f"a value in {module}")
        return changed
