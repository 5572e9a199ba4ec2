"""What the formulas on the page of foundations mean, and whether its rules are right."""

import re

import numpy as np
import pytest

from snippets.numerical_gradients import complex_step
from tools.vouch.source.config import DOCS
from tools.vouch.tex.tokens import tokens_of
from tools.vouch.tex.tree import Reader

PAGE = DOCS / "before-you-start.md"

READINGS = {
    r"= 4\cdot 3 = 12": {
        r"\frac{\partial L}{\partial w}": "complex_step(lambda w: (w * 3 + 1 - 5) ** 2, 2.0)",
        r"\frac{\partial L}{\partial z}": "complex_step(lambda z: (z - 5) ** 2, 7.0)",
        r"\frac{\partial z}{\partial w}": "complex_step(lambda w: w * 3 + 1, 2.0)",
    },
    r"= 1\cdot 3 + 1 = 4": {
        r"\frac{\partial c}{\partial a}": "complex_step(lambda a: a * 3 + a, 2.0)",
    },
}

RULES = re.findall(r"^\| \$(.+?)\$ \| \$(.+?)\$ \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
MEANS = {"c": 2.5, "n": 3, "f": lambda x: x**3 - x, "g": lambda x: np.exp(x) + x}
MEANS |= {"f'": lambda x: 3 * x**2 - 1, "g'": lambda x: np.exp(x) + 1}


def worth(tex, x):
    names = MEANS | {"x": x}
    return Reader(tokens_of(tex), lambda name, _: names[name], names).read()({})


def test_the_table_holds_every_rule():
    assert len(RULES) == 11  # and that of a constant, whose derivative is a word


@pytest.mark.parametrize(("function", "derivative"), RULES)
@pytest.mark.parametrize("x", [0.7, 1.9])
def test_each_rule_gives_what_a_complex_step_finds(function, derivative, x):
    found = complex_step(lambda x: worth(function, x), x)
    assert worth(derivative, x) == pytest.approx(float(found), rel=1e-12)
