"""Change one letter or sign of a numbered formula: the reader of the formulas should notice."""

import re
from collections.abc import Iterator
from random import Random

from tools.vouch.mutation.digits import Mutant
from tools.vouch.source.numbers import MATHS, blanked
from tools.vouch.source.page import Page
from tools.vouch.tex.tokens import LABEL

WORDS = re.compile(r"\\(?:text|operatorname|begin|end)\{[^}]*\}")
SIGN = re.compile(r"[+-]")
LETTER = re.compile(
    r"\\(?:alpha|beta|delta|eta|lambda|sigma|varepsilon|ell|tau)(?![a-z])|(?<![\\A-Za-z])[A-Za-z](?![A-Za-z])"
)


def symbols(page: Page) -> Iterator[tuple[str, int, int, list[str]]]:
    """Yield each sign and letter of the numbered formulas: kind, place, what else it could be."""
    for display in MATHS.finditer(blanked(WORDS, page.prose)):
        if not LABEL.search(display["display"] or ""):
            continue
        tex = display["display"].split(r"\label")[0]
        start = display.start("display")
        for kind, pattern in (("sign", SIGN), ("letter", LETTER)):
            found = list(pattern.finditer(tex))
            signs = {"+", "-"} if kind == "sign" else {match[0] for match in found}
            for match in found:
                others = sorted(signs - {match[0]})
                if others:
                    yield kind, start + match.start(), start + match.end(), others


def formula_mutants(pages: list[Page], count: int, rng: Random) -> list[Mutant]:
    """Return `count` changes in a random sample of all letters and signs of numbered formulas."""
    places = [(page, *found) for page in pages for found in symbols(page)]
    mutants = []
    for page, kind, start, end, others in rng.sample(places, min(count, len(places))):
        line, old = page.line_of(start), page.text[start:end]
        mutants.append(
            Mutant(f"formula's {kind}", page.name, line, start, end, old, rng.choice(others))
        )
    return mutants
