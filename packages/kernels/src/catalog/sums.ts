/** What slow-sum and burn have in common: a few equal tasks, each a long sum over 0 ≤ i < n. */
import type { TaskContext } from '../pool/index.ts'
import type { CatalogContext } from './context.ts'
import { onPool } from './on-pool.ts'
import { ownSimd, type Simd } from './simd.ts'
import { takeTurns } from './turns.ts'
import type { Answer, Variant, VariantJob } from './types.ts'

/** So many additions between two turns or reports: about 0.1 ms. */
const SLICE = 65_536

/** Worker-side tasks from a function that adds the terms lo ≤ i < hi to a total. */
export function summing(addTerms: (total: number, lo: number, hi: number) => number) {
  return {
    /** The sums below each n, one after the other. */
    inOrder: (ns: number[], context: TaskContext): number[] => {
      let before = 0
      return ns.map((n) => {
        let total = 0
        for (let lo = 0; lo < n; lo += SLICE) {
          total = addTerms(total, lo, Math.min(n, lo + SLICE))
          context.progress(before + lo)
        }
        before += n
        return total
      })
    },

    /** The same sums as concurrent tasks on one thread, `inFlight` of them at a time, taking turns after every slice. */
    interleaved: async ({ ns, inFlight }: { ns: number[]; inFlight: number }, context: TaskContext) => {
      const sums = ns.map(() => 0)
      const position = ns.map(() => 0)
      const open = ns.map((_, task) => task).filter((task) => (ns[task] ?? 0) > 0)
      let done = 0
      const slices = ns.reduce((count, n) => count + Math.ceil(n / SLICE), 0)
      await takeTurns(inFlight, slices, () => {
        const task = open.shift() as number
        const n = ns[task] as number
        const lo = position[task] as number
        const hi = Math.min(n, lo + SLICE)
        sums[task] = addTerms(sums[task] as number, lo, hi)
        position[task] = hi
        // A task that is not finished lines up again behind the others in flight.
        if (hi < n) open.splice(Math.min(open.length, inFlight - 1), 0, task)
        context.progress((done += hi - lo))
      })
      return sums
    },
  }
}

/** The same with 64-bit WASM: `addTerms` gives the sum of the terms lo ≤ i < hi, and what overflows wraps. */
export function summingSimd(addTerms: (simd: Simd) => (lo: bigint, hi: bigint) => bigint) {
  return async (ns: number[], context: TaskContext): Promise<bigint[]> => {
    const { simd } = await ownSimd(0)
    const add = addTerms(simd)
    let before = 0
    return ns.map((n) => {
      let total = 0n
      for (let lo = 0; lo < n; lo += SIMD_SLICE) {
        total += add(BigInt(lo), BigInt(Math.min(n, lo + SIMD_SLICE)))
        context.progress(before + lo)
      }
      before += n
      return BigInt.asIntN(64, total)
    })
  }
}

const SIMD_SLICE = 16 * SLICE

/** The job's terms in as many equal sums as its parameters say. */
export function sumSizes({ params, items }: VariantJob): number[] {
  const tasks = params.tasks ?? 1
  return Array.from({ length: tasks }, () => Math.floor(items / tasks))
}

/** Sums as their language prints them: "4×41666654166667500000", and one line of text where all are equal. */
export function sumsAnswer(sums: (number | bigint)[]): Answer {
  const distinct = [...new Set(sums)].map(String)
  return { checksum: `${sums.length}×${distinct.join()}`, text: distinct.join(', ') }
}

type SumTask = 'slowSum' | 'burn' | 'slowSumSimd' | 'burnSimd'

/** All sums as one part, on one worker. */
export const oneAfterTheOther = (
  rung: 'javascript/sequential' | 'simd/sequential',
  task: SumTask,
): Variant<CatalogContext> =>
  onPool({ rung, task, split: (job) => [{ input: sumSizes(job), items: job.items }], combine })

/** Each sum a part of its own, on the pool. */
export const onePerWorker = (rung: 'javascript/workers' | 'simd/workers', task: SumTask): Variant<CatalogContext> =>
  onPool({
    rung,
    task,
    split: (job) => sumSizes(job).map((n, index) => ({ input: [n], items: n, name: `sum ${index + 1}` })),
    combine,
  })

/** The sums as concurrent tasks on one thread. */
export const takingTurns = (task: 'slowSumInterleaved' | 'burnInterleaved'): Variant<CatalogContext> =>
  onPool({
    rung: 'javascript/threads',
    task,
    split: (job) => [{ input: { ns: sumSizes(job), inFlight: job.rung.workers }, items: job.items }],
    combine,
  })

const combine = (outputs: (number | bigint)[][]) => sumsAnswer(outputs.flat())
