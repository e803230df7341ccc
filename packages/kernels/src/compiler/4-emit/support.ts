/**
 * What compiled functions lean on, written in WASM itself: blocks of memory here, random numbers beside. Only what a module
 * uses is put into it. Offsets are those of the thread's context (runtime/context.ts).
 */
import { CONTEXT, exceptionNumber, RUNTIME_TEXTS } from '../../runtime/index.ts'
import type { Instruction, ValueType, WasmFunction } from '../../wasm/index.ts'
import { NORMALS } from './normals.ts'
import { RANDOM } from './random.ts'

export interface Support {
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
  local.get place
  i32.const ${RUNTIME_TEXTS.memory}
  local.get byteLength
  i64.const 0
  call raise
  unreachable`

const BLOCKS: Record<string, Support> = {
  /** index_error(place, axis, index + length, length) */
  index_error: {
    params: { place: 'i32', axis: 'i32', index: 'i64', length: 'i64' },
    body: `
      i32.const ${exceptionNumber('IndexError')}
      local.get place
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
    params: { byteLength: 'i64', place: 'i32' },
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
    params: { list: 'i32', itemBytes: 'i32', place: 'i32' },
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
      local.get place
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
}

const SUPPORT: Record<string, Support> = { ...BLOCKS, ...RANDOM, ...NORMALS }

/** Support functions for the names in `called`, with those they call themselves. */
export function supportFor(called: ReadonlySet<string>): WasmFunction[] {
  const wanted = new Set<string>()
  const want = (name: string): void => {
    const support = SUPPORT[name]
    if (!support || wanted.has(name)) return
    wanted.add(name)
    support.uses?.forEach(want)
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
      const [op = '', first, ...lanes] = line.split(/ +/)
      if (first === undefined) return ['block', 'loop', 'if'].includes(op) ? [op, undefined] : [op]
      if (op.startsWith('local.')) return [op, names.indexOf(first)]
      if (op === 'call' || op.startsWith('global.')) return [op, first]
      return [op, op === 'i64.const' ? BigInt(first) : Number(first), ...lanes.map(Number)]
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
