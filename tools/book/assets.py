"""Collect what the site takes from npm into docs/assets/built/ (see the Makefile)."""

import re
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from tools.vouch.source.config import ROOT

BUILT = ROOT / "docs/assets/built"
KATEX = ROOT / "node_modules/katex"
SERIF = ROOT / "node_modules/@fontsource-variable/source-serif-4"

ASCII = "".join(map(chr, range(0x20, 0x7F)))
LETTERS = "".join(filter(str.isalpha, ASCII))
MARKS = "ˆˉ˙˜′\u00a0\ue020–“”’…⋯⋮⋱"  # KaTeX's stroke through = is U+E020
LARGE = "()[]{}√∑∏∫⟨⟩"
SIGNS = "±×⋅⊙∂∇√∞ℓ∣∥⊤→←∈≤≥≈∼−Δ"
UPRIGHT = "".join(c for c in ASCII if not c.isupper()) + "ILO"  # in words and operators

# What pages may show: tests/site/test_characters.py names a character that is missing here.
TEXT = ASCII + "äàéöüø½\u00a0¶×·±²–—‘’“”…−"
# None keeps a small font whole.
FORMULAS = {
    "KaTeX_Main-Regular": UPRIGHT.replace("`", "") + MARKS + SIGNS,
    "KaTeX_Math-Italic": LETTERS + "αβγδϵεηθλμπρστϕφψω",
    "KaTeX_AMS-Regular": "ENPR",
    "KaTeX_Size1-Regular": LARGE + "∣∥",
    "KaTeX_Size2-Regular": LARGE,
    "KaTeX_Size3-Regular": None,
    "KaTeX_Size4-Regular": None,
}
# The OFL reserves the name "Source" for the unchanged font.
STYLES = {"normal": "book-serif", "italic": "book-serif-italic"}
# Fallbacks are scaled to the text font's width, so that nothing moves when it arrives.
FALLBACKS = {
    ("Georgia", "normal"): 1.084,
    ("Georgia", "italic"): 0.972,
    ("Times New Roman", "normal"): 1.19,
    ("Times New Roman", "italic"): 1.085,
}


def subset(source: Path, characters: str | None) -> TTFont:
    """Return the font at weight 400 with only these `characters`: kerning, ligatures, no hints."""
    font = TTFont(source, recalcTimestamp=False)
    if "fvar" in font:  # GDEF must still be there, else kerning for other weights stays
        font = instantiateVariableFont(font, {"wght": 400})
    wanted = set(font.getBestCmap()) if characters is None else {ord(c) for c in characters}
    if missing := wanted - font.getBestCmap().keys():
        raise ValueError(f"{source.name} has no {', '.join(map(chr, missing))}.")
    options = Options(hinting=False, layout_features=["kern", "liga"], name_IDs=[])
    options.bidi_closure = False
    options.drop_tables += ["BASE", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = "woff2"
    return font


def text_faces(fonts: Path) -> str:
    """Write the text fonts to `fonts` and return their style sheet, with fallbacks."""
    css = ""
    for style, name in STYLES.items():
        font = subset(SERIF / f"files/source-serif-4-latin-wght-{style}.woff2", TEXT)
        font.save(fonts / f"{name}.woff2")
        css += (
            f'@font-face{{font-family:"Book Serif";font-style:{style};font-weight:400;'
            f'font-display:swap;src:url(fonts/{name}.woff2) format("woff2")}}\n'
        )
    up, down, em = font["hhea"].ascent, -font["hhea"].descent, font["head"].unitsPerEm
    for (local, style), scale in FALLBACKS.items():
        css += (
            f'@font-face{{font-family:"Book Serif {local.split()[0]}";font-style:{style};'
            f'src:local("{local}");size-adjust:{scale:.1%};ascent-override:{up / em / scale:.1%};'
            f"descent-override:{down / em / scale:.1%};line-gap-override:0%}}\n"
        )
    return css


def formula_faces(fonts: Path) -> str:
    """Write KaTeX's fonts to `fonts` and return its style sheet with only these faces."""
    for name, characters in FORMULAS.items():
        subset(KATEX / f"dist/fonts/{name}.woff2", characters).save(fonts / f"{name}.woff2")
    css = (KATEX / "dist/katex.min.css").read_text(encoding="utf-8")
    css = re.sub(r",url\([^)]*\.(woff|ttf)\) format\(\"\w+\"\)", "", css)

    def kept(face: re.Match[str]) -> str:
        return face[0] if any(f"/{name}." in face[0] for name in FORMULAS) else ""

    return re.sub(r"@font-face\{[^}]*\}", kept, css)


def main(built: Path = BUILT) -> None:
    """Write the style sheet, the fonts and their licences afresh."""
    for package in (KATEX, SERIF):
        if not package.exists():
            sys.exit(f"{package.name} is not in node_modules: delete that, and run `make assets`.")
    shutil.rmtree(built, ignore_errors=True)
    fonts = built / "fonts"
    fonts.mkdir(parents=True)
    shutil.copy(SERIF / "LICENSE", fonts / "book-serif-OFL.txt")
    shutil.copy(KATEX / "LICENSE", fonts / "KaTeX-LICENSE.txt")
    css = text_faces(fonts) + formula_faces(fonts)
    (built / "type.css").write_text(css, encoding="utf-8")  # the last: `make` takes it for all


if __name__ == "__main__":
    main()
