/**
 * A prange loop becomes a function of its own that works one chunk: it finds what it needs in a frame in memory, goes
 * through its share of the iterations, and leaves its part of every reduction there. How many chunks there are depends on
 * the loop alone, and parts are combined in the order of the chunks: the answer is the same with any number of workers.
 *
 *   frame: job header | first, step, count, chunks, seed (i64 each) | captured locals (8 bytes each) | parts of chunk 0 | of 1 | …
 */
import type { For } from '../../ast.ts'
import { libraryPath } from '../../2-infer/scope.ts'
import { CONTEXT, JOB_HEADER } from '../../../runtime/index.ts'
import type { Func, Local, S, X } from '../../ir.ts'
import { expressionsOf, get, i32, i64, load, op, select, set, store, walk, walkX } from '../../ir.ts'
import type { ScalarType, Type } from '../../types.ts'
import { bool, int64, isArray, isFloat, isScalar, scalar } from '../../types.ts'
import {
  bindShare,
  combineShares,
  makeShares,
  mostChunks,
  type ArrayReduction,
  type Shares,
} from './array-reductions.ts'
import { Build } from './build.ts'
import { namesIn } from './fuse.ts'
import { splitLoop, type Combine } from './independence.ts'
import { rangeBounds, rangeCount } from './iteration.ts'
import { binaryScalar, compareScalars, convertScalar } from './scalars.ts'
import { assignTo, lowerBlock, settle, type Place } from './statements.ts'
import { partsOf, scalarVal, type ScalarVal } from './values.ts'

/** Enough that workers of unequal speed end together, few enough that a chunk is worth its overhead. */
const CHUNKS = 256

const FRAME = {
  first: JOB_HEADER.byteLength,
  step: JOB_HEADER.byteLength + 8,
  count: JOB_HEADER.byteLength + 16,
  chunks: JOB_HEADER.byteLength + 24,
  seed: JOB_HEADER.byteLength + 32,
  captured: JOB_HEADER.byteLength + 40,
}

/** Under `parallel=True`, outside another prange. */
export function isParallelLoop(build: Build, stmt: For): boolean {
  if (!build.typed.def.options.parallel || build.inChunk || stmt.iter.kind !== 'call') return false
  return libraryPath(stmt.iter.func, build.typed.scope, () => false) === 'numba.prange'
}

interface Reduction {
  name: string
  type: ScalarType
  combine: Combine
}

