"""A step: a network's name, such as 2-2-1, is not broken at the end of a line."""

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

NAME = r"(?<![\d-])\d+(?:-\d+){2,}(?![\d-])"


class NameProcessor(InlineProcessor):
    """Puts a network's name into an element of its own."""

    def __init__(self, md: Markdown) -> None:
        """Look for networks' names."""
        super().__init__(NAME, md)

    def handleMatch(  # type: ignore[override]
        self, match: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        """Return the element and its position."""
        name = Element("span", {"class": "whole"})
        name.text = AtomicString(match[0])
        return name, *match.span()
