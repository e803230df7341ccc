/**
 * The machine-level tree between typed Python and WASM. Expressions are pure but for reading memory; everything with an
 * effect (calls, stores, raising) is a statement, so a rewrite may move or copy expressions without thinking of effects.
 * Control flow is structured; `for` keeps its bounds so that rewrites can reason about the counter.
 */
import type { ValueType } from '../wasm/index.ts'

/** Python's values are single numbers; vectors of four or two live only inside what a rewrite makes. */
export type MachineType = ValueType
export type NumberType = Exclude<MachineType, 'v128'>

export interface Local {
  readonly name: string
  readonly type: MachineType
}

/** The place after a `block`, the end of a loop's body (`next`), or behind a loop (`exit`): compared by identity. */
export interface Label {
  readonly name: string
}

export type X =
  | { k: 'const'; type: MachineType; value: number | bigint }
  | { k: 'get'; type: MachineType; local: Local }
  | { k: 'context'; type: 'i32' }
  /** A WASM instruction over operands, its lanes behind spaces; `type` is what it leaves. */
  | { k: 'op'; type: MachineType; op: string; args: X[] }
  | { k: 'load'; type: MachineType; op: string; address: X; offset: number }
  | { k: 'select'; type: MachineType; test: X; then: X; otherwise: X }
  /** Evaluates one branch only. */
  | { k: 'choose'; type: MachineType; test: X; then: X; otherwise: X }

export type S =
  | { k: 'set'; local: Local; value: X }
  | { k: 'store'; op: string; address: X; offset: number; value: X }
  | { k: 'fill'; address: X; byte: X; byteLength: X }
  | { k: 'copy'; to: X; from: X; byteLength: X }
  /** Results go into `into`, one each. */
  | { k: 'call'; into: Local[]; func: string; args: X[] }
  | { k: 'if'; test: X; then: S[]; otherwise: S[] }
  | { k: 'block'; exit: Label; body: S[] }
  /** `while (true)`: `br next` goes round. */
  | { k: 'loop'; next: Label; body: S[]; line?: number }
  | For
  | { k: 'br'; to: Label }
  /** Raises IndexError unless 0 ≤ index < length, then sets `into` to the index; negative ones count from the end. */
  | { k: 'bound'; into: Local; index: X; length: X; axis: number; at: X }
  /** `at` is a place of the program, packed. */
  | { k: 'raise'; error: string; at: X; text: number; a?: X; b?: X }
  | { k: 'note'; text: string }

/** Counts `counter` from `from` while it is below (above, for a negative step) `to`; both are evaluated once before. */
export interface For {
  k: 'for'
  counter: Local
  from: X
  to: X
  step: bigint
  body: S[]
  next: Label
  exit: Label
  /** Of the program's own loops: where it stands, to tell how far it is. */
  line?: number
  /** Does what a faster loop leaves over: a few rounds, or all where that one may not run. */
  seldom?: boolean
}

export interface Func {
  /** Unique in its module. */
  id: string
  params: Local[]
  /** Their values are what the function returns. */
  results: Local[]
  body: S[]
  /** Calls itself, perhaps through others. */
  recursive?: boolean
  /** Of the compiler's own Python: the same in every module, so that it is made once and kept. */
  library?: boolean
  /** For arguments that hardly ever come: stays a call, so that what calls it is small. */
  rare?: boolean
  /** Its calls of small functions have been replaced. */
  inlined?: boolean
  /** Some rounds of a loop, called again and again. */
  slice?: boolean
  exported?: string
  /** Name in the source, for tracebacks. */
  label: string
}

// Constructors

export const i32 = (value: number): X => ({ k: 'const', type: 'i32', value: value | 0 })
export const i64 = (value: number | bigint): X => ({ k: 'const', type: 'i64', value: BigInt.asIntN(64, BigInt(value)) })
export const f64 = (value: number): X => ({ k: 'const', type: 'f64', value })
export const get = (local: Local): X => ({ k: 'get', type: local.type, local })
export const set = (local: Local, value: X): S => ({ k: 'set', local, value })
export const context: X = { k: 'context', type: 'i32' }

const COMPARISON = /^[if](32|64)\.(eqz|eq|ne|lt|gt|le|ge|lt_s|lt_u|gt_s|gt_u|le_s|le_u|ge_s|ge_u)$/

/** Instructions that leave a vector; to take one lane out of it leaves a number. */
const VECTOR = /^(v128|i8x16|[if](32x4|64x2))\.(?!extract|any_true|all_true)/

export const isComparison = (name: string): boolean => COMPARISON.test(name)

/** Division by zero and overflow of a conversion trap: they stay behind the checks in front of them. */
export const mayTrap = (name: string): boolean => /\.(div_s|div_u|rem_s|rem_u|trunc_f)/.test(name)

/** Type an instruction leaves: comparisons leave i32, the rest what their name starts with. */
export function op(name: string, ...args: X[]): X {
  let type = left.get(name)
  if (!type) {
    type = isComparison(name)
      ? 'i32'
      : VECTOR.test(name)
        ? 'v128'
        : /_true$/.test(name)
          ? 'i32'
          : (name.slice(0, 3) as MachineType)
    left.set(name, type)
  }
  return fold({ k: 'op', type, op: name, args })
}

