"""`make build`: build the site in a folder aside, and replace the old one when it is complete."""

import logging
import os
import re
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs.commands.build import build as make
from mkdocs.config import load_config
from mkdocs.exceptions import MkDocsException

from tools.vouch.source.config import DOCS, ROOT
from tools.vouch.source.files import read
from tools.vouch.source.page import line_of

LINK = re.compile(r"Doc file '(?P<page>[^']+)' contains an? [^']*'(?P<link>[^']+)'")


def build(site: Path, **changes: Any) -> None:
    """Build the site in the folder `site`, with changes to mkdocs.yml's settings.

    Raises MkDocsException, once every reason is logged, and leaves the folder as it was.
    """
    logging.getLogger("mkdocs").setLevel(logging.WARNING)  # above it, strictness counts nothing
    with TemporaryDirectory(prefix=f".{site.name}-", dir=site.parent) as aside:
        new = Path(aside) / "new"
        changes |= {"site_dir": str(new), "strict": True}
        config = load_config(str(ROOT / "mkdocs.yml"), **changes)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            make(config)
        finally:
            config.plugins.on_shutdown()
        exchange(site, new, Path(aside) / "old")


def exchange(site: Path, new: Path, old: Path) -> None:
    """Move the folder `new` to `site`, and an existing `site` to `old`."""
    if site.exists():
        site.rename(old)
    try:
        new.rename(site)
    except BaseException:
        if old.exists():
            old.rename(site)
        raise


def placed(record: logging.LogRecord) -> bool:
    """Add page and line to what MkDocs says about a link; let every record pass."""
    if match := LINK.match(message := record.getMessage()):
        text = read(DOCS / match["page"])
        place = max(text.find(f"]({match['link']}"), 0)
        record.msg = f"docs/{match['page']}:{line_of(text, place)}: {message}"
        record.args = None
    return True


def main(site: Path) -> None:
    """Build the site; stop with a message if something is wrong."""
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    handler = logging.StreamHandler()
    handler.addFilter(placed)
    logging.getLogger("mkdocs").addHandler(handler)
    try:
        build(site)
    except MkDocsException as error:
        sys.exit(str(error))
    except KeyboardInterrupt:
        sys.exit("Stopped: the site has not changed.")


if __name__ == "__main__":
    main(Path(*sys.argv[1:2] or ["site"]).absolute())
