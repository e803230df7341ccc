/**
 * Memory from JavaScript's side: who hands out blocks of a WebAssembly.Memory. Compiled code takes blocks of 1 MiB and
 * more from here and cuts them up itself (see the compiler's allocator); arrays made by the host come from here too.
 */
export interface Heap {
  readonly memory: WebAssembly.Memory
  readonly shared: boolean
  /** What a module must declare to import the memory, where it is shared. */
  readonly maximumPages: number
  /** Address of at least `byteLength` bytes, aligned to 16, or 0 when there is no more. */
  malloc(byteLength: number): number
  free(address: number): void
}

/** A memory that belongs to somebody else, e.g. Pyodide's: its own malloc and free are used, never `grow`. */
export interface OutsideMemory {
  memory: WebAssembly.Memory
  malloc(byteLength: number): number
  free(address: number): void
}

const PAGE = 65536
/** Below this address is no block: what lies a little before an array is an address, too, and 0 never is a block. */
export const LOWEST_ADDRESS = 1024
const ALIGNMENT = 16
/** 4 GiB is what 32-bit addresses reach; a shared memory reserves its maximum, so it asks for less where that fails. */
const MAXIMUM_PAGES = [65536, 32768, 16384, 4096] as const

/** A fresh memory; `shared` makes it usable by other threads and needs SharedArrayBuffer. */
export function ownHeap(options: { shared?: boolean; maximumPages?: number } = {}): Heap {
  const shared = options.shared ?? false
  const memory = reserve(shared, options.maximumPages ? [options.maximumPages] : MAXIMUM_PAGES)
  const first = { address: LOWEST_ADDRESS, byteLength: PAGE - LOWEST_ADDRESS }
  return growingHeap(memory.memory, memory.maximumPages, shared, [first])
}

/** Blocks for one more thread of a shared memory: whatever it grows is its own. */
export function threadHeap(memory: WebAssembly.Memory): Heap {
  return growingHeap(memory, MAXIMUM_PAGES[0], true, [])
}

export function adoptHeap(outside: OutsideMemory): Heap {
  const shared = typeof SharedArrayBuffer !== 'undefined' && outside.memory.buffer instanceof SharedArrayBuffer
  const started = new Map<number, number>()
  return {
    memory: outside.memory,
    shared,
    maximumPages: MAXIMUM_PAGES[0],
    malloc(byteLength) {
      const raw = outside.malloc(byteLength + ALIGNMENT)
      if (raw === 0) return 0
      const address = (raw + ALIGNMENT - 1) & -ALIGNMENT
      started.set(address >>> 0, raw)
      return address >>> 0
    },
    free(address) {
      const raw = started.get(address)
      if (raw === undefined) throw new Error(`free of an address that was not allocated: ${address}`)
      started.delete(address)
      outside.free(raw)
    },
  }
}

interface Block {
  address: number
  byteLength: number
}

/** First fit over a list of free blocks kept in address order, neighbours joined. Few, large blocks: a list is enough. */
function growingHeap(memory: WebAssembly.Memory, maximumPages: number, shared: boolean, free: Block[]): Heap {
  const taken = new Map<number, number>()
  const take = (index: number, byteLength: number): number => {
    const block = free[index]
    if (!block) throw new Error('no such free block')
    const { address } = block
    if (block.byteLength === byteLength) free.splice(index, 1)
    else free[index] = { address: address + byteLength, byteLength: block.byteLength - byteLength }
    taken.set(address, byteLength)
    return address
  }
  const give = (address: number, byteLength: number): void => {
    let index = free.findIndex((block) => block.address > address)
    if (index < 0) index = free.length
    free.splice(index, 0, { address, byteLength })
    for (const at of [index, index - 1]) {
      const [left, right] = [free[at], free[at + 1]]
      if (left && right && left.address + left.byteLength === right.address) {
        free.splice(at, 2, { address: left.address, byteLength: left.byteLength + right.byteLength })
      }
    }
  }
  return {
    memory,
    shared,
    maximumPages,
    malloc(byteLength) {
      const size = Math.max(Math.ceil(byteLength / ALIGNMENT) * ALIGNMENT, ALIGNMENT)
      let index = free.findIndex((block) => block.byteLength >= size)
      if (index < 0) {
        const pages = Math.ceil(size / PAGE)
        const before = grow(memory, pages)
        if (before === undefined) return 0
        give(before * PAGE, pages * PAGE)
        index = free.findIndex((block) => block.byteLength >= size)
      }
      return take(index, size)
    },
    free(address) {
      const byteLength = taken.get(address)
      if (byteLength === undefined) throw new Error(`free of an address that was not allocated: ${address}`)
      taken.delete(address)
      give(address, byteLength)
    },
  }
}

function grow(memory: WebAssembly.Memory, pages: number): number | undefined {
  try {
    return memory.grow(pages)
  } catch {
    return undefined // a RangeError: the memory's maximum, or the machine's
  }
}

function reserve(shared: boolean, maxima: readonly number[]): { memory: WebAssembly.Memory; maximumPages: number } {
  let failure: unknown
  for (const maximum of maxima) {
    try {
      return { memory: new WebAssembly.Memory({ initial: 1, maximum, shared }), maximumPages: maximum }
    } catch (error) {
      failure = error // a RangeError: this much address space is not to be had
    }
  }
  throw failure
}
