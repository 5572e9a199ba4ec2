"""Every character that a page shows is in the font that shows it."""

import pytest
from fontTools.ttLib import TTFont

from tests.conftest import site_of
from tests.site.pages import pages
from tools.gauges.glyphs import faces, used


def uncovered(site):
    """Return the characters of `site` that their font lacks, by page and face."""
    sheet = site / "assets/built/type.css"
    css = sheet.read_text(encoding="utf-8")
    covered = {
        face: {chr(code) for code in TTFont(sheet.parent / address).getBestCmap()}
        for face, address in faces(css).items()
    }
    found = []
    for name, soup in pages(site).items():
        for face, characters in used(soup, css).items():
            missing = "".join(sorted(characters - covered.get(face, set())))
            if missing:
                found.append(f"{name}: {' '.join(face)} lacks {missing} (see tools/book/assets.py)")
    return found


LACKING = {
    "a ☃ in prose": "Book Serif 400 normal lacks ☃",
    "a *☃* in italics": "Book Serif 400 italic lacks ☃",
    r"$\natural$": "KaTeX_Main 400 normal lacks ♮",
    r"$\Re$": "KaTeX_Main 400 normal lacks ℜ",
    r"$\omicron$": "KaTeX_Math 400 italic lacks ο",
    r"$\mathbf{x}$": "KaTeX_Main 700 normal lacks x",
    r"$\mathbb{Q}$": "KaTeX_AMS 400 normal lacks Q",
    r"$\mathcal{L}$": "KaTeX_Caligraphic 400 normal lacks L",
    r"$\textit{x}$": "KaTeX_Main 400 italic lacks x",
}
HELD = [
    "`☃` in code",
    r"$\mathbb{R}^{n\times d}$",
    r"$\hat y \neq \sqrt{\sum_i (x_i)^\top}$",
    "$$\n\\left(\\begin{matrix}a\\\\b\\\\c\\\\d\\end{matrix}\\right)^\\top\\odot\\delta'\n$$",
    "$$\n\\left[\\frac{\\partial L}{\\partial W}\\right]_{\\text{Old}} \\sum \\prod \\int\n$$",
    "$$\n\\left\\{\\begin{matrix}a\\\\b\\\\c\\end{matrix}\\right\\} \\big\\lVert x\n$$",
]


@pytest.fixture(scope="module")
def planted_characters(tmp_path_factory):
    """Return what is found in a site with a page for each of these."""
    pages = {f"{place}.md": f"# A page\n\n{text}\n" for place, text in enumerate([*LACKING, *HELD])}
    return uncovered(site_of(tmp_path_factory.mktemp("characters"), {"index.md": "# A\n"} | pages))


def test_every_character_is_in_its_font(site):
    assert uncovered(site) == []


@pytest.mark.parametrize("text", LACKING)
def test_a_character_outside_its_font_is_found(planted_characters, text):
    place = [*LACKING].index(text)
    assert any(f"{place}/index.html: {LACKING[text]}" in found for found in planted_characters)


def test_what_a_font_holds_passes(planted_characters):
    assert {found.split("/")[0] for found in planted_characters} == {*map(str, range(len(LACKING)))}
