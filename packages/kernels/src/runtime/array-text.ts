/**
 * NumPy's `repr(array)` and `str(array)` with its default print options: 8 digits after the point at most, lines of 75
 * characters, and only the edges of arrays with more than 1000 elements. After numpy/core/arrayprint.py's rules.
 */
import { shortest } from './decimal.ts'
import type { DType } from './values.ts'

const PRECISION = 8
const LINE_WIDTH = 75
const THRESHOLD = 1000
const EDGE_ITEMS = 3

type Elements = ArrayLike<number | bigint>

/** What stands around the brackets and between the numbers. */
interface Style {
  indent: string
  separator: string
  suffix: string
}
const REPR: Style = { indent: ' '.repeat('array('.length), separator: ',', suffix: ')' }
const STR: Style = { indent: '', separator: '', suffix: '' }

/** As `print(array)` shows it. */
export function arrayStr(elements: Elements, dtype: DType, shape: readonly number[]): string {
  const length = shape.reduce((product, extent) => product * extent, 1)
  return length === 0 ? '[]' : body(elements, dtype, shape, length, STR)
}

export function arrayRepr(elements: Elements, dtype: DType, shape: readonly number[]): string {
  const length = shape.reduce((product, extent) => product * extent, 1)
  const implied = ['float64', 'int64', 'bool'].includes(dtype) && length > 0
  const text = `array(${body(elements, dtype, shape, length, REPR)}${implied ? ')' : ','}`
  if (implied) return text
  const type = `dtype=${dtype})`
  const lastLine = text.length - (text.lastIndexOf('\n') + 1)
  return text + (lastLine + type.length + 1 > LINE_WIDTH ? `\n${REPR.indent}` : ' ') + type
}

function body(elements: Elements, dtype: DType, shape: readonly number[], length: number, style: Style): string {
  if (length === 0) return shape.length > 1 ? `[], shape=${shapeText(shape)}` : '[]'
  const summarize = length > THRESHOLD
  const shown = visible(shape, summarize).map((index) => elements[index] ?? 0)
  return layOut(elements, shape, formatter(shown, dtype), summarize, style)
}

const shapeText = (shape: readonly number[]) => `(${shape.join(', ')}${shape.length === 1 ? ',' : ''})`

/** Flat positions of the elements that are printed. */
function visible(shape: readonly number[], summarize: boolean): number[] {
  let positions = [0]
  for (const extent of shape) {
    const along = axisItems(extent, summarize).filter((index) => index >= 0)
    positions = positions.flatMap((position) => along.map((index) => position * extent + index))
  }
  return positions
}

/** Indices along one axis, with -1 where `...` stands. */
function axisItems(extent: number, summarize: boolean): number[] {
  const all = Array.from({ length: extent }, (_, index) => index)
  if (!summarize || extent <= 2 * EDGE_ITEMS) return all
  return [...all.slice(0, EDGE_ITEMS), -1, ...all.slice(-EDGE_ITEMS)]
}

function layOut(
  elements: Elements,
  shape: readonly number[],
  format: Format,
  summarize: boolean,
  style: Style,
): string {
  return block(0, 0)

  function block(axis: number, position: number): string {
    const extent = shape[axis]
    if (extent === undefined) return format(elements[position] ?? 0)
    const words = axisItems(extent, summarize).map((index) =>
      index < 0 ? '...' : block(axis + 1, position * extent + index),
    )
    const hanging = style.indent + ' '.repeat(axis + 1)
    const inner = shape.length - 1 - axis
    return inner > 0
      ? `[${words.join(`${style.separator}${'\n'.repeat(inner)}${hanging}`)}]`
      : `[${wrap(words, hanging, axis, style)}]`
  }
}

/** Numbers of the last axis, broken into lines where the next one, its comma and the closing brackets would not fit. */
function wrap(words: string[], hanging: string, axis: number, { separator, suffix }: Style): string {
  // Behind the last word stands a separator or a bracket.
  const width = LINE_WIDTH - suffix.length - axis - 1
  let text = ''
  let line = hanging
  for (const word of words) {
    if (line !== hanging) line += `${separator} `
    if (line.length + word.length > width && line !== hanging) {
      text += `${line.trimEnd()}\n`
      line = hanging
    }
    line += word
  }
  return (text + line).slice(hanging.length)
}

