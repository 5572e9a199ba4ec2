"""A MkDocs hook: the files beside the pages, the titles, and how a build stops."""

import logging
import re

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext
from rcssmin import cssmin

from tools.book.downloads import archive
from tools.vouch.source.errors import PageError

SHEET = "assets/book.css"
FORMULA = re.compile(
    r'<div class="arithmatex" data-search-exclude="">.*?</div>'
    r'|<span class="katex-mathml" data-search-exclude="">.*?</math></span>',
    re.DOTALL,
)
WHOLE: list[str] = []  # the content of the page that search is reading


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the site's files with the archive, and our style sheet without comments."""
    files.append(File.generated(config, "snippets.zip", content=archive()))
    if sheet := files.get_file_from_path(SHEET):
        sheet.content_string = str(cssmin(sheet.content_string))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Put `chapter` from each page's front matter before its title; called when all are read."""
    for file in files.documentation_pages():
        page = file.page
        if page and "chapter" in page.meta:
            page.title = page.meta["title"] = f"{page.meta['chapter']} {page.title}"


@event_priority(100)
def slim(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Let search read a page without what it leaves out anyway: most of a page is formulas."""
    WHOLE.append(page.content or "")
    page.content = FORMULA.sub("", WHOLE[-1])


@event_priority(-100)
def whole(context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation) -> None:
    """Put the page's content back."""
    page.content = WHOLE.pop()


on_page_context = CombinedEvent(slim, whole)


def on_build_error(error: Exception) -> None:
    """Stop a build with what a PageError says, not with a traceback."""
    if isinstance(error, PageError):
        logging.getLogger("mkdocs").error(str(error))
        raise Abort(str(error)) from error
