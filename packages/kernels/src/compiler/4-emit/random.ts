/**
 * MT19937 as NumPy's legacy generator draws from it, written in WASM itself: 624 words at once by SIMD, and the 312 doubles
 * they make. Offsets are those of the thread's context (runtime/context.ts).
 */
import { CONTEXT, DOUBLES_BYTES, WORDS } from '../../runtime/index.ts'
import { noneAhead } from './normals.ts'
import type { Support } from './support.ts'

const MULTIPLIER = 1812433253

/** The tempering of one word, on the value stack top and back, through local `y`. */
const temper = `
  local.set y
  local.get y
  local.get y
  i32.const 11
  i32.shr_u
  i32.xor
  local.tee y
  local.get y
  i32.const 7
  i32.shl
  i32.const ${0x9d2c5680 | 0}
  i32.and
  i32.xor
  local.tee y
  local.get y
  i32.const 15
  i32.shl
  i32.const ${0xefc60000 | 0}
  i32.and
  i32.xor
  local.tee y
  local.get y
  i32.const 18
  i32.shr_u
  i32.xor`

const splat = (value: number): string => `i32.const ${value | 0}\n i32x4.splat`

/** Four words at `p`: upper bit of each, lower bits of the next, mixed with the words `far` bytes on. */
const twistFour = (far: string): string => `
  local.get p
  ${far}
  local.get p
  v128.load ${CONTEXT.words}
  ${splat(0x80000000)}
  v128.and
  local.get p
  v128.load ${CONTEXT.words + 4}
  local.tee v
  ${splat(0x7fffffff)}
  v128.and
  v128.or
  i32.const 1
  i32x4.shr_u
  v128.xor
  local.get v
  ${splat(1)}
  v128.and
  ${splat(1)}
  i32x4.eq
  ${splat(0x9908b0df)}
  v128.and
  v128.xor
  local.set v
  local.get p
  local.get v
  v128.store ${CONTEXT.words}
  local.get p
  i32.const 16
  i32.add
  local.set p`

/** One word at `p`; the one after it lies `next` bytes on, the far one `far`. */
const twistOne = (next: number, far: number): string => `
  local.get p
  local.get p
  i32.const ${far}
  i32.add
  i32.load ${CONTEXT.words}
  local.get p
  i32.load ${CONTEXT.words}
  i32.const ${0x80000000 | 0}
  i32.and
  local.get p
  i32.const ${next}
  i32.add
  i32.load ${CONTEXT.words}
  local.tee y
  i32.const ${0x7fffffff}
  i32.and
  i32.or
  i32.const 1
  i32.shr_u
  i32.xor
  i32.const 0
  local.get y
  i32.const 1
  i32.and
  i32.sub
  i32.const ${0x9908b0df | 0}
  i32.and
  i32.xor
  i32.store ${CONTEXT.words}
  local.get p
  i32.const 4
  i32.add
  local.set p`

const untilAt = (words: number): string => `
  local.get p
  global.get context
  i32.const ${words * 4}
  i32.add
  i32.lt_u
  br_if 0`

const temperVector = (shift: string, by: number, mask?: string): string => `
  local.get v
  local.get v
  i32.const ${by}
  ${shift}
  ${mask === undefined ? '' : `local.get ${mask}\n v128.and`}
  v128.xor
  local.set v`

/** Where normals were drawn ahead, the stream is set to where they have come to. */
const settle = `
  global.get context
  i32.load ${CONTEXT.firstNormal}
  if
    call random_settle
  end`

/**
 * Two words a, b make the double (a>>5)·2⁻²⁷ + (b>>6)·2⁻⁵³. Bits put below the exponent of 2²⁵ count 2⁻²⁷ each, below that
 * of 2⁻¹ they count 2⁻⁵³: both parts are had without a conversion, and what they have too much is taken off exactly.
 */
const EXPONENTS = { high: 0x41800000, low: 0x3fe0000000000000n, excess: 2 ** 25 + 2 ** -1 }

/** Four words in `v` become the two doubles they make. */
const toDoubles = `
  local.get v
  i32.const 5
  i32x4.shr_u
  local.get high
  i8x16.shuffle 0 1 2 3 20 21 22 23 8 9 10 11 28 29 30 31
  local.get excess
  f64x2.sub
  local.get v
  i32.const 38
  i64x2.shr_u
  local.get low
  v128.or
  f64x2.add`

