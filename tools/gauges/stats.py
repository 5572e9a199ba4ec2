"""`make stats`: count what is on the site, time a strict build, weigh its pages."""

import ast
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tools.book.lesson import without_bindings
from tools.gauges.mirror import lessons, modules
from tools.gauges.weights import weigh
from tools.vouch.source.config import ROOT
from tools.vouch.source.notebooks import page_at
from tools.vouch.source.numbers import MATHS, bindings, mask
from tools.vouch.source.page import Page, includes

FOLDERS = (
    "docs",
    "snippets",
    "tools/vouch",
    "tools/book",
    "tools/figures",
    "tools/gauges",
    "tests",
)
WRITTEN = {".css", ".html", ".j2", ".js", ".md", ".mjs", ".py", ".sh", ".toml"}


def count(page: Page) -> Counter[str]:
    """Return how much of each kind is on a page."""
    page.check()
    python = [fence for fence in page.fences if fence.language == "python"]
    maths = list(MATHS.finditer(mask(page)))
    found, _ = bindings(page)
    return Counter(
        {
            "pages": 1,
            "Python blocks": sum(not includes(fence, page) for fence in python),
            "includes": sum(len(includes(fence, page)) for fence in python),
            "sessions": sum(fence.language == "pycon" for fence in page.fences),
            "outputs compared": sum(fence.is_output for fence in page.fences),
            "bound numbers": sum(len(binding.numerals) for binding in found),
            "formulas in lines": sum(match["inline"] is not None for match in maths),
            "formulas on display": sum(match["display"] is not None for match in maths),
        }
    )


def functions(text: str) -> int:
    """Return how many public functions a module defines."""
    defined = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
    return sum(not node.name.startswith("_") for node in defined)


def totals(root: Path) -> Counter[str]:
    """Return how much of each kind is in the whole project."""
    total: Counter[str] = Counter()
    for page in lessons(root):
        total.update(count(page_at(page, str(page.relative_to(root)))))
    total["public functions"] = sum(
        functions(p.read_text(encoding="utf-8")) for p in modules(root).values()
    )
    return total


def lines_by_folder(root: Path) -> Counter[str]:
    """Return the lines of what git keeps as text, by folder of the project."""
    listed = ["git", "ls-files", "-z", "--", *FOLDERS]
    names = subprocess.run(listed, cwd=root, capture_output=True, encoding="utf-8", check=True)
    total: Counter[str] = Counter()
    for path in map(Path, filter(None, names.stdout.split("\0"))):
        if path.suffix in WRITTEN and (root / path).is_file():
            folder = next(folder for folder in FOLDERS if path.is_relative_to(folder))
            total[folder] += len((root / path).read_text(encoding="utf-8").splitlines())
    return total


def hidden_share(root: Path) -> float:
    """Return which share of the pages' lines contains only comments for the tests."""
    pages = [page_at(path) for path in lessons(root)]
    whole = sum(page.text.count("\n") for page in pages)
    shown = sum(without_bindings(page).count("\n") for page in pages)
    return 1 - shown / whole


def build(folder: Path) -> float:
    """Build the site into `folder`; return the seconds that it took."""
    command = [sys.executable, "-m", "tools.book.build", str(folder)]
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, check=True)
    return time.perf_counter() - began


def main() -> None:
    """Print the counts, the time and the weights."""
    for kind, number in totals(ROOT).items():
        print(f"{number:7,}  {kind}")
    for folder, number in lines_by_folder(ROOT).items():
        print(f"{number:7,}  lines in {folder}/")
    print(f"{hidden_share(ROOT):7.1%}  of the pages' lines hold only what the tests read")
    with tempfile.TemporaryDirectory() as temporary:
        site = Path(temporary) / "site"
        print(f"{build(site):7.1f}  seconds for a strict build")
        for file in sorted(site.rglob("*.html")):
            page = str(file.relative_to(site))
            print(f"{weigh(site, page) / 1000:7.1f}  kB, a first visit to {page}")


if __name__ == "__main__":
    main()
