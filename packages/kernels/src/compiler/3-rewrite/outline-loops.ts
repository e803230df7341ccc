/**
 * Loop outlining. V8 does not replace a running WASM function by its optimised version: a loop of a minute would stay in
 * the baseline compiler for a minute, three times slower. So each loop becomes a function that runs a limited number of
 * rounds and is called again and again; the next call gets the optimised code. Between two calls somebody may stop it, and
 * the outermost loops tell how far they are.
 *
 *     for k in from … to:            k = from; n = 1
 *         body              ⟹        while k < to:
 *                                        end = min(to, k + n)
 *                                        (state …, status) = rounds(state …, k, end)
 *                                        leave as status says;  k = end;  n = min(2n, most)
 *
 * Loops inside others, and in functions that are called often, first run some rounds in place: short ones never pay for
 * a call. A chunk of a prange loop is as good as an entry: there are a few hundred, and each may have few rounds.
 */
import type { For, Func, Label, Local, S, X } from '../ir.ts'
import {
  bodiesOf,
  expressionsOf,
  f64,
  get,
  i32,
  i64,
  jumpsTo,
  mapStatements,
  op,
  readsIn,
  select,
  set,
  walk,
  walkX,
  writesOf,
} from '../ir.ts'
import type { Rewrite } from './rewrite.ts'

/** About a millisecond of simple rounds: often enough for Stop, seldom enough to cost nothing. */
const MOST_ROUNDS = 65536
/**
 * Rounds with a loop inside may be long: in a slice of a thousand rows most of a picture would be done before the
 * optimised code, which is ready after some milliseconds, is let in.
 */
const MOST_OUTER_ROUNDS = 64
/** In place before a call is worth it; a baseline-compiled round costs some 10 ns. */
const ROUNDS_IN_PLACE = 4096n
/** A loop known to be this short is left alone. */
const SHORT = 64n
/** A loop of larger steps has less than a million rounds, and those of a slice might lead over 64 bits. */
const LARGEST_STEP = 2n ** 45n

export const outlineLoops: Rewrite = {
  name: 'outline-loops',
  sentence:
    'A long loop runs in slices, each a call: the engine can switch to optimised code between them, and Stop works.',
  apply(functions, entry) {
    const made: Func[] = []
    const serial = serialFunctions(functions, entry)
    const rewritten = functions.map((func) =>
      outlineIn(func, func.id === entry || func.exported !== undefined, serial.has(func.id), made),
    )
    return { functions: [...rewritten, ...made], changes: made.length }
  },
}

type Loop = Extract<S, { k: 'for' | 'loop' }>

/** The entry, and what is called from it outside loops only: their outermost loops are nobody's inner loops. */
function serialFunctions(functions: readonly Func[], entry: string): Set<string> {
  const byId = new Map(functions.map((func) => [func.id, func]))
  const serial = new Set<string>()
  const looped = new Set<string>()
  const visit = (body: readonly S[], inLoop: boolean): void => {
    for (const s of body) {
      if (s.k === 'call') reach(s.func, inLoop)
      const inner = inLoop || s.k === 'loop' || (s.k === 'for' && !isShort(s))
      for (const each of bodiesOf(s)) visit(each, inner)
    }
  }
  const reach = (id: string, inLoop: boolean): void => {
    const seen = inLoop ? looped : serial
    const func = byId.get(id)
    if (!func || seen.has(id)) return
    seen.add(id)
    visit(func.body, inLoop)
  }
  reach(entry, false)
  return new Set([...serial].filter((id) => !looped.has(id)))
}

