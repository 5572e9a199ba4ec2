"""A step: every row of a table must have as many cells as its head."""

from itertools import pairwise
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions.tables import TableProcessor

from tools.book.current_page import current_page, without_comments
from tools.vouch.source.errors import PageError


class WholeTableProcessor(TableProcessor):
    """Refuses what Markdown fills up, cuts off, or shows as text with bars."""

    def __init__(self, md: Markdown) -> None:
        """Read tables as Markdown does."""
        super().__init__(md.parser, {"use_align_attribute": False})

    def test(self, parent: Element, block: str) -> bool:
        """Return whether a block is a table; raise PageError if it only looks like one."""
        is_table: bool = super().test(parent, block)
        rows = block.split("\n")
        for above, row in pairwise(rows):
            if not is_table and set("|-") <= set(row) <= set("|-: "):
                remedy = "leave a line empty above it, and as many cells in the line below its head"
                raise self.error(above, f"Markdown does not read this as a table: {remedy}")
        return is_table

    def _build_row(self, row: str, parent: Element, align: list[str | None]) -> None:
        """Add a row; raise PageError for one that is longer or shorter than the head."""
        cells = len(self._split_row(row))  # type: ignore[attr-defined]
        if cells != len(align):
            sentence = f"cells in this row: {cells}, in the table's head: {len(align)}"
            raise self.error(row, sentence)
        super()._build_row(row, parent, align)  # type: ignore[misc]

    def error(self, row: str, sentence: str) -> PageError:
        """Return the error of a row."""
        page = current_page(self.parser.md)
        lines = [line.strip("> \t") for line in without_comments(page.text).split("\n")]
        line = lines.index(row.strip()) + 1 if row.strip() in lines else 1
        return page.error_in(line, sentence)
