"""Measure what our style sheet costs: each lesson with it and with the theme's style alone."""

import threading
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from tools.gauges.mirror import lessons
from tools.vouch.source.config import ROOT
from tools.vouch.source.notebooks import page_at

SITE = ROOT / "site"
DEBIAN = Path("/usr/bin/chromium")
WIDTHS = [412, 1280]  # a phone's, and one with the sidebar beside the text
RUNS = 3
SLOWER = 4  # than this machine, as Lighthouse assumes a phone to be
BLOCKED = """
blocked = 0
new PerformanceObserver(list => list.getEntries().forEach(task => blocked += task.duration - 50))
  .observe({type: "longtask", buffered: true})
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves silently, even if a page is closed while it still requests something."""

    def handle(self) -> None:
        """Answer, if the client is still there."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


def measure(browser: Browser, address: str, width: int, css: str) -> list[float]:
    """Return the time and the number of style recalculations and the blocking time, in ms."""
    page = browser.new_page(viewport={"width": width, "height": 823})
    page.route("**/book.css", lambda route: route.fulfill(body=css, content_type="text/css"))
    page.add_init_script(BLOCKED)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="networkidle")
    page.wait_for_timeout(500)
    told = {m["name"]: m["value"] for m in session.send("Performance.getMetrics")["metrics"]}
    blocked = page.evaluate("blocked")
    page.close()
    return [told["RecalcStyleDuration"] * 1000, told["RecalcStyleCount"], blocked]


def compare(browser: Browser, address: str, width: int) -> str:
    """Return the medians with our style sheet, each with its ratio to the theme alone."""
    sheets = [(SITE / "assets/book.css").read_text(encoding="utf-8"), ""]
    runs = [[measure(browser, address, width, css) for css in sheets] for _ in range(RUNS)]
    ours, bare = (
        [median(values) for values in zip(*run, strict=True)] for run in zip(*runs, strict=True)
    )
    return " ".join(f"{a:9.0f} {a / max(b, 1):5.2f}" for a, b in zip(ours, bare, strict=True))


def chapter(path: Path) -> int | None:
    """Return the number of a page's chapter, if it is one."""
    return page_at(path).front.get("chapter")


def main() -> None:
    """Print one line per lesson and width."""
    files = [path for path in lessons(ROOT) if chapter(path)]
    with (
        ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=SITE)) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(
            executable_path=DEBIAN if DEBIAN.exists() else None, args=["--no-sandbox"]
        )
        print(f"{'':24} width  style ms ratio   restyles ratio blocked ms ratio")
        for path in files:
            address = f"http://127.0.0.1:{server.server_port}/{path.stem}/"
            for width in WIDTHS:
                print(f"{path.stem:24} {width:5} {compare(browser, address, width)}", flush=True)
        browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
