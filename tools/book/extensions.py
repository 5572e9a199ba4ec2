"""The one Markdown extension of this book: every step between a page's source and its HTML."""

from collections.abc import Callable
from operator import attrgetter
from typing import Any, NamedTuple

from markdown import Markdown
from markdown.extensions import Extension

from tools.book.citations import CitationProcessor
from tools.book.equations import EquationTreeprocessor
from tools.book.families import FamiliesPostprocessor
from tools.book.figures import FigureTreeprocessor
from tools.book.glossary import GlossaryTreeprocessor
from tools.book.katex import FormulaTreeprocessor
from tools.book.leftover import LeftoverPostprocessor
from tools.book.lesson import LessonPreprocessor
from tools.book.tables import WholeTableProcessor
from tools.book.unbroken import NameProcessor

PRE, INLINE, BLOCK = "preprocessors", "inlinePatterns", "parser.blockprocessors"
TREE, POST = "treeprocessors", "postprocessors"


class Step(NamedTuple):
    """A step, and the steps of its kind (ours or others') that it must follow and precede."""

    name: str
    kind: str
    priority: float  # of a kind, Markdown runs the step with the highest first
    make: Callable[[Markdown], Any]
    after: str  # names, with spaces between them
    before: str


STEPS = [
    # checks the source as it was written; gives a check's name from its fence to the note above
    # it; a list is HTML
    Step("lesson", PRE, 40, LessonPreprocessor, "", "fenced_code_block html_block"),
    # takes the place of Markdown's own step of this name
    Step("table", BLOCK, 75, WholeTableProcessor, "code", "hashheader paragraph"),
    # code may hold anything; a link's text is in brackets, too
    Step("citation", INLINE, 172, CitationProcessor, "backtick escape", "reference link"),
    # leaves code, formulas and addresses as they are
    Step("unbroken", INLINE, 40, NameProcessor, "backtick arithmatex-inline link html", ""),
    # wraps a formula while its label is still TeX
    Step("equation", TREE, 7, EquationTreeprocessor, "inline", "katex"),
    # reads text between finished elements; formulas have a class by now
    Step("terms", TREE, 6.5, GlossaryTreeprocessor, "inline attr_list", "toc"),
    # gives a heading with formulas its id, unless its author did
    Step("katex", TREE, 6, FormulaTreeprocessor, "inline attr_list equation", "toc"),
    # the images are there, and MkDocs has not resolved their addresses yet
    Step("figures", TREE, 4, FigureTreeprocessor, "inline attr_list", "relpath"),
    # highlighted code is back in the page
    Step("families", POST, 5, FamiliesPostprocessor, "raw_html", "leftover"),
    # the last, for it judges what a reader sees
    Step("leftover", POST, -1, LeftoverPostprocessor, "raw_html amp_substitute families", ""),
]


class BookExtension(Extension):
    """Registers every step of the table."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Add the steps to Markdown's registries."""
        for step in STEPS:
            attrgetter(step.kind)(md).register(step.make(md), step.name, step.priority)


def makeExtension() -> BookExtension:
    """Return the extension, as Markdown asks for it by the module's name."""
    return BookExtension()
