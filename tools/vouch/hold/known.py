"""The names that every binding may use: pyproject.toml lists them under [tool.vouch.names]."""

import ast
import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterable
from typing import Any

from tools.vouch.source.config import config


class Package:
    """A package whose modules are imported when they are named."""

    def __init__(self, name: str) -> None:
        """Keep the package's name."""
        self._name = name

    def __getattr__(self, module: str) -> Any:
        """Return a module of the package."""
        return importlib.import_module(f"{self._name}.{module}")


def known(names: Iterable[str]) -> dict[str, Any]:
    """Return what those of some names are that every binding may use."""
    places: dict[str, str] = config()["names"]
    return {
        name: pkgutil.resolve_name(places[name]) if ":" in places[name] else Package(places[name])
        for name in names
        if name in places
    }


def named(
    rows: Iterable[Any], heads: str, values: Iterable[Iterable[Any]]
) -> dict[Any, dict[str, Any]]:
    """Return a table's values by the names of its rows and by its heads, which `;` splits."""
    names = [head.strip() for head in heads.split(";")]
    by_head = [dict(zip(names, row, strict=True)) for row in values]
    return dict(zip(rows, by_head, strict=True))


def default(function: Callable[..., Any], parameter: str) -> Any:
    """Return the value that a parameter has where a call gives none; KeyError without one."""
    found = inspect.signature(function).parameters[parameter].default
    if found is inspect.Parameter.empty:
        raise KeyError(f"{function.__name__} has no default for {parameter}")
    return found


def passed(source: str, names: dict[str, Any], function: str, parameter: str) -> list[Any]:
    """Return what each call of a function in a block's source passes for a parameter.

    Raises KeyError where no call does, so that a setting that a page quotes is also one of its own.
    """
    found = []
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or ast.unparse(call.func).split(".")[-1] != function:
            continue
        places = inspect.signature(names[function]).parameters if function in names else ()
        given = dict(zip(places, call.args, strict=False))
        given |= {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
        if parameter in given:
            found.append(eval(ast.unparse(given[parameter]), names))
    if not found:
        raise KeyError(f"no call of {function} in the block passes {parameter}")
    return found
