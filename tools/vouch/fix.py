"""`make numbers`: write the computed values into the numbers and outputs of every page."""

import faulthandler
from pathlib import Path

from tools.vouch.hold.code import corrections_of
from tools.vouch.hold.companion import beside
from tools.vouch.hold.run import Run
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import in_one_sentence
from tools.vouch.source.files import name_of, read, write
from tools.vouch.source.notebooks import as_notebook, notebooks, page_of
from tools.vouch.source.page import Page, pages

STALLED = 600  # seconds that all pages together may take


def corrected(page: Page) -> str:
    """Return the page's text with every number and output as computed."""
    wrong, text = corrections_of(page, Run(beside(ROOT / page.name), writing=True)), page.text
    for start, end, right in sorted(wrong, reverse=True):
        text = text[:start] + right + text[end:]
    return text


def refreshed(text: str, name: str) -> str:
    """Return the file's text, a page's or a notebook's, with every number as computed."""
    right = corrected(page_of(text, name))
    return as_notebook(right, text) if name.endswith(".py") else right


def write_all(paths: list[Path]) -> list[str]:
    """Return the names of the pages that changed; none is written unless all could be computed."""
    texts = {path: read(path) for path in paths}
    fresh = {path: refreshed(text, name_of(path)) for path, text in texts.items()}
    changed = [path for path in paths if fresh[path] != texts[path]]
    for path in changed:
        write(path, fresh[path])
    return [name_of(path) for path in changed]


def main() -> None:
    """Write every page, and say which changed.

    Code that hangs outside Python, where no signal arrives, ends the process with its place.
    """
    faulthandler.dump_traceback_later(STALLED, exit=True)
    changed = write_all([*pages(), *notebooks()])
    faulthandler.cancel_dump_traceback_later()
    print("\n".join(f"written: {name}" for name in changed) or "every number is up to date")


if __name__ == "__main__":
    in_one_sentence(main)
