"""Fixtures for figures: what is drawn, read back."""

import numpy as np
import pytest


def points(path):
    """Return a path's points as an array (n, 2)."""
    return np.array(path.get("d").replace("M", " ").replace("L", " ").split(), float).reshape(-1, 2)


@pytest.fixture
def curves():
    """Return a function: a drawing in, the points of each curve that is one line out."""
    return lambda picture: [points(path) for path in picture.findall(".//*[@class='curve']")]


@pytest.fixture
def named():
    """Return a function: a drawing in, by label the points and the dashes of its curve out."""

    def read(picture):
        groups = [(g.find("*[@class='curve']"), g.find("text/tspan")) for g in picture.iter("g")]
        return {
            label.text: (points(line), line.get("stroke-dasharray", ""))
            for line, label in groups
            if line is not None and label is not None
        }

    return read
