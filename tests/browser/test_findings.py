"""Each gate can fail: plant its error in a page and see it found."""

import pytest

from tests.browser import findings
from tests.browser.conftest import SITE

pytestmark = pytest.mark.browser


def test_clean_page_has_no_findings(plant):
    page = plant("<p>Nothing to find.</p>", width=360)
    findings.open_everything(page)
    for look in (findings.other_hosts, findings.axe_findings, findings.too_wide):
        assert look(page) == []
    assert page.complaints == []


SMALL = '<button style="padding:0;border:0;font-size:8px;height:8px">{}</button>'
WIDE = '<div style="width: 500px">wide</div>'
FAINT = '<p style="color: #aaa; background: #fff">Too faint to read.</p>'
OTHER = "https://elsewhere.example"


@pytest.mark.parametrize(
    ("look", "found", "html"),
    [
        (findings.other_hosts, OTHER, f'<img src="{OTHER}/dot.png" alt="dot">'),
        (findings.other_hosts, OTHER, f'<script>fetch("{OTHER}/data").catch(() => 0)</script>'),
        (findings.other_hosts, OTHER, f"<style>article {{ background: url({OTHER}/a) }}</style>"),
        (findings.axe_findings, "label: ", "<input>"),
        (findings.axe_findings, "label: ", "<details><summary>More</summary><input></details>"),
        (findings.axe_findings, "color-contrast: ", FAINT),
        (findings.axe_findings, "target-size: ", SMALL.format("a") + SMALL.format("b")),
        (findings.too_wide, "DIV", WIDE),
        (findings.too_wide, "DIV", f"<details><summary>More</summary>{WIDE}</details>"),
        (
            findings.too_wide,
            "the page scrolls to",
            f"<p>{'unbroken' * 20}</p><style>p {{ overflow-wrap: normal !important }}</style>",
        ),
        (findings.complaints, "planted", "<script>console.error('planted')</script>"),
        (findings.complaints, "planted", "<script>throw new Error('planted')</script>"),
    ],
)
def test_what_is_planted_is_found(plant, look, found, html):
    page = plant(html, width=360)
    findings.open_everything(page)
    assert any(found in said for said in look(page))


AWAY = "//elsewhere.example/a"


@pytest.mark.parametrize(
    ("name", "leak"),
    [
        ("mends.js", f'fetch("{AWAY}").catch(() => 0)'),
        ("mends.js", f'new WebSocket("wss:{AWAY}")'),
        ("mends.js", f'setTimeout(() => fetch("{AWAY}").catch(() => 0), 50_000)'),
        ("mends.js", f'addEventListener("pagehide", () => navigator.sendBeacon("{AWAY}"))'),
        ("mends.js", f'navigator.sendBeacon("{AWAY}")'),
        ("mends.js", f'import("{AWAY}").catch(() => 0)'),
        ("mends.js", f'new Image().src = "{AWAY}"'),
        ("book.css", f'body {{ background: image-set("{AWAY}" 1x) }}'),
        ("book.css", f'@font-face {{ font-family: "Book Serif"; src: url("{AWAY}") }}'),
    ],
)
def test_what_leaks_is_refused_by_the_policy(visit, name, leak):
    own = (SITE / "assets" / name).read_text("utf-8")
    page = visit("index.html", planted={name: f"{own}\n{leak}"}, hastened=True)
    findings.asked_in_time(page)
    assert any("Content Security Policy" in said for said in page.complaints)


def test_a_script_in_a_lesson_is_refused_by_the_policy(visit):
    own = (SITE / "404.html").read_text("utf-8")
    bad = own.replace("</article>", "<script>document.title = 'ran'</script></article>")
    page = visit("404.html", planted={"404.html": bad})
    assert page.title() != "ran"
    assert any("Content Security Policy" in said for said in page.complaints)


def test_colour_that_fails_in_the_dark_alone_is_found(plant):
    page = plant('<p style="color: #222">Fine by day.</p>')
    (found,) = findings.axe_findings_in_both_schemes(page)
    assert found.startswith("dark: color-contrast")


@pytest.mark.parametrize(
    "html",
    [
        "<p hidden>Shown by a script.</p>"
        "<script>document.currentScript.previousSibling.hidden = false</script>",
        "<script>document.currentScript.outerHTML = '<p>Written by a script.</p>'</script>",
        '<div hidden><svg width="9" height="9"></svg></div>'
        "<script>document.currentScript.previousSibling.hidden = false</script>",
    ],
)
def test_what_only_a_script_shows_is_found(plant, html):
    plain, scripted = (plant(html, javascript=on) for on in (False, True))
    assert findings.unseen(plain, scripted) != []


def test_tab_that_does_not_open_is_found(plant):
    page = plant(
        "<div class='tabbed-set'><div class='tabbed-labels'>"
        "<label>Rows</label></div><div class='tabbed-content'>"
        "<div class='tabbed-block' hidden>x</div></div></div>",
        javascript=False,
    )
    assert findings.unreachable_tabs(page) == ["Rows"]


SESSION = """<div class="language-pycon highlight"><pre><span></span><code>\
<span class="gp">&gt;&gt;&gt; </span><span class="k">for</span> i in (1, 2):
<span class="gp">... </span>    print(i)
<span class="go">1</span>
<span class="go">2</span>
</code></pre></div>"""


def test_copied_prompt_is_found(plant):
    page = plant(SESSION)
    assert findings.miscopied(page) == []
    page.add_style_tag(content="article .highlight code .gp { display: inline !important }")
    assert len(findings.miscopied(page)) == 1


def test_a_button_over_code_is_found(plant):
    long = SESSION.replace("print(i)", "print(i, 'a line that is longer than a phone is wide')")
    page = plant(long, width=360)
    assert findings.covered(page) == []
    page.add_style_tag(content="article .highlight pre > code { padding-top: 0 !important }")
    page.add_style_tag(content="article .highlight .md-code__nav { top: 16px !important }")
    assert len(findings.covered(page)) == 1
