"""Drawings, read back: their texts, and their curves and marks in the units of their axes."""

from itertools import pairwise

import numpy as np

from tools.figures.drawn import FIGURES


def drawings(name):
    return [draw() for draw in FIGURES[name][1:3] if draw]


def texts(picture):
    return ["".join(text.itertext()) for text in picture.iter("text")]


def points(path):
    return np.array(path.get("d").replace("M", " ").replace("L", " ").split(), float).reshape(-1, 2)


def outline(path):
    """Return the points of a closed path."""
    place = path.get("d").replace("M", " ").replace("L", " ").replace("Z", " ")
    return np.array(place.split(), float).reshape(-1, 2)


def scale(ticks):
    """Return a function from places along an axis to values, given place and text of its ticks."""
    words = [[part.text.replace("−", "-").replace(",", "") for part in text] for _, text in ticks]
    places, values = [at for at, _ in ticks], [float(word[-1]) for word in words]
    line = np.polyfit(places, values, 1)
    assert np.allclose(np.polyval(line, places), values, atol=2e-4 * np.ptp(values))
    return lambda at: 10 ** np.polyval(line, at) if len(words[0]) > 1 else np.polyval(line, at)


def plots(picture):
    """Return a function for each plot: points of the drawing in, the values (n, 2) there out."""
    found = []
    for part, text in pairwise(picture):
        if part.get("class") == "axis":
            found.append(([], []))
        elif part.get("class") == "tick":
            (x, y), (end, _) = points(part)
            found[-1][int(x != end)].append((y if x != end else x, text))
    scales = [[scale(side) for side in sides] for sides in found]
    return [
        lambda at, its=its: np.stack([f(a) for f, a in zip(its, at.T, strict=True)], 1)
        for its in scales
    ]


def curves(picture, kind="curve"):
    """Return the points of each curve, or of each line at a level, and its dashes."""
    found = picture.findall(f".//*[@class='{kind}']")
    return [(points(path), path.get("stroke-dasharray", "")) for path in found]


def named(picture):
    """Return by label the values along its curve in the first plot, and the dashes."""
    values, groups = plots(picture)[0], [g for g in picture.iter("g") if texts(g)]
    found = {texts(group)[0]: curves(group) for group in groups}
    return {name: (values(line), dashes) for name, [(line, dashes)] in found.items()}


def marks(picture):
    """Return the values (n, 2) at the marks of a plot."""
    discs = picture.findall(".//*[@class='glyph']")
    return plots(picture)[0](np.array([[disc.get("cx"), disc.get("cy")] for disc in discs], float))
