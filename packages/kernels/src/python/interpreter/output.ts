import type { StopWord } from '../../runtime/index.ts'
import type { OutputStream } from '../protocol.ts'

export interface OutputSettings {
  /** Takes text in order. */
  send(stream: OutputStream, text: string): void
  /** Called once when text has to be left out. */
  onCut(): void
  /** Characters a run may send before its middle is left out. */
  limit: number
  /** Characters the reader has taken so far; absent without shared memory. */
  taken?: Int32Array
  /** When it asks, nobody reads any more. */
  stop?: StopWord
  now(): number
}

/** Texts sent at once within a window; more of them are joined and sent at its end. */
const windowMs = 20
const textsPerWindow = 40
/** Characters on their way before the program is made to wait for its reader. */
const aheadLimit = 64 * 1024
/** Characters of the end that are shown after a cut. */
const tailLength = 8 * 1024

/**
 * What a program prints, on its way to the page: at once while it prints little, joined while it prints much, slowed
 * down to the reader's speed, and bounded: after `limit` characters only the end is kept, and sent when the run ends.
 */
export class Output {
  readonly #settings: OutputSettings
  #pending: { stream: OutputStream; text: string }[] = []
  #pendingLength = 0
  #windowStart = 0
  #sentInWindow = 0
  #sent = 0
  #sentInRun = 0
  #tail = ''
  #leftOut = 0

  constructor(settings: OutputSettings) {
    this.#settings = settings
  }

  /** Begins a run: the limit counts anew. */
  begin(): void {
    this.#sentInRun = 0
    this.#tail = ''
    this.#leftOut = 0
  }

  /** True when `flushDue` should be called before long, whatever the program does. */
  get waiting(): boolean {
    return this.#pending.length > 0
  }

  write(stream: OutputStream, text: string): void {
    if (text === '') return
    const room = this.#settings.limit - this.#sentInRun
    if (text.length > room) {
      if (room > 0) this.write(stream, text.slice(0, room))
      return this.#keepEnd(text.slice(room))
    }
    this.#sentInRun += text.length
    const now = this.#settings.now()
    if (now - this.#windowStart >= windowMs) {
      this.flush()
      this.#windowStart = now
      this.#sentInWindow = 0
    }
    const last = this.#pending.at(-1)
    if (last?.stream === stream) last.text += text
    else this.#pending.push({ stream, text })
    this.#pendingLength += text.length
    if (this.#sentInWindow < textsPerWindow || this.#pendingLength > aheadLimit / 4) this.flush()
  }

  /** Sends what a full window held back. */
  flushDue(): void {
    if (this.waiting && this.#settings.now() - this.#windowStart >= windowMs) this.flush()
  }

  flush(): void {
    for (const { stream, text } of this.#pending) {
      this.#waitForReader()
      this.#settings.send(stream, text)
      this.#sent += text.length
      this.#sentInWindow += 1
    }
    this.#pending = []
    this.#pendingLength = 0
  }

  /** Ends a run: all that is held back goes out. */
  end(): void {
    this.flush()
    if (this.#leftOut === 0) return
    const skipped = this.#leftOut - this.#tail.length
    this.#settings.send('stdout', `\n… ${skipped.toLocaleString('en')} characters left out …\n${this.#tail}`)
  }

  #keepEnd(text: string): void {
    if (this.#leftOut === 0) {
      this.flush()
      this.#settings.onCut()
    }
    this.#leftOut += text.length
    this.#tail += text.slice(-2 * tailLength)
    // Trimmed only at double its size: cutting a character off per print would copy the tail each time.
    if (this.#tail.length > 2 * tailLength) this.#tail = this.#tail.slice(-tailLength)
  }

  #waitForReader(): void {
    const { taken, stop } = this.#settings
    if (!taken) return
    while (!stop?.asked) {
      const seen = Atomics.load(taken, 0)
      // Both counters are 32 bits and wrap together.
      if (((this.#sent - seen) | 0) < aheadLimit) return
      Atomics.wait(taken, 0, seen, 100)
    }
  }
}
