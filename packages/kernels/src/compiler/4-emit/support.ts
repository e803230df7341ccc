/**
 * What compiled functions lean on, written in WASM itself: blocks of memory, and MT19937. Only what a module uses is put
 * into it. Offsets are those of the thread's context (runtime/context.ts).
 */
import { CONTEXT, DOUBLES_BYTES, exceptionNumber, RUNTIME_TEXTS, WORDS } from '../../runtime/index.ts'
import type { Instruction, ValueType, WasmFunction } from '../../wasm/index.ts'

interface Support {
  params?: Record<string, ValueType>
  results?: ValueType[]
  locals?: Record<string, ValueType>
  /** Other support functions it calls. */
  uses?: string[]
  /** One instruction a line; locals by name. */
  body: string
}

/** The header in front of every block: references, size class, next free block of the class. */
const HEADER = 16
/** Blocks up to 2¹⁵ bytes come in powers of two from 2⁵ on; larger ones come from the host one by one. */
const SMALLEST_CLASS = 5
const LARGEST_SMALL = 32768
const ARENA = 1 << 20

const memoryError = `
  i32.const ${exceptionNumber('MemoryError')}
  local.get line
  i32.const ${RUNTIME_TEXTS.memory}
  local.get byteLength
  i64.const 0
  call raise
  unreachable`

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
  i32x4.neg
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

const temperVector = (shift: string, by: number, mask?: number): string => `
  local.get v
  local.get v
  i32.const ${by}
  ${shift}
  ${mask === undefined ? '' : `${splat(mask)}\n v128.and`}
  v128.xor
  local.set v`

/** 2⁵²: or-ing 52 bits into it makes a double that is larger by just those bits. */
const MAGIC = 0x4330000000000000n
const magicOr = `
  i64.const ${MAGIC}
  i64x2.splat
  v128.or
  f64.const 4503599627370496
  f64x2.splat
  f64x2.sub`

