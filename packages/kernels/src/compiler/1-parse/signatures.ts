import type { Expr, ScalarName, Signature, TypeSpec } from '../ast.ts'
import { readExpression } from './expressions.ts'
import { childrenOf, Reading } from './reading.ts'
import { parseStrictly } from './syntax.ts'

/** Numba's names for scalar types, the short ones of NumPy among them. */
const SCALARS: Record<string, ScalarName> = {
  void: 'none',
  none: 'none',
  None: 'none',
  boolean: 'bool',
  bool_: 'bool',
  bool: 'bool',
  b1: 'bool',
  int8: 'int8',
  i1: 'int8',
  int16: 'int16',
  i2: 'int16',
  short: 'int16',
  int32: 'int32',
  i4: 'int32',
  intc: 'int32',
  int64: 'int64',
  i8: 'int64',
  int_: 'int64',
  intp: 'int64',
  int: 'int64',
  long_: 'int64',
  longlong: 'int64',
  uint8: 'uint8',
  u1: 'uint8',
  byte: 'uint8',
  uint16: 'uint16',
  u2: 'uint16',
  uint32: 'uint32',
  u4: 'uint32',
  uintc: 'uint32',
  uint64: 'uint64',
  u8: 'uint64',
  uint: 'uint64',
  uintp: 'uint64',
  float32: 'float32',
  f4: 'float32',
  float_: 'float64',
  float64: 'float64',
  f8: 'float64',
  float: 'float64',
  double: 'float64',
}

/** The signatures of a decorator: one, a list of them, each spelled as a string or with type objects. */
export function readSignatures(reading: Reading, value: Expr): Signature[] {
  if (value.kind === 'list') return value.items.flatMap((item) => readSignatures(reading, item))
  const tree = value.kind === 'string' ? parseText(value.value) : value
  const signature = tree && signatureOf(tree)
  if (signature) return [{ ...signature, span: value.span }]
  reading.report('signature', { from: value.span.start, to: value.span.end })
  return []
}

function parseText(text: string): Expr | undefined {
  const reading = new Reading(text.trim())
  const parsed = parseStrictly(reading.text)
  const statement = 'tree' in parsed ? parsed.tree.children[0] : undefined
  const [node, ...rest] = statement?.name === 'ExpressionStatement' ? childrenOf(statement) : []
  if (!node || rest.length > 0) return undefined
  const value = readExpression(reading, node)
  return reading.diagnostics.length === 0 ? value : undefined
}

function signatureOf(value: Expr): Omit<Signature, 'span'> | undefined {
  if (value.kind === 'tuple') return withParams(value.items)
  if (value.kind !== 'call') {
    const only = typeOf(value)
    return only && { params: [only] }
  }
  const result = typeOf(value.func)
  return result && withParams(value.args, result)
}

function withParams(items: Expr[], result?: TypeSpec): Omit<Signature, 'span'> | undefined {
  const params = items.flatMap((item) => typeOf(item) ?? [])
  if (params.length < items.length) return undefined
  return result ? { params, result } : { params }
}

function typeOf(value: Expr): TypeSpec | undefined {
  switch (value.kind) {
    case 'none':
      return { kind: 'scalar', name: 'none' }
    case 'name':
    case 'attribute': {
      const name = SCALARS[value.name]
      return name && { kind: 'scalar', name }
    }
    case 'subscript':
      return arrayOf(value.object, value.index.kind === 'tuple' ? value.index.items : [value.index])
    case 'tuple':
      return tupleOf(value.items)
    case 'call':
      return constructed(value.func, value.args)
    default:
      return undefined
  }
}

/** `float64[:]`, `float64[:, ::1]` (C order), `float64[::1, :]` (Fortran order). */
function arrayOf(object: Expr, dimensions: Expr[]): TypeSpec | undefined {
  const element = typeOf(object)
  if (element?.kind !== 'scalar' || dimensions.some(({ kind }) => kind !== 'slice')) return undefined
  const dense = dimensions.map((dimension) => dimension.kind === 'slice' && dimension.step !== undefined)
  const layout = dense.at(-1) ? 'C' : dense[0] ? 'F' : 'A'
  return { kind: 'array', element: element.name, ndim: dimensions.length, layout }
}

function tupleOf(items: Expr[]): TypeSpec | undefined {
  const types = items.flatMap((item) => typeOf(item) ?? [])
  return types.length === items.length ? { kind: 'tuple', items: types } : undefined
}

/** `Tuple((a, b))`, `UniTuple(a, 2)` */
function constructed(func: Expr, args: Expr[]): TypeSpec | undefined {
  const name = func.kind === 'name' || func.kind === 'attribute' ? func.name : ''
  const [first, count] = args
  if (name === 'Tuple' && (first?.kind === 'tuple' || first?.kind === 'list')) return tupleOf(first.items)
  const item = first && typeOf(first)
  if (name === 'UniTuple' && item && count?.kind === 'int' && count.value < 64n)
    return { kind: 'tuple', items: Array.from({ length: Number(count.value) }, () => item) }
  return undefined
}
