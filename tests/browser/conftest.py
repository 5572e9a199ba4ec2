"""One Chromium and one server for all browser tests; `visit` opens a page until a test ends."""

import base64
import contextlib
import hashlib
import http.server
import mimetypes
import re
import socketserver
import threading
from functools import cache, partial
from pathlib import Path

import pytest
from playwright.sync_api import Error, sync_playwright

ROOT = Path(__file__).parents[2]
SITE = ROOT / "site"
DEBIAN = Path("/usr/bin/chromium")


ARTICLES = re.compile("<article.*?</article>", re.DOTALL)  # a lesson has no script of its own
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def hashed(script):
    """The source that a policy allows this inline script with."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@cache
def policy():
    """A Content-Security-Policy under which the site asks nobody but its own server."""
    frames = [ARTICLES.sub("", page.read_text("utf-8")) for page in SITE.rglob("*.html")]
    inline = sorted({hashed(script) for frame in frames for script in INLINE.findall(frame)})
    own = ["style-src", "font-src", "connect-src", "worker-src"]
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(inline)}",
            *(f"{kind} 'self'" for kind in own),
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def handle(self):
        with contextlib.suppress(ConnectionError):  # a page is closed that still asks for something
            super().handle()

    def end_headers(self):
        self.send_header("Content-Security-Policy", policy())
        super().end_headers()


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True


def note(complaints, said):
    if said.type in {"error", "warning"}:
        complaints.append(f"{said.text} ({said.location['url']})")


def replace(page, name, text):
    """Serve `text` to the page for every file of this name."""
    kind = mimetypes.guess_type(name)[0]
    headers = {"Content-Type": kind, "Content-Security-Policy": policy()}
    page.route(f"**/{name}", lambda route: route.fulfill(body=text, headers=headers))


@pytest.fixture(scope="session")
def origin():
    """Serve site/ on a free port and return where."""
    if not (SITE / "index.html").exists():
        pytest.fail("There is no site to look at in site/: run `make build` first.", pytrace=False)
    with Server(("127.0.0.1", 0), partial(QuietHandler, directory=SITE)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        try:
            chromium = playwright.chromium.launch(
                executable_path=DEBIAN if DEBIAN.exists() else None,
                args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"],
            )
        except Error as error:
            pytest.fail(f"No Chromium to test with: run `make chromium`. ({error})", pytrace=False)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def complained():
    """What pages as they are served complained of, whichever test had opened them."""
    return []


@pytest.fixture(autouse=True)
def nothing_is_refused(complained):
    """Fail a test while which the policy kept a page of the site from something, however late."""
    yield
    refused = [said for said in complained if "Content Security Policy" in said]
    complained.clear()
    assert refused == []


@pytest.fixture(scope="session")
def open_page(browser, origin, complained):
    """Return a function that opens a path of the site; the page remembers what it asked for.

    `body` replaces the page, without the policy; `planted` replaces files by name.
    """

    def opened(path, width=1280, javascript=True, body=None, planted=None, hastened=False):
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            permissions=["clipboard-read", "clipboard-write"],
        )
        context.set_default_timeout(10_000)
        context.set_default_navigation_timeout(60_000)
        page = context.new_page()
        page.requested, page.complaints = [], []
        if hastened:
            page.clock.install()
        page.on("request", lambda request: page.requested.append(request.url))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("console", lambda said: note(page.complaints, said))
        if body is None and planted is None:
            page.on("console", lambda said: note(complained, said))
        if body is not None:
            page.route(
                f"{origin}/{path}", lambda route: route.fulfill(body=body, content_type="text/html")
            )
        for name, text in (planted or {}).items():
            replace(page, name, text)
        page.goto(f"{origin}/{path}", wait_until="load")
        return page

    return opened


@pytest.fixture
def visit(open_page):
    """Return `open_page`; what it opens is closed after the test."""
    pages = []

    def opened(path, **how):
        pages.append(open_page(path, **how))
        return pages[-1]

    yield opened
    for page in pages:
        page.context.close()


ARTICLE = '<article class="md-content__inner md-typeset">'


@pytest.fixture
def plant(visit):
    """Return a function that puts `html` into the home page, after its title, and opens that."""
    head, _, rest = (SITE / "index.html").read_text("utf-8").partition(ARTICLE)
    article, _, tail = rest.partition("</article>")
    title = re.search("<h1.*?</h1>", article, re.DOTALL)

    def planted(html, **how):
        return visit("planted.html", body=f"{head}{ARTICLE}{title[0]}{html}</article>{tail}", **how)

    return planted
