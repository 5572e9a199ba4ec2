// Judges a gradient that a reader has computed, and names the likely mistake.
import {descended, pass} from "./passes.js"

const sigmoid = z => 1 / (1 + Math.exp(-z))
const backward = result => /^[∂δ]/.test(result)
const before = a => (a[0] === "y" ? a.replace("y", "z^2") : a.replace("a", "z"))
const hidden = name => name[0] === "a"
const across = result => result.startsWith("∂a")
const mirrored = name => name.replace(/_(\d)(\d)$/, "_$2$1")

// Rules in place of those of a correct pass, and what to say to who followed them.
const RULES = [
  ["You used the weights after the update. The backward pass needs the weights of the forward pass.",
    {get: (name, result, values) => (backward(result) && /^w\^2/.test(name) ? values.updated[name] : null)}],
  ["The slope of the sigmoid is a(1 − a), with the activation. You took σ(a)(1 − σ(a)).",
    {slope: a => sigmoid(a) * (1 - sigmoid(a))}],
  ["The slope of the sigmoid is a(1 − a), with the activation. You took z(1 − z).",
    {slope: (a, name, values) => values[before(name)] * (1 - values[before(name)])}],
  ["You left out the slope of the output unit's sigmoid.", {slope: (a, name) => (hidden(name) ? a * (1 - a) : 1)}],
  ["You left out the slope of the hidden unit's sigmoid.", {slope: (a, name) => (hidden(name) ? 1 : a * (1 - a))}],
  ["You left out the weight on the way back.", {terms: (terms, result) => across(result) && terms.map(([delta]) => [delta])}],
  ["Two paths lead back to this unit. You took only the one through the first output; add the other.",
    {terms: (terms, result) => across(result) && terms.slice(0, 1)}],
  ["Two paths lead back to this unit. You took only the one through the second output; add the other.",
    {terms: (terms, result) => across(result) && terms[1] && terms.slice(1)}],
]

// Wrong values of the gradient of `name`, each with what it shows.
export function mistakes(steps, numbers, name) {
  const values = pass(steps, numbers), right = values[`∂${name}`]
  const start = {...numbers, updated: {...values, ...descended(values, numbers.η)}}
  const [[delta]] = steps.find(({result}) => result === `∂${name}`).terms
  return [
    [-right, "The size is correct, the sign is not. The derivative of the loss begins with ŷ − t."],
    [right / 2, "Your answer is half the gradient: the derivative of a square brings a factor 2."],
    [right * 2, "Your answer is twice the gradient: the factor 2 belongs there once."],
    ...RULES.map(([says, rule]) => [pass(steps, start, rule)[`∂${name}`], says]),
    [values[delta], "That is the delta. The gradient of a weight is the delta times the value that the weight multiplies."],
    [values[`∂${mirrored(name)}`], "That is the gradient of the weight with the two subscripts exchanged."],
    [numbers.η * right, "That is η times the gradient, the length of the step."],
    [numbers[name] - numbers.η * right, "That is the parameter after the step. The gradient itself is asked for."],
  ]
}

// Say what an answer, read from a text, is.
export function judged({value, half}, steps, numbers, name) {
  const right = pass(steps, numbers)[`∂${name}`], off = (a, b) => Math.abs(a - b)
  const slack = Math.abs(right) * 1e-9
  const precise = value === right || half <= Math.abs(right) * 0.06
  if (off(value, right) <= half * (1 + 1e-9) + slack)
    return precise ? {good: true, says: "Correct."} : {says: "As far as it goes, yes. Give two more digits."}
  if (off(value, right) <= Math.abs(right) * 0.01)
    return {good: true, says: "Nearly. You rounded too early: keep two more digits on the way."}
  const close = mistakes(steps, numbers, name)
    .filter(([wrong]) => off(value, wrong) <= Math.max(half, Math.abs(wrong) * 0.01) && off(wrong, right) > Math.abs(right) * 0.01)
    .sort(([a], [b]) => off(value, a) - off(value, b))
  return {says: close[0]?.[1] ?? "This is not the gradient, and it is none of the usual mistakes. Step through the backward pass."}
}
