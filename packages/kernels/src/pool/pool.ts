/**
 * A pool of workers: spawned beforehand, each doing one input at a time, replaced when it dies. Stopping a job
 * terminates the workers that are on it, so that Stop works whatever a task does, and spawns fresh ones.
 *
 *     const pool = createPool<typeof tasks>({ size: 4, spawn })
 *     const sums = await pool.map('sum', [1e6, 1e6, 1e6, 1e6], { signal })
 *     pool.dispose()
 */
import type { WorkerEndpoint } from './endpoint.ts'
import { TaskError, WorkerDiedError, WorkerStartError, abortError } from './errors.ts'
import { canShareMemory } from './host.ts'
import type { FromWorker, InputOf, OutputOf, TaskTable } from './protocol.ts'

export interface JobProgress {
  /** Which worker, from 0. */
  worker: number
  /** Which of the inputs it is on. */
  index: number
  /** Items of that input done so far, as the task counts them. */
  done: number
  phase: 'start' | 'working' | 'done'
  /** Items done by each worker of a team that the task commands. */
  team?: readonly number[] | undefined
  /** What the task returned, when it is done. */
  output?: unknown
}

export interface JobOptions {
  signal?: AbortSignal | undefined
  onProgress?: ((progress: JobProgress) => void) | undefined
  /** Which buffers of an input to move instead of copy, where memory is not shared. */
  transfer?: ((input: never) => Transferable[]) | undefined
}

export interface Pool<Tasks extends TaskTable> {
  readonly size: number
  /** Whether its workers share memory; if not, inputs and outputs are copied or moved. */
  readonly shared: boolean
  /** Resolves when every worker has answered; rejects with WorkerStartError. */
  ready(): Promise<void>
  /** Runs one task on the next free worker. */
  run<Name extends keyof Tasks & string>(
    task: Name,
    input: InputOf<Tasks, Name>,
    options?: JobOptions,
  ): Promise<OutputOf<Tasks, Name>>
  /** Runs a task on every input, over all workers; outputs in the order of the inputs. The first failure ends the job. */
  map<Name extends keyof Tasks & string>(
    task: Name,
    inputs: readonly InputOf<Tasks, Name>[],
    options?: JobOptions,
  ): Promise<OutputOf<Tasks, Name>[]>
  /** Terminates every worker; unfinished jobs reject with AbortError. */
  dispose(): void
}

interface Job {
  id: number
  task: string
  inputs: readonly unknown[]
  transfer: ((input: unknown) => Transferable[]) | undefined
  outputs: unknown[]
  remaining: number
  /** The next input nobody has claimed: shared with the workers, or the pool's own. */
  next: Int32Array
  onProgress: ((progress: JobProgress) => void) | undefined
  settle(error?: Error): void
}

interface Slot {
  worker: number
  endpoint: WorkerEndpoint
  state: 'starting' | 'idle' | 'busy'
  job?: Job | undefined
}

/** So many workers that die before their first word, in a row, mean that workers do not start here. */
const START_ATTEMPTS = 3

