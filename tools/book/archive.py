"""A MkDocs hook: snippets.zip, with which the code of every page runs in an empty folder."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from tools.vouch.source.texts import ROOT

PATTERNS = ("snippets/**/*.py", "docs/assets/experiments/*.json", "LICENSE")


def archive() -> bytes:
    """Return the archive: the snippets and the recorded experiments, the same bytes each time."""
    found = io.BytesIO()
    with ZipFile(found, "w") as opened:
        for file in sorted(file for pattern in PATTERNS for file in ROOT.glob(pattern)):
            entry = ZipInfo(file.relative_to(ROOT).as_posix())  # dated 1980, whatever the clock
            entry.compress_type = ZIP_DEFLATED
            opened.writestr(entry, file.read_bytes())
    return found.getvalue()


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Return the site's files with the archive."""
    files.append(File.generated(config, "snippets.zip", content=archive()))
    return files
