"""`make check PAGE=xor`: compare one page with its code and render it, without the other pages."""

import io
import logging
import re
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mkdocs.config import load_config
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import File, get_files
from mkdocs.structure.pages import Page

from tools.book.build import placed
from tools.book.hooks import inputs
from tools.figures import drawn
from tools.vouch.records import experiments
from tools.vouch.sandbox.to_the_end import run
from tools.vouch.source.config import DOCS, ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import name_of, read
from tools.vouch.source.notebooks import page_at
from tools.vouch.source.page import module_of, pages

NOTHING_TO_RUN = 5  # what pytest answers for a page without code
FIGURE = re.compile(r"\(assets/figures/([\w-]+)\.svg\)")


def tested(page: Path) -> list[str]:
    """Return the files that pytest runs: the page, its modules' docstrings and its tests."""
    own = module_of(page)
    modules = sorted({own, *page_at(page).front.get("snippets", [])})
    files = [ROOT / f"snippets{folder}/{m}.py" for m in modules for folder in ("", "/runs")]
    files = [page, *files, ROOT / f"tests/test_{own}.py"]
    return [name_of(file) for file in files if file.is_file()]


def check_experiments(page: Path) -> None:
    """Raise PageError for the first experiment on a page that is out of date; none is run again."""
    for name in experiments.registered():
        if re.search(rf'["/]{name}(\.json|")', read(page)):
            demand(experiments.STAMPS.fault(name, experiments.FOLDER))


def check_figures(page: Path) -> None:
    """Raise PageError for the first figure on a page that is not what the snippets give."""
    for shown in FIGURE.findall(read(page)):
        for name in {shown, f"{shown}-tall"} & drawn.drawings().keys():
            demand(drawn.KEPT.fault(name, drawn.FOLDER))


def demand(error: PageError | None) -> None:
    """Raise an error, if there is one."""
    if error:
        raise error


def check_html(page: Path) -> None:
    """Make a page's HTML as a build does; raise PageError, or BuildError with MkDocs' warnings."""
    inputs.check(page, name_of(page))
    said, log = io.StringIO(), logging.getLogger("mkdocs")
    handler = logging.StreamHandler(said)
    handler.addFilter(placed)
    log.addHandler(handler)
    try:
        config = load_config(str(ROOT / "mkdocs.yml"), plugins=[])
        files = get_files(config)
        archive = File("snippets.zip", str(DOCS), config.site_dir, use_directory_urls=True)
        files.append(archive)  # a build makes it
        made = Page(None, files.src_uris[page.relative_to(DOCS).as_posix()], config)
        made.read_source(config)
        made.render(config, files)
        made.validate_anchor_links(files=files, log_level=logging.WARNING)
    finally:
        log.removeHandler(handler)
    if warnings := said.getvalue().strip():
        raise BuildError(warnings)


def faults(page: Path) -> list[str]:
    """Return what is wrong with a page apart from its code: at most one sentence per check."""
    found = []
    for check in (check_experiments, check_figures, check_html):
        try:
            check(page)
        except (PageError, BuildError) as error:
            found.append(str(error))
    return found


def main(name: str) -> None:
    """Check a page: pytest runs its code in a process of its own, this process checks the rest."""
    known = {path.stem: path for path in pages() if path.parent == DOCS}
    if name not in known:
        sys.exit(f"docs/{name}.md does not exist; PAGE is one of {', '.join(known)}")
    with ThreadPoolExecutor() as pool:
        tests = pool.submit(run, [*tested(known[name]), "-p", "no:cacheprovider"])
        found = faults(known[name])
    print("\n".join(found or [f"docs/{name}.md: its figures, experiments and HTML are right"]))
    sys.exit(tests.result() not in (0, NOTHING_TO_RUN) or bool(found))


if __name__ == "__main__":
    main(sys.argv[1])
