/** Variants that hand their parts to the pool: the same few steps for every kernel. */
import type { InputOf, JobProgress, OutputOf } from '../pool/index.ts'
import type { CatalogContext } from './context.ts'
import type { tasks } from './tasks.ts'
import type { Answer, Progress, Variant, VariantJob } from './types.ts'
import type { RungName } from '../words.ts'

type Tasks = typeof tasks

/** One part of a job. */
export interface Part<Name extends keyof Tasks> {
  input: InputOf<Tasks, Name>
  /** Items of the job that this part works through. */
  items: number
  /** Shown in the lanes, where parts are tasks a person would name. */
  name?: string
}

/**
 * A variant that runs `task` on every part and puts the outputs together. `sequential` rungs get a pool of one worker,
 * so that Stop works on them too and one worker and many are timed alike.
 */
export function onPool<Name extends keyof Tasks>({
  rung,
  task,
  split,
  combine,
  tile,
}: {
  rung: RungName
  task: Name
  split: (job: VariantJob, pool: { workers: number; shared: boolean }) => Part<Name>[]
  combine: (outputs: OutputOf<Tasks, Name>[], job: VariantJob) => Answer
  /** What a page draws of a finished part, where the work is a picture. */
  tile?: (output: OutputOf<Tasks, Name>) => NonNullable<Progress['tile']>
}): Variant<CatalogContext> {
  return {
    rung,
    async prepare(job, context) {
      const workers = job.rung.strategy === 'workers' ? job.rung.workers : 1
      const { shared } = await context.pool(workers)
      const parts = split(job, { workers, shared })
      const inputs = parts.map(({ input }) => input)
      return {
        async run({ signal, onProgress } = {}) {
          const pool = await context.pool(workers)
          const outputs = await pool.map(task, inputs, {
            signal,
            onProgress: onProgress && lanes(parts, onProgress, tile as Tile),
          })
          return combine(outputs, job)
        },
        dispose: () => {},
      }
    },
  }
}

type Tile = ((output: unknown) => NonNullable<Progress['tile']>) | undefined

/** From a pool's news of parts to what a lane shows: items per worker, and which task began and ended when. */
export function lanes(
  parts: { items: number; name?: string }[],
  onProgress: (progress: Progress) => void,
  tile?: Tile,
): (news: JobProgress) => void {
  const finished = new Map<number, number>()
  return ({ worker, index, done, phase, output }) => {
    const part = parts[index]
    if (!part) return
    const before = finished.get(worker) ?? 0
    if (phase === 'done') finished.set(worker, before + part.items)
    onProgress({
      worker,
      done: phase === 'done' ? before + part.items : before + Math.min(done, part.items),
      atMs: performance.now(),
      ...(part.name !== undefined && phase !== 'working' && { task: { name: part.name, phase } }),
      ...(tile && phase === 'done' && { tile: tile(output) }),
    })
  }
}

/** `items` in `count` contiguous ranges whose sizes differ by one at most; empty ranges are left out. */
export function ranges(items: number, count: number): { lo: number; hi: number }[] {
  return Array.from({ length: count }, (_, part) => ({
    lo: Math.floor((items * part) / count),
    hi: Math.floor((items * (part + 1)) / count),
  })).filter(({ lo, hi }) => hi > lo)
}
