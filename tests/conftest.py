"""Fixtures for all tests: sites of one or a few pages, built as the real site is."""

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

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
    config = configuration(docs, nav=[{"A page": "page.md"}], plugins=[])

    def convert(markdown: str) -> str:
        (docs / "page.md").write_text(markdown, encoding="utf-8")
        file = File("page.md", str(docs), config.site_dir, use_directory_urls=True)
        page = Page(None, file, config)
        page.read_source(config)
        page.render(config, Files([file]))
        return page.content

    return convert


@pytest.fixture
def build_site(tmp_path):
    """Return a function: pages by name in, a site built strictly out, as a folder."""
    docs = tmp_path / "docs"

    def write(pages: dict[str, str]) -> Path:
        docs.mkdir(exist_ok=True)
        if not (docs / "assets").exists():
            (docs / "assets").symlink_to(ROOT / "docs/assets")
        for name, markdown in pages.items():
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            (docs / name).write_text(markdown, encoding="utf-8")
        config = configuration(docs, nav=list(pages), strict=True)
        build(config)
        return tmp_path / "site"

    return write
