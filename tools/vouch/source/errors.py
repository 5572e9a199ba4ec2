"""The one kind of error that a page raises: where it is, and one sentence."""

import sys
from collections.abc import Callable


class PageError(Exception):
    """Say that `page` is wrong at `line` (counted from 1)."""

    def __init__(self, page: str, line: int, sentence: str) -> None:
        """Keep the three parts."""
        super().__init__(f"{page}:{line}: {sentence}")
        self.page, self.line, self.sentence = page, line, sentence


def in_one_sentence(command: Callable[[], None]) -> None:
    """Run a command; stop it with one sentence, and a status that is not zero, where it fails."""
    try:
        command()
    except PageError as error:
        sys.exit(str(error))
    except OSError as error:
        sys.exit(f"{error.filename}: {error.strerror}")
    except KeyboardInterrupt:
        sys.exit("stopped; the files that were already written are complete")
