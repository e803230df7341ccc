/**
 * The pool's other face: a team of workers that one thread commands while it blocks, as `prange` needs. A job is handed
 * out by Atomics alone: a worker that has just finished stays parked on its state word for a while, and waking it costs
 * some microseconds; only new code, or a worker that has gone back to its event loop, costs a message.
 *
 *     state word of a worker:   LISTENING ──message──▶ BUSY ──done──▶ PARKED ──notify──▶ BUSY …
 *                                   ▲                                   │ after PARK_MS, or called back for a message
 *                                   └───────────────────────────────────┘
 *
 * The commanding thread only ever moves a worker out of PARKED. Out of LISTENING a worker moves itself, on a message, so
 * that it has read every message sent before.
 */
import { PROGRESS_MS, type Parallel, type ParallelJob, type StopPlace, type StopWord } from '../runtime/index.ts'
import { spawnWorker, type WorkerEndpoint } from './endpoint.ts'
import { WorkerStartError } from './errors.ts'

/** Words of the control block; a state word for each worker follows, then for each the chunks it has done. */
export const CONTROL = { running: 0, kind: 1, frame: 2, chunks: 3, broken: 4, states: 8 } as const
export const STATE = { listening: 0, busy: 1, parked: 2 } as const

/** What a worker needs to know once of each compiled loop. */
export interface JobKind {
  module: WebAssembly.Module
  memory: WebAssembly.Memory
  entry: string
}

export type ToTeamWorker =
  | { type: 'join'; control: SharedArrayBuffer; worker: number; workers: number; stop?: StopPlace }
  | { type: 'kind'; kind: number; job: JobKind; memoryId: number }
  | { type: 'forget'; memoryId: number }
  | { type: 'work' }
export type FromTeamWorker = { type: 'joined' }

/** So many shared memories are kept open in the workers; the one not used for longest is let go. */
const OPEN_MEMORIES = 4
/** A watched team tells what its workers have done 30 times a second. */
const PROGRESS_EVERY_MS = 33

export interface Team extends Parallel {
  /** Resolves when every worker has joined. Await it before the first `run`: a blocked thread cannot start workers. */
  ready(): Promise<void>
  /**
   * Has `told` hear, while a job runs and when it ends, how many chunks each worker has done since, and how many chunks
   * the job has; without one, nobody is told any more.
   */
  watch(told?: (done: readonly number[], chunks: number) => void): void
  dispose(): void
}

/** Spawns a team, which ends its jobs when `stop` asks for it. Needs shared memory, and a thread that may block: a Web Worker or Node, not a page's main thread. */
export function createTeam(workers: number, stop?: StopWord): Team {
  if (!Number.isInteger(workers) || workers < 1) throw new RangeError(`A team has 1 worker or more, not ${workers}`)
  const control = new Int32Array(new SharedArrayBuffer(4 * (CONTROL.states + 2 * workers)))
  const chunksDone = control.subarray(CONTROL.states + workers)
  const endpoints = Array.from({ length: workers }, spawn)
  const memories = new Map<
    WebAssembly.Memory,
    { id: number; kinds: WeakMap<WebAssembly.Module, Map<string, number>> }
  >()
  let ids = 0
  let broken: Error | undefined
  let told: Parameters<Team['watch']>[0]

  const joined = Promise.all(
    endpoints.map(
      (endpoint, worker) =>
        new Promise<void>((resolve, reject) => {
          endpoint.onMessage(() => {
            endpoint.hold(false)
            resolve()
          })
          endpoint.onDeath((reason) => {
            broken = new WorkerStartError(`A worker of the team died: ${reason}`)
            reject(broken)
          })
          endpoint.post({
            type: 'join',
            control: control.buffer as SharedArrayBuffer,
            worker,
            workers,
            ...(stop ? { stop: stop.place } : {}),
          })
        }),
    ),
  )
  // Whoever awaits ready() is told; a team disposed of before it was ready has nobody to tell.
  joined.catch(() => {})

  return {
    workers,
    ready: async () => void (await joined),
    run,
    watch(listener) {
      told = listener
      chunksDone.fill(0)
    },
    dispose: () => {
      broken ??= new Error('The team was disposed of')
      for (const endpoint of endpoints) endpoint.terminate()
    },
  }

  function run(job: ParallelJob, meanwhile?: () => void): void {
    if (broken) throw broken
    control[CONTROL.kind] = kindOf(job)
    control[CONTROL.frame] = job.frame
    control[CONTROL.chunks] = job.chunks
    Atomics.store(control, CONTROL.running, workers)
    for (const [worker, endpoint] of endpoints.entries()) {
      const state = CONTROL.states + worker
      if (Atomics.compareExchange(control, state, STATE.parked, STATE.busy) === STATE.parked)
        Atomics.notify(control, state)
      else endpoint.post({ type: 'work' })
    }
    for (;;) {
      const running = Atomics.load(control, CONTROL.running)
      told?.([...chunksDone], job.chunks)
      if (running === 0) break
      Atomics.wait(control, CONTROL.running, running, told ? PROGRESS_EVERY_MS : meanwhile ? PROGRESS_MS : Infinity)
      meanwhile?.()
    }
    stop?.look()
    if (Atomics.load(control, CONTROL.broken) !== 0) {
      broken = new Error('A worker of the team failed; its error is in the console')
      throw broken
    }
  }

  /** The number the workers know this loop by; told to them first if it is new. */
  function kindOf({ module, memory, entry }: ParallelJob): number {
    const known = memories.get(memory) ?? { id: ++ids, kinds: new WeakMap() }
    memories.delete(memory)
    memories.set(memory, known) // at the end: the order is by last use
    let entries = known.kinds.get(module)
    if (!entries) known.kinds.set(module, (entries = new Map()))
    let kind = entries.get(entry)
    if (kind === undefined) {
      entries.set(entry, (kind = ++ids))
      tell({ type: 'kind', kind, job: { module, memory, entry }, memoryId: known.id })
    }
    if (memories.size > OPEN_MEMORIES) {
      for (const [oldest, { id }] of memories) {
        memories.delete(oldest)
        tell({ type: 'forget', memoryId: id })
        break
      }
    }
    return kind
  }

  /** Messages reach a worker in its event loop only: the parked are called back to it. */
  function tell(message: ToTeamWorker): void {
    for (const [worker, endpoint] of endpoints.entries()) {
      const state = CONTROL.states + worker
      if (Atomics.compareExchange(control, state, STATE.parked, STATE.listening) === STATE.parked)
        Atomics.notify(control, state)
      endpoint.post(message)
    }
  }
}

// Node is told the file's name through a variable: a bundler would otherwise copy the source as an asset.
const entry = './team-worker.ts'
const spawn = (): WorkerEndpoint<ToTeamWorker, FromTeamWorker> =>
  spawnWorker({
    browser: () => new Worker(new URL('./team-worker.ts', import.meta.url), { type: 'module' }),
    node: () => new URL(entry, import.meta.url),
  })
