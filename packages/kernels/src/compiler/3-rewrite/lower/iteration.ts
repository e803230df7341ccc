/** What a `for` loop goes over, as a count and a way to get the item at each count. */
import type { Call, Expr } from '../../ast.ts'
import { libraryPath } from '../../2-infer/scope.ts'
import { get, i64, op, select, set, type Local, type X } from '../../ir.ts'
import { int64, rowType, tupleType, unify, unknown, type ArrayType, type Type } from '../../types.ts'
import type { Build } from './build.ts'
import { lowerExpr, lowerOperands } from './expressions.ts'
import { lengthOf, loadItem } from './lists.ts'
import type { Place } from './statements.ts'
import { fromParts, scalarVal, toParts, type ArrayVal, type ListVal, type Val } from './values.ts'

export interface Source {
  from: X
  to: X
  step: bigint
  /** The item for a counter between `from` and `to`. */
  item(counter: X): Val
  /** Blocks the loop keeps alive: to be released behind it. */
  held: Local[]
  /** For a list, which may grow and shrink on the way: whether there still is an item for a counter. */
  more?: ((counter: X) => X) | undefined
}

export function iterate(build: Build, place: Place, iter: Expr): Source {
  if (iter.kind === 'call') {
    const path = libraryPath(iter.func, build.typed.scope, (name) => place.env.has(name))
    if (path === 'builtins.range' || path === 'numba.prange') return overRange(build, place, iter)
    if (path === 'builtins.enumerate') return overEnumerate(build, place, iter)
    if (path === 'builtins.zip') return overZip(build, place, iter)
    if (path === 'builtins.reversed') return reversed(build, place, iter)
  }
  const value = lowerExpr(build, place, iter)
  if (value.kind === 'tuple') return overTuple(build, value)
  if (value.kind === 'list') return overList(build, value)
  return overArray(build, build.array(value))
}

/** Bounds of a range as i64. */
export function rangeBounds(build: Build, place: Place, call: Call): { from: X; to: X; step: X } {
  const values = lowerOperands(build, place, call.args).map((value) => build.spill(build.as(value, int64), 'bound'))
  const [first = i64(0), second, third] = values
  return { from: second ? first : i64(0), to: second ?? first, step: third ?? i64(1) }
}

function overRange(build: Build, place: Place, call: Call): Source {
  const { from, to, step } = rangeBounds(build, place, call)
  const item = (counter: X): Val => scalarVal(int64, counter)
  if (step.k === 'const' && step.value !== 0n) return { from, to, step: step.value as bigint, item, held: [] }
  const count = rangeCount(build, from, to, step)
  // The step is only known when it runs: count rounds, and work the item out.
  const [first, by] = [fixed(build, from), fixed(build, step)]
  return {
    from: i64(0),
    to: count,
    step: 1n,
    item: (counter) => scalarVal(int64, op('i64.add', first, op('i64.mul', counter, by))),
    held: [],
  }
}

/** How many items a range has. Raises ValueError for a step of zero. */
export function rangeCount(build: Build, from: X, to: X, step: X): X {
  if (step.k === 'const' && step.value === 1n)
    return build.spill(build.max(build.spill(op('i64.sub', to, from)), i64(0)), 'n')
  build.raiseIf(op('i64.eqz', step), 'ValueError', 'range() arg 3 must not be zero')
  const rising = build.spill(op('i64.gt_s', step, i64(0)))
  // The way and the step without their signs always fit into 64 bits.
  const some = select(rising, op('i64.lt_s', from, to), op('i64.gt_s', from, to))
  const distance = select(rising, op('i64.sub', to, from), op('i64.sub', from, to))
  const size = select(rising, step, op('i64.sub', i64(0), step))
  const full = op('i64.div_u', op('i64.sub', distance, i64(1)), size)
  return build.spill(select(some, op('i64.add', full, i64(1)), i64(0)), 'n')
}

/** A copy that the loop's body cannot change. */
function fixed(build: Build, x: X): X {
  if (x.k === 'const') return x
  const local = build.local(x.type, 'fixed')
  build.emit(set(local, x))
  return get(local)
}

function overArray(build: Build, array: ArrayVal): Source {
  const taken = build.take(array) as ArrayVal
  const held = build.local('i32', 'held')
  build.emit(set(held, taken.base))
  const kept: ArrayVal = {
    ...taken,
    base: get(held),
    data: fixed(build, taken.data),
    shape: taken.shape.map((extent) => fixed(build, extent)),
    strides: taken.strides.map((stride) => fixed(build, stride)),
  }
  return {
    from: i64(0),
    to: kept.shape[0] ?? i64(0),
    step: 1n,
    held: [held],
    item(counter) {
      if (kept.type.ndim === 1) return scalarVal(build.dtypeOf(kept), build.element(kept, [counter]))
      return rowOf(build, kept, counter)
    },
  }
}

