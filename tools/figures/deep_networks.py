"""Draw how large the deltas of a deep network are, layer by layer, for different starts."""

from collections.abc import Callable
from functools import cache
from typing import Any
from xml.etree.ElementTree import Element

import numpy as np

from snippets.deep_networks import delta_sizes, he_initialise
from snippets.network import initialise
from tools.figures.kit.plot import Axis, Line, Plot, labelled, single
from tools.figures.kit.record import NUMBERS, Figure, both

Setting = tuple[Callable[..., Any], str, float]  # start, activation, factor of the weights
SEEDS, DEPTH = 20, 8
SETTINGS: dict[str, Setting] = {
    "ReLU, He × 2": (he_initialise, "relu", 2),
    "ReLU, He": (he_initialise, "relu", 1),
    "tanh, Glorot": (initialise, "tanh", 1),
    "ReLU, Glorot": (initialise, "relu", 1),
    "sigmoid, Glorot × 4": (initialise, "sigmoid", 4),
    "sigmoid, Glorot": (initialise, "sigmoid", 1),
}
DASHES = {"ReLU": "", "tanh": "7 4", "sigmoid": "2 4"}
LINES = {name: Line(DEPTH - 1, (8, 0), dashes=DASHES[name.split(",")[0]]) for name in SETTINGS}
PLOT = Plot(
    470,
    (62, 180),
    Axis(0, DEPTH - 1, "layers back from the last"),
    Axis(1e-5, 1e3, "mean size of δ, last layer = 1", log=True),
    LINES,
)
NARROW = PLOT._replace(sides=(50, 158), x=Axis(0, DEPTH - 1, "layers back"))


@cache
def sizes(name: str) -> dict[float, float]:
    """Return the median size of each layer's deltas over the seeds, by layer."""
    start, activation, gain = SETTINGS[name]
    runs = [
        delta_sizes(np.random.default_rng(seed), start, activation, gain, DEPTH)
        for seed in range(SEEDS)
    ]
    return {float(layer): float(size) for layer, size in enumerate(np.median(runs, axis=0), 1)}


def deltas(tall: bool) -> Element:
    """Return the sizes from the last layer back to the first, on a logarithmic axis."""
    found = {name: sizes(name) for name in SETTINGS}
    curves = {
        name: {DEPTH - layer: size for layer, size in reversed(by_layer.items())}
        for name, by_layer in found.items()
    }
    words = "; ".join(f"{name}: {by_layer[1]:.2g}" for name, by_layer in found.items())
    picture = single(
        NARROW if tall else PLOT,
        tall,
        f"The size of delta in {NUMBERS[DEPTH]} layers, from the last back to the first, in powers "
        "of ten. It grows, stays or vanishes with the activation function and the start.",
        f"At the first layer, where the last layer's size is one: {words}.",
        curves,
    )
    return labelled(picture, tall)


FIGURES: dict[str, Figure] = {"delta-sizes": both("Size of delta by layer", deltas)}
