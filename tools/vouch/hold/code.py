"""Hand a page to sybil: its code runs in order, and its numbers are compared.

Every piece is called with the page's Run, and returns the corrections (start, end, text) that the
page needs: none when it is right. `make numbers` writes them; a test fails with the first.
"""

import contextlib
import doctest
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from tools.vouch.hold.equations import Wrong, check_equations, wrongs
from tools.vouch.hold.formulas import Reading, check_reading, readings
from tools.vouch.hold.known import passed
from tools.vouch.hold.numbers import corrections
from tools.vouch.hold.run import Names, Run
from tools.vouch.records.frameworks import printed
from tools.vouch.sandbox.guard import told
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import check_printable
from tools.vouch.source.numbers import Binding, check_bound
from tools.vouch.source.page import (
    FRAMEWORKS,
    INCLUDE,
    Fence,
    check_page,
    includes,
    line_of,
    name_of,
    without,
)
from tools.vouch.source.texts import read

Correction = tuple[int, int, str]
HIDDEN_CODE = re.compile(r"^<!--python\n(?P<code>.*?)^-->$", re.DOTALL | re.MULTILINE)


def execute(code: str, file: str, line: int, names: Names) -> None:
    """Run code whose first line is `line` of `file`."""
    exec(compile("\n" * (line - 1) + code, file, "exec", dont_inherit=True), names)


def run_python(fence: Fence, page: str, run: Run) -> list[Correction]:
    """Run a python block, or the code that it includes; keep what it prints.

    A cell of docs/frameworks is not run here: what it printed is on record.
    """
    parts = includes(fence, page) or [(page, fence.line + 1, fence.source)]
    run.source = "\n".join(code for _, _, code in parts)
    if parts[0][0].startswith(FRAMEWORKS):
        run.printed = recorded(fence, page)
        return []
    with run.showing(page, fence.line) as names, contextlib.redirect_stdout(io.StringIO()) as out:
        for file, line, code in parts:
            execute(code, file, line, names)
    run.printed = out.getvalue()
    return []


def recorded(fence: Fence, page: str) -> str:
    """Return what the cell that a block shows printed when it was last run."""
    only = INCLUDE.match(fence.source.strip())
    assert only
    try:
        return printed(only["path"], only["names"])
    except ValueError as error:
        raise PageError(page, fence.line, str(error)) from None


def run_hidden(code: str, page: str, line: int, run: Run) -> list[Correction]:
    """Run code that the page does not show."""
    with run.hiding(page, line) as names:
        execute(code, page, line, names)
    return []


class Session(doctest.DocTestRunner):
    """Stops at the first answer of a session that is not the one shown."""

    def stop(self, test: doctest.DocTest, example: doctest.Example, said: str) -> NoReturn:
        """Raise PageError about a line; the session's own begin below its fence."""
        line = (test.lineno or 0) + 1 + example.lineno
        raise PageError(str(test.filename), line, f"the session {said}")

    def report_failure(self, out: Any, test: Any, example: Any, got: str) -> NoReturn:
        """Stop at another answer."""
        self.stop(test, example, "answers something else: " + " ".join(got.split()))

    def report_unexpected_exception(
        self, out: Any, test: Any, example: Any, exc_info: Any
    ) -> NoReturn:
        """Stop at an error that the page does not show."""
        self.stop(test, example, told(exc_info[1]))


def run_pycon(fence: Fence, page: str, run: Run) -> list[Correction]:
    """Run a session of >>> prompts; raise PageError where it answers something else."""
    try:
        test = doctest.DocTestParser().get_doctest(fence.source + "\n", {}, page, page, fence.line)
    except ValueError as error:
        raise PageError(page, fence.line, f"not a session: {error}") from None
    if "doctest:" in fence.source:
        raise PageError(page, fence.line, "a session is compared as it is, without directives")
    if not test.examples:
        raise PageError(page, fence.line, "a pycon block holds no >>> prompt")
    with run.showing(page, fence.line) as test.globs:
        Session(verbose=False).run(test, clear_globs=False)
    return []