export function lowerPrange(build: Build, place: Place, stmt: For): void {
  const { lowering, typed } = build
  const header = typed.headers.get(stmt)
  const after = typed.afters.get(stmt)
  if (!header || !after || stmt.iter.kind !== 'call') throw new Error('a prange loop was not typed')
  const split = splitLoop(
    stmt,
    (name) => isArray(place.env.get(name) ?? bool),
    (name) => place.env.has(name),
  )
  for (const { rule, span, parameters } of split.faults) lowering.typing.report(typed.scope, rule, span, parameters)

  const bounds = rangeBounds(build, place, stmt.iter)
  settle(build, place, header)
  build.flush()
  const count = rangeCount(build, bounds.from, bounds.to, bounds.step)
  const reductions = [...split.reductions].flatMap(([name, combine]): Reduction[] => {
    const type = place.env.get(name)
    return type && isScalar(type) ? [{ name, type, combine }] : []
  })
  const onArrays = [...split.reductions].flatMap(([name, combine]): ArrayReduction[] => {
    const type = place.env.get(name)
    return type && isArray(type) && combine !== 'min' && combine !== 'max' ? [{ name, type, combine }] : []
  })
  const most = onArrays.reduce<X>((least, each) => mostChunks(build, least, each), i64(CHUNKS))
  const chunks = build.spill(op('i32.wrap_i64', select(op('i64.lt_s', count, most), count, most)), 'chunks')
  const shares = onArrays.map((each) =>
    makeShares(build, each, chunks, identity(scalar(each.type.dtype), each.combine)),
  )

  const number = lowering.nextChunk()
  const captured = capture(build, place, stmt, new Set(split.reductions.keys()))
  const handed = [...captured, ...shares.flatMap((each) => each.handed)]
  const chunk = lowerChunk(build, place, stmt, bounds, number, { captured, handed, reductions, shares })
  const random = drawsRandom(chunk.body, lowering.functions)
  if (random) chunk.body.unshift(...seedChunk(chunk))
  lowering.functions.push(chunk)
  lowering.notes.push(`line ${stmt.span.line}: prange is split into up to ${CHUNKS} chunks`)

  const parts = FRAME.captured + handed.length * 8
  const byteLength = op(
    'i64.add',
    i64(parts),
    op('i64.extend_i32_u', op('i32.mul', chunks, i32(reductions.length * 8))),
  )
  const frame = build.local('i32', 'frame')
  build.call([frame], 'alloc', [byteLength, build.placeX()])
  build.emit(
    { k: 'fill', address: get(frame), byte: i32(0), byteLength: i32(JOB_HEADER.byteLength) },
    store('i64.store', get(frame), bounds.from, FRAME.first),
    store('i64.store', get(frame), bounds.step, FRAME.step),
    store('i64.store', get(frame), count, FRAME.count),
    store('i64.store', get(frame), op('i64.extend_i32_u', chunks), FRAME.chunks),
  )
  if (random) {
    const words = [build.local('i32', 'word'), build.local('i32', 'word')]
    for (const [index, word] of words.entries()) {
      build.call([word], 'random_word', [])
      build.emit(store('i32.store', get(frame), get(word), FRAME.seed + 4 * index))
    }
  }
  handed.forEach(({ outer }, index) =>
    build.emit(store(`${outer.type}.store`, get(frame), get(outer), FRAME.captured + index * 8)),
  )
  build.call([], 'parallel', [i32(number), get(frame), chunks, i32(stmt.span.line)])
  combineParts(build, place, reductions, frame, chunks, parts)
  for (const each of shares) combineShares(build, each, chunks)
  build.releaseLocal(frame)

  place.env = new Map([...header].map(([name, { type }]) => [name, type]))
  lowerBlock(build, place, stmt.orelse)
  if (place.live) settle(build, place, after)
  place.env = new Map([...after].map(([name, { type }]) => [name, type]))
}

interface Captured {
  outer: Local
  inner: Local
}

interface Handed {
  captured: readonly (Captured & { name: string; type: Type })[]
  /** All that lies in the frame, the captured first. */
  handed: readonly Captured[]
  reductions: readonly Reduction[]
  shares: readonly Shares[]
}

/** Locals of variables the body uses and has from outside; an array's block stays the caller's to count. */
function capture(
  build: Build,
  place: Place,
  stmt: For,
  reduced: ReadonlySet<string>,
): (Captured & { name: string; type: Type })[] {
  const used = new Set(stmt.body.flatMap(namesIn))
  return [...place.env].flatMap(([name, type]) => {
    if (!used.has(name) || reduced.has(name)) return []
    if (type.kind === 'list') build.lowering.typing.report(build.typed.scope, 'shared-list', stmt.span, { name })
    return build.storage(name, type).map((outer, index) => {
      const part = partsOf(type)[index]
      return { name, type, outer, inner: { name: `${name}${part?.name ?? ''}`, type: outer.type } }
    })
  })
}

