/**
 * `numpy.random`: the legacy generator (MT19937), drawn from exactly as NumPy draws. The stream lives in the thread's
 * context and goes on from call to call. Scalars and whole arrays; arrays are lazy, so `randn(3) * s + m` is one loop.
 */
import { CONTEXT, DOUBLES_BYTES } from '../../runtime/index.ts'
import { context, f64, get, i32, i64, load, op, set, store, type X } from '../ir.ts'
import type { Build } from '../3-rewrite/lower/build.ts'
import { scalarVal, type Val } from '../3-rewrite/lower/values.ts'
import type { Type } from '../types.ts'
import { arrayType, float64, int64, isInteger, isScalar, none } from '../types.ts'
import { doc, type Builtin } from './table.ts'

/** The next double of [0, 1) with 53 bits: read from the block of 312 made at once by SIMD, or by the slow way. */
export function drawDouble(build: Build): X {
  return drawFrom(build, CONTEXT.nextDouble, CONTEXT.doubles, 'random_slow')
}

/** The next standard normal: read from those made ahead from a whole block, or made for itself. */
function drawNormal(build: Build): X {
  return drawFrom(build, CONTEXT.nextNormal, CONTEXT.normals, 'normal_slow')
}

/** The number at a place that moves on, or what `slow` answers when the place is at the end. */
function drawFrom(build: Build, place: number, numbers: number, slow: string): X {
  const [at, value] = [build.local('i32', 'next'), build.local('f64', 'random')]
  build.emit(set(at, load('i32.load', context, place)), {
    k: 'if',
    test: op('i32.eq', get(at), i32(DOUBLES_BYTES)),
    then: [{ k: 'call', into: [value], func: slow, args: [] }],
    otherwise: [
      set(value, load('f64.load', op('i32.add', context, get(at)), numbers)),
      store('i32.store', context, op('i32.add', get(at), i32(8)), place),
    ],
  })
  return get(value)
}

/** A size: none for one number, an int or a tuple of ints for an array. */
function sized(size: Type | undefined): Type | undefined {
  if (!size || size.kind === 'none') return float64
  if (isInteger(size)) return arrayType('float64', 1)
  return size.kind === 'tuple' && size.items.every(isInteger) ? arrayType('float64', size.items.length) : undefined
}

function drawn(build: Build, size: Val | undefined, draw: () => X): Val {
  if (!size || size.kind === 'none') return scalarVal(float64, draw())
  const shape = (size.kind === 'tuple' ? size.items : [size]).map((item) => build.spill(build.as(item, int64), 'n'))
  for (const extent of shape)
    if (extent.k !== 'const')
      build.raiseIf(op('i64.lt_s', extent, i64(0)), 'ValueError', 'negative dimensions are not allowed')
  return { kind: 'lazy', type: arrayType('float64', shape.length), shape, effects: true, reads: false, at: draw }
}

/** `draw(build, parameters)` for one number, `parameters` in front of `size`. */
function distribution(
  names: readonly string[],
  parameters: readonly { name: string; value: number }[],
  summary: string,
  draw: (build: Build, parameters: X[]) => X,
): Builtin[] {
  const count = parameters.length
  return names.map((name) => ({
    name: `numpy.random.${name}`,
    params: [...parameters.map((each) => `${each.name}=${each.value}`), 'size=None'].join(', '),
    summary,
    infer(types) {
      const numbers = types.slice(0, count).every((type) => isScalar(type) || type.kind === 'none')
      return numbers ? sized(types[count]) : undefined
    },
    lower(build, values) {
      const numbers = parameters.map(({ value }, index) => {
        const given = values[index]
        return build.spill(given?.kind === 'scalar' ? build.as(given, float64) : f64(value))
      })
      return drawn(build, values[count], () => draw(build, numbers))
    },
  }))
}

/** `rand(2, 3)`: the extents are arguments of their own. */
const extents = (name: string, summary: string, draw: (build: Build) => X): Builtin => ({
  name: `numpy.random.${name}`,
  params: 'd0=None, d1=None, d2=None',
  summary,
  infer(types) {
    const given = types.filter((type) => type !== none)
    return given.every(isInteger) ? (given.length === 0 ? float64 : arrayType('float64', given.length)) : undefined
  },
  lower(build, values) {
    const given = values.filter(({ kind }) => kind !== 'none')
    const size: Val = { kind: 'tuple', type: { kind: 'tuple', items: given.map(() => int64) }, items: given }
    return drawn(build, given.length === 0 ? undefined : size, () => draw(build))
  },
})

/** A function of Python's own `random`, which draws from NumPy's stream. */
const inPython = (name: string, params: string, row: Builtin): Builtin => ({ ...row, name: `random.${name}`, params })

const NUMPY: Builtin[] = [
  ...distribution(['random', 'random_sample', 'ranf', 'sample'], [], doc`Uniform on [0, 1).`, drawDouble),
  ...distribution(['standard_normal'], [], doc`Standard normal.`, drawNormal),
  ...distribution(
    ['uniform'],
    [
      { name: 'low', value: 0 },
      { name: 'high', value: 1 },
    ],
    doc`Uniform on [low, high).`,
    (build, [low = f64(0), high = f64(1)]) =>
      op('f64.add', low, op('f64.mul', op('f64.sub', high, low), drawDouble(build))),
  ),
  ...distribution(
    ['normal'],
    [
      { name: 'loc', value: 0 },
      { name: 'scale', value: 1 },
    ],
    doc`Normal with mean loc and standard deviation scale.`,
    (build, [loc = f64(0), scale = f64(1)]) => op('f64.add', loc, op('f64.mul', scale, drawNormal(build))),
  ),
  ...distribution(
    ['exponential'],
    [{ name: 'scale', value: 1 }],
    doc`Exponential with mean scale.`,
    (build, [scale = f64(1)]) => {
      const log = build.local('f64', 'log')
      build.call([log], 'Math.log', [op('f64.sub', f64(1), drawDouble(build))])
      return op('f64.mul', scale, op('f64.neg', get(log)))
    },
  ),
  extents('rand', doc`Uniform on [0, 1); the extents are the arguments.`, drawDouble),
  extents('randn', doc`Standard normal; the extents are the arguments.`, drawNormal),
  {
    name: 'numpy.random.seed',
    params: 'seed',
    summary: doc`Starts the stream that NumPy has for this seed.`,
    infer: ([seed]) => (isInteger(seed) ? none : undefined),
    lower(build, [seed]) {
      build.call([], 'random_seed', [op('i32.wrap_i64', build.as(seed, int64))])
      return { kind: 'none' }
    },
  },
]

const numpy = (name: string): Builtin => {
  const row = NUMPY.find((each) => each.name === `numpy.random.${name}`)
  if (!row) throw new Error(`numpy.random.${name} is not here`)
  return row
}

export const RANDOM: Builtin[] = [
  ...NUMPY,
  inPython('random', '', numpy('random')),
  inPython('uniform', 'a, b', numpy('uniform')),
  inPython('gauss', 'mu=0, sigma=1', numpy('normal')),
  inPython('normalvariate', 'mu=0, sigma=1', numpy('normal')),
  inPython('seed', 'a', numpy('seed')),
]