/** What the instructions seen so far leave. */
const left = new Map<string, MachineType>()

export const load = (name: string, address: X, offset = 0): X => ({
  k: 'load',
  type: name.slice(0, 3) as MachineType,
  op: name,
  address,
  offset,
})
export const store = (name: string, address: X, value: X, offset = 0): S => ({
  k: 'store',
  op: name,
  address,
  offset,
  value,
})
export const select = (test: X, then: X, otherwise: X): X =>
  test.k === 'const' ? (test.value ? then : otherwise) : { k: 'select', type: then.type, test, then, otherwise }
export const choose = (test: X, then: X, otherwise: X): X =>
  test.k === 'const' ? (test.value ? then : otherwise) : { k: 'choose', type: then.type, test, then, otherwise }

/** Constant folding where it is exact: 64-bit and 32-bit integers, doubles (JavaScript's own), conversions of constants. */
function fold(x: Extract<X, { k: 'op' }>): X {
  const [a, b] = x.args
  if (a?.k === 'const' && (b === undefined || b.k === 'const')) {
    const known = foldConstants(x.op, a.value, b?.value)
    if (known !== undefined) return { k: 'const', type: x.type, value: known }
  }
  if (b?.k === 'const') {
    if (Number(b.value) === 0 && /^i(32|64)\.(add|sub|or|xor|shl|shr_s|shr_u)$/.test(x.op) && a) return a
    // V8 does this too, where it can see the constant.
    if (x.op === 'f64.div' && a && isPowerOfTwo(Number(b.value)))
      return { ...x, op: 'f64.mul', args: [a, f64(1 / Number(b.value))] }
    if (Number(b.value) === 1 && /^i(32|64)\.(mul|div_s)$/.test(x.op) && a) return a
  }
  if (a?.k === 'const' && b && Number(a.value) === 0 && /^i(32|64)\.add$/.test(x.op)) return b
  return x
}

/** Whose reciprocal is exact and no subnormal. */
function isPowerOfTwo(value: number): boolean {
  const exponent = Math.round(Math.log2(Math.abs(value)))
  return Math.abs(exponent) <= 1000 && 2 ** exponent === Math.abs(value)
}

function foldConstants(name: string, a: number | bigint, b: number | bigint | undefined): number | bigint | undefined {
  if (typeof a === 'bigint' && typeof b === 'bigint') {
    const wrap = (value: bigint) => BigInt.asIntN(64, value)
    switch (name) {
      case 'i64.add':
        return wrap(a + b)
      case 'i64.sub':
        return wrap(a - b)
      case 'i64.mul':
        return wrap(a * b)
      case 'i64.lt_s':
        return Number(a < b)
      case 'i64.eq':
        return Number(a === b)
    }
  }
  if (typeof a === 'number' && typeof b === 'number') {
    if (name === 'i32.add') return (a + b) | 0
    if (name === 'i32.mul') return Math.imul(a, b)
    if (name === 'i32.and') return a & b
    if (name === 'i32.eq') return Number(a === b)
    if (name === 'f64.add') return a + b
    if (name === 'f64.sub') return a - b
    if (name === 'f64.mul') return a * b
    if (name === 'f64.div') return a / b
  }
  if (name === 'f64.sqrt') return Math.sqrt(Number(a))
  if (name === 'f64.neg') return -Number(a)
  if (name === 'i32.eqz') return Number(Number(a) === 0)
  if (name === 'i32.wrap_i64') return Number(BigInt.asIntN(32, BigInt(a)))
  if (name === 'i64.extend_i32_s' || name === 'i64.extend_i32_u') {
    return name.endsWith('u') ? BigInt(Number(a) >>> 0) : BigInt(Number(a) | 0)
  }
  if (name === 'f64.convert_i64_s') return Number(a)
  return undefined
}

// Walking

/** Rebuilds an expression bottom-up; what does not change stays the same object, so that a pass leaves little garbage. */
export function mapX(x: X, change: (x: X) => X): X {
  switch (x.k) {
    case 'const':
    case 'get':
    case 'context':
      return change(x)
    case 'op': {
      const args = mapKept(x.args, (arg) => mapX(arg, change))
      return change(args === x.args ? x : { ...x, args })
    }
    case 'load': {
      const address = mapX(x.address, change)
      return change(address === x.address ? x : { ...x, address })
    }
    case 'select':
    case 'choose': {
      const [test, then, otherwise] = [mapX(x.test, change), mapX(x.then, change), mapX(x.otherwise, change)]
      const same = test === x.test && then === x.then && otherwise === x.otherwise
      return change(same ? x : { ...x, test, then, otherwise })
    }
    default:
      return x satisfies never
  }
}

/** `map` that gives the list itself where every element stays what it is. */
function mapKept<T>(list: T[], change: (each: T) => T): T[] {
  let changed: T[] | undefined
  for (let index = 0; index < list.length; index++) {
    const before = list[index] as T
    const after = change(before)
    if (after !== before) (changed ??= list.slice())[index] = after
  }
  return changed ?? list
}

