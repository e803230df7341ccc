import type { TaskContext } from '../../pool/index.ts'

/** So many additions between two looks at the clock or turns of another task: about 0.1 ms. */
const SLICE = 65_536

export const slowSumTasks = {
  /** Sums of squares below each n, one after the other. */
  slowSum: (ns: number[], context: TaskContext): number[] => {
    let before = 0
    return ns.map((n) => {
      let total = 0
      for (let lo = 0; lo < n; lo += SLICE) {
        const hi = Math.min(n, lo + SLICE)
        total = addSquares(total, lo, hi)
        context.progress(before + hi)
      }
      before += n
      return total
    })
  },

  /** The same sums as concurrent tasks on this one thread, `inFlight` of them at a time, each yielding after a slice. */
  slowSumInterleaved: async ({ ns, inFlight }: { ns: number[]; inFlight: number }, context: TaskContext) => {
    const sums = ns.map(() => 0)
    let next = 0
    let done = 0
    const takeTasks = async () => {
      while (next < ns.length) {
        const task = next++
        const n = ns[task] ?? 0
        for (let lo = 0; lo < n; lo += SLICE) {
          const hi = Math.min(n, lo + SLICE)
          sums[task] = addSquares(sums[task] ?? 0, lo, hi)
          context.progress((done += hi - lo))
          await null
        }
      }
    }
    await Promise.all(Array.from({ length: inFlight }, takeTasks))
    return sums
  },
}

function addSquares(total: number, lo: number, hi: number): number {
  for (let i = lo; i < hi; i++) total += i * i
  return total
}
