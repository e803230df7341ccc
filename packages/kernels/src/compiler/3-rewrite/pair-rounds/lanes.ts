/** What an expression is worth in two rounds at once: one number, two numbers, or the two lanes of a vector. */
import type { Local, MachineType, S, X } from '../../ir.ts'
import { get, i32, i64, mayTrap, op, set, walkX } from '../../ir.ts'
import { ValueKeys } from '../value-keys.ts'

export type Value =
  /** The same in both rounds: a constant or a local that does not change between them. */
  | { k: 'one'; x: X }
  | { k: 'two'; xs: readonly [X, X] }
  | { k: 'vector'; of: 'f64' | 'i64'; x: X }
  /** A truth: all bits of a lane or none. */
  | { k: 'mask'; x: X }

/** Thrown where an expression cannot be had for two rounds at once; caught where a loop was about to be paired. */
export const NOT_IN_PAIRS = new Error('not in pairs')

const VECTOR_FLOATS = new Set('add sub mul div sqrt abs neg min max ceil floor trunc nearest'.split(' '))
const VECTOR_WHOLES = new Set('add sub mul and or xor'.split(' '))
const FLOAT_TESTS = new Set('eq ne lt gt le ge'.split(' '))
const WHOLE_TESTS = new Set('eq ne lt_s gt_s le_s ge_s'.split(' '))
const SHIFTS = new Set('shl shr_s shr_u'.split(' '))

/** Works out expressions, writing what it takes into `code`, and into `before` what need be done only once. */
export class Lanes {
  readonly code: S[] = []
  readonly before: S[] = []
  /** What is known of locals that the round has set. */
  readonly values = new Map<Local, Value>()
  /** Instructions saved, and spent on moving numbers in and out of vectors. */
  vectorCount = 0
  moveCount = 0
  /** Locals the loop changes, and those that hold what each pair works out. */
  readonly #written: Set<Local>
  readonly #splats = new Map<Local | string, X>()
  /** What has been worked out already: stores come behind all this, so a load gives the same again. */
  readonly #known = new Map<string, Local>()
  readonly #keys = new ValueKeys()

  /** `written`: locals the loop changes. */
  constructor(written: ReadonlySet<Local>) {
    this.#written = new Set(written)
  }

