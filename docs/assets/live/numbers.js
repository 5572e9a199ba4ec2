// Numbers as texts, as tools/figures/numbers.py writes them, and texts as numbers.
const sign = text => text.replace("-", "−")

// Four significant digits; a tie goes to the even digit, as in Python.
export function significant(value) {
  const long = (value + 0).toExponential(25)
  const tie = /^-?\d\.\d\d[02468]50*e/.test(long)
  const text = tie ? long.replace(/50*e/, "e") : (value + 0).toExponential(3)
  const [digits, power] = text.split("e")
  if (power < -6 || power > 3) return sign(`${digits}e`) + sign(String(+power))
  return sign(Number(text).toFixed(Math.max(0, 3 - power)))
}

// A given number, without the zeros at its end.
export const given = value => significant(value).replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, "")

// What a person wrote: a number and half a unit of its last digit; throws what is wanted instead.
export function read(text) {
  const plain = text.trim().replace(/^[−–]/, "-").replace(/e[−–]/i, "e-")
  if (/^[+-]?\d*,\d+$/.test(plain)) throw Error(`Write ${plain.replace(",", ".")}, with a point, instead of ${text.trim()}.`)
  const found = /^[+-]?(\d+\.?(\d*)|\.(\d+))(?:e([+-]?\d+))?$/i.exec(plain)
  if (!found) throw Error(`Write a number, such as 0.25 or −3e-4${plain && `, instead of “${plain.slice(0, 20)}”`}.`)
  const value = Number(plain), digits = (found[2] ?? found[3]).length
  if (!(Math.abs(value) <= 1000)) throw Error("Write a number between −1000 and 1000.")
  return {value: value + 0, half: 0.5 * 10 ** ((found[4] ?? 0) - digits)}
}
