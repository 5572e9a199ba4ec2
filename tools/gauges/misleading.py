"""`make mislead`: plant the errors of tests/misleading.toml, which would mislead a reader.

Each is made in a temporary copy of the project, figures drawn again where the data say so. Then
pytest judges its page and the tests of the lesson, its figures and its snippets; last its HTML is
made as the site's build makes it.
"""

import subprocess
import sys
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tools.book.check import check_html
from tools.vouch.mutation.digits import Mutant
from tools.vouch.mutation.trial import ENVIRONMENT, fails, judge, planted
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import read
from tools.vouch.source.page import line_of, module_of

MODULE = "tools.gauges.misleading"
DATA = "tests/misleading.toml"
PICTURES = "docs/assets/figures"
SOURCES = "docs/sources.md"  # its list is refused where a work is cited by no page


@dataclass(frozen=True)
class Plant(Mutant):
    """An error, the page that it misleads on, and what hides it: nothing, or new figures."""

    page: str
    make: str


def plants(root: Path) -> list[Plant]:
    """Return the errors; PageError for one whose `old` is not exactly once in its file."""
    data = read(root / DATA)
    found, place = [], 0
    for entry in tomllib.loads(data)["plant"]:
        file, old = entry["file"], entry["old"]
        place = data.index("[[plant]]", place) + 1
        text = read(root / file)
        if (count := text.count(old)) != 1:
            sentence = f"{file} holds {old!r} {count} times, want once"
            raise PageError(DATA, line_of(data, place), sentence)
        start = text.index(old)
        page = entry.get("page", f"docs/{Path(file).stem.replace('_', '-')}.md")
        span = line_of(text, start), start, start + len(old)
        make = entry.get("make", "")
        found.append(Plant(entry["class"], file, *span, old, entry["new"], page, make))
    return found


def judges(root: Path, plant: Plant) -> list[str]:
    """Return the page and the tests that may notice an error."""
    lesson = f"test_{module_of(Path(plant.page))}.py"
    paths = [plant.page, f"tests/{lesson}"]
    if plant.make:
        paths += [f"tests/figures/{lesson}", "tests/figures/test_drawn.py"]
    if plant.file.startswith("snippets"):
        paths += [f"tests/snippets/{lesson}"]
        paths += [
            str(page.relative_to(root))
            for page in sorted((root / "docs").glob("*.md"))
            if f'"{plant.file}' in read(page)
        ]
    return [path for path in dict.fromkeys(paths) if (root / path).is_file()]


def verdict(folder: Path, plant: Plant, limit: float) -> str:
    """Return what notices an error in a copy of the project: a command, or nothing."""
    pictures = {file: file.read_bytes() for file in (folder / PICTURES).glob("*.svg")}
    try:
        with planted(folder, plant):
            if plant.make and runs(folder, "tools.figures.drawn"):
                return "figures"
            if fails(folder, judges(folder, plant), limit):
                return "tests"
            return "build" if runs(folder, MODULE, plant.page, SOURCES) else ""
    except subprocess.TimeoutExpired:
        return "hang"
    finally:
        for file, content in pictures.items():
            file.write_bytes(content)


def runs(folder: Path, *module: str) -> int:
    """Return the status with which a module ends in a copy of the project."""
    command = [sys.executable, "-m", *module]
    return subprocess.run(command, cwd=folder, env=ENVIRONMENT, capture_output=True).returncode


def tally(results: list[tuple[Plant, str]]) -> str:
    """Return how many were caught of tried, by class, and every survivor."""
    tried = Counter(plant.kind for plant, _ in results)
    caught = Counter(plant.kind for plant, by in results if by)
    lines = [f"{kind}: {caught[kind]} of {tried[kind]}" for kind in tried]
    lines += [f"in all: {caught.total()} caught of {tried.total()}"]
    return "\n".join(lines + [f"got through: {shown(plant)}" for plant, by in results if not by])


def shown(plant: Plant) -> str:
    """Return an error on one line."""
    return " ".join(str(plant).split())


def main() -> None:
    """Print every error with what noticed it, then the tally."""
    chosen = plants(ROOT)
    paths = sorted({path for plant in chosen for path in judges(ROOT, plant)})
    if runs(ROOT, MODULE, *{plant.page for plant in chosen}):
        raise SystemExit("the pages are faulty before anything is changed: see `make build`")
    results = []
    for plant, by in judge(ROOT, chosen, verdict, paths):
        print(f"{by or 'NOTHING':8}{shown(plant)}", flush=True)
        results.append((plant, by))
    print(tally(results))


if __name__ == "__main__":
    for page in sys.argv[1:]:  # judge() asks this of a copy of the project
        check_html(ROOT / page)
    if not sys.argv[1:]:
        main()
