/** Words at the beginning of the memory. */
const WORD = { lock: 0, epoch: 1, top: 2, free: 4 } as const
/** Blocks are powers of two, from 16 bytes to 1 GiB; each size has its list of free ones. */
const smallest = 4
const largest = 30
/** Before a block's bytes: its size as a power of two, in as much room as keeps them aligned to 8. */
const header = 8
const firstBlock = 256
const initialLength = 1 << 20
/** Only address space until it is used. */
const longest = 1 << 30
/** Where shared memory cannot grow, it is this long from the beginning. */
const fixedLength = 1 << 26

/** Too much is shared at once; Python raises its MemoryError. */
export class HeapFullError extends Error {}

/**
 * Memory that an interpreter and its children share: blocks for locks, values and messages. The parent makes it; a
 * child is handed its buffer. Every participant has a number of its own above 0, so that a lock tells who holds it.
 */
export class SharedHeap {
  readonly buffer: SharedArrayBuffer
  readonly words: Int32Array
  readonly bytes: Uint8Array
  readonly #self: number
  /** Participants that were ended from outside, maybe while they held the lock: whether each is gone for certain. */
  readonly #gone = new Map<number, () => boolean>()

  constructor(self: number, buffer?: SharedArrayBuffer) {
    this.#self = self
    this.buffer = buffer ?? makeBuffer()
    this.words = new Int32Array(this.buffer)
    this.bytes = new Uint8Array(this.buffer)
    if (!buffer) this.reset()
  }

  /** Forgets all blocks. Only when nobody else uses any; what still names one is told by the epoch. */
  reset(): void {
    this.words.fill(0, WORD.free, firstBlock >> 2)
    this.words[WORD.top] = firstBlock
    Atomics.add(this.words, WORD.epoch, 1)
    Atomics.store(this.words, WORD.lock, 0)
  }

  get epoch(): number {
    return Atomics.load(this.words, WORD.epoch)
  }

  /**
   * The address of so many bytes, aligned to 8; the words of the first 64 are 0, the others as they are.
   * @throws HeapFullError
   */
  allocate(byteLength: number): number {
    const power = Math.max(smallest, 32 - Math.clz32(byteLength + header - 1))
    if (power > largest) throw new HeapFullError('more than 1 GiB cannot be shared between processes here')
    const block = this.locked(() => this.#take(power))
    this.words[block >> 2] = power
    this.bytes.fill(0, block + header, block + Math.min(2 ** power, header + 64))
    return block + header
  }

  release(address: number): void {
    const block = address - header
    const list = WORD.free + (this.words[block >> 2] ?? 0)
    this.locked(() => {
      this.words[(block >> 2) + 1] = this.words[list] ?? 0
      this.words[list] = block
    })
  }

  /** Runs `work`, which is short and does not wait, while no other participant runs such. */
  locked<Result>(work: () => Result): Result {
    for (;;) {
      const holder = Atomics.compareExchange(this.words, WORD.lock, 0, this.#self)
      if (holder === 0) break
      // Looked at here, too: whoever waits in this loop lets no timer fire.
      if (this.#gone.get(holder)?.()) this.#freeFrom(holder)
      else Atomics.wait(this.words, WORD.lock, holder, 10)
    }
    try {
      return work()
    } finally {
      this.#freeFrom(this.#self)
    }
  }

  /** A participant has been ended from outside: the lock is taken from it as soon as it is gone. */
  ended(participant: number, gone: () => boolean): void {
    this.#gone.set(participant, gone)
  }

  /** It is gone: nobody has to wait for it, nor to ask again. */
  forget(participant: number): void {
    this.#gone.delete(participant)
    this.#freeFrom(participant)
  }

  #freeFrom(holder: number): void {
    if (Atomics.compareExchange(this.words, WORD.lock, holder, 0) === holder) Atomics.notify(this.words, WORD.lock, 1)
  }

  #take(power: number): number {
    const { words } = this
    const list = WORD.free + power
    const freed = words[list] ?? 0
    if (freed !== 0) {
      words[list] = words[(freed >> 2) + 1] ?? 0
      return freed
    }
    const block = words[WORD.top] ?? 0
    const end = block + 2 ** power
    if (end > this.buffer.byteLength) this.#grow(end)
    words[WORD.top] = end
    return block
  }

  #grow(needed: number): void {
    const { buffer } = this
    if (!buffer.growable || needed > buffer.maxByteLength)
      throw new HeapFullError('there is no more memory to share between processes')
    buffer.grow(Math.min(buffer.maxByteLength, Math.max(needed, 2 * buffer.byteLength)))
  }
}

function makeBuffer(): SharedArrayBuffer {
  if (!('grow' in SharedArrayBuffer.prototype)) return new SharedArrayBuffer(fixedLength)
  return new SharedArrayBuffer(initialLength, { maxByteLength: longest })
}
