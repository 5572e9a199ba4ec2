"""A MkDocs hook: a chapter's number stands before its title in navigation and browser tabs."""

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Put `chapter` from each page's front matter before its title; called when all are read."""
    for file in files.documentation_pages():
        page = file.page
        if page and "chapter" in page.meta:
            page.title = page.meta["title"] = f"{page.meta['chapter']} {page.title}"
