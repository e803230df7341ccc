/** Values as Python prints them: `repr(value)` of CPython and NumPy 1.24. */
import { elementsOf, isArrayView, isListValue, type Value } from '../runtime/index.ts'
import { arrayRepr } from './array-repr.ts'
import { shortest } from './decimal.ts'

export function repr(value: Value): string {
  if (value === null) return 'None'
  switch (typeof value) {
    case 'bigint':
      return String(value)
    case 'number':
      return floatRepr(value)
    case 'boolean':
      return value ? 'True' : 'False'
    case 'string':
      return stringRepr(value)
    case 'object':
      if (isArrayView(value)) return arrayRepr(elementsOf(value), value.dtype, value.shape)
      if (isListValue(value)) return `[${value.list.map(repr).join(', ')}]`
      return value.length === 1 ? `(${value.map(repr).join('')},)` : `(${value.map(repr).join(', ')})`
  }
}

/** The shortest digits that give the number back, in Python's layout: an exponent below 1e-4 and from 1e16 on. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan'
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf'
  const { sign, digits, exponent } = shortest(value)
  if (exponent < -4 || exponent >= 16) {
    const mantissa = digits.length > 1 ? `${digits[0] ?? ''}.${digits.slice(1)}` : digits
    return `${sign}${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  return `${sign}${whole}.${digits.slice(exponent + 1) || '0'}`
}

function stringRepr(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'"
  const escaped = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replaceAll('\r', '\\r')
    .replaceAll('\t', '\\t')
    .replaceAll(quote, `\\${quote}`)
  return quote + escaped + quote
}
