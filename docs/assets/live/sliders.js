// A box of the drawing as a slider: arrow keys, dragging, and typing, which goes to the panel's field.
import {said} from "./symbols.js"

const STEP = {ArrowUp: 0.1, ArrowRight: 0.1, ArrowDown: -0.1, ArrowLeft: -0.1, PageUp: 1, PageDown: -1}
const tidy = value => Number(Math.min(1000, Math.max(-1000, value)).toFixed(6))

export function makeSlider(network, box, name) {
  const about = {role: "slider", tabindex: 0, "aria-label": said(name), "aria-valuemin": -1000, "aria-valuemax": 1000}
  for (const [key, value] of Object.entries(about)) box.setAttribute(key, value)
  box.classList.add("slider")
  box.onfocus = () => network.choose(name)
  box.onkeydown = event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const field = network.find("value")
    if (event.key in STEP) network.set(name, tidy(network.given[name] + STEP[event.key] * (event.shiftKey ? 0.1 : 1)))
    else if (event.key === "Enter") field.select()
    else if (/^[\d.−-]$/.test(event.key)) {
      field.value = event.key
      field.focus()
    } else return
    event.preventDefault()
    event.stopPropagation()
  }
  let frame
  box.onpointerdown = event => {
    const {clientX: start} = event, before = network.given[name]
    box.setPointerCapture(event.pointerId)
    box.onpointermove = ({clientX}) => {
      cancelAnimationFrame(frame)
      frame = requestAnimationFrame(() => network.set(name, tidy(Math.round(100 * before + clientX - start) / 100)))
    }
    box.onlostpointercapture = () => (box.onpointermove = null)
  }
}
