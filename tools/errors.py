"""The one kind of error that a page raises: where it is, and one sentence."""

from mkdocs.exceptions import BuildError


class PageError(BuildError):
    """Say that `page` is wrong at `line` (counted from 1); MkDocs prints it without a traceback."""

    def __init__(self, page: str, line: int, sentence: str) -> None:
        """Keep the three parts."""
        super().__init__(f"{page}:{line}: {sentence}")
        self.page, self.line, self.sentence = page, line, sentence
