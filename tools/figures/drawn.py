"""Write the figures from what the snippets compute: python -m tools.figures.drawn."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from xml.etree.ElementTree import Element

from tools.figures import adam as optimizers
from tools.figures import autodiff, xor
from tools.figures import batches as batch
from tools.figures import check_a_gradient as slope
from tools.figures import cross_entropy as losses
from tools.figures import weight_decay as decay
from tools.figures import worked_example as network
from tools.figures.kit.svg import written
from tools.figures.network_layouts import TALL, WIDE
from tools.vouch.sandbox.guard import place_of, told
from tools.vouch.source.errors import PageError, in_one_sentence
from tools.vouch.source.files import write as write_text
from tools.vouch.source.page import DOCS, name_of

FOLDER = DOCS / "assets" / "figures"

# name.svg is shown on wide screens, name-tall.svg beside it (where there is one) on narrow ones
FIGURES: dict[str, Callable[[], Element]] = {
    "batch-noise": partial(batch.noise_by_size, 640),
    "batch-noise-tall": partial(batch.noise_by_size, 328),
    "batch-training": partial(batch.training, tall=False),
    "batch-training-tall": partial(batch.training, tall=True),
    "autodiff-graph": partial(autodiff.graph, swept=False),
    "autodiff-swept": partial(autodiff.graph, swept=True),
    "network-forward": partial(network.after_forward, WIDE),
    "network-forward-tall": partial(network.after_forward, TALL),
    "network-backward": partial(network.after_backward, WIDE),
    "network-backward-tall": partial(network.after_backward, TALL),
    "xor-loss": partial(xor.loss_curve, 640),
    "xor-loss-tall": partial(xor.loss_curve, 328),
    "xor-surface": partial(xor.surfaces, 0, xor.MOMENTS, tall=False),
    "xor-surface-tall": partial(xor.surfaces, 0, xor.MOMENTS, tall=True),
    "xor-stuck": partial(xor.surfaces, 3, xor.MOMENTS[-1:], tall=False),
    "xor-separable": xor.separable,
    "slope-errors": partial(slope.errors, 640),
    "slope-errors-tall": partial(slope.errors, 328),
    "weight-decay-surface": partial(decay.surfaces, tall=False),
    "weight-decay-surface-tall": partial(decay.surfaces, tall=True),
    "weight-decay-eta": partial(decay.over_eta, 640),
    "weight-decay-eta-tall": partial(decay.over_eta, 328),
    "saturated-error": partial(losses.saturated, 640),
    "saturated-error-tall": partial(losses.saturated, 328),
    "xor-rates": partial(losses.rates, 640),
    "xor-rates-tall": partial(losses.rates, 328),
    **optimizers.FIGURES,
}


def drawn() -> dict[str, str]:
    """Return the text of every figure's file by the file's name."""
    found = {}
    for name, draw in FIGURES.items():
        try:
            found[f"{name}.svg"] = written(draw())
        except Exception as error:
            sentence = f"the figure cannot be drawn: {told(error)}{place_of(error)[1]}"
            raise stale(FOLDER / f"{name}.svg", sentence) from error
    return found


def check(folder: Path) -> None:
    """Raise PageError for the first file in the folder that is not what the snippets give."""
    want = drawn()
    for name in sorted({*want, *(file.name for file in folder.glob("*.svg"))}):
        file = folder / name
        if name not in want:
            raise stale(file, "no figure in tools/figures/drawn.py has this name: delete the file")
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
