// A copied formula is one line of text: KaTeX's two versions of it give way while the browser copies.
const relation = /^[=≈≠<>≤≥∼→←⊙×⋅±:]$/
const operand = /[\p{L}\p{N}\p{M}′)\]∥…]$/u
const short = /^(.\p{M}?|[\d.]+|\([^()]*\))$/u
const factor = /^∂?(\p{L}\p{M}?|[\d.]+)′?([_^](.|\d+|\([^()]*\)))*$/u
const accents = {"^": "\u0302", "ˉ": "\u0304", "~": "\u0303"}
const group = (text, alone) => (alone.test(text) ? text : `(${text})`)

function row(nodes) {
  let text = ""
  for (const node of nodes) {
    const next = line(node)
    const apart = node.localName === "mo" && (relation.test(next) || ("+−".includes(next) && operand.test(text)))
    text += apart ? ` ${next} ` : next === "," ? ", " : next
  }
  return text
}

function table(rows, aligned) {
  const join = (all, cell, i) => all + (i ? (aligned && i % 2 ? " " : ", ") : "") + cell
  const lines = rows.map(({children}) => [...children].map(line).reduce(join, "").trim()).filter(Boolean)
  return lines.reduce((all, next) => all + (relation.test(next[0]) ? " " : "; ") + next)
}

function line(node) {
  const parts = [...node.children].map(line), [base, first, second] = parts
  const script = (sign, text) => sign + group(text, short)
  const scripted = rest => group(base, node.children[0].localName === "mrow" ? factor : /./) + rest + ("∑∏∫".includes(base) ? " " : "")
  switch (node.localName) {
    case "mfrac": return `${group(base, factor)}/${group(first, factor)}`
    case "msqrt": return `√${group(row(node.children), factor)}`
    case "munder":
    case "msub": return scripted(script("_", first))
    case "msup": return scripted(/^′+$/.test(first) ? first : script("^", first))
    case "munderover":
    case "msubsup": return scripted(script("_", first) + script("^", second))
    case "mover": return (base + (accents[first] ?? script("^", first))).normalize()
    case "mtable": return table([...node.children], node.getAttribute("columnalign").startsWith("right"))
    case "mspace": return " "
    default: return parts.length ? row(node.children) : node.textContent
  }
}

const text = formula =>
  line(formula.querySelector("math")).replace(/\u2061\s*(?=\()/g, "").replace(/[\s\u2061]+/g, " ").trim()

document.addEventListener("copy", () => {
  const selection = getSelection()
  if (selection.isCollapsed) return
  const range = selection.getRangeAt(0)
  const at = node => (node.closest ? node : node.parentElement).closest(".katex")
  const start = at(range.startContainer), end = at(range.endContainer)
  if (start) range.setStartBefore(start)
  if (end) range.setEndAfter(end)
  const formulas = [...document.querySelectorAll(".katex")].filter(box => selection.containsNode(box, true))
  const before = formulas.map(box => [...box.childNodes])
  formulas.forEach(box => box.replaceChildren(text(box)))
  setTimeout(() => formulas.forEach((box, i) => box.replaceChildren(...before[i])))
})
