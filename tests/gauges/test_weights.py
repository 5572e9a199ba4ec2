import gzip

import pytest

from tools.gauges.weights import loads, weigh

PAGE = """<html><head><link rel="stylesheet" href="../a.css"><link rel="next" href="../no/">
<link rel="preload" href="../a.js"></head><body>words<script src="../a.js"></script>
<script id="__config">{"base": "..", "search": "../worker.js"}</script></body></html>"""


@pytest.fixture
def site(tmp_path):
    (tmp_path / "page").mkdir()
    (tmp_path / "search").mkdir()
    (tmp_path / "page/index.html").write_text(PAGE, encoding="utf-8")
    css = "@font-face{font-family:%s;font-style:normal;src:url(%s) format('woff2')}\n"
    text = css % ('"Book Serif"', "text.woff2") + css % ("KaTeX_Main", "formula.woff2")
    (tmp_path / "a.css").write_text(text, encoding="utf-8")
    (tmp_path / "a.js").write_text("let a = 1;\n" * 100, encoding="utf-8")
    (tmp_path / "worker.js").write_text("let b = 2;\n" * 100, encoding="utf-8")
    (tmp_path / "search/search_index.json").write_text('{"docs": []}', encoding="utf-8")
    (tmp_path / "text.woff2").write_bytes(b"t" * 1000)
    (tmp_path / "formula.woff2").write_bytes(b"f" * 2000)
    return tmp_path


def zipped(*files):
    return sum(len(gzip.compress(file.read_bytes(), 6)) for file in files)


def test_a_page_weighs_all_that_it_loads_once(site):
    names = ["page/index.html", "a.css", "a.js", "worker.js"]
    assert weigh(site, "page/index.html") == zipped(*(site / n for n in names)) + 1000


def test_a_formula_adds_its_font(site):
    before = weigh(site, "page/index.html")
    page = site / "page/index.html"
    old = zipped(page)
    page.write_text(
        PAGE.replace("words", '<b class="katex"><b class="katex-html">x</b></b>words'),
        encoding="utf-8",
    )
    assert weigh(site, "page/index.html") == before - old + zipped(page) + 2000


def test_a_real_page_loads_its_search_and_no_font_that_it_does_not_show(build_site):
    site = build_site({"index.md": "# A page\n\nThe sum $a + b$.\n"})
    names = {file.name for file in loads(site, "index.html")}
    assert {"index.html", "type.css", "book-serif.woff2"} <= names
    assert {"KaTeX_Math-Italic.woff2", "KaTeX_Main-Regular.woff2"} <= names
    assert not {"KaTeX_Size1-Regular.woff2", "KaTeX_AMS-Regular.woff2"} & names
    assert any(name.startswith("search.") for name in names)
