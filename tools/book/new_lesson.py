"""`make lesson NAME=my-topic`: create a page, its module and its tests, which pass at once."""

import re
import sys
from functools import partial
from keyword import iskeyword
from pathlib import Path

from tools.vouch.source.config import DOCS, ROOT
from tools.vouch.source.errors import PageError, in_one_sentence
from tools.vouch.source.files import name_of, read, write
from tools.vouch.source.notebooks import page_at

PARTS = Path(__file__).parent / "lesson_parts"
NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
NAV_LINE = re.compile(r"^(?P<before> +- (?:[^:\n]+: )?)(?P<page>[\w-]+\.md)$", re.MULTILINE)


def last_chapter(config: str) -> tuple[int, re.Match[str]]:
    """Return the number of the last chapter in the navigation, and the line of its page."""
    lines = NAV_LINE.finditer(config)
    chapters = [(page_at(DOCS / line["page"]).front.get("chapter", 0), line) for line in lines]
    return max(chapters, key=lambda found: found[0])


def laid_down(name: str) -> dict[Path, str]:
    """Return the text of each file of a new lesson, and of mkdocs.yml with its page.

    Raises ValueError for a name that is ill-formed or taken.
    """
    module = name.replace("-", "_")
    if not NAME.fullmatch(name) or iskeyword(module):
        raise ValueError(f"{name!r} is not a name for a lesson: write one like my-topic")
    homes = {
        "page.md": DOCS / f"{name}.md",
        "snippet.txt": ROOT / f"snippets/{module}.py",
        "test.txt": ROOT / f"tests/test_{module}.py",
    }
    if taken := [name_of(path) for path in homes.values() if path.exists()]:
        raise ValueError(f"choose another name: {', '.join(taken)} already exists")
    config = ROOT / "mkdocs.yml"
    text = read(config)
    number, last = last_chapter(text)
    words = {
        "my-topic": name,
        "my_topic": module,
        "My topic": name.replace("-", " ").capitalize(),
        "chapter: 0": f"chapter: {number + 1}",
    }
    found = {home: read(PARTS / part) for part, home in homes.items()}
    for old, new in words.items():
        found = {home: part.replace(old, new) for home, part in found.items()}
    added = f"\n{last['before'].partition('-')[0]}- {name}.md"
    return found | {config: text[: last.end()] + added + text[last.end() :]}


def lay_down(name: str) -> None:
    """Write a new lesson completely, or write nothing and say why."""
    try:
        files = laid_down(name)
    except ValueError as error:
        sys.exit(str(error))
    new = [path for path in files if not path.exists()]
    try:
        for path, text in files.items():
            write(path, text)
    except PageError:
        for path in filter(Path.exists, new):
            path.unlink()
        raise
    print(f"wrote {', '.join(map(name_of, new))}, and the page's line in mkdocs.yml")
    print(f"next: make check PAGE={name}")


if __name__ == "__main__":
    in_one_sentence(partial(lay_down, sys.argv[1]))