function lowerChunk(
  outer: Build,
  place: Place,
  stmt: For,
  bounds: { from: X; step: X },
  number: number,
  { captured, handed, reductions, shares }: Handed,
): Func {
  const build = new Build(outer.lowering, outer.typed)
  build.inChunk = true
  build.where = stmt.span
  const [frame, chunk]: [Local, Local] = [
    { name: 'frame', type: 'i32' },
    { name: 'chunk', type: 'i32' },
  ]
  const entry: S[] = []
  const groups = new Map<string, { type: Type; locals: Local[] }>()
  for (const { name, type, inner } of captured) {
    const group = groups.get(name) ?? { type, locals: [] }
    group.locals.push(inner)
    groups.set(name, group)
  }
  handed.forEach(({ inner }, index) => {
    if (!inner.name.endsWith('.base'))
      entry.push(set(inner, load(`${inner.type}.load`, get(frame), FRAME.captured + index * 8)))
  })
  for (const [name, { type, locals }] of groups) build.bindStorage(name, type, locals)

  const header = outer.typed.headers.get(stmt)
  const after = outer.typed.afters.get(stmt)
  if (!header || !after) throw new Error('a prange loop was not typed')
  const inner: Place = { env: new Map(place.env), exit: { name: 'return' }, results: [], loops: [], live: true }
  const body = build.block(() => {
    for (const each of shares) bindShare(build, chunk, each)
    for (const { name, type, combine } of reductions) build.write(name, type, scalarVal(type, identity(type, combine)))
    const count = build.spill(load('i64.load', get(frame), FRAME.count), 'count')
    const chunks = build.spill(load('i64.load', get(frame), FRAME.chunks))
    const share = build.spill(op('i64.div_s', count, chunks))
    const rest = build.spill(op('i64.rem_s', count, chunks))
    const at = build.spill(op('i64.extend_i32_u', get(chunk)))
    const least = (a: X, b: X) => select(op('i64.lt_s', a, b), a, b)
    const from = build.spill(op('i64.add', op('i64.mul', at, share), least(at, rest)), 'from')
    const to = build.spill(
      op('i64.add', op('i64.add', from, share), op('i64.extend_i32_u', op('i64.lt_s', at, rest))),
      'to',
    )
    const first =
      bounds.from.k === 'const' ? bounds.from : build.spill(load('i64.load', get(frame), FRAME.first), 'first')
    const counter: Local = { name: 'k', type: 'i64' }
    const { item, ...way } = wayThrough(build, { first, step: bounds.step, from, to, frame, counter })
    const loop = { next: { name: 'next' }, exit: { name: 'exit' }, header, after }
    const round = build.block(() => {
      assignTo(build, inner, stmt.target, scalarVal(int64, item))
      inner.loops.push(loop)
      lowerBlock(build, inner, stmt.body)
      inner.loops.pop()
      if (inner.live) settle(build, inner, header)
    })
    build.emit({ k: 'for', counter, ...way, step: 1n, body: round, next: loop.next, exit: loop.exit })
    const parts = FRAME.captured + handed.length * 8
    const slot = build.spill(op('i32.add', get(frame), op('i32.mul', get(chunk), i32(reductions.length * 8))))
    reductions.forEach(({ name, type }, index) => {
      const value = build.number(build.read(name, type))
      build.emit(store(`${value.x.type}.store`, slot, value.x, parts + index * 8))
    })
  })
  const cleanup = build.block(() => build.owners.forEach((local) => build.releaseLocal(local)))
  const id = `chunk${number}`
  return {
    id,
    label: outer.typed.def.name,
    params: [frame, chunk],
    results: [],
    exported: id,
    body: [...entry, { k: 'block', exit: inner.exit, body }, ...cleanup],
  }
}

/**
 * A range with steps of one is gone through by its own numbers, as a plain loop is, so that what the rewrites do with a
 * loop's counter they do here, too; of another range the rounds are counted.
 */
function wayThrough(
  build: Build,
  { first, step, from, to, frame, counter }: { first: X; step: X; from: X; to: X; frame: Local; counter: Local },
): { from: X; to: X; item: X } {
  if (step.k !== 'const' || step.value !== 1n) {
    const by = build.spill(load('i64.load', get(frame), FRAME.step), 'step')
    return { from, to, item: op('i64.add', first, op('i64.mul', get(counter), by)) }
  }
  // The mask changes nothing: it tells the rewrites that a range from zero on has no negative number.
  const unsigned = first.k === 'const' && first.value >= 0n
  const numberOf = (round: X) => {
    const number = op('i64.add', first, round)
    return build.spill(unsigned ? op('i64.and', number, i64(2n ** 63n - 1n)) : number)
  }
  return { from: numberOf(from), to: numberOf(to), item: get(counter) }
}