type Format = (value: number | bigint) => string

function formatter(values: (number | bigint)[], dtype: DType): Format {
  if (dtype === 'bool') return (value) => (Number(value) !== 0 ? ' True' : 'False')
  if (dtype === 'float64' || dtype === 'float32') return floatFormatter(values.map(Number), dtype)
  const width = Math.max(...values.map((value) => String(value).length))
  return (value) => String(value).padStart(width)
}

/** All numbers of an array share one layout: points below each other, and exponents for all or for none. */
function floatFormatter(values: number[], dtype: DType): Format {
  const finite = values.filter(Number.isFinite)
  const magnitudes = finite.map(Math.abs).filter((value) => value !== 0)
  const largest = Math.max(...magnitudes, 0)
  const smallest = magnitudes.length > 0 ? Math.min(...magnitudes) : 0
  const exponential = magnitudes.length > 0 && (largest >= 1e8 || smallest < 1e-4 || largest / smallest > 1000)
  const parts = finite.map((value) => (exponential ? exponentParts(value, dtype) : positionalParts(value, dtype)))
  const fraction = Math.max(0, ...parts.map(({ fraction }) => fraction.length))
  const exponentDigits = Math.max(2, ...parts.map(({ exponent }) => exponent.replace(/^e[+-]/, '').length))
  const render = (value: number) => {
    const {
      whole,
      fraction: digits,
      exponent,
    } = exponential ? exponentParts(value, dtype) : positionalParts(value, dtype)
    if (!exponential) return { left: whole, right: `.${digits.padEnd(fraction)}` }
    const power = exponent.slice(0, 2) + exponent.slice(2).padStart(exponentDigits, '0')
    return { left: whole, right: `.${digits.padEnd(fraction, '0')}${power}` }
  }
  const strange = values.filter((value) => !Number.isFinite(value)).map((value) => strangeText(value).length)
  const right = finite.length > 0 ? render(finite[0] ?? 0).right.length : 0
  const left = Math.max(...parts.map(({ whole }) => whole.length), ...strange.map((length) => length - right), 0)
  return (raw) => {
    const value = Number(raw)
    if (!Number.isFinite(value)) return strangeText(value).padStart(left + right)
    const text = render(value)
    return text.left.padStart(left) + text.right
  }
}

const strangeText = (value: number) => (Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf')

interface Parts {
  /** Sign and digits before the point. */
  whole: string
  /** Digits after it, trailing zeros removed. */
  fraction: string
  exponent: string
}

/** The shortest digits that tell the element from its neighbours; rounded exactly where there are more than PRECISION. */
function positionalParts(value: number, dtype: DType): Parts {
  const { sign, digits, exponent } = shortestOf(value, dtype)
  const plain =
    digits.length - 1 - exponent > PRECISION ? Math.abs(value).toFixed(PRECISION) : withPoint(digits, exponent)
  const [whole = '0', fraction = ''] = plain.split('.')
  return { whole: sign + whole, fraction: fraction.replace(/0+$/, ''), exponent: '' }
}

function withPoint(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`
  const padded = digits.padEnd(exponent + 1, '0')
  return `${padded.slice(0, exponent + 1)}.${padded.slice(exponent + 1)}`
}

function exponentParts(value: number, dtype: DType): Parts {
  const { sign, digits, exponent } = shortestOf(value, dtype)
  const [mantissa = '0', power = '0'] =
    digits.length - 1 > PRECISION
      ? Math.abs(value).toExponential(PRECISION).split('e')
      : [`${digits[0] ?? '0'}.${digits.slice(1)}`, String(exponent)]
  const [whole = '0', fraction = ''] = mantissa.split('.')
  const text = `e${power.startsWith('-') ? '-' : '+'}${power.replace(/^[+-]/, '').padStart(2, '0')}`
  return { whole: sign + whole, fraction: fraction.replace(/0+$/, ''), exponent: text }
}

function shortestOf(value: number, dtype: DType) {
  if (dtype !== 'float32') return shortest(value)
  for (let precision = 1; precision <= 9; precision++) {
    const short = Number(value.toPrecision(precision))
    if (Math.fround(short) === value) return { ...shortest(short), sign: shortest(value).sign }
  }
  return shortest(value)
}