const SUPPORT: Record<string, Support> = {
  /** index_error(line, axis, index + length, length) */
  index_error: {
    params: { line: 'i32', axis: 'i32', index: 'i64', length: 'i64' },
    body: `
      i32.const ${exceptionNumber('IndexError')}
      local.get line
      i32.const ${RUNTIME_TEXTS.index}
      local.get index
      local.get length
      i64.sub
      local.get length
      i64.const 8
      i64.shl
      local.get axis
      i64.extend_i32_u
      i64.or
      call raise
      unreachable`,
  },
  alloc: {
    params: { byteLength: 'i64', line: 'i32' },
    results: ['i32'],
    locals: { size: 'i32', class: 'i32', block: 'i32', slot: 'i32' },
    body: `
      local.get byteLength
      i64.const ${0xffff0000n}
      i64.gt_u
      if
        ${memoryError}
      end
      local.get byteLength
      i32.wrap_i64
      i32.const ${HEADER}
      i32.add
      local.tee size
      i32.const ${LARGEST_SMALL}
      i32.gt_u
      if
        local.get size
        call more
        local.tee block
        i32.eqz
        if
          ${memoryError}
        end
      else
        i32.const 32
        local.get size
        i32.const 1
        i32.sub
        i32.clz
        i32.sub
        local.tee class
        i32.const ${SMALLEST_CLASS}
        local.get class
        i32.const ${SMALLEST_CLASS}
        i32.gt_s
        select
        local.tee class
        i32.const ${SMALLEST_CLASS}
        i32.sub
        i32.const 2
        i32.shl
        global.get context
        i32.add
        local.tee slot
        i32.load ${CONTEXT.freeLists}
        local.tee block
        if
          local.get slot
          local.get block
          i32.load 8
          i32.store ${CONTEXT.freeLists}
        else
          i32.const 1
          local.get class
          i32.shl
          local.set size
          global.get context
          i32.load ${CONTEXT.arena}
          local.tee block
          i32.eqz
          global.get context
          i32.load ${CONTEXT.arenaEnd}
          local.get block
          i32.sub
          local.get size
          i32.lt_u
          i32.or
          if
            i32.const ${ARENA}
            call more
            local.tee block
            i32.eqz
            if
              ${memoryError}
            end
            global.get context
            local.get block
            i32.const ${ARENA}
            i32.add
            i32.store ${CONTEXT.arenaEnd}
          end
          global.get context
          local.get block
          local.get size
          i32.add
          i32.store ${CONTEXT.arena}
        end
      end
      local.get block
      i32.const 1
      i32.store 0
      local.get block
      local.get class
      i32.store 4
      local.get block
      i32.const ${HEADER}
      i32.add`,
  },
  retain: {
    params: { base: 'i32' },
    body: `
      local.get base
      if
        local.get base
        i32.const ${HEADER}
        i32.sub
        local.tee base
        local.get base
        i32.load 0
        i32.const 1
        i32.add
        i32.store 0
      end`,
  },
  /** Gives up one reference to a list; the last one frees its items' block, then its own. */
  release_list: {
    params: { base: 'i32' },
    uses: ['release'],
    body: `
      local.get base
      i32.const ${HEADER}
      i32.sub
      i32.load 0
      i32.const 1
      i32.eq
      if
        local.get base
        i32.load 0
        call release
      end
      local.get base
      call release`,
  },
  /** Makes room for one more item: half as many again, at least eight. */
  list_grow: {
    params: { list: 'i32', itemBytes: 'i32', line: 'i32' },
    locals: { capacity: 'i32', block: 'i32' },
    uses: ['alloc', 'release'],
    body: `
      local.get list
      i32.load 4
      local.tee capacity
      local.get capacity
      i32.const 1
      i32.shr_u
      i32.add
      i32.const 8
      i32.add
      local.tee capacity
      i64.extend_i32_u
      local.get itemBytes
      i64.extend_i32_u
      i64.mul
      local.get line
      call alloc
      local.tee block
      local.get list
      i32.load 0
      local.get list
      i64.load 8
      i32.wrap_i64
      local.get itemBytes
      i32.mul
      memory.copy
      local.get list
      i32.load 0
      call release
      local.get list
      local.get block
      i32.store 0
      local.get list
      local.get capacity
      i32.store 4`,
  },
  /** Gives up one reference; the last one frees the block. */
  release: {
    params: { base: 'i32' },
    locals: { count: 'i32', class: 'i32', slot: 'i32' },
    body: `
      local.get base
      i32.eqz
      if
        return
      end
      local.get base
      i32.const ${HEADER}
      i32.sub
      local.tee base
      i32.load 0
      i32.const 1
      i32.sub
      local.tee count
      if
        local.get base
        local.get count
        i32.store 0
        return
      end
      local.get base
      i32.load 4
      local.tee class
      i32.eqz
      if
        local.get base
        call release_block
        return
      end
      local.get class
      i32.const ${SMALLEST_CLASS}
      i32.sub
      i32.const 2
      i32.shl
      global.get context
      i32.add
      local.tee slot
      i32.load ${CONTEXT.freeLists}
      local.set class
      local.get base
      local.get class
      i32.store 8
      local.get slot
      local.get base
      i32.store ${CONTEXT.freeLists}`,
  },
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
      i32.store ${CONTEXT.hasGauss}`,
  },
  /** The next 624 words, four at a time, and the 312 doubles they make. */
  random_refill: {
    locals: { p: 'i32', y: 'i32', v: 'v128' },
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
      global.get context
      local.set p
      loop
        local.get p
        v128.load ${CONTEXT.words}
        local.set v
        ${temperVector('i32x4.shr_u', 11)}
        ${temperVector('i32x4.shl', 7, 0x9d2c5680)}
        ${temperVector('i32x4.shl', 15, 0xefc60000)}
        ${temperVector('i32x4.shr_u', 18)}
        local.get p
        local.get v
        i64.const 4294967295
        i64x2.splat
        v128.and
        i32.const 5
        i64x2.shr_u
        ${magicOr}
        f64.const 67108864
        f64x2.splat
        f64x2.mul
        local.get v
        i32.const 38
        i64x2.shr_u
        ${magicOr}
        f64x2.add
        f64.const ${2 ** -53}
        f64x2.splat
        f64x2.mul
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
    uses: ['random_refill'],
    body: `
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
      local.get at
      i32.const 1
      i32.add
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
  /** A double when none lies ready: a new block, or two words that straddle pairs. */
  random_slow: {
    results: ['f64'],
    locals: { high: 'i32' },
    uses: ['random_refill', 'random_word'],
    body: `
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

/** Support functions for the names in `called`, with those they call themselves. */
export function supportFor(called: ReadonlySet<string>): WasmFunction[] {
  const wanted = new Set<string>()
  const want = (name: string): void => {
    const support = SUPPORT[name]
    if (!support || wanted.has(name)) return
    support.uses?.forEach(want)
    wanted.add(name)
  }
  called.forEach(want)
  return [...wanted].map(assemble)
}

const assembled = new Map<string, WasmFunction>()

function assemble(name: string): WasmFunction {
  const known = assembled.get(name)
  if (known) return known
  const { params = {}, results = [], locals = {}, body } = SUPPORT[name] ?? { body: '' }
  const names = [...Object.keys(params), ...Object.keys(locals)]
  const instructions = body
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line): Instruction => {
      const [op = '', first] = line.split(' ')
      if (first === undefined) return ['block', 'loop', 'if'].includes(op) ? [op, undefined] : [op]
      if (op.startsWith('local.')) return [op, names.indexOf(first)]
      if (op === 'call' || op.startsWith('global.')) return [op, first]
      return [op, op === 'i64.const' ? BigInt(first) : Number(first)]
    })
  const made: WasmFunction = {
    name,
    params: Object.values(params),
    results,
    locals: Object.values(locals),
    body: instructions,
    localNames: names,
  }
  assembled.set(name, made)
  return made
}
