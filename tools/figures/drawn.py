"""Draw the figures from what the snippets compute: `make figures`."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from xml.etree.ElementTree import Element

from tools.figures.kit.record import Figure
from tools.figures.kit.svg import written
from tools.vouch.records.kept import Kept
from tools.vouch.source.config import DOCS
from tools.vouch.source.errors import in_one_sentence

FOLDER = DOCS / "assets" / "figures"
LESSONS = [
    "adam",
    "autodiff",
    "backward_steps",
    "batches",
    "before_you_start",
    "check_a_gradient",
    "cross_entropy",
    "deep_networks",
    "derivation",
    "live",
    "vector_jacobian_products",
    "weight_decay",
    "what_is_backpropagation",
    "worked_example",
    "xor",
]
FIGURES: dict[str, Figure] = {
    name: figure
    for lesson in LESSONS
    for name, figure in import_module(f"tools.figures.{lesson}").FIGURES.items()
}


def drawings() -> dict[str, tuple[str, Callable[[], Element]]]:
    """Return heading and drawing of each file by its name.

    name.svg is shown on wide screens, name-tall.svg beside it (where there is one) on narrow ones.
    """
    return {
        f"{name}{form}": (it.heading, draw)
        for name, it in FIGURES.items()
        for form, draw in (("", it.wide), ("-tall", it.tall))
        if draw
    }


def drawn(name: str) -> str:
    """Return the text of a file."""
    heading, draw = drawings()[name]
    picture = draw()
    picture.set("data-heading", heading)
    return written(picture)


def wrong(name: str, file: Path) -> str | None:
    """Return what is wrong with a figure's file, or None."""
    same = file.read_bytes() == drawn(name).encode()
    return None if same else "the figure is not what the snippets give"


KEPT = Kept("figure", ".svg", drawings, drawn, wrong)


if __name__ == "__main__":
    in_one_sentence(lambda: KEPT.write(FOLDER))
