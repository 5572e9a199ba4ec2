"""Fixtures for all tests: sites of one or a few pages, built as the real site is."""

from functools import cache, partial
from pathlib import Path
from shutil import copytree

import pytest
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from tools.book.build import build
from tools.vouch.hold.code import namespace_of

ROOT = Path(__file__).parent.parent


def configuration(docs: Path, **changes) -> MkDocsConfig:
    """Return mkdocs.yml's configuration over the pages in `docs`."""
    changes = {"docs_dir": str(docs), "site_dir": str(docs.parent / "site")} | changes
    return load_config(str(ROOT / "mkdocs.yml"), **changes)


@pytest.fixture
def build_page(tmp_path):
    """Return a function: Markdown of one page in, HTML of its content out, without the theme."""
    docs = tmp_path / "docs"
    docs.mkdir()
    config = configuration(docs, nav=["page.md"], plugins=[])

    def convert(markdown: str) -> str:
        (docs / "page.md").write_text(markdown, encoding="utf-8")
        file = File("page.md", str(docs), config.site_dir, use_directory_urls=True)
        page = Page(None, file, config)
        page.read_source(config)
        page.render(config, Files([file]))
        return page.content

    return convert


def described(page: str) -> str:
    """Return a page with the front matter that every page wants."""
    if "description: " in page or page.startswith("# %%"):
        return page
    head, rest = ("", page.removeprefix("---\n")) if page.startswith("---\n") else ("---\n", page)
    return f"---\ndescription: A page of a test.\n{head}{rest}"


def site_of(folder: Path, pages: dict[str, str]) -> Path:
    """Return the site of some pages by name, built strictly below a folder."""
    docs = folder / "docs"
    copytree(ROOT / "docs/assets", docs / "assets", dirs_exist_ok=True)
    for name, markdown in pages.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(described(markdown), encoding="utf-8")
    build(folder / "site", docs_dir=str(docs), nav=list(pages))
    return folder / "site"


@pytest.fixture
def build_site(tmp_path):
    """Return a function: pages by name in, a site built strictly out, as a folder."""
    return partial(site_of, tmp_path)


@pytest.fixture(autouse=True)
def no_output_is_kept_for_another_test(tmp_path, monkeypatch):
    monkeypatch.setattr("tools.book.cells.CACHE", tmp_path / "kept")


@pytest.fixture(scope="session")
def page_names():
    """Return a function: a page's name in, what its code and its companion define out."""

    @cache
    def run(page: str) -> dict[str, object]:
        return namespace_of(ROOT / f"docs/{page}.md")

    return run
