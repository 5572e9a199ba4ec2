"""A step: a page that shows TeX or Markdown as text is refused."""

import re
from html.parser import HTMLParser

from markdown.postprocessors import Postprocessor

from tools.book.current_page import place_of
from tools.vouch.source.errors import PageError

LEFTOVER = re.compile(r"[$\\]|[\^_]\{|\[\^|\]\[|\[\[|^(?:!!!|\?\?\?|===) ", re.MULTILINE)
SILENT = {"code", "pre", "script", "style", "annotation"}
READ_ALOUD = {"alt", "title", "aria-label"}
VOID = {"area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class _Text(HTMLParser):
    """Collects the text of a page that is neither code nor a rendered formula."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element; a silent one silences all that it holds."""
        self.texts += [value for key, value in attrs if key in READ_ALOUD and value]
        classes = (dict(attrs).get("class") or "").split()
        if tag not in VOID:
            silent = tag in SILENT or "katex" in classes or bool(self.open and self.open[-1][1])
            self.open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        """Close the element, and what was left open in it."""
        tags = [name for name, _ in self.open]
        if tag in tags:
            del self.open[len(tags) - 1 - tags[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        """Keep text that a reader sees as prose."""
        if not (self.open and self.open[-1][1]):
            self.texts.append(data)


def leftover(html: str) -> str | None:
    """Return the first words of `html` outside code that hold TeX or Markdown, else None."""
    reader = _Text()
    reader.feed(html)
    reader.close()
    for shown in reader.texts:
        text = re.sub(r"\\[()]", "$", shown)  # arithmatex writes \(x\) into an alt text
        if found := LEFTOVER.search(text):
            words = text[: found.start()].split("\n")[-1][-20:] + text[found.start() :]
            return words.split("\n")[0][:60]
    return None


class LeftoverPostprocessor(Postprocessor):
    """Refuses a page that shows TeX or Markdown as text."""

    def run(self, text: str) -> str:
        """Return `text` unchanged, or raise PageError."""
        shown = text
        for html in map(str, self.md.htmlStash.rawHtmlBlocks):
            if html.startswith('<span class="katex'):  # most of a page, and silent
                shown = shown.replace(html, "")
        if words := leftover(shown):
            message = f"left as text: {words.strip()!r} (is a space or blank line missing?)"
            raise PageError(*place_of(words, self.md), message)
        return text