/** The expressions directly in a statement. */
export function expressionsOf(s: S): X[] {
  switch (s.k) {
    case 'set':
      return [s.value]
    case 'store':
      return [s.address, s.value]
    case 'fill':
      return [s.address, s.byte, s.byteLength]
    case 'copy':
      return [s.to, s.from, s.byteLength]
    case 'call':
      return s.args
    case 'if':
      return [s.test]
    case 'for':
      return [s.from, s.to]
    case 'bound':
      return [s.index, s.length, s.at]
    case 'raise':
      return [s.at, s.a, s.b].filter((x) => x !== undefined)
    case 'block':
    case 'loop':
    case 'br':
    case 'note':
      return []
    default:
      return s satisfies never
  }
}

/** The lists of statements inside a statement. */
export function bodiesOf(s: S): S[][] {
  switch (s.k) {
    case 'if':
      return [s.then, s.otherwise]
    case 'block':
    case 'loop':
    case 'for':
      return [s.body]
    default:
      return NONE
  }
}

const NONE: S[][] = []

/** Calls `visit` on every statement, outer before inner. */
export function walk(body: readonly S[], visit: (s: S) => void): void {
  for (const s of body) {
    visit(s)
    for (const inner of bodiesOf(s)) walk(inner, visit)
  }
}

export function walkX(x: X, visit: (x: X) => void): void {
  visit(x)
  switch (x.k) {
    case 'op':
      return x.args.forEach((arg) => walkX(arg, visit))
    case 'load':
      return walkX(x.address, visit)
    case 'select':
    case 'choose':
      return [x.test, x.then, x.otherwise].forEach((part) => walkX(part, visit))
  }
}

/** How often each local is read. */
export function readsIn(body: readonly S[]): Map<Local, number> {
  const counts = new Map<Local, number>()
  walk(body, (s) => {
    for (const x of expressionsOf(s))
      walkX(x, (each) => {
        if (each.k === 'get') counts.set(each.local, (counts.get(each.local) ?? 0) + 1)
      })
  })
  return counts
}

/** How often each local is written. */
export function writesIn(body: readonly S[]): Map<Local, number> {
  const counts = new Map<Local, number>()
  walk(body, (s) => writesOf(s).forEach((local) => counts.set(local, (counts.get(local) ?? 0) + 1)))
  return counts
}

/** Statements and operators. */
export function sizeOf(body: readonly S[]): number {
  let size = 0
  walk(body, (s) => {
    size++
    for (const x of expressionsOf(s)) walkX(x, () => size++)
  })
  return size
}

export function jumpsTo(body: readonly S[], label: Label): boolean {
  let found = false
  walk(body, (s) => {
    if (s.k === 'br' && s.to === label) found = true
  })
  return found
}

/** Rebuilds statements bottom-up: expressions by `changeX`, then each statement by `change`, into any number. */
export function mapBody(body: readonly S[], changeX: (x: X) => X, change: (s: S) => S[] = (s) => [s]): S[] {
  const x = (value: X) => mapX(value, changeX)
  const inner = (list: S[]) => mapBody(list, changeX, change)
  return body.flatMap((s) => change(withParts(s, x, inner)))
}

/** Rebuilds statements bottom-up and leaves their expressions alone. */
export function mapStatements(body: readonly S[], change: (s: S) => S[]): S[] {
  const inner = (list: S[]) => mapStatements(list, change)
  return body.flatMap((s) => change(bodiesOf(s).length === 0 ? s : withParts(s, (x) => x, inner)))
}

/** A statement whose expressions and lists are others. */
export function withParts(s: S, x: (x: X) => X, inner: (list: S[]) => S[]): S {
  switch (s.k) {
    case 'set':
      return { ...s, value: x(s.value) }
    case 'store':
      return { ...s, address: x(s.address), value: x(s.value) }
    case 'fill':
      return { ...s, address: x(s.address), byte: x(s.byte), byteLength: x(s.byteLength) }
    case 'copy':
      return { ...s, to: x(s.to), from: x(s.from), byteLength: x(s.byteLength) }
    case 'call':
      return { ...s, args: s.args.map(x) }
    case 'if':
      return { ...s, test: x(s.test), then: inner(s.then), otherwise: inner(s.otherwise) }
    case 'block':
    case 'loop':
      return { ...s, body: inner(s.body) }
    case 'for':
      return { ...s, from: x(s.from), to: x(s.to), body: inner(s.body) }
    case 'bound':
      return { ...s, index: x(s.index), length: x(s.length), at: x(s.at) }
    case 'raise':
      return { ...s, at: x(s.at), ...(s.a && { a: x(s.a) }), ...(s.b && { b: x(s.b) }) }
    case 'br':
    case 'note':
      return s
    default:
      return s satisfies never
  }
}

/** Locals a statement itself writes (not those of statements inside it). */
export function writesOf(s: S): Local[] {
  switch (s.k) {
    case 'set':
      return [s.local]
    case 'call':
      return s.into
    case 'for':
      return [s.counter]
    case 'bound':
      return [s.into]
    default:
      return []
  }
}
