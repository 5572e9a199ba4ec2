// Symbols and formulas as elements, and as words for a screen reader. Names are those of the figures: w^1_12.
import {given, significant} from "./numbers.js"
import {kind, product, worth} from "./passes.js"

const NAME = /^(∂?)([^\W\d_]|[δηŷ])(?:\^(\d))?(?:_(\d+))?$/u
const family = ([letter]) => ({x: "in", w: "in", b: "in", t: "lo", L: "lo", δ: "er", η: "in"})[letter] ?? "fw"
const colour = name => (name[0] === "∂" ? (/[wb]/.test(name[1]) ? "gr" : "er") : family(name))

const add = (parent, tag, text) => parent.appendChild(Object.assign(document.createElement(tag), {textContent: text}))

export function symbol(name) {
  const [, slope, letter, layer, index] = NAME.exec(name)
  const whole = document.createElement("span")
  whole.className = `q-${colour(name)}`
  if (slope) whole.append("∂L/∂")
  add(whole, "i", letter === "y" ? "ŷ" : letter)
  if (layer) add(whole, "sup", `(${layer})`)
  if (index) add(whole, "sub", index)
  return whole
}

export function said(name) {
  const [, slope, letter, layer, index] = NAME.exec(name)
  const words = [letter === "y" ? "ŷ" : letter, layer && `layer ${layer}`, index && `index ${[...index].join(" ")}`]
  return (slope && "∂L/∂ ") + words.filter(Boolean).join(" ")
}

export const symbolsOf = factor => Object.entries(kind(factor)).filter(([key, name]) => name && key !== "n").map(([, name]) => name)

// A factor in symbols: σ(z), a(1 − a), (y − t), a digit or a symbol.
function written(factor) {
  const {z, a, p, q, n, s} = kind(factor)
  if (z) return ["σ(", symbol(z), ")"]
  if (a) return [symbol(a), "(1 − ", symbol(a), ")"]
  if (p) return ["(", symbol(p), " − ", symbol(q), ")"]
  return [n ?? symbol(s)]
}

export const number = (name, value) => (/^[xwbtη]/.test(name) ? given : significant)(value)

function valueOf(factor, values, leading) {
  const {z, p, n, s} = kind(factor)
  if (n) return n
  if (z) return `σ(${number(z, values[z])})`
  const text = number(s ?? "", worth(factor, name => values[name]))
  return p || (!leading && text[0] === "−") ? `(${text})` : text
}

const between = (parts, sign) => parts.flatMap((part, i) => (i ? [sign, part] : [part])).flat()
const joined = (terms, write) =>
  between(terms.map((term, i) => between(term.map((factor, j) => write(factor, !i && !j)), " · ")), " + ")
const bracketed = (text, i) => (i && text[0] === "−" ? `(${text})` : text)

// A step in symbols, and with its numbers put in; where paths meet, each product too.
export const formula = ({result, terms}) => [symbol(result), " = ", ...joined(terms, written)]
export function numbers({result, terms}, values) {
  const parts = [joined(terms, (factor, leading) => valueOf(factor, values, leading)).join("")]
  if (result[0] === "∂" && terms[1])
    parts.push(terms.map(term => significant(product(term, name => values[name]))).map(bracketed).join(" + "))
  const value = number(result, values[result])
  return `= ${parts[0] === value ? value : [...parts, value].join(" = ")}`
}
