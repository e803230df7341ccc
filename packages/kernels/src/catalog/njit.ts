/** The rungs of the compiler: a kernel's Python text, compiled here and run with one core or, by prange, with several. */
import type { Runtime, Value } from '../compiler/api.ts'
import type { JobProgress } from '../pool/index.ts'
import type { CatalogContext } from './context.ts'
import type { Answer, Kernel, RunOptions, Variant, VariantJob } from './types.ts'
import type { Exercise } from '../words.ts'

/** How a kernel's compiled functions are called. */
export interface NjitKernel {
  /** The functions of kernel.py that the two rungs run. */
  functions: { sequential: string; prange: string }
  /**
   * The arguments, arrays allocated in the runtime, and how what comes back is read. `calls`: so many calls are one run.
   * Undefined for a job so small that there is nothing to call.
   */
  open(runtime: Runtime, job: VariantJob): NjitCall | undefined
}

export interface NjitCall {
  args: Value[]
  calls?: number
  answer(results: Value[]): Answer
}

/** A rung that compiles. The work is done by the one worker of a pool, which for prange commands a team of its own. */
export function njit(exercise: Exercise, strategy: 'sequential' | 'prange', kernel: () => Kernel<CatalogContext>) {
  const variant: Variant<CatalogContext> = {
    rung: `njit/${strategy}`,
    async prepare(job, context) {
      const source = await kernel().python()
      const input = { key: `${exercise} ${strategy} ${++prepared}`, exercise, source, job }
      const pool = await context.pool(1)
      const { compileMs } = await pool.run('njitOpen', input)
      return {
        compileMs,
        async run({ signal, onProgress } = {}) {
          // A worker that was stopped has been replaced, and the new one compiles again.
          const pool = await context.pool(1)
          const lanes = onProgress && teamLanes(job, onProgress)
          const answer = await pool.run('njitRun', input, { signal, onProgress: lanes?.hear })
          lanes?.end()
          return answer
        },
        async dispose() {
          await (await context.pool(1)).run('njitClose', input.key)
        },
      }
    },
  }
  return variant
}

/** A lane for each worker of prange's team, as far as they tell; what runs on one thread has one, and is told at its end. */
function teamLanes({ rung, items }: VariantJob, onProgress: NonNullable<RunOptions['onProgress']>) {
  let latest: readonly number[] = [items]
  const tell = (team: readonly number[]) => {
    const atMs = performance.now()
    team.forEach((done, worker) => onProgress({ worker, done, atMs }))
  }
  tell(Array.from({ length: rung.workers }, () => 0))
  return {
    hear({ team }: JobProgress): void {
      if (team) tell((latest = team))
    },
    end: () => tell(latest),
  }
}

let prepared = 0
