"""Put what a page includes in its place: it is there, in the project, and never inside itself."""

from tools.vouch.source.errors import PageError
from tools.vouch.source.page import INCLUDE, included, section


def expand(text: str, page: str, first: int = 1, above: tuple[str, ...] = ()) -> str:
    """Return a text with what it includes; `first` is its first line on the page.

    Raises PageError for the first line that includes what it cannot.
    """
    lines = []
    for number, line in enumerate(text.split("\n"), first):
        match = INCLUDE.match(line)
        if not match:
            lines.append(line)
            continue
        path, names, prefix = match["path"], match["names"], match["prefix"]
        if not path:
            wanted = '--8<-- "docs/parts/x.md" or --8<-- "snippets/x.py:name, name"'
            raise PageError(page, number, f"an include is a line like {wanted}")
        if path in above:
            raise PageError(page, number, f"includes {path}, which includes itself")
        try:
            start, part = section(path, names) if names else (1, included(path))
        except ValueError as error:
            raise PageError(page, number, str(error)) from None
        whole = expand(part.removesuffix("\n"), path, start, (*above, path))
        lines += [prefix + row if row else prefix.rstrip() for row in whole.split("\n")]
    return "\n".join(lines)