function outlineIn(func: Func, isRoot: boolean, isSerial: boolean, made: Func[]): Func {
  const reads = readsIn(func.body)
  for (const local of func.results) reads.set(local, (reads.get(local) ?? 0) + 1)
  let number = 0

  /** `top`: not inside another loop; `tells`: no loop around it tells how far it is. */
  const transform = (body: readonly S[], top: boolean, tells: boolean): S[] =>
    body.flatMap((s): S[] => {
      if (s.k === 'call' && s.func === 'parallel' && !tells) return [{ ...s, args: [...s.args.slice(0, -1), i32(0)] }]
      if (s.k === 'if')
        return [{ ...s, then: transform(s.then, top, tells), otherwise: transform(s.otherwise, top, tells) }]
      if (s.k === 'block') return [{ ...s, body: transform(s.body, top, tells) }]
      if (s.k !== 'for' && s.k !== 'loop') return [s]
      if (isShort(s)) return [{ ...s, body: transform(s.body, false, tells) }]
      return outline(s, top && isRoot, tells)
    })

  const outline = (loop: Loop, atOnce: boolean, tells: boolean): S[] => {
    const inner = { ...loop, body: transform(loop.body, false, false) }
    if (!tells) delete inner.line
    const shape = shapeOf(loop, reads)
    const id = `${func.id}.loop${number++}`
    const slice = makeSlice(inner, shape, { ...func, id })
    made.push(slice.func)
    const most = containsLoop(loop.body) ? MOST_OUTER_ROUNDS : MOST_ROUNDS
    return inner.k === 'for'
      ? driveFor(inner, slice, shape, most, atOnce)
      : driveWhile(inner, slice, shape, most, atOnce)
  }
  return { ...func, body: transform(func.body, true, isSerial) }
}

const containsLoop = (body: readonly S[]): boolean =>
  body.some((s) => s.k === 'for' || s.k === 'loop' || bodiesOf(s).some(containsLoop))

function isShort(s: Loop): boolean {
  if (s.k !== 'for') return false
  if (s.step > LARGEST_STEP || s.step < -LARGEST_STEP) return true
  if (s.from.k !== 'const' || s.to.k !== 'const') return false
  const distance = BigInt(s.to.value) - BigInt(s.from.value)
  return (distance < 0n ? -distance : distance) <= SHORT
}

/** How a loop is connected with the function around it. */
interface Shape {
  /** Locals it needs from outside, or from one round to the next. */
  inputs: Local[]
  /** Locals it changes that are needed later. */
  outputs: Local[]
  /** Places outside that it may leave for. */
  exits: Label[]
}

/** `reads`: how often each local is read in the whole function. */
function shapeOf(loop: Loop, reads: ReadonlyMap<Local, number>): Shape {
  const own = readsIn([loop])
  const written = new Set<Local>()
  const labels = new Set<Label>()
  const targets = new Set<Label>()
  walk([loop], (s) => {
    writesOf(s).forEach((local) => written.add(local))
    if (s.k === 'br') targets.add(s.to)
    if (s.k === 'block') labels.add(s.exit)
    if (s.k === 'loop') labels.add(s.next)
    if (s.k === 'for') [s.next, s.exit].forEach((label) => labels.add(label))
  })
  const counter = loop.k === 'for' ? loop.counter : undefined
  const carriedOver = readFirst(loop.body)
  const inputs: Local[] = []
  const outputs: Local[] = []
  for (const local of new Set([...own.keys(), ...written])) {
    if (local === counter) continue
    // Set here and read elsewhere: where no round runs, what it was before goes out again.
    const outside = written.has(local) && (reads.get(local) ?? 0) > (own.get(local) ?? 0)
    const needed = outside || carriedOver.has(local)
    if (needed) inputs.push(local)
    if (needed && written.has(local)) outputs.push(local)
  }
  return { inputs, outputs, exits: [...targets].filter((label) => !labels.has(label)) }
}

/**
 * Locals that a round may read before it has set them: their values come from the round before. A jump out of the round
 * changes nothing about that; one to the end of a block may pass over what the block sets.
 */
