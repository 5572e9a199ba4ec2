"""A MkDocs hook: every source file is read before the site is built from it."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation

from tools.vouch.source import page as pages
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import key_line, parse, read
from tools.vouch.source.front_matter import front_matter
from tools.vouch.source.notebooks import page_of

TEXT = {".md", ".py", ".toml", ".json", ".svg", ".css", ".js", ".html"}


def on_pre_build(config: MkDocsConfig) -> None:
    """Raise PageError for the first file that is faulty."""
    docs = Path(config.docs_dir)
    root = pages.ROOT
    for folder in (docs, root / "snippets", root / "tools/book/theme"):
        for path in files(folder):
            check(path, path.relative_to(docs.parent if folder == docs else root).as_posix())


def files(folder: Path) -> Iterator[Path]:
    """Yield the files below a folder, except built and hidden ones; links are not followed."""
    for parent, folders, names in os.walk(folder):
        links = [name for name in folders if (Path(parent) / name).is_symlink()]
        yield from (Path(parent) / name for name in sorted([*names, *links]) if name[0] != ".")
        hidden = {name for name in folders if name[0] == "." or name == "__pycache__"}
        made = {"built"} if Path(parent).name == "assets" else set()
        folders[:] = sorted(set(folders) - hidden - made)


def check(path: Path, name: str) -> None:
    """Raise PageError for a file that is faulty."""
    if path.is_symlink():
        raise PageError(
            name, 1, "this is a symbolic link, which may lead out of the folder: copy the file"
        )
    if path.suffix not in TEXT:
        return
    text = read(path, name)
    parse(text, name)
    if path.suffix == ".html":
        check_template(text, name)
    if path.suffix == ".md" or name.startswith("docs/notebooks/"):
        page = page_of(text, name)
        page.check()
        if not name.startswith("docs/parts/"):
            front_matter(page)


def check_template(text: str, name: str) -> None:
    """Raise PageError for a template of the theme that is not well formed."""
    try:
        Environment().parse(text)
    except TemplateSyntaxError as error:
        raise PageError(name, error.lineno, f"is not a template: {error.message}") from None


def on_files(files: Files, config: MkDocsConfig) -> None:
    """Raise BuildError for two files of one address, and for a missing style sheet or font."""
    taken: dict[str, str] = {}
    for file in files:
        other = taken.setdefault(file.dest_uri.casefold(), file.src_uri)
        if other != file.src_uri:
            raise PageError(
                f"docs/{file.src_uri}", 1, f"is published at the address of docs/{other}"
            )
    there = files.src_uris
    wanted = [str(address) for address in (*config.extra_css, *config.extra_javascript)]
    for sheet in config.extra_css:
        if sheet in there:
            addresses = re.findall(r"url\(([\w./-]+)\)", there[sheet].content_string)
            wanted += [f"{Path(sheet).parent.as_posix()}/{address}" for address in addresses]
    for address in wanted:
        if address not in there:
            remedy = "delete docs/assets/built and run `make assets`"
            raise BuildError(f"docs/{address} is missing: {remedy}")


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> None:
    """Raise PageError for the first chapter whose number does not follow the one before it."""
    following = 1
    for shown in nav.pages:
        name = f"docs/{shown.file.src_uri}"
        page = page_of(shown.file.content_string, name)
        number = front_matter(page).get("chapter")
        if number not in (None, following):
            sentence = f"this is chapter {number}, where {following} comes next in the navigation"
            raise page.error_in(key_line(page.text, "chapter"), sentence)
        following += number is not None