export function createPool<Tasks extends TaskTable>({
  size,
  spawn,
  shared = canShareMemory(),
}: {
  /** Workers to spawn, 1 or more; more than the machine has cores is allowed, and does not help. */
  size: number
  spawn: () => WorkerEndpoint
  /** Defaults to what the page allows; `false` makes the pool transfer although it could share. */
  shared?: boolean
}): Pool<Tasks> {
  if (!Number.isInteger(size) || size < 1) throw new RangeError(`A pool has 1 worker or more, not ${size}`)
  const jobs: Job[] = []
  const waiting: { resolve(): void; reject(error: Error): void }[] = []
  let jobCount = 0
  let failedStarts = 0
  let ended: Error | undefined
  const slots: Slot[] = []
  for (let worker = 0; worker < size; worker++) slots.push(start(worker))

  return {
    size,
    shared,
    ready,
    map,
    run: async (task, input, options) => only(await map(task, [input], options)),
    dispose,
  }

  function ready(): Promise<void> {
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      waiting.push({ resolve, reject })
      announceReady()
    })
  }

  function map<Name extends keyof Tasks & string>(
    task: Name,
    inputs: readonly InputOf<Tasks, Name>[],
    { signal, onProgress, transfer }: JobOptions = {},
  ): Promise<OutputOf<Tasks, Name>[]> {
    return new Promise((resolve, reject) => {
      if (ended) return reject(ended)
      if (signal?.aborted) return reject(abortError(signal.reason))
      if (inputs.length === 0) return resolve([])
      const stop = () => cancel(job, abortError(signal?.reason))
      const job: Job = {
        id: ++jobCount,
        task,
        inputs,
        transfer: transfer as Job['transfer'],
        outputs: Array.from({ length: inputs.length }),
        remaining: inputs.length,
        next: new Int32Array(shared ? new SharedArrayBuffer(4) : new ArrayBuffer(4)),
        onProgress,
        settle: (error) => {
          signal?.removeEventListener('abort', stop)
          jobs.splice(jobs.indexOf(job), 1)
          if (error) reject(error)
          else resolve(job.outputs as OutputOf<Tasks, Name>[])
        },
      }
      signal?.addEventListener('abort', stop, { once: true })
      jobs.push(job)
      slots.forEach(feed)
    })
  }

  function dispose(): void {
    end(abortError())
  }

  /** Gives an idle worker the oldest job that still has unclaimed inputs. */
  function feed(slot: Slot): void {
    if (slot.state !== 'idle') return
    const job = jobs.find(({ next, inputs }) => Atomics.load(next, 0) < inputs.length)
    if (!job) return slot.endpoint.hold(false)
    slot.state = 'busy'
    slot.job = job
    slot.endpoint.hold(true)
    const { id, task, inputs, next, transfer, onProgress } = job
    const watched = onProgress !== undefined
    try {
      if (next.buffer instanceof ArrayBuffer) {
        const index = Atomics.add(next, 0, 1)
        slot.endpoint.post(
          { type: 'run', job: id, task, watched, index, input: inputs[index] },
          transfer?.(inputs[index]),
        )
      } else {
        slot.endpoint.post({ type: 'drain', job: id, task, watched, inputs, next: next.buffer })
      }
    } catch (error) {
      // The input cannot be cloned: the caller's fault, told to the caller. The worker never saw it.
      slot.state = 'idle'
      slot.job = undefined
      cancel(job, error as Error)
    }
  }

  function start(worker: number): Slot {
    const slot: Slot = { worker, endpoint: spawn(), state: 'starting' }
    slot.endpoint.onMessage((message) => hear(slot, message))
    slot.endpoint.onDeath((reason) => died(slot, reason))
    slot.endpoint.post({ type: 'hello', worker, shared })
    return slot
  }

  function hear(slot: Slot, message: FromWorker): void {
    const { job } = slot
    switch (message.type) {
      case 'ready':
        failedStarts = 0
        slot.state = 'idle'
        feed(slot)
        return announceReady()
      case 'idle':
        slot.state = 'idle'
        slot.job = undefined
        return feed(slot)
      case 'start':
        return report(slot, message.index, { phase: 'start' })
      case 'progress':
        return report(slot, message.index, { phase: 'working', done: message.done, team: message.team })
      case 'done': {
        if (!job || job.id !== message.job) return
        job.outputs[message.index] = message.output
        report(slot, message.index, { phase: 'done', output: message.output })
        if (--job.remaining === 0) job.settle()
        return
      }
      case 'failed':
        return job && cancel(job, new TaskError(message.error), slot)
      default:
        message satisfies never
    }
  }

  function report(
    { worker, job }: Slot,
    index: number,
    news: Pick<JobProgress, 'phase' | 'team' | 'output'> & { done?: number },
  ): void {
    job?.onProgress?.({ worker, index, done: 0, ...news })
  }

  /** Ends a job early: its workers are replaced, save the one that reported and is about to be idle. */
  function cancel(job: Job, error: Error, spare?: Slot): void {
    if (!jobs.includes(job)) return
    Atomics.store(job.next, 0, job.inputs.length)
    for (const slot of slots) if (slot.job === job && slot !== spare) replace(slot)
    job.settle(error)
  }

  function replace(slot: Slot): void {
    slot.endpoint.terminate()
    if (!ended) slots[slot.worker] = start(slot.worker)
  }

  function died(slot: Slot, reason: string): void {
    if (slot.state === 'starting' && ++failedStarts >= START_ATTEMPTS)
      return end(new WorkerStartError(`Workers do not start here: ${reason}`))
    const { job } = slot
    slot.job = undefined
    replace(slot)
    if (job) cancel(job, new WorkerDiedError(slot.worker, reason))
  }

  function end(error: Error): void {
    if (ended) return
    ended = error
    for (const { endpoint } of slots) endpoint.terminate()
    for (const job of [...jobs]) job.settle(error)
    for (const { reject } of waiting.splice(0)) reject(error)
  }

  function announceReady(): void {
    if (slots.length === size && slots.every(({ state }) => state !== 'starting'))
      for (const { resolve } of waiting.splice(0)) resolve()
  }
}

function only<Value>([value]: Value[]): Value {
  return value as Value
}
