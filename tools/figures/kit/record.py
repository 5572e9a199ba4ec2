"""A figure's record: how its caption begins, and its drawing: one, or one wide and one tall."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from xml.etree.ElementTree import Element

NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


class Moving(NamedTuple):
    """What the page of a figure that moves has beside its drawings."""

    data: Callable[[], str]  # what its script reads, as JSON
    table: Callable[[], str]  # the same for who has no JavaScript, as rows of a table


class Figure(NamedTuple):
    """One image of a page; its drawings contain its title and its description."""

    heading: str  # the bold words that its caption begins with: none where it has no caption
    wide: Callable[[], Element]
    tall: Callable[[], Element] | None = None
    moving: Moving | None = None


def both(heading: str, draw: Callable[..., Element]) -> Figure:
    """Return the figure that a function of `tall` draws wide and tall."""
    return Figure(heading, partial(draw, tall=False), partial(draw, tall=True))


def capitalized(words: str) -> str:
    """Return words as they begin a sentence; later capitals stay."""
    return words[:1].upper() + words[1:]


def signed(text: str) -> str:
    """Return a number's text with a minus sign in place of a hyphen."""
    return text.replace("-", "−")
