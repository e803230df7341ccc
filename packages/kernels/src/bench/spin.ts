/**
 * The reference spin: the same little work on one thread, timed before, during and after a ladder. What changes is the
 * machine: another program, a hot processor, a battery.
 */
import type { Clock } from './clock.ts'

/** Long enough for the clock (20 steps are 5 % of it), short enough to be repeated often. */
const SPIN_MS = 3
const STEPS = 20
const TRIES = 3

/** Makes the spin of this machine; each call times it and returns ms, the best of three. */
export function createSpin(clock: Clock, stepUs: number): () => number {
  const lengthMs = Math.max(SPIN_MS, (STEPS * stepUs) / 1000)
  const time = (turns: number) => {
    const started = clock.now()
    churn(turns)
    return clock.now() - started
  }
  let turns = 100_000
  // Until it is long enough twice in a row: by then the JIT has compiled it, too.
  for (let enough = 0; enough < 2;) {
    if (time(turns) >= lengthMs) enough++
    else turns *= 2
  }
  return () => Math.min(...Array.from({ length: TRIES }, () => time(turns)))
}

let sink = 1

/** Marsaglia's xorshift32: integer work in registers that no compiler can shorten, its state kept so that it must run. */
function churn(turns: number): void {
  let x = sink
  for (let turn = 0; turn < turns; turn++) {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
  }
  sink = x
}
