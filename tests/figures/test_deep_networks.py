import numpy as np
import pytest

from snippets.deep_networks import delta_sizes
from tests.figures.read import drawings, named
from tools.figures import deep_networks as figures


def test_a_curve_is_the_median_of_its_setting():
    start, activation, gain = figures.SETTINGS["tanh, Glorot"]
    runs = [delta_sizes(np.random.default_rng(s), start, activation, gain) for s in range(20)]
    for layer, size in figures.sizes("tanh, Glorot").items():
        assert size == np.median([run[int(layer) - 1] for run in runs])


def test_each_name_is_beside_its_curve_which_ends_at_the_first_layer():
    for picture in drawings("delta-sizes"):
        drawn = named(picture)
        assert list(drawn) == list(figures.SETTINGS)
        for name, (line, dashes) in drawn.items():
            assert line[0] == pytest.approx([0, 1], abs=0.02)
            assert line[-1] == pytest.approx([7, figures.sizes(name)[1]], rel=0.02)
            assert dashes == figures.DASHES[name.partition(",")[0]]


def test_the_description_gives_the_first_layer():
    for picture in drawings("delta-sizes"):
        words = picture.findtext("desc")
        for name in figures.SETTINGS:
            assert f"{name}: {figures.sizes(name)[1]:.2g}" in words
