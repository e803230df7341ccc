/** The rungs of CPython: a kernel's own kernel.py with a few lines below that call it and print the answer as JSON. */
import type { CatalogContext } from '../context.ts'
import type { Answer, Kernel, RunOptions, Variant, VariantJob } from '../types.ts'
import { interpreter } from './interpreter.ts'

export type PythonStrategy = 'sequential' | 'threads' | 'processes'

export interface PythonKernel {
  /** Python below kernel.py: ends by printing one JSON value. `parallel` is "" or an executor's class. */
  program(job: VariantJob, executor: '' | 'ThreadPoolExecutor' | 'ProcessPoolExecutor'): string
  /** Reads that value. */
  answer(printed: never, job: VariantJob): Answer
}

const executors = { sequential: '', threads: 'ThreadPoolExecutor', processes: 'ProcessPoolExecutor' } as const

export function pythonRung(
  strategy: PythonStrategy,
  kernel: () => Kernel<CatalogContext>,
  { program, answer }: PythonKernel,
): Variant<CatalogContext> {
  return {
    rung: `python/${strategy}`,
    async prepare(job) {
      const executor = executors[strategy]
      const imports = executor ? `from concurrent.futures import ${executor}\n` : ''
      const code = `${imports}${undecorated(await kernel().python())}\n\nimport json\n${program(job, executor)}\n`
      const python = await interpreter()
      await python.prepare(code)
      return {
        async run({ signal, onProgress }: RunOptions = {}) {
          const printed = await python.run(code, {
            seed: job.seed,
            ...(signal && { signal }),
            ...(onProgress && { onLanes: lanesOf(job, strategy, onProgress) }),
          })
          return answer(JSON.parse(printed) as never, job)
        },
        dispose: () => python.release(),
      }
    },
  }
}

/** What @njit and prange are to a rung that compiles nothing. */
const PLAIN = `def njit(function=None, **options):
    return function or (lambda plain: plain)


prange = range`

const undecorated = (text: string) => text.replace(/^from numba import .*$/m, PLAIN)

type OnLanes = NonNullable<Parameters<Awaited<ReturnType<typeof interpreter>>['run']>[1]['onLanes']>

/** Python's lanes as the ladder's: a lane that begins to run has a task, and is done with its share when it stops. */
function lanesOf(
  { items, rung }: VariantJob,
  strategy: PythonStrategy,
  onProgress: RunOptions['onProgress'] & {},
): OnLanes {
  const workers = new Map<number, number>()
  const share = items / rung.workers
  const startedAt = performance.now()
  return (changes) => {
    for (const { lane, kind, name, state, atMs } of changes) {
      const shown =
        strategy === 'processes' ? kind === 'process' : kind === 'thread' && (lane > 1 || strategy === 'sequential')
      if (!shown || (state !== 'running' && state !== 'ended' && state !== 'waiting')) continue
      if (!workers.has(lane)) workers.set(lane, workers.size)
      const worker = workers.get(lane) ?? 0
      const phase = state === 'running' ? 'start' : 'done'
      onProgress({ worker, done: phase === 'done' ? share : 0, atMs: startedAt + atMs, task: { name, phase } })
    }
  }
}

/** `results` of calling `call` on each of `list`, one after the other or by an executor. */
export function mapped(call: string, list: string, executor: string, workers: number): string {
  if (!executor) return `results = [${call}(each) for each in ${list}]`
  return `with ${executor}(max_workers=${workers}) as pool:\n    results = list(pool.map(${call}, ${list}))`
}
