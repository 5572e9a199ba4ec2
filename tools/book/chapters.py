"""A MkDocs hook: chapters count 1, 2, 3 … in the navigation, and carry their number in titles."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from tools.vouch.source.errors import PageError
from tools.vouch.source.front_matter import front_matter, line_of_key
from tools.vouch.source.notebooks import markdown_of


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Raise PageError for the first chapter whose number does not follow the one before it."""
    following = 1
    for page in nav.pages:
        name = f"docs/{page.file.src_uri}"
        text = markdown_of(page.file.content_string, name)
        number = front_matter(text, name).get("chapter")
        if number not in (None, following):
            sentence = f"this is chapter {number}, where {following} comes next in the navigation"
            raise PageError(name, line_of_key(text, "chapter"), sentence)
        following += number is not None


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Put `chapter` from each page's front matter before its title; called when all are read."""
    for file in files.documentation_pages():
        page = file.page
        if page and "chapter" in page.meta:
            page.title = page.meta["title"] = f"{page.meta['chapter']} {page.title}"
