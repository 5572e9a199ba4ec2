"""A MkDocs hook: what is wrong with a page stops a build with one sentence, not a traceback."""

import logging

from mkdocs.exceptions import Abort

from tools.vouch.source.errors import PageError


def on_build_error(error: Exception) -> None:
    """Stop the build with what a PageError says."""
    if isinstance(error, PageError):
        raise stopped(error) from error


def stopped(error: PageError) -> Abort:
    """Return what stops MkDocs, once the log says why."""
    logging.getLogger("mkdocs").error(str(error))
    return Abort(str(error))
