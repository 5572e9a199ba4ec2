// The forward and the backward pass, step by step: each step is a sum of products of factors.
const sigmoid = z => (z < 0 ? Math.exp(z) / (1 + Math.exp(z)) : 1 / (1 + Math.exp(-z)))
const FACTOR = /^(?:σ\((?<z>.+)\)|(?<a>[^(]+)\(1 − .+\)|(?<p>.+) − (?<q>.+)|(?<n>\d)|(?<s>.+))$/
const kinds = new Map()
export const kind = factor => {
  if (!kinds.has(factor)) kinds.set(factor, FACTOR.exec(factor).groups)
  return kinds.get(factor)
}

// The value of a factor such as 2, w^1_11, y − t, σ(z^2) or y(1 − y).
export function worth(factor, get, slope = a => a * (1 - a)) {
  const {z, a, p, q, n, s} = kind(factor)
  if (z) return sigmoid(get(z))
  if (a) return slope(get(a), a)
  if (p) return get(p) - get(q)
  return n ? Number(n) : get(s)
}

export const product = (term, get, slope) =>
  term.map(factor => worth(factor, get, slope)).reduce((x, y) => x * y)

// Every value by its name; `other` replaces a rule, to make a mistake on purpose.
export function pass(steps, numbers, other = {}) {
  const values = {...numbers}
  for (const {result, terms} of steps) {
    const get = name => other.get?.(name, result, values) ?? values[name]
    const slope = other.slope && ((a, name) => other.slope(a, name, values))
    const kept = other.terms?.(terms, result) || terms
    values[result] = kept.map(term => product(term, get, slope)).reduce((x, y) => x + y)
  }
  return values
}

export const isParameter = name => /^[wb]/.test(name)

// The parameters after one step of gradient descent.
export const descended = (values, eta) =>
  Object.fromEntries(Object.keys(values).filter(isParameter).map(name => [name, values[name] - eta * values[`∂${name}`]]))
