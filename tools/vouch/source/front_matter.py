"""Read a page's front matter: every page describes itself, and a chapter has a number."""

import re
from typing import Any

import yaml

from tools.vouch.source.files import key_line
from tools.vouch.source.numbers import FREE
from tools.vouch.source.page import Page

KINDS = {"title": str, "description": str, "chapter": int, "snippets": list, "hide": list}


def front_matter(page: Page) -> dict[str, Any]:
    """Return a page's front matter; raise PageError if it is incomplete."""
    match = page.head
    if not match:
        raise page.error_in(1, "a page must start with front matter between two lines of ---")
    first = page.line_of(match.start("yaml"))
    try:
        found = yaml.safe_load(match["yaml"])
    except (yaml.YAMLError, ValueError) as error:
        mark = getattr(error, "problem_mark", None)
        reason = getattr(error, "problem", None) or str(error).split("\n")[0]
        line = first + (mark.line if mark else 0)
        raise page.error_in(line, f"front matter is not YAML: {reason}") from None
    if not isinstance(found, dict):
        raise page.error_in(first, "front matter must be lines of `key: value`")
    keys = re.findall(r"^([\w-]+):", match["yaml"], re.MULTILINE)
    for key, value in found.items():
        line = key_line(page.text, key)
        empty = not (value.strip(" .") if isinstance(value, str) else value)
        known = key in KINDS and type(value) is KINDS[key]
        if not known or (empty and key != "snippets"):
            raise page.error_in(line, f"front matter has {key}: {value!r}, not {wanted(key)}")
        if isinstance(value, str) and re.search(r"[$\\`]", value):
            raise page.error_in(line, f"the {key} must be plain text, without $, \\ or `")
        if isinstance(value, str) and re.search(r"\d", FREE.sub("", value)):
            sentence = "holds a number, which nothing can compute there: write it in words"
            raise page.error_in(line, f"the {key} {sentence}")
        if keys.count(key) > 1:
            raise page.error_in(line, f"front matter has {key} twice")
    if "description" not in found:
        raise page.error_in(first, "front matter has no description: write one sentence")
    return found


def wanted(key: object) -> str:
    """Return what front matter may hold under a key."""
    kinds = {str: "a text", int: "a whole number from 1", list: "a list"}
    return kinds[KINDS[key]] if key in KINDS else f"one of {', '.join(KINDS)}"