export function readFirst(body: readonly S[]): Set<Local> {
  const found = new Set<Local>()
  const known = new Set<Local>()
  const note = (x: X) =>
    walkX(x, (each) => {
      if (each.k === 'get' && !known.has(each.local)) found.add(each.local)
    })
  /** Makes known what a list sets for certain, and gives what was not known before. */
  const scan = (list: readonly S[]): Local[] => {
    const added: Local[] = []
    const add = (local: Local): void => {
      if (known.has(local)) return
      known.add(local)
      added.push(local)
    }
    for (const s of list) {
      expressionsOf(s).forEach(note)
      if (s.k === 'for') apart(s.body, s.counter)
      else if (s.k === 'loop') apart(s.body)
      else if (s.k === 'block') {
        const inner = apart(s.body)
        if (!jumpsTo(s.body, s.exit)) inner.forEach(add)
      } else if (s.k === 'if') {
        const [a, b] = [apart(s.then), apart(s.otherwise)]
        const [left, right] = [s.then.at(-1)?.k === 'br', s.otherwise.at(-1)?.k === 'br']
        for (const local of left ? b : a) if (left || right || b.includes(local)) add(local)
      } else writesOf(s).forEach(add)
    }
    return added
  }
  /** The same for a list that may be passed over: nothing of it stays known. */
  const apart = (list: readonly S[], counter?: Local): Local[] => {
    const fresh = counter && !known.has(counter) ? [counter] : []
    fresh.forEach((local) => known.add(local))
    const added = [...fresh, ...scan(list)]
    added.forEach((local) => known.delete(local))
    return added
  }
  scan(body)
  return found
}

interface Slice {
  func: Func
  status: Local
}

/** 0: all rounds of this slice are done; 1: a `while` wants more; from 2 on: it left for exits[status − 2]. */
const MORE = 1
const FIRST_EXIT = 2

function makeSlice(loop: Loop, shape: Shape, { id, label, library = false }: Func): Slice {
  const status: Local = { name: 'status', type: 'i32' }
  const out: Label = { name: 'out' }
  const leave = (code: number): S[] => [set(status, i32(code)), { k: 'br', to: out }]
  const redirected = mapStatements(loop.body, (s) => {
    const exit = s.k === 'br' ? shape.exits.indexOf(s.to) : -1
    return exit < 0 ? [s] : leave(FIRST_EXIT + exit)
  })
  if (loop.k === 'for') {
    const end: Local = { name: 'end', type: 'i64' }
    const body: S[] = [
      { k: 'block', exit: out, body: [{ ...loop, from: get(loop.counter), to: get(end), body: redirected }] },
    ]
    const func: Func = {
      id,
      label,
      params: [...shape.inputs, loop.counter, end],
      results: [...shape.outputs, status],
      body,
      slice: true,
      library,
    }
    return { func, status }
  }
  const budget: Local = { name: 'budget', type: 'i32' }
  const spend: S[] = [
    { k: 'if', test: op('i32.eqz', get(budget)), then: leave(MORE), otherwise: [] },
    set(budget, op('i32.sub', get(budget), i32(1))),
  ]
  const body: S[] = [{ k: 'block', exit: out, body: [{ ...loop, body: [...spend, ...redirected] }] }]
  const [params, results] = [
    [...shape.inputs, budget],
    [...shape.outputs, status],
  ]
  return { func: { id, label, params, results, body, slice: true, library }, status }
}

/** Throws when the program has to end. */
const look: S = { k: 'call', into: [], func: 'look', args: [] }

/** Tells how far a loop is: millionths, none of a new loop, less than none where nobody knows. */
const tell = (done: X, line: number | undefined): S[] =>
  line === undefined ? [] : [{ k: 'call', into: [], func: 'progress', args: [done, i32(line)] }]

const UNKNOWN = -1

function callSlice({ func, status }: Slice, shape: Shape, extra: X[]): S[] {
  return [
    { k: 'call', into: [...shape.outputs, status], func: func.id, args: [...shape.inputs.map(get), ...extra] },
    ...shape.exits.map((label, index): S => ({
      k: 'if',
      test: op('i32.eq', get(status), i32(FIRST_EXIT + index)),
      then: [{ k: 'br', to: label }],
      otherwise: [],
    })),
  ]
}

