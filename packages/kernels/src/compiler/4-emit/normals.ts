/**
 * Standard normals by Marsaglia's polar method, drawn from the stream as NumPy's legacy generator draws them: pairs of
 * doubles until one lies in the circle, the second normal of a pair first.
 *
 * A program that draws normals mostly draws many. Once a whole block of the stream has gone into normals, the next block's
 * are made at once: which pairs lie in the circle is settled without a branch, the logarithms and roots go two by two. The
 * stream then stands nowhere in the block until somebody draws something else: `random_settle` sets it to where the normals
 * have come to.
 */
import { CONTEXT, DOUBLES_BYTES, WORDS } from '../../runtime/index.ts'
import type { Support } from './support.ts'

/**
 * √(−2·ln r / r) of two squared radii. ln as in builtins/prelude/logarithm.ts: r = 2^k·m with m in [√½, √2),
 * s = (m−1)/(m+1), ln m = 2s + s·z·(2/3 + z·Q(z)) with z = s², and ln 2 in two parts;
 * what is lost where k·ln 2 and m − 1 are added is added behind (Dekker). f²/2, with f = m − 1, is in two parts as well, the
 * first exact. So the logarithm is y + q, off by less than 0.01 units in its last place before it is rounded.
 *
 * Rounded, it may still be the neighbour of NumPy's (the C library's is off by up to 0.52), and a normal made of a
 * neighbour may be three steps away. Ziv's test finds the logarithms for which both neighbours are possible, about one in
 * ten: there the root is taken of both, and where these are two steps apart the double between them is the factor. A factor
 * at most one step from NumPy's makes a normal at most two steps from NumPy's: the factor's step, times a number below 1,
 * is less than two steps of the product.
 */
const CONSTANTS = {
  one: 1,
  half: 0.5,
  two: 2,
  minusTwo: -2,
  a1: 0.4000000000000088,
  a0: 0.6666666666666666,
  a3: 0.22222222392089008,
  a2: 0.28571428570801954,
  b1: 0.15386241881938595,
  b0: 0.18181795600060793,
  b3: 0.1308723619665962,
  b2: 0.13268714792348096,
  ln2High: 0.6931471803691238,
  ln2Low: 1.9082149292705877e-10,
  /** 2⁵² + 2048: what the exponent's bits are brought to and from. */
  bias: 4503599627370496 + 2048,
  /** How far, of the logarithm itself, its last bit is in doubt: between 1/32 and 1/16 of a unit in the last place. */
  doubt: 2 ** -57,
} as const

const vectors = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, 'v128'] as const))
const FACTOR_LOCALS = {
  ...vectors(Object.keys(CONSTANTS)),
  ...vectors('r n f s z w q x y squareHigh squareLow'.split(' ')),
}

const setConstants = Object.entries(CONSTANTS)
  .map(([name, value]) => `f64.const ${value}\n f64x2.splat\n local.set ${name}`)
  .join('\n')

const get = (name: string) => `local.get ${name}`
const splat = (value: bigint) => `i64.const ${value}\n i64x2.splat`
/** a + b·x */
const line = (a: string, b: string, x: string) => `${get(a)}\n ${get(b)}\n ${x}\n f64x2.mul\n f64x2.add`

/** √(−2·ln r / r) of a logarithm, rounded where NumPy rounds. */
const root = (log: string) => `
    local.get minusTwo
    local.get ${log}
    f64x2.mul
    local.get r
    f64x2.div
    f64x2.sqrt`

