import re

import pytest
from fontTools.ttLib import TTFont

from tools.book import assets
from tools.gauges.glyphs import faces


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("assets") / "built"
    assets.main(folder)
    return folder


def test_each_font_holds_exactly_the_characters_that_are_listed(built):
    listed = {f"{name}.woff2": assets.TEXT for name in assets.STYLES.values()}
    listed |= {f"{name}.woff2": c for name, c in assets.FORMULAS.items() if c}
    for name, characters in listed.items():
        assert set(TTFont(built / "fonts" / name).getBestCmap()) == set(map(ord, characters)), name


def test_each_face_of_the_style_sheet_has_its_file_and_each_file_its_face(built):
    css = (built / "type.css").read_text(encoding="utf-8")
    addresses = faces(css).values()
    assert {built / address for address in addresses} == set((built / "fonts").glob("*.woff2"))
    assert not re.search(r"\.(woff|ttf)\)", css)


def test_the_text_fonts_are_static_unhinted_and_do_not_use_the_reserved_name(built):
    for name in assets.STYLES.values():
        font = TTFont(built / f"fonts/{name}.woff2")
        assert not {"fvar", "fpgm", "prep", "STAT"} & set(font.keys())
        assert not font["name"].names
        assert {f.FeatureTag for f in font["GPOS"].table.FeatureList.FeatureRecord} == {"kern"}
        assert font["OS/2"].usWeightClass == 400
    assert "Source" not in (built / "type.css").read_text(encoding="utf-8")


def test_kerning_of_other_weights_is_gone(built):
    font = TTFont(built / "fonts/book-serif.woff2")
    assert len(font.getTableData("GPOS")) < 10_000  # 4.6 kB more where GDEF went first


def test_fallbacks_have_the_text_fonts_height(built):
    css = (built / "type.css").read_text(encoding="utf-8")
    face = re.search(r'"Book Serif Georgia";font-style:normal[^}]*', css)[0]
    scale, ascent = (
        float(re.search(rf"{p}:([\d.]+)%", face)[1]) for p in ("size-adjust", "ascent-override")
    )
    hhea = TTFont(assets.SERIF / "files/source-serif-4-latin-wght-normal.woff2")["hhea"]
    assert scale * ascent / 100 == pytest.approx(hhea.ascent / 10, abs=0.1)  # 1000 units an em


def test_licences_lie_beside_the_fonts(built):
    assert (
        "SIL OPEN FONT LICENSE"
        in (built / "fonts/book-serif-OFL.txt").read_text(encoding="utf-8").upper()
    )
    assert "MIT" in (built / "fonts/KaTeX-LICENSE.txt").read_text(encoding="utf-8")


def test_what_an_earlier_run_left_is_removed(built):
    (built / "fonts/old.woff2").touch()
    assets.main(built)
    assert not (built / "fonts/old.woff2").exists()


def test_a_character_that_the_font_lacks_is_named():
    font = assets.SERIF / "files/source-serif-4-latin-wght-normal.woff2"
    with pytest.raises(ValueError, match=r"source-serif-4-latin-wght-normal\.woff2 has no ☃"):
        assets.subset(font, "a☃")


def test_missing_packages_are_named_with_the_command_that_brings_them(monkeypatch, tmp_path):
    monkeypatch.setattr(assets, "SERIF", tmp_path / "source-serif-4")
    with pytest.raises(SystemExit, match="source-serif-4 is not in node_modules: delete that"):
        assets.main(tmp_path / "built")
