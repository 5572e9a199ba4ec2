"""What the gates look for: each function takes an open page and returns a list of what is wrong."""

from pathlib import Path
from urllib.parse import urlsplit

AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"

OPEN_ALL = """() => {
  document.querySelectorAll("article details:not(.live-answers)").forEach(box => box.open = true)
  const style = new CSSStyleSheet()
  style.replaceSync("* { content-visibility: visible !important } " +
    ".tabbed-set > .tabbed-content > .tabbed-block { display: block !important }")
  document.adoptedStyleSheets.push(style)
  dispatchEvent(new Event("resize"))
}"""

LEAVE = """() => {
  for (const [target, event] of [
    [window, "blur"], [document, "visibilitychange"], [window, "pagehide"], [window, "unload"],
  ]) target.dispatchEvent(new Event(event))
}"""

RUN_AXE = """async () => {
  const found = await axe.run(document, {
    rules: {"target-size": {enabled: true}}, resultTypes: ["violations"]})
  return found.violations.flatMap(rule => rule.nodes.map(node =>
    `${rule.id}: ${node.target.join(" ")}: ${node.failureSummary}`))
}"""

WIDER = """() => {
  const page = document.scrollingElement, found = []
  if (page.scrollWidth > innerWidth) found.push(`the page scrolls to ${page.scrollWidth} px`)
  const scrolls = box => box !== document.body &&
    (getComputedStyle(box).overflowX === "auto" || scrolls(box.parentElement))
  for (const box of document.querySelectorAll("main *, footer *, .md-header__inner > *")) {
    if (box.closest(".katex-mathml") || box.ownerSVGElement) continue
    const {right, width} = box.getBoundingClientRect()
    if (width && right > innerWidth + 1 && !scrolls(box))
      found.push(`${box.tagName} ${box.className} ends at ${Math.round(right)} px`)
  }
  return found
}"""

COVERED = """() => [...document.querySelectorAll("article .highlight:has(button)")]
.filter(block => {
  const button = block.querySelector("button").getBoundingClientRect()
  const text = document.createRange()
  text.selectNodeContents(block.querySelector("code"))
  return [...text.getClientRects()].some(line => line.width > 0 &&
    line.right > button.left && line.left < button.right &&
    line.bottom > button.top && line.top < button.bottom)
}).map(block => block.querySelector("code").textContent.split("\\n")[0])"""

# What a reader sees, line by line, and how many formulas and figures: controls are not text.
SEEN = """() => {
  const article = document.querySelector("article")
  article.querySelectorAll("button, nav, output, .live-panel, .live-steps")
    .forEach(box => box.remove())
  const shown = kind => [...article.querySelectorAll(kind)].filter(box =>
    box.checkVisibility({opacityProperty: true, visibilityProperty: true})).length
  return [...article.innerText.split("\\n").map(line => line.trim()).filter(Boolean),
    `${shown(".katex")} formulas`, `${shown("svg, img")} figures`]
}"""

# One call a block: a browser lets a page copy only just after a gesture.
COPY = """async block => {
  block.querySelector("button").click()
  return [block.querySelector("code").textContent, await navigator.clipboard.readText()]
}"""


def other_hosts(page):
    """Every address that the page asked another host for."""
    own = urlsplit(page.url).netloc
    return [
        url
        for url in page.requested
        if urlsplit(url).scheme not in {"data", "blob", "about"} and urlsplit(url).netloc != own
    ]


def asked_in_time(page):
    """What the page asks other hosts for, or complains of, within a minute and when it is left."""
    page.clock.run_for(60_000)
    page.evaluate(LEAVE)
    page.wait_for_timeout(100)
    return other_hosts(page) + page.complaints


def open_everything(page):
    """Open details and tabs, and give the page time to follow."""
    page.evaluate(OPEN_ALL)
    page.wait_for_timeout(250)


def show(page, scheme):
    """Turn the device light or dark, and wait until the page has followed."""
    page.emulate_media(color_scheme=scheme)
    page.wait_for_function(
        "scheme => getComputedStyle(document.body).colorScheme === scheme", arg=scheme
    )


def axe_findings(page):
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(RUN_AXE)


def axe_findings_in_both_schemes(page):
    found = []
    for scheme in ("light", "dark"):
        show(page, scheme)
        found += [f"{scheme}: {said}" for said in axe_findings(page)]
    return found


def complaints(page):
    """What the page wrote to the console, and its errors."""
    return page.complaints


def too_wide(page):
    return page.evaluate(WIDER)


def covered(page):
    """The first lines of code that a copy button lies over."""
    return page.evaluate(COVERED)


def unseen(plain, scripted):
    """What `scripted` shows and `plain`, the page without JavaScript, does not."""
    shown = plain.evaluate(SEEN)
    return [line for line in scripted.evaluate(SEEN) if line not in shown]


def unreachable_tabs(page):
    """The labels of tabs that do not open when they are clicked."""
    found = []
    for tabs in page.locator("article .tabbed-set").all():
        if not tabs.is_visible():
            continue
        labels = tabs.locator(":scope > .tabbed-labels > label")
        blocks = tabs.locator(":scope > .tabbed-content > .tabbed-block")
        for label, block in zip(labels.all(), blocks.all(), strict=True):
            label.click()
            if not block.is_visible():
                found.append(label.inner_text())
    return found


def source_of(code):
    """The code that a reader wants from a shown block: of a session, what follows the prompts."""
    lines = code.rstrip("\n").split("\n")
    if not lines[0].startswith(">>>"):
        return "\n".join(lines)
    return "\n".join(line[4:] for line in lines if line.startswith((">>>", "...")))


def miscopied(page):
    """What copy buttons give that differs from the code shown beside them."""
    found = []
    for block in page.query_selector_all("article [class*=language-py]:has(button)"):
        code, copied = block.evaluate(COPY)
        if copied != source_of(code):
            found.append(f"copied {copied!r}, not {source_of(code)!r}")
    return found
