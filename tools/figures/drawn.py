"""Write the figures from what the snippets compute: python -m tools.figures.drawn."""

from functools import partial
from pathlib import Path

from tools.figures import (
    adam,
    autodiff,
    batches,
    check_a_gradient,
    cross_entropy,
    weight_decay,
    worked_example,
    xor,
)
from tools.figures.kit.record import Figure
from tools.figures.kit.svg import written
from tools.vouch.sandbox.guard import place_of, told
from tools.vouch.source.errors import PageError, in_one_sentence
from tools.vouch.source.files import write as write_text
from tools.vouch.source.page import DOCS, name_of

FOLDER = DOCS / "assets" / "figures"

LESSONS = (
    adam,
    autodiff,
    batches,
    check_a_gradient,
    cross_entropy,
    weight_decay,
    worked_example,
    xor,
)
FIGURES: dict[str, Figure] = {name: it for lesson in LESSONS for name, it in lesson.FIGURES.items()}


def drawn() -> dict[str, str]:
    """Return the text of every figure's file by the file's name.

    name.svg is shown on wide screens, name-tall.svg beside it (where there is one) on narrow ones.
    """
    found = {}
    for name, figure in FIGURES.items():
        for file, draw in ((f"{name}.svg", figure.wide), (f"{name}-tall.svg", figure.tall)):
            if draw:
                try:
                    picture = draw()
                except Exception as error:
                    sentence = f"the figure cannot be drawn: {told(error)}{place_of(error)[1]}"
                    raise stale(FOLDER / file, sentence) from error
                picture.set("data-heading", figure.heading)
                found[file] = written(picture)
    return found


def check(folder: Path) -> None:
    """Raise PageError for the first file in the folder that is not what the snippets give."""
    want = drawn()
    for name in sorted({*want, *(file.name for file in folder.glob("*.svg"))}):
        file = folder / name
        if name not in want:
            raise stale(file, "no figure in tools/figures has this name: delete the file")
        if not file.is_file():
            raise stale(file, "the figure is missing: run `make figures`")
        if file.read_bytes() != want[name].encode():
            raise stale(file, "the figure is not what the snippets give: run `make figures`")


def stale(file: Path, sentence: str) -> PageError:
    """Return the error about a figure's file."""
    return PageError(name_of(file), 1, sentence)


def write(folder: Path) -> None:
    """Write every figure, once all of them could be drawn."""
    files = drawn()
    for name, content in files.items():
        write_text(folder / name, content)
        print(f"wrote {name_of(folder / name)}")


if __name__ == "__main__":
    in_one_sentence(partial(write, FOLDER))
