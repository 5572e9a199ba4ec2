"""Run a page's code so that it cannot end, stall or change the process: a PageError says where."""

import os
import posix
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from time import monotonic, process_time
from types import FrameType
from typing import Any, NoReturn

from tools.vouch.sandbox.state import Before
from tools.vouch.source.config import ROOT
from tools.vouch.source.errors import PageError
from tools.vouch.source.files import name_of

SECONDS = 60  # of work that a block, an expression or a row of an experiment may take
WAITING = 10  # times as long it may take by the clock, on a machine that does other work
ENDING = ("_exit", "abort", "execv", "execve", "fork", "forkpty", "kill", "killpg")


class Refused(BaseException):
    """Something that no code of a page may do; an `except Exception` does not catch this."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise Refused in code that works longer, and again each second until it stops."""
    worked, began = process_time(), monotonic()

    def late(number: int, frame: FrameType | None) -> None:
        busy, waited = process_time() - worked, monotonic() - began
        if busy >= 0.9 * seconds or waited >= WAITING * seconds:
            raise Refused(f"takes longer than {seconds:g} seconds")

    before = signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds, min(seconds, 1))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def refusing(name: str) -> Any:
    """Return a function that refuses to be called."""

    def refuse(*arguments: object, **named: object) -> NoReturn:
        raise Refused(f"calls os.{name}, which would end or fork the process")

    return refuse


@contextmanager
def lasting() -> Iterator[None]:
    """Refuse the calls that end this process silently, or fork it."""
    found = [(place, name, getattr(place, name)) for place in (os, posix) for name in ENDING]
    for place, name, _ in found:
        setattr(place, name, refusing(name))
    try:
        yield
    finally:
        for place, name, function in found:
            setattr(place, name, function)


@contextmanager
def noticing_interrupts() -> Iterator[list[int]]:
    """Yield a list that is empty until somebody presses Ctrl+C."""
    pressed: list[int] = []

    def press(number: int, frame: FrameType | None) -> NoReturn:
        pressed.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, press)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def told(error: BaseException) -> str:
    """Return what an error says, as the end of a sentence."""
    if isinstance(error, Refused):
        return str(error)
    text = ""
    with suppress(Exception):  # the error's own words may fail
        text = error.msg if isinstance(error, SyntaxError) else " ".join(str(error).split())
    return f"raises {type(error).__name__}" + (f": {text}" if text else "")


def place_of(error: BaseException, page: str = "") -> tuple[int, str]:
    """Return the line of the page that an error passed last (or 0), and its place beyond that.

    Without a page, our own tools are places too.
    """
    line, place, trace = 0, "", error.__traceback__
    ours = "snippets/" if page else ("snippets/", "tools/")
    if isinstance(error, SyntaxError):
        here = error.filename == page
        file = name_of(ROOT / (error.filename or ""))
        return (error.lineno or 0, "") if here else (0, f" (in {file}:{error.lineno})")
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file == page:
            line, place = trace.tb_lineno, ""
        elif name_of(ROOT / file).startswith(ours):
            place = f" (in {name_of(ROOT / file)}:{trace.tb_lineno})"
        trace = trace.tb_next
    return line, place


@contextmanager
def guarded(page: str, line: int) -> Iterator[None]:
    """Run the code at a line of a page; raise PageError for what it raises, or if it does not end.

    Settings that it changed are put back, so that no other page is blamed.
    """
    before = Before()
    with noticing_interrupts() as pressed:
        try:
            with limited(SECONDS), lasting():
                yield
        except PageError:
            raise
        except BaseException as error:
            if pressed:
                raise
            inside, place = place_of(error, page)
            raise PageError(page, inside or line, told(error) + place) from error
        finally:
            changed = before.undo()
    if changed:
        raise PageError(page, line, f"this code leaves {', '.join(changed)} changed")