/** From local r to the stack. */
const factor = `
  local.get r
  ${splat(0x3fe6a09e667f3bcdn)}
  i64x2.sub
  local.set n
  local.get r
  local.get n
  ${splat(-(1n << 52n))}
  v128.and
  i64x2.sub
  local.get one
  f64x2.sub
  local.set f
  local.get n
  ${splat(-(1n << 63n))}
  v128.xor
  i32.const 52
  i64x2.shr_u
  ${splat(0x4330000000000000n)}
  v128.or
  local.get bias
  f64x2.sub
  local.set n
  local.get f
  local.get two
  local.get f
  f64x2.add
  f64x2.div
  local.tee s
  local.get s
  f64x2.mul
  local.tee z
  local.get z
  f64x2.mul
  local.set w
  local.get z
  ${line('a0', 'a1', get('z'))}
  ${line('a2', 'a3', get('z'))}
  local.get w
  f64x2.mul
  f64x2.add
  ${line('b0', 'b1', get('z'))}
  ${line('b2', 'b3', get('z'))}
  local.get w
  f64x2.mul
  f64x2.add
  local.get w
  local.get w
  f64x2.mul
  f64x2.mul
  f64x2.add
  f64x2.mul
  local.set q
  local.get half
  local.get f
  f64x2.mul
  local.get f
  f64x2.mul
  local.set z
  local.get f
  ${splat(-(1n << 32n))}
  v128.and
  local.tee y
  local.get half
  f64x2.mul
  local.get y
  f64x2.mul
  local.set squareHigh
  local.get f
  local.get y
  f64x2.sub
  local.get half
  f64x2.mul
  local.get f
  local.get y
  f64x2.add
  f64x2.mul
  local.set squareLow
  local.get n
  local.get ln2High
  f64x2.mul
  local.tee w
  local.get f
  f64x2.add
  local.tee x
  local.get squareHigh
  f64x2.sub
  local.tee y
  local.get f
  local.get x
  local.get w
  f64x2.sub
  f64x2.sub
  local.get x
  local.get y
  f64x2.sub
  local.get squareHigh
  f64x2.sub
  f64x2.add
  local.get squareLow
  f64x2.sub
  local.get s
  local.get z
  local.get q
  f64x2.add
  f64x2.mul
  local.get n
  local.get ln2Low
  f64x2.mul
  f64x2.add
  f64x2.add
  local.tee q
  f64x2.add
  local.set w
  ${root('w')}
  local.set x
  local.get y
  local.get q
  local.get y
  local.get doubt
  f64x2.mul
  local.tee s
  f64x2.sub
  f64x2.add
  local.tee z
  local.get y
  local.get q
  local.get s
  f64x2.add
  f64x2.add
  local.tee y
  f64x2.ne
  v128.any_true
  if
    local.get y
    local.get z
    local.get z
    local.get w
    f64x2.eq
    v128.bitselect
    local.set w
    ${root('w')}
    local.tee w
    local.get x
    f64x2.add
    local.get half
    f64x2.mul
    local.tee z
    local.get x
    local.get z
    local.get w
    f64x2.ne
    local.get z
    local.get x
    f64x2.ne
    v128.and
    v128.bitselect
    local.set x
  end
  local.get x`

const doubled = (draw: string) => `
  ${draw}
  f64.const 2
  f64.mul
  f64.const 1
  f64.sub`

/** No normals are made ahead: whatever sets the stream anew says so. */
export const noneAhead = `
  global.get context
  i32.const ${DOUBLES_BYTES}
  i32.store ${CONTEXT.nextNormal}
  global.get context
  i32.const 0
  i32.store ${CONTEXT.firstNormal}
  global.get context
  i32.const 0
  i32.store ${CONTEXT.takenByNormals}`

