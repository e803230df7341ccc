/** The control of a comparison of one worker and two: a loop of integers in registers, which shares nothing. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** About 50 ms of it. */
const STEPS = 100_000_000

const LOOP = `
  const { parentPort } = require('node:worker_threads')
  function spin(steps) {
    let x = 1
    for (let i = 0; i < steps; i++) x = (x ^ (x << 13) ^ (x >>> 17)) | 0
    return x
  }
  parentPort.on('message', (steps) => parentPort.postMessage(spin(steps)))`

export interface Spinners {
  /** The loop, split over so many of the workers; resolves with the time it took, in ms. */
  spin(workers: number): Promise<number>
  close(): void
}

/** Starts so many workers, each of them warm after its first few loops. */
export function startSpinners(count: number): Spinners {
  const threads = Array.from({ length: count }, () => new Worker(LOOP, { eval: true }))
  return {
    async spin(workers) {
      const begin = performance.now()
      await Promise.all(
        threads.slice(0, workers).map((thread) => {
          thread.postMessage(STEPS / workers)
          return once(thread, 'message')
        }),
      )
      return performance.now() - begin
    },
    close: () => threads.forEach((thread) => void thread.terminate()),
  }
}
