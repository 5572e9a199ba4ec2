"""A Markdown page, parsed once: its fences, what they include, and their positions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from tools.vouch.source.bare import without_checks
from tools.vouch.source.config import DOCS
from tools.vouch.source.config import ROOT as ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import read
from tools.vouch.source.named import code_of

WIDTH = 68  # of code; pyproject.toml holds the snippets to the same
FRAMEWORKS = "docs/frameworks/"  # code that needs PyTorch or JAX; `make frameworks` runs it

FRONT = re.compile(r"---\n(?P<yaml>.*?)^---\n", re.DOTALL | re.MULTILINE)
OPENING = re.compile(r"(?P<prefix>[ \t>]*)(?P<ticks>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)$")
# A line that includes, and `path` where it is well formed.
INCLUDE = re.compile(
    r"(?P<prefix>[ \t>]*);*-+8<-+"
    r'(?:[ ]"(?P<path>[^":\n]+)(?::(?P<names>[\w.-]+(?:,[ ][\w.-]+)*))?"[ \t]*$)?',
    re.MULTILINE,
)
PYTHON_LIKE = re.compile(r"i?py(thon|con|3)?[\w-]*|doctest|numpy", re.IGNORECASE)


@dataclass(frozen=True)
class Fence:
    """A fenced block: where it stands and what it holds, without its prefix."""

    line: int  # of the opening fence, counted from 1
    start: int  # offsets in the page, from the opening fence to the end of the closing one
    end: int
    body: tuple[int, int]  # offsets of the lines between
    prefix: str
    info: str
    source: str

    @property
    def language(self) -> str:
        """The first word of the info string, with or without braces and dot."""
        return re.split(r"[\s}]", self.info.lstrip("{ ."), maxsplit=1)[0]

    @property
    def is_output(self) -> bool:
        """Whether it shows what the block before it printed."""
        return self.language == "text" and 'title="Output"' in self.info


def pages(docs: Path = DOCS) -> list[Path]:
    """Return every Markdown page of a site, by default of this one."""
    return sorted(path for path in docs.rglob("*.md") if "built" not in path.parts)


def module_of(page: Path) -> str:
    """Return the name of a page's own module, which its tests bear after `test_`."""
    return page.stem.replace("-", "_")


def line_of(text: str, offset: int) -> int:
    """Return the line, counted from 1, at `offset`."""
    return text.count("\n", 0, offset) + 1


def blank(text: str, start: int, end: int) -> str:
    """Return the text with a span replaced by spaces; line ends stay."""
    return text[:start] + re.sub(r"[^\n]", " ", text[start:end]) + text[end:]


def strip_prefix(lines: list[str], prefix: str) -> str:
    """Return the lines joined, each without the fence's indentation or quote marks."""
    bare = prefix.rstrip()
    return "\n".join(
        line.removeprefix(prefix) if line.startswith(prefix) else line.removeprefix(bare).lstrip()
        for line in lines
    )


def found_in(text: str, name: str) -> Iterator[Fence]:
    """Yield the fenced blocks of a page's text in order; an unclosed one raises PageError."""
    lines = text.splitlines(keepends=True)
    offset, number = 0, 0
    while number < len(lines):
        opening = OPENING.match(lines[number].rstrip("\n"))
        first, start = number, offset
        offset += len(lines[number])
        number += 1
        if not opening:
            continue
        closing = re.compile(rf"[ \t>]*{opening['ticks'][0]}{{{len(opening['ticks'])},}}\s*$")
        body_start, body = offset, []
        while number < len(lines) and not closing.match(lines[number]):
            body.append(lines[number].rstrip("\n"))
            offset += len(lines[number])
            number += 1
        if number == len(lines):
            raise PageError(name, first + 1, "this fence is never closed")
        body_end = offset
        offset += len(lines[number])
        number += 1
        source = strip_prefix(body, opening["prefix"])
        span = (body_start, body_end)
        info = opening["info"].strip()
        yield Fence(first + 1, start, offset, span, opening["prefix"], info, source)


