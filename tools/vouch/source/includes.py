"""Follow what a page includes: each file is there, in the project, and never inside itself."""

import re

from tools.vouch.source.errors import PageError
from tools.vouch.source.page import INCLUDE, included, section

MARK = re.compile(r"[ \t>]*;*-+8<-")


def check_includes(text: str, page: str, first: int = 1, above: tuple[str, ...] = ()) -> None:
    """Raise PageError for the first line that includes what it cannot; `first` is text's line."""
    for number, line in enumerate(text.split("\n"), first):
        if not MARK.match(line):
            continue
        match = INCLUDE.match(line.strip("> \t"))
        if not match:
            wanted = '--8<-- "docs/parts/x.md" or --8<-- "snippets/x.py:section-name"'
            raise PageError(page, number, f"an include is a line like {wanted}")
        path, name = match["path"], match["section"]
        if path in above:
            raise PageError(page, number, f"includes {path}, which includes itself")
        try:
            start, part = section(path, name) if name else (1, included(path))
        except ValueError as error:
            raise PageError(page, number, str(error)) from None
        check_includes(part, path, start, (*above, path))
