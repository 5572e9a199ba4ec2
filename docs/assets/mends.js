// Mends what the theme leaves out of reach of a keyboard or a screen reader.
const all = (kind, mend) => document.querySelectorAll(kind).forEach(mend)

function mend() {
  all("[data-md-component=search]", box => box.setAttribute("aria-label", "Search"))
  all(".md-dialog", box => box.setAttribute("role", "status"))
  all("nav.md-code__nav", bar => bar.setAttribute("role", "none"))
  // Every box is read before one is written: a read after a write lays the whole page out again.
  const boxes = [...document.querySelectorAll(".katex-display, .md-typeset__scrollwrap")]
  const shown = boxes.filter(box => box.firstElementChild?.checkVisibility({contentVisibilityAuto: true}))
  const scrolls = shown.map(box => box.scrollWidth > box.clientWidth)
  shown.forEach((box, i) => {
    const kind = box.matches(".katex-display") ? "Formula" : "Table"
    for (const [name, value] of [["tabindex", 0], ["role", "group"], ["aria-label", kind]])
      scrolls[i] ? box.setAttribute(name, value) : box.removeAttribute(name)
  })
}

let waiting
const soon = () => {
  clearTimeout(waiting)
  waiting = setTimeout(mend, 99)
}
document$.subscribe(() => (mend(), soon()))
addEventListener("resize", soon)
for (const event of ["toggle", "change", "contentvisibilityautostatechange"])
  addEventListener(event, soon, true)

// What is laid out on the way to a link's target moves it: go there again until it stays.
function land(tries = 9) {
  const target = location.hash && document.getElementById(location.hash.slice(1))
  if (!target || !tries) return
  target.scrollIntoView()
  const {top} = target.getBoundingClientRect()
  const check = () => target.getBoundingClientRect().top !== top && land(tries - 1)
  requestAnimationFrame(() => requestAnimationFrame(check))
}
document$.subscribe(() => land())
addEventListener("hashchange", () => land())
location$.subscribe(() => land())

// A figure that moves brings its script when it is near, or at a key.
const bring = () => document.querySelector("live-network") && import("./live/network.js")
const near = new IntersectionObserver(seen => seen.some(box => box.isIntersecting) && bring(), {rootMargin: "400px"})
document$.subscribe(() => all("live-network", box => near.observe(box)))
addEventListener("keydown", bring)

// Only who selects something may copy a formula.
document.addEventListener("selectionchange", () => getSelection().isCollapsed || import("./formulas.js"))

// A label cannot be focused: real buttons stand in for the two in the header.
const drawer = document.getElementById("__drawer")
const side = () => document.querySelector(".md-sidebar--primary")
for (const [id, name, first] of [
  ["__drawer", "Menu", ".md-sidebar--primary li a"],
  ["__search", "Search", ".md-search__input"],
]) {
  const toggle = document.getElementById(id)
  const label = document.querySelector(`.md-header__button[for=${id}]`)
  const button = document.createElement("button")
  button.className = label.className
  button.setAttribute("for", id) // the theme's rules for each width name it
  button.setAttribute("aria-label", name)
  button.append(...label.childNodes)
  label.replaceWith(button)
  button.onclick = () => toggle.click()
  const tell = () => button.setAttribute("aria-expanded", toggle.checked)
  toggle.addEventListener("change", () => {
    tell()
    const next = toggle.checked ? document.querySelector(first) : button
    next.focus()
  })
  tell()
}
addEventListener("keydown", event => event.key === "Escape" && drawer.checked && drawer.click())
addEventListener("focusin", event => drawer.checked && !side().contains(event.target) && drawer.click())
