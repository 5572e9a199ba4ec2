"""Hand a page to sybil: its code runs in order, and its numbers are compared.

Every piece is called with the page's Run, and returns the corrections (start, end, text) that the
page needs: none when it is right. `make numbers` writes them; a test fails with the first.
"""

import contextlib
import doctest
import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, NoReturn

from tools.vouch.hold.companion import Companion, beside
from tools.vouch.hold.equations import Wrong, check_equations, checking_blocks, wrongs
from tools.vouch.hold.formulas import (
    Formula,
    check_asked,
    check_formula,
    check_keys,
    formulas,
    reading_of,
)
from tools.vouch.hold.known import passed
from tools.vouch.hold.numbers import corrections
from tools.vouch.hold.run import Names, Run
from tools.vouch.hold.shapes import compiled
from tools.vouch.records.frameworks import check_printable, printed
from tools.vouch.sandbox.guard import told
from tools.vouch.source.errors import PageError
from tools.vouch.source.notebooks import page_at
from tools.vouch.source.numbers import Binding, check_bound
from tools.vouch.source.page import FRAMEWORKS, INCLUDE, Fence, Page, includes

Correction = tuple[int, int, str]


def execute(code: str, file: str, line: int, names: Names) -> None:
    """Run code whose first line is `line` of `file`."""
    exec(compiled(code, file, line), names)


def run_python(fence: Fence, page: Page, run: Run) -> list[Correction]:
    """Run a python block, or the code that it includes; keep what it prints.

    A cell of docs/frameworks is not run here: what it printed is on record.
    """
    parts = includes(fence, page) or [(page.name, fence.line + 1, fence.source)]
    run.source = "\n".join(code for _, _, code in parts)
    if parts[0][0].startswith(FRAMEWORKS):
        run.printed = recorded(fence, page)
        return []
    with (
        run.showing(page.name, fence.line) as names,
        contextlib.redirect_stdout(io.StringIO()) as out,
    ):
        for file, line, code in parts:
            execute(code, file, line, names)
    run.printed = out.getvalue()
    return []


def recorded(fence: Fence, page: Page) -> str:
    """Return what the cell that a block shows printed when it was last run."""
    only = INCLUDE.match(fence.source.strip())
    assert only
    try:
        return printed(only["path"], only["names"])
    except ValueError as error:
        raise page.error_in(fence.line, str(error)) from None


class Session(doctest.DocTestRunner):
    """Stops at the first answer of a session that is not the one shown."""

    def stop(self, test: doctest.DocTest, example: doctest.Example, said: str) -> NoReturn:
        """Raise PageError about a line; the session's own begin below its fence."""
        line = (test.lineno or 0) + 1 + example.lineno
        raise PageError(str(test.filename), line, f"the session {said}")

    def report_failure(self, out: Any, test: Any, example: Any, got: str) -> NoReturn:
        """Stop at another answer."""
        self.stop(test, example, "gives another answer: " + " ".join(got.split()))

    def report_unexpected_exception(
        self, out: Any, test: Any, example: Any, exc_info: Any
    ) -> NoReturn:
        """Stop at an error that the page does not show."""
        self.stop(test, example, told(exc_info[1]))


def run_pycon(fence: Fence, page: Page, run: Run) -> list[Correction]:
    """Run a session of >>> prompts; raise PageError where it gives another answer."""
    try:
        test = doctest.DocTestParser().get_doctest(
            fence.source + "\n", {}, page.name, page.name, fence.line
        )
    except ValueError as error:
        raise page.error_in(fence.line, f"not a session: {error}") from None
    if "doctest:" in fence.source:
        raise page.error_in(fence.line, "a session is compared as it is, without directives")
    if not test.examples:
        raise page.error_in(fence.line, "this pycon block has no >>> prompt")
    with run.showing(page.name, fence.line) as test.globs:
        Session(verbose=False).run(test, clear_globs=False)
    return []


def run_output(fence: Fence, page: Page, run: Run) -> list[Correction]:
    """Compare an Output block with what the block before it printed."""
    printed, run.printed = run.printed, None
    if printed is None:
        raise page.error_in(fence.line, "no block was run before this output")
    lines = [line.rstrip() for line in printed.rstrip("\n").split("\n")]
    if not any(lines):
        raise page.error_in(fence.line, "the block before this output printed nothing")
    check_printable("\n".join(lines), page.name, fence.line)
    if lines == fence.source.split("\n"):
        return []
    return [(*fence.body, "".join((fence.prefix + line).rstrip() + "\n" for line in lines))]