export const RANDOM: Record<string, Support> = {
  random_seed: {
    params: { word: 'i32' },
    locals: { k: 'i32', p: 'i32' },
    body: `
      global.get context
      local.set p
      loop
        local.get p
        local.get word
        i32.store ${CONTEXT.words}
        local.get word
        local.get word
        i32.const 30
        i32.shr_u
        i32.xor
        i32.const ${MULTIPLIER}
        i32.mul
        local.get k
        i32.const 1
        i32.add
        local.tee k
        i32.add
        local.set word
        local.get p
        i32.const 4
        i32.add
        local.set p
        local.get k
        i32.const ${WORDS}
        i32.lt_s
        br_if 0
      end
      global.get context
      i32.const ${DOUBLES_BYTES}
      i32.store ${CONTEXT.nextDouble}
      global.get context
      i32.const ${WORDS}
      i32.store ${CONTEXT.nextWord}
      global.get context
      i32.const 0
      i32.store ${CONTEXT.hasGauss}
      ${noneAhead}`,
  },
  /** The next 624 words, four at a time, and the 312 doubles they make. */
  random_refill: {
    locals: {
      p: 'i32',
      y: 'i32',
      v: 'v128',
      maskB: 'v128',
      maskC: 'v128',
      high: 'v128',
      low: 'v128',
      excess: 'v128',
    },
    body: `
      global.get context
      local.set p
      loop
        ${twistFour(`v128.load ${CONTEXT.words + 397 * 4}`)}
        ${untilAt(224)}
      end
      loop
        ${twistOne(4, 397 * 4)}
        ${untilAt(227)}
      end
      loop
        ${twistFour(`i32.const ${227 * 4}\n i32.sub\n v128.load ${CONTEXT.words}`)}
        ${untilAt(623)}
      end
      ${twistOne(-623 * 4, -227 * 4)}
      ${splat(0x9d2c5680)}
      local.set maskB
      ${splat(0xefc60000)}
      local.set maskC
      ${splat(EXPONENTS.high)}
      local.set high
      i64.const ${EXPONENTS.low}
      i64x2.splat
      local.set low
      f64.const ${EXPONENTS.excess}
      f64x2.splat
      local.set excess
      global.get context
      local.set p
      loop
        local.get p
        v128.load ${CONTEXT.words}
        local.set v
        ${temperVector('i32x4.shr_u', 11)}
        ${temperVector('i32x4.shl', 7, 'maskB')}
        ${temperVector('i32x4.shl', 15, 'maskC')}
        ${temperVector('i32x4.shr_u', 18)}
        local.get p
        ${toDoubles}
        v128.store ${CONTEXT.doubles}
        local.get p
        i32.const 16
        i32.add
        local.set p
        ${untilAt(WORDS)}
      end
      global.get context
      i32.const 0
      i32.store ${CONTEXT.nextDouble}
      global.get context
      i32.const ${WORDS}
      i32.store ${CONTEXT.nextWord}`,
  },
  random_word: {
    results: ['i32'],
    locals: { at: 'i32', y: 'i32' },
    uses: ['random_refill', 'random_settle'],
    body: `
      ${settle}
      global.get context
      i32.load ${CONTEXT.nextDouble}
      local.tee at
      i32.const ${DOUBLES_BYTES}
      i32.eq
      if
        global.get context
        i32.load ${CONTEXT.nextWord}
        local.tee at
        i32.const ${WORDS}
        i32.ge_u
        if
          call random_refill
          i32.const 0
          local.set at
        end
      else
        local.get at
        i32.const 2
        i32.shr_u
        local.set at
      end
      global.get context
      i32.const ${WORDS}
      local.get at
      i32.const 1
      i32.add
      local.get at
      i32.const 1
      i32.and
      select
      i32.store ${CONTEXT.nextWord}
      global.get context
      local.get at
      i32.const 1
      i32.add
      i32.const 2
      i32.shl
      i32.const ${DOUBLES_BYTES}
      local.get at
      i32.const 1
      i32.and
      select
      i32.store ${CONTEXT.nextDouble}
      local.get at
      i32.const 2
      i32.shl
      global.get context
      i32.add
      i32.load ${CONTEXT.words}
      ${temper}`,
  },
  /** The next double, as compiled code reads it in place. */
  random_double: {
    results: ['f64'],
    locals: { at: 'i32' },
    uses: ['random_slow'],
    body: `
      global.get context
      i32.load ${CONTEXT.nextDouble}
      local.tee at
      i32.const ${DOUBLES_BYTES}
      i32.eq
      if
        call random_slow
        return
      end
      global.get context
      local.get at
      i32.const 8
      i32.add
      i32.store ${CONTEXT.nextDouble}
      global.get context
      local.get at
      i32.add
      f64.load ${CONTEXT.doubles}`,
  },
  /** A double when none lies ready: a new block, or two words that straddle pairs. */
  random_slow: {
    results: ['f64'],
    locals: { high: 'i32' },
    uses: ['random_refill', 'random_word', 'random_settle', 'random_double'],
    body: `
      global.get context
      i32.load ${CONTEXT.firstNormal}
      if
        call random_settle
        call random_double
        return
      end
      global.get context
      i32.load ${CONTEXT.nextWord}
      i32.const ${WORDS}
      i32.ge_u
      if
        call random_refill
        global.get context
        i32.const 8
        i32.store ${CONTEXT.nextDouble}
        global.get context
        f64.load ${CONTEXT.doubles}
        return
      end
      call random_word
      i32.const 5
      i32.shr_u
      local.set high
      local.get high
      f64.convert_i32_u
      f64.const 67108864
      f64.mul
      call random_word
      i32.const 6
      i32.shr_u
      f64.convert_i32_u
      f64.add
      f64.const ${2 ** -53}
      f64.mul`,
  },
}