@dataclass(frozen=True)
class Page:
    """A page: its name in messages, and its text. Each of its properties is computed once."""

    name: str
    text: str

    @cached_property
    def fences(self) -> list[Fence]:
        """The fenced blocks in order; an unclosed one raises PageError."""
        return list(found_in(self.text, self.name))

    @cached_property
    def prose(self) -> str:
        """The text with its fences replaced by spaces; offsets and lines stay."""
        text = self.text
        for fence in self.fences:
            text = blank(text, fence.start, fence.end)
        return text

    @cached_property
    def head(self) -> re.Match[str] | None:
        """The front matter; a notebook's cell begins below an empty line."""
        return FRONT.match(self.text, self.name.endswith(".py") and self.text.startswith("\n"))

    @cached_property
    def front(self) -> dict[str, Any]:
        """What the front matter holds, as far as there is one; see front_matter.py."""
        return (yaml.safe_load(self.head["yaml"]) if self.head else None) or {}

    def check(self) -> None:
        """Raise PageError for the first thing that would not be run."""
        for fence in self.fences:
            check_fence(fence, self)
        if stray := re.search(r"^[ \t>]*>>> ", self.prose, re.MULTILINE):
            raise self.error(stray.start(), "an example after >>> is outside a fence")

    def line_of(self, offset: int) -> int:
        """Return the line, counted from 1, at an offset."""
        return line_of(self.text, offset)

    def error(self, offset: int, sentence: str) -> PageError:
        """Return an error at an offset."""
        return self.error_in(self.line_of(offset), sentence)

    def error_in(self, line: int, sentence: str) -> PageError:
        """Return an error at a line."""
        return PageError(self.name, line, sentence)


def included(path: str) -> str:
    """Return the text of a file in the project; raise ValueError where there is none."""
    file = ROOT / path
    if not file.resolve().is_relative_to(ROOT.resolve()):
        raise ValueError(f"includes {path}, which is outside the project")
    if not file.is_file():
        raise ValueError(f"includes {path}, which does not exist")
    return read(file)


def section(path: str, names: str, in_place: bool = False) -> tuple[int, str]:
    """Return the first line and the text of what some names refer to in a Python file.

    Its checks are left out; `in_place` keeps the other lines where they are in the file.
    Raises ValueError where the file or one of the names is not there.
    """
    text = included(path)
    if not path.endswith(".py"):
        raise ValueError(f"includes {names} of {path}, which is not Python")
    first, code = code_of(names, text, path)
    return first, code if path.startswith(FRAMEWORKS) else without_checks(code, path, in_place)


def includes(fence: Fence, page: Page, in_place: bool = True) -> list[tuple[str, int, str]]:
    """Return (path, first line, code) of each include of a fence; [] for none.

    The code is to be run, each line in its place, or to be shown.
    """
    lines = fence.source.splitlines()
    if not any(map(INCLUDE.match, lines)):
        return []
    found = []
    for number, line in enumerate(lines, fence.line + 1):
        match = INCLUDE.match(line)
        if not match or not match["names"]:
            wanted = 'only lines like --8<-- "snippets/x.py:name, name"'
            raise page.error_in(number, f"a block that includes code holds {wanted}")
        try:
            found.append((match["path"], *section(match["path"], match["names"], in_place)))
        except ValueError as error:
            raise page.error_in(number, str(error)) from None
    if any(path.startswith(FRAMEWORKS) for path, _, _ in found) and (
        len(found) > 1 or "," in fence.source
    ):
        raise page.error_in(fence.line, f"a cell of {FRAMEWORKS} needs a block of its own")
    return found


def shown(fence: Fence, page: Page) -> str:
    """Return the code that a reader of the built page sees in place of the fence."""
    parts = includes(fence, page, in_place=False)
    return "\n".join(code for _, _, code in parts) if parts else fence.source


def check_fence(fence: Fence, page: Page) -> None:
    """Raise PageError for a block that looks like Python, or like output, and would not be run."""
    language = fence.language
    if not language:
        raise page.error_in(fence.line, "a fence must name its language")
    if language == "text" and not fence.is_output:
        raise page.error_in(fence.line, 'a text block is titled "Output", so that it is compared')
    if not includes(fence, page) and language == "python":
        for number, line in enumerate(fence.source.splitlines(), fence.line + 1):
            if len(line) > WIDTH:
                sentence = f"{len(line)} characters of code, but only {WIDTH} fit beside the margin"
                raise page.error_in(number, sentence)
    runs = language in ("python", "pycon") or fence.is_output
    if not runs and (PYTHON_LIKE.fullmatch(language) or ">>> " in fence.source):
        wanted = "write python or pycon"
        raise page.error_in(fence.line, f"a block marked {language!r} would not be run: {wanted}")
