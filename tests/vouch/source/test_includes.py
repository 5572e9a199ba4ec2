"""mkdocs.yml's settings alone refuse an include that leads nowhere or outside."""

import pytest
from markdown import Markdown
from pymdownx.snippets import SnippetMissingError

from tests.conftest import configuration
from tools.vouch.source.page import DOCS

NAME = "pymdownx.snippets"


@pytest.mark.parametrize("path", ["none.md", "../outside.md", "in.md:none"])
def test_an_include_of_nothing_or_of_what_lies_outside_is_refused(tmp_path, monkeypatch, path):
    (tmp_path / "inside").mkdir()
    (tmp_path / "outside.md").write_text("Outside", encoding="utf-8")
    (tmp_path / "inside/in.md").write_text("Inside", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "inside")
    options = {NAME: configuration(DOCS).mdx_configs[NAME]}
    markdown = Markdown(extensions=[NAME], extension_configs=options)
    assert markdown.convert('--8<-- "in.md"') == "<p>Inside</p>"
    with pytest.raises(SnippetMissingError):
        markdown.convert(f'--8<-- "{path}"')
