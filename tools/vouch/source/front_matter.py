"""Read a page's front matter: every page describes itself, and a chapter has a number."""

import re
from typing import Any

import yaml

from tools.vouch.source.errors import PageError
from tools.vouch.source.numbers import FREE
from tools.vouch.source.page import line_of

FRONT = re.compile(r"---\n(?P<yaml>.*?)^---\n", re.DOTALL | re.MULTILINE)
KINDS = {"title": str, "description": str, "chapter": int, "snippets": list, "hide": list}


def front_matter(text: str, page: str) -> dict[str, Any]:
    """Return a page's front matter; raise PageError for one that is not whole."""
    # a notebook's cell begins below an empty line; MkDocs reads a page from its first line
    match = FRONT.match(text, text.startswith("\n") if page.endswith(".py") else 0)
    if not match:
        raise PageError(page, 1, "a page must start with front matter between two lines of ---")
    first = line_of(text, match.start("yaml"))
    try:
        found = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).split("\n")[0]
        line = first + (mark.line if mark else 0)
        raise PageError(page, line, f"front matter is not YAML: {reason}") from None
    if not isinstance(found, dict):
        raise PageError(page, first, "front matter is lines of `key: value`")
    keys = re.findall(r"^([\w-]+):", match["yaml"], re.MULTILINE)
    for key, value in found.items():
        empty = not (value.strip(" .") if isinstance(value, str) else value)
        known = key in KINDS and type(value) is KINDS[key]
        if not known or (empty and key != "snippets"):
            line = line_of_key(text, key)
            raise PageError(page, line, f"front matter has {key}: {value!r}, not {wanted(key)}")
        if isinstance(value, str) and re.search(r"[$\\`]", value):
            raise PageError(
                page, line_of_key(text, key), f"the {key} is plain text, without $, \\ or `"
            )
        if isinstance(value, str) and re.search(r"\d", FREE.sub("", value)):
            sentence = (
                f"the {key} holds a number, which nothing can compute there: write it in words"
            )
            raise PageError(page, line_of_key(text, key), sentence)
        if keys.count(key) > 1:
            raise PageError(page, line_of_key(text, key), f"front matter has {key} twice")
    if "description" not in found:
        raise PageError(page, first, "front matter has no description, one sentence of the page")
    return found


def field(text: str, key: str) -> Any:
    """Return what a page's front matter holds under a key, or None."""
    match = FRONT.match(text)
    return (yaml.safe_load(match["yaml"]) or {}).get(key) if match else None


def wanted(key: object) -> str:
    """Return what front matter may hold under a key."""
    kinds = {str: "a text", int: "a whole number from 1", list: "a list"}
    return kinds[KINDS[key]] if key in KINDS else f"one of {', '.join(KINDS)}"


def line_of_key(text: str, key: object) -> int:
    """Return the line of the page at which a key stands."""
    found = re.search(rf"^{re.escape(str(key))}:", text, re.MULTILINE)
    return line_of(text, found.start()) if found else 1
