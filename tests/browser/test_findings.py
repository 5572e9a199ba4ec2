"""Each gate can fail: plant its error in a page and see it found."""

import pytest

from tests.browser import findings
from tests.browser.conftest import SITE

pytestmark = pytest.mark.browser


@pytest.fixture
def planted(plant):
    opened = []

    def open_planted(html, **how):
        opened.append(plant(html, **how))
        return opened[-1]

    yield open_planted
    for page in opened:
        page.context.close()


def test_clean_page_has_no_findings(planted):
    page = planted("<p>Nothing to find.</p>", width=360)
    assert findings.other_hosts(page) == []
    assert findings.axe_findings(page) == []
    assert findings.too_wide(page) == []
    assert page.complaints == []


@pytest.mark.parametrize(
    "html",
    [
        '<img src="https://elsewhere.example/dot.png" alt="dot">',
        '<script>fetch("https://elsewhere.example/data").catch(() => 0)</script>',
        "<style>article { background: url(https://elsewhere.example/paper.png) }</style>",
    ],
)
def test_request_to_another_host_is_found(planted, html):
    page = planted(html)
    assert any("elsewhere.example" in url for url in findings.other_hosts(page))


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
    page.context.close()


def test_a_script_in_a_lesson_is_refused_by_the_policy(visit):
    own = (SITE / "404.html").read_text("utf-8")
    bad = own.replace("</article>", "<script>document.title = 'ran'</script></article>")
    page = visit("404.html", planted={"404.html": bad})
    assert page.title() != "ran"
    assert any("Content Security Policy" in said for said in page.complaints)
    page.context.close()


@pytest.mark.parametrize(("rule", "html"), [
    ("label", "<input>"),
    ("color-contrast", '<p style="color: #aaa; background: #fff">Too faint to read.</p>'),
    ("target-size", '<button style="padding:0;border:0;font-size:8px;height:8px">a</button>'
                    '<button style="padding:0;border:0;font-size:8px;height:8px">b</button>'),
    ("label", "<details><summary>More</summary><input></details>"),
])  # fmt: skip
def test_axe_finding_is_found(planted, rule, html):
    page = planted(html)
    findings.open_everything(page)
    assert any(found.startswith(rule) for found in findings.axe_findings(page))


def test_colour_that_fails_in_the_dark_alone_is_found(planted):
    page = planted('<p style="color: #222">Fine by day.</p>')
    findings.show(page, "light")
    assert findings.axe_findings(page) == []
    findings.show(page, "dark")
    assert any(found.startswith("color-contrast") for found in findings.axe_findings(page))


@pytest.mark.parametrize(
    "html",
    [
        '<div style="width: 500px">wide</div>',
        '<details><summary>More</summary><div style="width: 500px">wide</div></details>',
        f"<p>{'unbroken' * 20}</p><style>p {{ overflow-wrap: normal !important }}</style>",
    ],
)
def test_box_wider_than_the_screen_is_found(planted, html):
    page = planted(html, width=360)
    findings.open_everything(page)
    assert findings.too_wide(page) != []


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
def test_what_only_a_script_shows_is_found(planted, html):
    plain, scripted = (planted(html, javascript=on) for on in (False, True))
    assert findings.unseen(plain, scripted) != []


def test_tab_that_does_not_open_is_found(planted):
    page = planted(
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


def test_copied_prompt_is_found(planted):
    page = planted(SESSION)
    assert findings.miscopied(page) == []
    page.add_style_tag(content="article .highlight code .gp { display: inline !important }")
    assert len(findings.miscopied(page)) == 1


def test_a_button_over_code_is_found(planted):
    long = SESSION.replace("print(i)", "print(i, 'a line that is longer than a phone is wide')")
    page = planted(long, width=360)
    assert findings.covered(page) == []
    page.add_style_tag(content="article .highlight pre > code { padding-top: 0 !important }")
    page.add_style_tag(content="article .highlight .md-code__nav { top: 16px !important }")
    assert len(findings.covered(page)) == 1


@pytest.mark.parametrize("script", ["console.error('planted')", "throw new Error('planted')"])
def test_console_error_is_found(planted, script):
    page = planted(f"<script>{script}</script>")
    assert any("planted" in said for said in page.complaints)
