"""`make mutate SEED=…`: change the pages and snippets one token at a time, and see what notices.

Every change is made in a temporary copy of the project. A digit is caught when a test of its page,
or else any other, fails; so is code. A run that hangs is caught. The tests of the built site, of
the tools and of the pages' form do not take part: some fail at any change, right or wrong.
"""

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from queue import Queue
from random import Random
from shutil import copytree, ignore_patterns

from tools.vouch.mutation.digits import Mutant, digit_mutants
from tools.vouch.mutation.formulas import formula_mutants
from tools.vouch.mutation.python import code_mutants, sampled
from tools.vouch.source.config import ROOT
from tools.vouch.source.notebooks import page_at

WORKERS = 2
PATIENCE = 60  # seconds, and three times what the unchanged tests take
LEFT_OUT = [
    f"--ignore=tests/{part}"
    for part in ["site", "browser", "vouch", "book", "figures", "gauges", "project"]
]
EVERYTHING = ["docs", "snippets", "tests", *LEFT_OUT]
INSTALLED = (".venv", "node_modules", "docs/assets/built")  # linked, not copied
PYTEST = (sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider")
# A mutant may have the size and the second of its original: bytecode must not be kept.
ENVIRONMENT = os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
CAUGHT = ("page", "tests", "hang")


def copy_project(root: Path, folder: Path) -> Path:
    """Return a copy of the project in `folder`, with what is installed linked into it."""
    names = (".git", "site", "node_modules", ".venv", "built", "__pycache__", ".*_cache")
    copytree(root, folder, ignore=ignore_patterns(*names))
    for name in INSTALLED:
        if (root / name).exists():
            (folder / name).symlink_to(root / name)
    return folder


def fails(folder: Path, paths: list[str], limit: float) -> bool:
    """Return whether pytest fails on some paths; TimeoutExpired after `limit` seconds."""
    run = subprocess.Popen(
        [*PYTEST, *paths],
        cwd=folder,
        env=ENVIRONMENT,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return run.wait(limit) not in (0, 5)  # 5: there was nothing to run
    except subprocess.TimeoutExpired:
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        raise


@contextmanager
def planted(folder: Path, mutant: Mutant) -> Iterator[None]:
    """Make a mutant's change in a copy of the project, for a while."""
    file = folder / mutant.file
    original = file.read_text(encoding="utf-8")
    file.write_text(mutant.apply(original), encoding="utf-8")
    try:
        yield
    finally:
        file.write_text(original, encoding="utf-8")


def verdict(folder: Path, mutant: Mutant, limit: float) -> str:
    """Return what notices a mutant: a page's own example, the tests, a hang, or nothing."""
    stages = {"page": ["docs"], "tests": ["snippets", "tests", *LEFT_OUT]}
    if mutant.file.endswith(".md"):
        stages = {"page": [mutant.file], "tests": EVERYTHING}
    with planted(folder, mutant):
        try:
            return next((name for name, paths in stages.items() if fails(folder, paths, limit)), "")
        except subprocess.TimeoutExpired:
            return "hang"


def choose(root: Path, seed: int, digits: int, formulas: int, code: int) -> list[Mutant]:
    """Return the mutants of a seed: digits and formulas of the pages, then code of the snippets."""
    rng = Random(seed)
    pages = [page_at(p, str(p.relative_to(root))) for p in sorted(root.glob("docs/**/*.md"))]
    modules = {
        str(p.relative_to(root)): p.read_text(encoding="utf-8")
        for p in sorted(root.glob("snippets/**/*.py"))
    }
    changes = [mutant for name in modules for mutant in code_mutants(modules[name], name)]
    on_pages = digit_mutants(pages, digits, rng) + formula_mutants(pages, formulas, rng)
    return on_pages + sampled(changes, code, rng)


def judge[M: Mutant](
    root: Path,
    mutants: list[M],
    verdict: Callable[[Path, M, float], str] = verdict,
    paths: list[str] = EVERYTHING,
) -> Iterator[tuple[M, str]]:
    """Yield each mutant, in order, with what noticed it.

    Raises SystemExit where the tests fail before anything is changed.
    """
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(WORKERS) as pool:
        free: Queue[Path] = Queue()
        for worker in range(WORKERS):
            free.put(copy_project(root, Path(temporary) / str(worker)))
        began = time.monotonic()
        folder = free.get()
        if fails(folder, paths, limit=1200):
            raise SystemExit("the tests fail before anything is changed: see `make test`")
        free.put(folder)
        limit = PATIENCE + 3 * (time.monotonic() - began)

        def one(mutant: M) -> str:
            folder = free.get()
            try:
                return verdict(folder, mutant, limit)
            finally:
                free.put(folder)

        yield from zip(mutants, pool.map(one, mutants), strict=True)


def group(mutant: Mutant) -> str:
    """Return under which title of the tally a mutant is counted."""
    if mutant.file.endswith(".py"):
        return "code of snippets"
    if mutant.kind.startswith("formula's"):
        return "numbered formulas"
    return "code of pages" if mutant.kind == "page code" else "numbers of pages"


def tally(results: list[tuple[Mutant, str]]) -> str:
    """Return how many were caught of tried, by kind, and every survivor."""
    lines = []
    for title in ("numbers of pages", "numbered formulas", "code of pages", "code of snippets"):
        part = [(m, by) for m, by in results if group(m) == title]
        by = Counter(by for _, by in part)
        how = ", ".join(f"{by[name]} by {name}" for name in CAUGHT if by[name])
        lines.append(f"{title}: {len(part) - by['']} caught of {len(part)} ({how or 'none'})")
        tried = Counter(m.kind for m, _ in part)
        caught = Counter(m.kind for m, by in part if by)
        lines += [f"  {kind}: {caught[kind]} of {tried[kind]}" for kind in sorted(tried)]
        lines += [f"  got through: {m}" for m, by in part if not by]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    """Print every mutant with what noticed it, then the tally."""
    parser = argparse.ArgumentParser(prog="python -m tools.vouch.mutation.trial")
    for name, default in (("--seed", 0), ("--digits", 40), ("--formulas", 40), ("--code", 40)):
        parser.add_argument(name, type=int, default=default)
    asked = parser.parse_args(arguments)
    results = []
    chosen = choose(ROOT, asked.seed, asked.digits, asked.formulas, asked.code)
    for mutant, by in judge(ROOT, chosen):
        print(f"{by or 'NOTHING':8}{mutant}", flush=True)
        results.append((mutant, by))
    print(tally(results))


if __name__ == "__main__":
    main(sys.argv[1:])