  value(x: X): Value {
    switch (x.k) {
      case 'const':
      case 'context':
        return { k: 'one', x }
      case 'get':
        return this.values.get(x.local) ?? { k: 'one', x }
      case 'op':
        return this.#operation(
          x.op,
          x.args.map((arg) => this.value(arg)),
          x.type,
        )
      case 'load': {
        const address = this.value(x.address)
        return this.#each([address], x.type, ([at = x.address]) => ({ ...x, address: at }))
      }
      case 'select':
      case 'choose': {
        if (x.k === 'choose' && ![x.then, x.otherwise].every(isHarmless)) throw NOT_IN_PAIRS
        const parts = [x.test, x.then, x.otherwise].map((part) => this.value(part))
        const [test, then, otherwise] = parts
        const { type } = x
        if (test?.k === 'mask' && then && otherwise && (type === 'f64' || type === 'i64'))
          return this.#made(type, op('v128.bitselect', this.#vector(then, type), this.#vector(otherwise, type), test.x))
        return this.#each(parts, x.type, ([a = x.test, b = x.then, c = x.otherwise]) => ({
          ...x,
          k: 'select',
          test: a,
          then: b,
          otherwise: c,
        }))
      }
      default:
        return x satisfies never
    }
  }

  /** A value in the first or the second round, as a number. */
  lane(value: Value, round: 0 | 1): X {
    switch (value.k) {
      case 'one':
        return value.x
      case 'two':
        return value.xs[round]
      case 'vector':
        this.moveCount++
        return this.#spill(op(`${value.of}x2.extract_lane ${round}`, value.x))
      case 'mask':
        this.moveCount++
        return this.#spill(op('i32.and', op('i32.wrap_i64', op(`i64x2.extract_lane ${round}`, value.x)), i32(1)))
      default:
        return value satisfies never
    }
  }

  /** Whether the value is not `wanted` in one of the two rounds. */
  fails(value: Value, wanted: boolean): X {
    const not = (x: X) => (wanted ? op('i32.eqz', x) : x)
    if (value.k === 'one') return not(value.x)
    if (value.k === 'mask') return wanted ? op('i32.eqz', op('i64x2.all_true', value.x)) : op('v128.any_true', value.x)
    return op('i32.or', not(this.lane(value, 0)), not(this.lane(value, 1)))
  }

  #operation(name: string, args: Value[], type: MachineType): Value {
    const [of, what = ''] = name.split('.')
    const [a, b] = args
    const vectors = args.some(({ k }) => k === 'vector')
    const same = args.every(({ k }) => k === 'one')
    if (same || !a) return this.#each(args, type, (xs) => op(name, ...xs))
    if (of === 'f64') {
      if (VECTOR_FLOATS.has(what)) return this.#vectorOperation('f64', `f64x2.${what}`, args)
      if (FLOAT_TESTS.has(what))
        return this.#mask(op(`f64x2.${what}`, ...args.map((each) => this.#vector(each, 'f64'))))
      if (what === 'reinterpret_i64' && a.k === 'vector') return { ...a, of: 'f64' }
      if (what === 'copysign' && b) {
        const sign = this.#vector({ k: 'one', x: i64(-(2n ** 63n)) }, 'i64')
        return this.#made('f64', op('v128.bitselect', this.#vector(b, 'f64'), this.#vector(a, 'f64'), sign))
      }
    }
    if (of === 'i64' && vectors) {
      if (VECTOR_WHOLES.has(what)) return this.#vectorOperation('i64', wholeName(what), args)
      if (WHOLE_TESTS.has(what))
        return this.#mask(op(`i64x2.${what}`, ...args.map((each) => this.#vector(each, 'i64'))))
      if (what === 'reinterpret_f64' && a.k === 'vector') return { ...a, of: 'i64' }
      if (SHIFTS.has(what) && b?.k === 'one' && b.x.k === 'const')
        return this.#made('i64', op(`i64x2.${what}`, this.#vector(a, 'i64'), i32(Number(b.x.value) & 63)))
    }
    if (a.k === 'mask' && name === 'i64.extend_i32_u') return this.#made('i64', op('i64x2.shr_u', a.x, i32(63)))
    if (a.k === 'mask' && name === 'i32.eqz') return this.#mask(op('v128.not', a.x))
    if (a.k === 'mask' && b?.k === 'mask' && (name === 'i32.and' || name === 'i32.or'))
      return this.#mask(op(`v128.${what}`, a.x, b.x))
    return this.#each(args, type, (xs) => op(name, ...xs))
  }

  #vectorOperation(of: 'f64' | 'i64', name: string, args: Value[]): Value {
    return this.#made(of, op(name, ...args.map((each) => this.#vector(each, of))))
  }

  #made(of: 'f64' | 'i64', x: X): Value {
    this.vectorCount++
    return { k: 'vector', of, x: this.#spill(x) }
  }

  #mask(x: X): Value {
    return { k: 'mask', x: this.#spill(x) }
  }

  /** Number by number: once where both rounds are the same. */
  #each(args: Value[], type: MachineType, make: (xs: X[]) => X): Value {
    if (type === 'v128') throw NOT_IN_PAIRS
    if (args.every((arg) => arg.k === 'one')) {
      const x = make(args.map((arg) => arg.x))
      return { k: 'one', x: this.#spill(x) }
    }
    const [first, second] = ([0, 1] as const).map((round) =>
      this.#spill(make(args.map((arg) => this.lane(arg, round)))),
    )
    if (!first || !second) throw new Error('two rounds make two values')
    return { k: 'two', xs: [first, second] }
  }

  #vector(value: Value, of: 'f64' | 'i64'): X {
    if (value.k === 'vector') return value.x
    if (value.k === 'mask') throw NOT_IN_PAIRS
    if (value.k === 'two') {
      this.moveCount += 2
      return this.#spill(op(`${of}x2.replace_lane 1`, op(`${of}x2.splat`, value.xs[0]), value.xs[1]))
    }
    const { x } = value
    if (x.type !== of) throw NOT_IN_PAIRS
    const splat = op(`${of}x2.splat`, x)
    if (x.k === 'get' && !this.#written.has(x.local)) return this.#once(x.local, splat)
    if (x.k === 'const') return this.#once(`${of} ${Object.is(x.value, -0) ? '-0' : String(x.value)}`, splat)
    this.moveCount++
    return this.#spill(splat)
  }

  #once(key: Local | string, x: X): X {
    let known = this.#splats.get(key)
    if (!known) {
      const local: Local = { name: 'both', type: 'v128' }
      this.before.push(set(local, x))
      known = get(local)
      this.#splats.set(key, known)
    }
    return known
  }

  #spill(x: X): X {
    if (x.k === 'const' || x.k === 'get' || x.k === 'context') return x
    const key = this.#keys.of(x)
    let local = this.#known.get(key)
    if (!local) {
      local = { name: x.type === 'v128' ? 'pair' : 't', type: x.type }
      this.#known.set(key, local)
      this.#written.add(local)
      this.code.push(set(local, x))
    }
    return get(local)
  }
}

/** What may be worked out though it is not asked for. */
function isHarmless(x: X): boolean {
  let harmless = true
  walkX(x, (each) => {
    if (each.k === 'load' || (each.k === 'op' && mayTrap(each.op))) harmless = false
  })
  return harmless
}

const wholeName = (what: string) => (['and', 'or', 'xor'].includes(what) ? `v128.${what}` : `i64x2.${what}`)
