// <live-network>: the figure of a small network whose numbers a reader can change.
import {answerRow} from "./asking.js"
import {given, read, significant} from "./numbers.js"
import {descended, isParameter, pass} from "./passes.js"
import {makeSlider} from "./sliders.js"
import {formula, number, numbers, said, symbolsOf} from "./symbols.js"

const NUDGE = 0.001
const ROOM = {z: 6, a: 6, y: 6, x: 5, w: 5, b: 5, t: 5} // how many characters of a number fit at full size
const option = name => Object.assign(document.createElement("option"), {value: name, textContent: said(name)})

class LiveNetwork extends HTMLElement {
  connectedCallback() {
    if (!this.steps) this.prepare()
    this.removeAttribute("inert")
  }

  disconnectedCallback() {
    clearInterval(this.playing)
  }

  prepare() {
    const {given: start, steps} = JSON.parse(this.dataset.network)
    Object.assign(this, {start, steps, at: steps.length, given: {...start}, solved: new Set(), chosen: "w^1_11"})
    const found = Object.fromEntries([...this.querySelectorAll("[data-live]")].map(part => [part.dataset.live, part]))
    this.find = key => found[key]
    this.texts = [...this.querySelectorAll("[data-value]")]
    this.parts = [...this.querySelectorAll("[data-part]")].map(box => [box, box.dataset.part.split(" ")])
    this.querySelectorAll("svg").forEach(svg => svg.setAttribute("role", "group"))
    this.find("name").append(...Object.keys(start).map(option))
    this.sliders = this.parts.filter(([box, [name]]) => name in start && box.localName === "g" && !box.matches(".wires"))
    this.sliders.forEach(([box, [name]]) => makeSlider(this, box, name))
    this.querySelectorAll("button").forEach(button => (button.onclick = () => this[button.dataset.live]()))
    this.find("full").hidden = !document.fullscreenEnabled
    this.find("name").onchange = event => this.choose(event.target.value)
    this.find("value").onchange = event => this.typed(event.target.value)
    this.find("answers").ontoggle = () => this.ask()
    this.addEventListener("keydown", event => this.pressed(event))
    this.open(new URLSearchParams(location.search).get(this.id))
    this.choose(this.chosen)
    this.show(this.note)
  }

  // Showing

  show(says) {
    const values = (this.values = pass(this.steps, this.given))
    const later = new Set(this.steps.slice(this.at).map(({result}) => result))
    const step = this.steps[this.at - 1]
    const named = step && this.stepped ? [step.result, ...step.terms.flat().flatMap(symbolsOf)] : []
    const lit = new Set(named.flatMap(name => [name, name.replace(/^∂/, "")]))
    const asked = name => this.find("answers").open && /^[∂δ]/.test(name) && !this.solved.has(name)
    for (const text of this.texts) {
      const name = text.dataset.value, shown = asked(name) ? "?" : number(name, values[name])
      text.classList.toggle("later", later.has(name))
      if (text.textContent === shown) continue
      text.textContent = shown
      shown.length > (ROOM[name[0]] ?? 12) ? text.setAttribute("font-size", 15) : text.removeAttribute("font-size")
    }
    for (const [box, names] of this.parts) {
      box.classList.toggle("now", names.some(name => lit.has(name)))
      box.classList.toggle("later", names.every(name => later.has(name)))
    }
    for (const [box, [name]] of this.sliders) {
      box.setAttribute("aria-valuenow", values[name])
      box.setAttribute("aria-valuetext", given(values[name]))
    }
    this.find("count").textContent = `step ${this.at} of ${this.steps.length}`
    this.find("words").textContent = step ? step.words.replace(/^./, letter => letter.toUpperCase()) : "Before the first step"
    if (this.formulaAt !== this.at) this.find("formula").replaceChildren(...(step ? formula(step) : []))
    this.formulaAt = this.at
    this.find("numbers").textContent = step ? (asked(step.result) ? "= ?" : numbers(step, values)) : ""
    this.say(says)
    this.find("back").disabled = this.find("first").disabled = this.at === 0
    this.find("next").disabled = this.at === this.steps.length
  }

  say(text = "") {
    this.message = this.find("says").textContent = text
  }

  // Changing numbers

  choose(name) {
    this.chosen = this.find("name").value = name
    this.find("value").value = String(Number(this.given[name].toPrecision(6)))
    this.find("value").removeAttribute("aria-invalid")
    this.find("nudge").disabled = name === "η"
  }