def run_binding(binding: Binding, page: Page, run: Run) -> list[Correction]:
    """Compare the numbers before a comment with its expressions."""
    with run.hiding(page.name, binding.line) as names:
        found = corrections(binding, {"passed": partial(passed, run.source, names), **names}, page)
        return [(n.start, n.end, right) for n, right in found]


def next_block(binding: Binding, page: Page) -> tuple[int, int]:
    """Return the place, of no length, after the next block of code."""
    for fence in page.fences:
        if fence.start >= binding.end and fence.language in RUNNERS:
            return fence.end, fence.end
    raise page.error_in(binding.line, "this binding waits for a block of code, and none follows")


def run_wrong(wrong: Wrong, page: Page, run: Run) -> list[Correction]:
    """Run a check with a wrong expression in it; raise PageError unless the check rejects it."""
    said = f"equation {wrong.label}: with {wrong.new!r} for {wrong.old!r} its check"
    line = wrong.block.line
    with run.trying(page.name, line) as names, contextlib.redirect_stdout(io.StringIO()):
        try:
            execute(wrong.code, page.name, line + 1, names)
        except (AssertionError, ValueError):
            return []
        except Exception as error:
            raise page.error_in(line, f"{said} {told(error)}") from error
        raise page.error_in(line, f"{said} still passes")


def hold(found: list[Formula], page: Page, run: Run) -> None:
    """Compute the sides of formulas from their TeX; raise PageError where they differ."""
    for formula in found:
        with run.hiding(page.name, formula.line) as names:
            used = check_formula(formula, run.companion, page, names)
        run.asked.setdefault(reading_of(formula, run.companion), set()).update(used)


def run_check(
    fence: Fence, page: Page, found: list[Formula], variants: list[Wrong], run: Run
) -> list[Correction]:
    """Run a block that checks equations, read these, and try their wrong variants."""
    run_python(fence, page, run)
    if not run.writing:
        hold(found, page, run)
        for wrong in variants:
            run_wrong(wrong, page, run)
    return []


def run_rest(found: list[Formula], page: Page, run: Run) -> list[Correction]:
    """Read the formulas without a number at the page's end, where all of its names are there."""
    if not run.writing:
        hold(found, page, run)
        check_asked(run.companion, run.asked)
    return []


Piece = Callable[[Run], list[Correction]]


def pieces(page: Page, companion: Companion) -> Iterator[tuple[int, int, Piece]]:
    """Yield (start, end, piece) of everything on a page that is run or compared."""
    page.check()
    check_equations(page)
    shown = formulas(page) if page.name.endswith(".md") else []  # a notebook's are its lesson's
    check_keys(shown, companion, page)
    variants = wrongs(page, companion)
    blocks = {fence: name for name, fence in checking_blocks(page).items()}
    for fence in page.fences:
        kind = run_output if fence.is_output else RUNNERS.get(fence.language)
        if name := blocks.get(fence):
            own = [formula for formula in shown if formula.check == name]
            against = [wrong for wrong in variants if wrong.block == fence]
            yield fence.start, fence.end, partial(run_check, fence, page, own, against)
        elif kind:
            yield fence.start, fence.end, partial(kind, fence, page)
    for binding in check_bound(page):
        place = next_block(binding, page) if binding.later else (binding.start, binding.end)
        yield *place, partial(run_binding, binding, page)
    rest = [
        formula for formula in shown if not (formula.label or formula.is_among(companion.unread))
    ]
    if shown:
        yield len(page.text), len(page.text), partial(run_rest, rest, page)


RUNNERS = {"python": run_python, "pycon": run_pycon}


def corrections_of(page: Page, run: Run) -> Iterator[Correction]:
    """Run a page from top to bottom; yield what it needs corrected."""
    for _, _, piece in sorted(pieces(page, run.companion), key=lambda piece: piece[0]):
        yield from piece(run)


def namespace_of(path: Path) -> Names:
    """Run a page and return the names that it defines, and its companion."""
    run = Run(beside(path))
    list(corrections_of(page_at(path), run))
    return run.names