/** What combining starts from. */
function identity(type: ScalarType, combine: Combine): X {
  const extreme = combine === 'min' || combine === 'max'
  const float = isFloat(type)
  if (extreme && float)
    return convertScalar(
      { k: 'const', type: 'f64', value: combine === 'min' ? Infinity : -Infinity },
      'float64',
      type.name,
    )
  if (extreme) return i64(combine === 'min' ? 2n ** 63n - 1n : -(2n ** 63n))
  const value = combine === '*' ? 1 : combine === '&' ? -1 : 0
  return convertScalar(i64(value), 'int64', type.name)
}

function combineParts(
  build: Build,
  place: Place,
  reductions: readonly Reduction[],
  frame: Local,
  chunks: X,
  parts: number,
): void {
  if (reductions.length === 0) return
  build.count(op('i64.extend_i32_u', chunks), (index) => {
    const slot = build.spill(
      op('i32.add', get(frame), op('i32.mul', op('i32.wrap_i64', index), i32(reductions.length * 8))),
    )
    reductions.forEach(({ name, type, combine }, at) => {
      const total = build.number(build.read(name, type))
      const part = scalarVal(type, build.spill(load(`${total.x.type}.load`, slot, parts + at * 8)))
      build.write(name, type, scalarVal(type, combined(build, combine, total, part, type)))
      place.env.set(name, type)
    })
  })
}

function combined(build: Build, combine: Combine, total: ScalarVal, part: ScalarVal, type: ScalarType): X {
  if (combine !== 'min' && combine !== 'max') return binaryScalar(build, combine, total, part, type, { raises: false })
  return select(compareScalars(combine === 'min' ? '<' : '>', part, total), part.x, total.x)
}

/** Whether the code, or what it calls, reads the random stream. */
function drawsRandom(body: readonly S[], functions: readonly Func[]): boolean {
  const seen = new Set<string>()
  const search = (list: readonly S[]): boolean => {
    let found = false
    walk(list, (s) => {
      for (const x of expressionsOf(s)) {
        walkX(x, (each) => {
          if (each.k === 'load' && each.address.k === 'context' && each.offset === CONTEXT.nextDouble) found = true
          if (each.k === 'load' && each.address.k === 'context' && each.offset === CONTEXT.nextNormal) found = true
        })
      }
      if (s.k !== 'call') return
      if (s.func.startsWith('random_')) found = true
      const target = functions.find(({ id }) => id === s.func)
      if (!target || seen.has(s.func)) return
      seen.add(s.func)
      if (search(target.body)) found = true
    })
    return found
  }
  return search(body)
}

/** A stream of the chunk's own: the loop's seed and the chunk's number, well mixed (the finaliser of MurmurHash3). */
function seedChunk({ params }: Func): S[] {
  const [frame, chunk] = params
  if (!frame || !chunk) throw new Error('a chunk has two parameters')
  const h: Local = { name: 'seed', type: 'i64' }
  const shifted = (by: number) => set(h, op('i64.xor', get(h), op('i64.shr_u', get(h), i64(by))))
  const times = (factor: bigint) => set(h, op('i64.mul', get(h), i64(factor)))
  const start = op(
    'i64.add',
    load('i64.load', get(frame), FRAME.seed),
    op('i64.mul', op('i64.extend_i32_u', get(chunk)), i64(0x9e3779b97f4a7c15n)),
  )
  return [
    set(h, start),
    shifted(33),
    times(0xff51afd7ed558ccdn),
    shifted(33),
    times(0xc4ceb9fe1a85ec53n),
    shifted(33),
    { k: 'call', into: [], func: 'random_seed', args: [op('i32.wrap_i64', get(h))] },
  ]
}
