// A field for a reader's own gradient, and what is said of it.
import {judged} from "./answers.js"
import {read} from "./numbers.js"
import {said, symbol} from "./symbols.js"

export function answerRow(network, parameter) {
  const name = `∂${parameter}`
  const row = Object.assign(document.createElement("div"), {className: "live-answer"})
  const input = Object.assign(document.createElement("input"), {type: "text", autocomplete: "off"})
  const verdict = document.createElement("span")
  input.setAttribute("aria-label", `your ${said(name)}`)
  verdict.setAttribute("role", "status")
  row.append(symbol(name), input, verdict)
  input.onchange = () => {
    try {
      const {good, says} = judged(read(input.value), network.steps, network.given, parameter)
      verdict.textContent = says
      if (good) network.solved.add(name)
      network.show(network.message)
    } catch (error) {
      verdict.textContent = error.message
    }
  }
  return row
}