export const NORMALS: Record<string, Support> = {
  /** √(−2·ln r / r) for 0 < r < 1. */
  normal_factor: {
    params: { radius: 'f64' },
    results: ['f64'],
    locals: FACTOR_LOCALS,
    body: `
      ${setConstants}
      local.get radius
      f64x2.splat
      local.set r
      ${factor}
      f64x2.extract_lane 0`,
  },
  /** The normals of all pairs of the block that has just been made. */
  normal_fill: {
    locals: { p: 'i32', out: 'i32', radius: 'f64', ...FACTOR_LOCALS },
    body: `
      ${setConstants}
      i32.const ${DOUBLES_BYTES}
      local.tee p
      local.set out
      loop
        local.get p
        i32.const 16
        i32.sub
        local.tee p
        global.get context
        i32.add
        v128.load ${CONTEXT.doubles}
        local.get two
        f64x2.mul
        local.get one
        f64x2.sub
        local.tee x
        local.get x
        f64x2.mul
        local.tee y
        f64x2.extract_lane 0
        local.get y
        f64x2.extract_lane 1
        f64.add
        local.set radius
        global.get context
        local.get out
        i32.add
        local.get x
        v128.store ${CONTEXT.normals - 16}
        global.get context
        local.get out
        i32.const 1
        i32.shr_u
        i32.add
        local.get radius
        f64.store ${CONTEXT.radii - 8}
        global.get context
        local.get out
        i32.const 2
        i32.shr_u
        i32.add
        local.get p
        i32.const 16
        i32.add
        i32.store ${CONTEXT.pairEnds - 4}
        local.get out
        local.get radius
        f64.const 1
        f64.lt
        local.get radius
        f64.const 0
        f64.ne
        i32.and
        i32.const 4
        i32.shl
        i32.sub
        local.set out
        local.get p
        br_if 0
      end
      global.get context
      local.get out
      i32.store ${CONTEXT.nextNormal}
      global.get context
      local.get out
      i32.const 1
      i32.add
      i32.store ${CONTEXT.firstNormal}
      global.get context
      i32.const ${DOUBLES_BYTES}
      i32.store ${CONTEXT.nextDouble}
      global.get context
      local.get out
      i32.const -32
      i32.and
      i32.add
      local.set p
      global.get context
      local.get out
      i32.const -32
      i32.and
      i32.const 1
      i32.shr_u
      i32.add
      local.set out
      loop
        local.get out
        v128.load ${CONTEXT.radii}
        local.set r
        ${factor}
        local.set y
        ${[0, 1]
          .map(
            (lane) => `
        local.get p
        local.get p
        v128.load ${CONTEXT.normals + 16 * lane}
        local.tee x
        local.get x
        i8x16.shuffle 8 9 10 11 12 13 14 15 0 1 2 3 4 5 6 7
        local.get y
        f64x2.extract_lane ${lane}
        f64x2.splat
        f64x2.mul
        v128.store ${CONTEXT.normals + 16 * lane}`,
          )
          .join('\n')}
        local.get out
        i32.const 16
        i32.add
        local.set out
        local.get p
        i32.const 32
        i32.add
        local.tee p
        global.get context
        i32.const ${DOUBLES_BYTES}
        i32.add
        i32.lt_u
        br_if 0
      end`,
  },
  /** A normal when none lies ready: the second of a pair, the first of a new block, or of a pair drawn for itself. */
  normal_slow: {
    results: ['f64'],
    locals: { at: 'i32', x: 'f64', y: 'f64', radius: 'f64', f: 'f64' },
    uses: ['normal_fill', 'normal_factor', 'random_refill', 'random_double'],
    body: `
      global.get context
      i32.load ${CONTEXT.hasGauss}
      if
        global.get context
        i32.const 0
        i32.store ${CONTEXT.hasGauss}
        global.get context
        f64.load ${CONTEXT.gauss}
        return
      end
      loop
        global.get context
        i32.load ${CONTEXT.nextDouble}
        i32.const ${DOUBLES_BYTES}
        i32.eq
        global.get context
        i32.load ${CONTEXT.nextWord}
        i32.const ${WORDS}
        i32.ge_u
        i32.and
        if
          global.get context
          i32.load ${CONTEXT.firstNormal}
          global.get context
          i32.load ${CONTEXT.takenByNormals}
          i32.const ${DOUBLES_BYTES}
          i32.ge_u
          i32.or
          if
            call random_refill
            call normal_fill
            global.get context
            i32.load ${CONTEXT.nextNormal}
            local.tee at
            i32.const ${DOUBLES_BYTES}
            i32.eq
            br_if 2
            global.get context
            local.get at
            i32.const 8
            i32.add
            i32.store ${CONTEXT.nextNormal}
            global.get context
            local.get at
            i32.add
            f64.load ${CONTEXT.normals}
            return
          end
          global.get context
          i32.const 0
          i32.store ${CONTEXT.takenByNormals}
        end
        global.get context
        global.get context
        i32.load ${CONTEXT.takenByNormals}
        i32.const 16
        i32.add
        i32.store ${CONTEXT.takenByNormals}
        ${doubled('call random_double')}
        local.set x
        ${doubled('call random_double')}
        local.set y
        local.get x
        local.get x
        f64.mul
        local.get y
        local.get y
        f64.mul
        f64.add
        local.tee radius
        f64.const 1
        f64.lt
        local.get radius
        f64.const 0
        f64.ne
        i32.and
        i32.eqz
        br_if 0
      end
      local.get radius
      call normal_factor
      local.set f
      global.get context
      local.get f
      local.get x
      f64.mul
      f64.store ${CONTEXT.gauss}
      global.get context
      i32.const 1
      i32.store ${CONTEXT.hasGauss}
      local.get f
      local.get y
      f64.mul`,
  },
  /** Sets the stream to behind the pairs whose normals have been drawn; of a pair half drawn the second one is kept. */
  random_settle: {
    locals: { at: 'i32', drawn: 'i32' },
    body: `
      global.get context
      i32.load ${CONTEXT.nextNormal}
      local.set at
      local.get at
      global.get context
      i32.load ${CONTEXT.firstNormal}
      i32.const 1
      i32.sub
      i32.sub
      local.set drawn
      local.get drawn
      i32.const 8
      i32.and
      if
        global.get context
        i32.const 1
        i32.store ${CONTEXT.hasGauss}
        global.get context
        global.get context
        local.get at
        i32.add
        f64.load ${CONTEXT.normals}
        f64.store ${CONTEXT.gauss}
        local.get at
        i32.const 8
        i32.add
        local.set at
      end
      local.get drawn
      if
        global.get context
        global.get context
        local.get at
        i32.const 2
        i32.shr_u
        i32.add
        i32.load ${CONTEXT.pairEnds - 4}
        i32.store ${CONTEXT.nextDouble}
      else
        global.get context
        i32.const 0
        i32.store ${CONTEXT.nextDouble}
      end
      ${noneAhead}`,
  },
}