/** The items as they are when their turn comes. */
function overList(build: Build, list: ListVal): Source {
  const taken = build.take(list) as ListVal
  const held = build.local('i32', 'held.list')
  build.emit(set(held, taken.base))
  const kept: ListVal = { ...taken, base: get(held) }
  return {
    from: i64(0),
    to: fixed(build, lengthOf(kept)),
    step: 1n,
    held: [held],
    more: (counter) => op('i64.lt_s', counter, lengthOf(kept)),
    item: (counter) => loadItem(build, kept, counter),
  }
}

/** `array[index]` for an index inside. */
export function rowOf(build: Build, array: ArrayVal, index: X): ArrayVal {
  const [, ...shape] = array.shape
  const [, ...strides] = array.strides
  return {
    kind: 'array',
    type: rowType(array.type) as ArrayType,
    base: array.base,
    data: build.spill(build.address(array, [index]), 'row'),
    shape,
    strides,
  }
}

function overEnumerate(build: Build, place: Place, call: Call): Source {
  const [iterable, start] = [call.args[0], call.args[1] ?? call.keywords[0]?.value]
  if (!iterable) throw new Error('enumerate needs something to go over')
  const offset = start ? fixed(build, build.as(lowerExpr(build, place, start), int64)) : i64(0)
  const inner = counted(build, iterate(build, place, iterable))
  return {
    ...inner,
    item: (counter) => pair(build, [scalarVal(int64, op('i64.add', counter, offset)), inner.item(counter)]),
  }
}

function overZip(build: Build, place: Place, call: Call): Source {
  const inner = call.args.map((arg) => counted(build, iterate(build, place, arg)))
  const shortest = inner.reduce<X | undefined>(
    (least, { to }) => (least ? build.spill(select(op('i64.lt_s', to, least), to, least), 'n') : to),
    undefined,
  )
  return {
    from: i64(0),
    to: shortest ?? i64(0),
    step: 1n,
    held: inner.flatMap(({ held }) => held),
    ...(inner.some(({ more }) => more) && { more: (counter) => allMore(inner, counter) }),
    item: (counter) =>
      pair(
        build,
        inner.map((each) => each.item(counter)),
      ),
  }
}

const allMore = (sources: readonly Source[], counter: X): X =>
  sources.map(({ more, to }) => more?.(counter) ?? op('i64.lt_s', counter, to)).reduce((a, b) => op('i32.and', a, b))

function reversed(build: Build, place: Place, call: Call): Source {
  const [iterable] = call.args
  if (!iterable) throw new Error('reversed needs something to go over')
  const inner = counted(build, iterate(build, place, iterable))
  const last = fixed(build, op('i64.sub', inner.to, i64(1)))
  return { ...inner, more: undefined, item: (counter) => inner.item(op('i64.sub', last, counter)) }
}

function pair(build: Build, items: Val[]): Val {
  return { kind: 'tuple', type: tupleType(items.map((item) => build.typeOf(item))), items }
}

/** The same source counted 0, 1, 2 … */
function counted(build: Build, source: Source): Source {
  const zero = source.from.k === 'const' && source.from.value === 0n
  if (zero && source.step === 1n) return source
  const count = rangeCount(build, source.from, source.to, i64(source.step))
  const from = fixed(build, source.from)
  return {
    from: i64(0),
    to: count,
    step: 1n,
    held: source.held,
    item: (counter) => source.item(op('i64.add', from, op('i64.mul', counter, i64(source.step)))),
  }
}

/** Items of one type, each part of the item picked by the counter. */
function overTuple(build: Build, tuple: Extract<Val, { kind: 'tuple' }>): Source {
  const type = tuple.type.items.reduce<Type>((common, item) => unify(common, item) ?? common, unknown)
  const items = tuple.items.map((item) =>
    toParts(build.convert(build.exist(item), type)).map((part) => fixed(build, part)),
  )
  const [first = []] = items
  return {
    from: i64(0),
    to: i64(items.length),
    step: 1n,
    held: [],
    item(counter) {
      const parts = first.map((_, part) =>
        items
          .map((item) => item[part] ?? i64(0))
          .reduceRight((rest, own, at) => select(op('i64.eq', counter, i64(at)), own, rest)),
      )
      return fromParts(type, parts)
    },
  }
}