def run_output(fence: Fence, page: str, run: Run) -> list[Correction]:
    """Compare an Output block with what the block before it printed."""
    printed, run.printed = run.printed, None
    if printed is None:
        raise PageError(page, fence.line, "no block was run before this output")
    lines = [line.rstrip() for line in printed.rstrip("\n").split("\n")]
    if not any(lines):
        raise PageError(page, fence.line, "the block before this output printed nothing")
    check_printable("\n".join(lines), page, fence.line)
    if lines == fence.source.split("\n"):
        return []
    return [(*fence.body, "".join((fence.prefix + line).rstrip() + "\n" for line in lines))]


def run_binding(binding: Binding, page: str, run: Run) -> list[Correction]:
    """Compare the numbers before a comment with its expressions."""
    with run.hiding(page, binding.line) as names:
        found = corrections(binding, {"passed": partial(passed, run.source, names), **names}, page)
        return [(n.start, n.end, right) for n, right in found]


def next_block(binding: Binding, found: list[Fence], page: str) -> tuple[int, int]:
    """Return the place, of no length, after the next block of code."""
    for fence in found:
        if fence.start >= binding.end and fence.language in RUNNERS:
            return fence.end, fence.end
    raise PageError(page, binding.line, "no block of code follows, which this binding waits for")


def run_wrong(wrong: Wrong, page: str, run: Run) -> list[Correction]:
    """Run a check with a wrong expression in it; raise PageError unless the check rejects it."""
    said = f"equation {wrong.label}: with {wrong.new!r} for {wrong.old!r} its check"
    with run.trying(page, wrong.line) as names, contextlib.redirect_stdout(io.StringIO()):
        try:
            execute(wrong.code, page, wrong.block.line + 1, names)
        except (AssertionError, ValueError):
            return []
        except Exception as error:
            raise PageError(page, wrong.line, f"{said} {told(error)}") from error
        raise PageError(page, wrong.line, f"{said} still passes")


def run_reading(reading: Reading, text: str, page: str, run: Run) -> list[Correction]:
    """Compute the sides of formulas from their TeX; raise PageError where they differ."""
    with run.hiding(page, reading.line) as names:
        check_reading(reading, text, page, names)
    return []


Piece = Callable[[Run], list[Correction]]


def pieces(text: str, page: str) -> Iterator[tuple[int, int, Piece]]:
    """Yield (start, end, piece) of all that a page wants run or compared."""
    found = check_page(text, page)
    for fence in found:
        kind = run_output if fence.is_output else RUNNERS.get(fence.language)
        if kind:
            yield fence.start, fence.end, partial(kind, fence, page)
    for match in HIDDEN_CODE.finditer(without(text, found)):
        line = line_of(text, match.start("code"))
        yield match.start(), match.end(), partial(run_hidden, match["code"], page, line)
    for binding in check_bound(text, found, page):
        place = next_block(binding, found, page) if binding.later else (binding.start, binding.end)
        yield *place, partial(run_binding, binding, page)
    check_equations(text, page)
    for reading in readings(text, page):
        yield reading.start, reading.end, partial(run_reading, reading, text, page)
    for wrong in wrongs(text, page):
        yield wrong.start, wrong.end, partial(run_wrong, wrong, page)


RUNNERS = {"python": run_python, "pycon": run_pycon}


def in_order(text: str, page: str) -> list[Piece]:
    """Return the pieces of a page as they are run."""
    return [piece for _, _, piece in sorted(pieces(text, page), key=lambda found: found[0])]


def namespace_of(path: Path) -> Names:
    """Run a page and return what it defines, hidden names too."""
    run = Run()
    for piece in in_order(read(path), name_of(path)):
        piece(run)
    return run.names
