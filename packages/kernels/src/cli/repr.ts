/** Values as Python prints them: `repr(value)` of CPython and NumPy 1.24. */
import { arrayRepr, elementsOf, floatRepr, isArrayView, isListValue, type Value } from '../runtime/index.ts'

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
