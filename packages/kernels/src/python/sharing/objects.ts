import type { Waiting } from '../interpreter/stacks.ts'
import type { SharedHeap } from './heap.ts'

/** Where a pipe's words are, counted from its address; `version` changes whenever a waiting reader should look again. */
const PIPE = { version: 0, count: 1, first: 2, last: 3, ends: 4 } as const
/** Where a message's words are, counted from its address; its bytes follow. */
const MESSAGE = { next: 0, byteLength: 1, bytes: 2 } as const
/** Where the words of one end of a pipe are, counted from its address. */
const END = { pipe: 0, role: 1, open: 2 } as const

/**
 * Nobody sleeps longer than this without another look: one that was ended from outside may have taken the wake-up meant
 * for another.
 */
const longestSleepMs = 250
/** Between two looks where a browser cannot wait for shared memory without blocking. */
const lookEveryMs = 2

/**
 * What processes share, made of words in the heap: semaphores, pipes of messages, numbers. Objects are named by their
 * address, which is all that travels between interpreters. Names with underscores are Python's to call.
 */
export class SharedObjects {
  readonly #heap: SharedHeap
  readonly #view: DataView

  constructor(heap: SharedHeap) {
    this.#heap = heap
    this.#view = new DataView(heap.buffer)
  }

  /** Changes when all objects have been forgotten: an address of an earlier epoch names nothing. */
  epoch(): number {
    return this.#heap.epoch
  }

  word(address: number): number {
    return Atomics.load(this.#heap.words, address >> 2)
  }

  /** Settles when the word at `address` is, or becomes, another than `seen`, or `ms` have passed, or now and then. */
  changed(address: number, seen: number, ms: number): Waiting<void> {
    return { promise: this.#changed(address, seen, ms) }
  }

  async #changed(address: number, seen: number, ms: number): Promise<void> {
    const wait = ms < 0 ? longestSleepMs : Math.min(ms, longestSleepMs)
    if (Atomics.waitAsync) {
      const waiting = Atomics.waitAsync(this.#heap.words, address >> 2, seen, wait)
      if (waiting.async) await waiting.value
    } else {
      for (const end = performance.now() + wait; this.word(address) === seen && performance.now() < end;)
        await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    }
  }

  semaphore(value: number): number {
    const address = this.#heap.allocate(4)
    Atomics.store(this.#heap.words, address >> 2, value)
    return address
  }

  /** Takes one from a semaphore, if it has one. */
  try_down(address: number): boolean {
    const { words } = this.#heap
    for (;;) {
      const value = Atomics.load(words, address >> 2)
      if (value <= 0) return false
      if (Atomics.compareExchange(words, address >> 2, value, value - 1) === value) return true
    }
  }

  up(address: number): void {
    Atomics.add(this.#heap.words, address >> 2, 1)
    Atomics.notify(this.#heap.words, address >> 2, 1)
  }

  pipe(): number {
    return this.#heap.allocate(24)
  }

  /** One participant's hold on an end of a pipe: role 0 reads, 1 writes. While it is open, the other end is not alone. */
  open_end(pipe: number, role: number): number {
    const address = this.#heap.allocate(12)
    const { words } = this.#heap
    words[(address >> 2) + END.pipe] = pipe
    words[(address >> 2) + END.role] = role
    words[(address >> 2) + END.open] = 1
    Atomics.add(words, (pipe >> 2) + PIPE.ends + role, 1)
    return address
  }

  close_end(end: number, epoch: number): void {
    const { words } = this.#heap
    if (epoch !== this.epoch()) return
    if (Atomics.compareExchange(words, (end >> 2) + END.open, 1, 0) !== 1) return
    const pipe = words[(end >> 2) + END.pipe] ?? 0
    Atomics.sub(words, (pipe >> 2) + PIPE.ends + (words[(end >> 2) + END.role] ?? 0), 1)
    this.#tell(pipe)
  }

  /** Whether a reader would get something at once: a message, or the news that there will be none. */
  readable(pipe: number): boolean {
    return this.#pipeWord(pipe, PIPE.count) > 0 || this.#pipeWord(pipe, PIPE.ends + 1) <= 0
  }

  /** Sends a message; false when nobody will ever read it. */
  push(pipe: number, message: Uint8Array): boolean {
    if (this.#pipeWord(pipe, PIPE.ends) <= 0) return false
    const { words, bytes } = this.#heap
    const address = this.#heap.allocate(4 * MESSAGE.bytes + message.length)
    words[(address >> 2) + MESSAGE.byteLength] = message.length
    bytes.set(message, address + 4 * MESSAGE.bytes)
    this.#heap.locked(() => {
      const last = words[(pipe >> 2) + PIPE.last] ?? 0
      words[last === 0 ? (pipe >> 2) + PIPE.first : (last >> 2) + MESSAGE.next] = address
      words[(pipe >> 2) + PIPE.last] = address
      Atomics.add(words, (pipe >> 2) + PIPE.count, 1)
    })
    this.#tell(pipe)
    return true
  }

  /** The next message; undefined when there is none yet, false when there will never be one. */
  pull(pipe: number): Uint8Array | undefined | false {
    const { words, bytes } = this.#heap
    // Looked at first: who sends a last message and closes then is not missed.
    const ended = this.#pipeWord(pipe, PIPE.ends + 1) <= 0
    const address = this.#heap.locked(() => {
      const first = words[(pipe >> 2) + PIPE.first] ?? 0
      if (first === 0) return 0
      const next = words[(first >> 2) + MESSAGE.next] ?? 0
      words[(pipe >> 2) + PIPE.first] = next
      if (next === 0) words[(pipe >> 2) + PIPE.last] = 0
      Atomics.sub(words, (pipe >> 2) + PIPE.count, 1)
      return first
    })
    if (address === 0) return ended ? false : undefined
    const start = address + 4 * MESSAGE.bytes
    const message = bytes.slice(start, start + (words[(address >> 2) + MESSAGE.byteLength] ?? 0))
    this.#heap.release(address)
    return message
  }

  /** Room for numbers, zeroed. */
  numbers(byteLength: number): number {
    const address = this.#heap.allocate(byteLength)
    this.#heap.bytes.fill(0, address, address + byteLength)
    return address
  }

  /** One number by its `struct` letter, which names its size too: "q" is 8 bytes. */
  load(letter: string, address: number): number | bigint {
    const view = this.#view
    switch (letter) {
      case 'b':
        return view.getInt8(address)
      case 'B':
        return view.getUint8(address)
      case 'h':
        return view.getInt16(address, true)
      case 'H':
        return view.getUint16(address, true)
      case 'i':
        return view.getInt32(address, true)
      case 'I':
        return view.getUint32(address, true)
      case 'q':
        return view.getBigInt64(address, true)
      case 'Q':
        return view.getBigUint64(address, true)
      case 'f':
        return view.getFloat32(address, true)
      case 'd':
        return view.getFloat64(address, true)
      default:
        throw new Error(`No number has the letter ${letter}`)
    }
  }

  bytes(address: number, byteLength: number): Uint8Array {
    return this.#heap.bytes.slice(address, address + byteLength)
  }

  store(address: number, bytes: Uint8Array): void {
    this.#heap.bytes.set(bytes, address)
  }

  #pipeWord(pipe: number, word: number): number {
    return Atomics.load(this.#heap.words, (pipe >> 2) + word)
  }

  #tell(pipe: number): void {
    Atomics.add(this.#heap.words, (pipe >> 2) + PIPE.version, 1)
    Atomics.notify(this.#heap.words, (pipe >> 2) + PIPE.version)
  }
}
