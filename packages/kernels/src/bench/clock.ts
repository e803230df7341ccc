/** Time as the ladder sees it: handed in, so that a test can let a minute pass in a microsecond. */

export interface Clock {
  /** Milliseconds, monotonic, as fine as the browser allows. */
  now(): number
  /** Calls back once, after `ms`; returns how to call it off. */
  after(ms: number, then: () => void): () => void
  /** Lets waiting messages in (Stop, hidden) between two samples. */
  breathe(): Promise<void>
  /** Smallest step seen of `now`, in microseconds. */
  stepUs(): number
}

/** The clock of this machine. */
export const machineClock: Clock = {
  now: () => performance.now(),
  after(ms, then) {
    const timer = setTimeout(then, ms)
    return () => clearTimeout(timer)
  },
  breathe,
  stepUs: () => smallestStepUs(() => performance.now()),
}

/** Browsers round their clock (5 µs to 1 ms, by isolation and maker) and some jitter it: the smallest of 20 steps. */
export function smallestStepUs(now: () => number): number {
  let smallest = Infinity
  let last = now()
  for (let steps = 0, reads = 0; steps < 20 && reads < 5_000_000; reads++) {
    const next = now()
    if (next === last) continue
    smallest = Math.min(smallest, next - last)
    last = next
    steps++
  }
  return Math.round(smallest * 1e6) / 1e3
}

/** One turn of the event loop. A timer would wait: browsers stretch nested timers to 4 ms. */
function breathe(): Promise<void> {
  if (typeof setImmediate === 'function') return new Promise((resolve) => setImmediate(resolve))
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(undefined)
  })
}