function driveFor(loop: For, slice: Slice, shape: Shape, most: number, atOnce: boolean): S[] {
  const [began, at, to, end, size]: [Local, Local, Local, Local, Local] = [
    { name: 'began', type: 'i64' },
    { name: 'at', type: 'i64' },
    { name: 'to', type: 'i64' },
    { name: 'end', type: 'i64' },
    { name: 'size', type: 'i64' },
  ]
  const up = loop.step > 0n
  const before = (a: X, b: X) => op(up ? 'i64.lt_s' : 'i64.gt_s', a, b)
  // The distance is compared unsigned, so that bounds far apart do not overflow.
  const far = (from: X, by: X) => {
    const distance = up ? op('i64.sub', get(to), from) : op('i64.sub', from, get(to))
    return op('i64.gt_u', distance, by)
  }
  const magnitude = up ? loop.step : -loop.step
  const float = (local: Local) => op('f64.convert_i64_s', get(local))
  const way = (local: Local) => op('f64.sub', float(local), float(began))
  const done = () => op('i32.trunc_sat_f64_s', op('f64.mul', op('f64.div', way(at), way(to)), f64(1e6)))
  const again: Label = { name: 'again' }
  const through: Label = { name: 'done' }
  const drive: S = {
    k: 'block',
    exit: through,
    body: [
      {
        k: 'loop',
        next: again,
        body: [
          { k: 'if', test: before(get(at), get(to)), then: [], otherwise: [{ k: 'br', to: through }] },
          look,
          ...tell(done(), loop.line),
          set(
            end,
            select(
              far(get(at), op('i64.mul', get(size), i64(magnitude))),
              op('i64.add', get(at), op('i64.mul', get(size), i64(loop.step))),
              get(to),
            ),
          ),
          ...callSlice(slice, shape, [get(at), get(end)]),
          set(at, get(end)),
          set(size, select(op('i64.lt_s', get(size), i64(most)), op('i64.shl', get(size), i64(1)), get(size))),
          { k: 'br', to: again },
        ],
      },
    ],
  }
  const start: S[] = [
    set(at, loop.from),
    ...(loop.line === undefined ? [] : [set(began, get(at))]),
    set(to, loop.to),
    set(size, i64(atOnce ? 1 : 64)),
  ]
  if (atOnce || loop.seldom) return [...start, { k: 'block', exit: loop.exit, body: [drive] }]
  const place = ROUNDS_IN_PLACE * magnitude
  const limit = select(far(get(at), i64(place)), op('i64.add', get(at), i64(up ? place : -place)), get(to))
  const first: S[] = [
    set(end, select(before(get(at), get(to)), limit, get(at))),
    { ...loop, from: get(at), to: get(end) },
    { k: 'if', test: before(get(end), get(to)), then: [set(at, get(end)), drive], otherwise: [] },
  ]
  return [...start, { k: 'block', exit: loop.exit, body: first }]
}

function driveWhile(loop: Extract<S, { k: 'loop' }>, slice: Slice, shape: Shape, most: number, atOnce: boolean): S[] {
  const budget: Local = { name: 'rounds', type: 'i32' }
  const again: Label = { name: 'again' }
  const drive: S[] = [
    set(budget, i32(atOnce ? 1 : 64)),
    ...tell(i32(0), loop.line),
    {
      k: 'loop',
      next: again,
      body: [
        look,
        ...tell(i32(UNKNOWN), loop.line),
        ...callSlice(slice, shape, [get(budget)]),
        set(budget, select(op('i32.lt_s', get(budget), i32(most)), op('i32.shl', get(budget), i32(1)), get(budget))),
        { k: 'if', test: op('i32.eq', get(slice.status), i32(MORE)), then: [{ k: 'br', to: again }], otherwise: [] },
      ],
    },
  ]
  if (atOnce) return drive
  const spent: Label = { name: 'spent' }
  const left: Local = { name: 'left', type: 'i32' }
  const counted: S[] = [
    { k: 'if', test: op('i32.eqz', get(left)), then: [{ k: 'br', to: spent }], otherwise: [] },
    set(left, op('i32.sub', get(left), i32(1))),
    ...loop.body,
  ]
  return [
    set(left, i32(Number(ROUNDS_IN_PLACE))),
    { k: 'block', exit: spent, body: [{ ...loop, body: counted }] },
    ...drive,
  ]
}