  set(name, value) {
    this.given[name] = value
    this.solved.clear()
    this.choose(name)
    this.show()
    const outputs = Object.keys(this.values).filter(key => /^[yL]/.test(key))
    const now = outputs.map(key => `${said(key)} = ${significant(this.values[key])}`).join(", ")
    this.say(`${said(name)} = ${given(value)}: ${now}.`)
    if (this.find("answers").open) this.ask()
  }

  typed(text) {
    try {
      this.set(this.chosen, read(text).value)
    } catch (error) {
      this.find("value").setAttribute("aria-invalid", true)
      this.say(error.message)
    }
  }

  // Stepping

  go(at) {
    this.at = Math.min(this.steps.length, Math.max(0, at))
    this.stepped = true
    this.show()
    const step = this.steps[this.at - 1]
    this.find("spoken").textContent = step ? `${step.words}: ${said(step.result)} ${this.find("numbers").textContent}` : "before the first step"
    if (this.at === this.steps.length) this.pause()
  }

  first() { this.go(0) }
  back() { this.go(this.at - 1) }
  next() { this.go(this.at + 1) }

  play() {
    if (this.playing) return this.pause()
    if (this.at === this.steps.length) this.go(0)
    this.find("play").textContent = "Pause"
    this.playing = setInterval(() => this.go(this.at + 1), 1500)
  }

  pause() {
    clearInterval(this.playing)
    this.playing = null
    this.find("play").textContent = "Play"
  }

  pressed(event) {
    if (document.fullscreenElement !== this || event.target.matches("input, select, [role=slider]")) return
    if (event.key === "ArrowRight") this.next()
    else if (event.key === "ArrowLeft") this.back()
    else return
    event.preventDefault()
  }

  // One step of gradient descent, and a nudge

  update() {
    const before = this.values.L
    Object.assign(this.given, descended(this.values, this.given.η))
    this.solved.clear()
    this.at = this.steps.length
    this.choose(this.chosen)
    this.show()
    this.say(`Each weight and bias has moved by −η times its gradient. The loss was ${significant(before)} and is now ${significant(this.values.L)}.`)
    this.ask()
  }

  nudge() {
    const name = this.chosen, loss = h => pass(this.steps, {...this.given, [name]: this.given[name] + h}).L
    const [up, down] = [loss(NUDGE), loss(-NUDGE)]
    const slope = significant((up - down) / (2 * NUDGE))
    const beside = isParameter(name) ? ` The gradient is ${significant(this.values[`∂${name}`])}.` : ""
    this.say(`With ${said(name)} higher by ${NUDGE} the loss is ${up.toPrecision(8)}, with ${said(name)} lower by ${NUDGE} it is ${down.toPrecision(8)}. The difference divided by ${2 * NUDGE} is ${slope}.${beside}`)
  }

  reset() {
    this.given = {...this.start}
    this.at = this.steps.length
    this.stepped = false
    this.solved.clear()
    this.choose(this.chosen)
    this.show("All numbers are as at the start.")
    this.ask()
  }

  // A link that carries the state

  async link() {
    const to = new URL(location.href)
    to.search = ""
    to.hash = this.id
    to.searchParams.set(this.id, [...Object.values(this.given), this.at].join(" "))
    await navigator.clipboard.writeText(to).then(
      () => this.say("The link is copied. It opens the figure with these numbers at this step."),
      () => this.say(String(to)),
    )
  }

  open(text) {
    if (!text) return
    const names = Object.keys(this.start), found = text.split(" ")
    try {
      const values = found.map(part => read(part).value), at = values.pop()
      if (values.length !== names.length || !Number.isInteger(at) || at < 0 || at > this.steps.length) throw Error()
      names.forEach((name, i) => (this.given[name] = values[i]))
      this.at = at
      this.stepped = at < this.steps.length
    } catch {
      this.note = "The numbers in the link could not be read, so the figure begins with its own."
    }
  }

  full() {
    document.fullscreenElement ? document.exitFullscreen() : this.requestFullscreen()
  }

  // The reader's answers

  ask() {
    const body = this.find("rows")
    if (!this.find("answers").open) return this.show(this.message)
    if (!this.solved.size) body.replaceChildren(...Object.keys(this.start).filter(isParameter).map(name => answerRow(this, name)))
    this.show(this.message)
  }
}

customElements.get("live-network") ?? customElements.define("live-network", LiveNetwork)
