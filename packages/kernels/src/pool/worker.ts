/** The inside of a worker. An entry file is two lines: import its tasks, and `serve` them. */
import { parentEndpoint, type ParentEndpoint } from './endpoint.ts'
import { Moved, type PlainError, type TaskContext, type TaskTable, type ToWorker } from './protocol.ts'

/** Progress is news for eyes: 25 a second is plenty, and costs the task nothing measurable. */
const PROGRESS_EVERY_MS = 40

/** Serves these tasks to the pool that started this worker. */
export function serve(tasks: TaskTable): void {
  const parent = parentEndpoint()
  let self = { worker: 0, shared: false }
  parent.onMessage((message) => {
    switch (message.type) {
      case 'hello':
        self = { worker: message.worker, shared: message.shared }
        return parent.post({ type: 'ready' })
      case 'run':
        return void one(message, message.index, message.input).then(() =>
          parent.post({ type: 'idle', job: message.job }),
        )
      case 'drain':
        return void drain(message)
      default:
        message satisfies never
    }
  })

  async function drain(message: ToWorker & { type: 'drain' }): Promise<void> {
    const next = new Int32Array(message.next)
    for (;;) {
      const index = Atomics.add(next, 0, 1)
      if (index >= message.inputs.length) break
      await one(message, index, message.inputs[index])
    }
    parent.post({ type: 'idle', job: message.job })
  }

  async function one(
    { job, task, watched }: { job: number; task: string; watched: boolean },
    index: number,
    input: unknown,
  ): Promise<void> {
    try {
      if (watched) parent.post({ type: 'start', job, index })
      const run = tasks[task] as ((input: unknown, context: TaskContext) => unknown) | undefined
      if (!run) throw new Error(`No task is called ${task}`)
      const output = await run(input, { ...self, ...(watched ? progressTo(parent, job, index) : unwatched) })
      if (output instanceof Moved) parent.post({ type: 'done', job, index, output: output.output }, output.buffers)
      else parent.post({ type: 'done', job, index, output })
    } catch (error) {
      parent.post({ type: 'failed', job, index, error: plain(error) })
    }
  }
}

type Reporting = Pick<TaskContext, 'progress' | 'teamProgress'>

const unwatched: Reporting = { progress: () => {} }

function progressTo(parent: ParentEndpoint, job: number, index: number): Reporting {
  let sentAt = performance.now()
  return {
    progress(done) {
      const now = performance.now()
      if (now - sentAt < PROGRESS_EVERY_MS) return
      sentAt = now
      parent.post({ type: 'progress', job, index, done })
    },
    teamProgress: (team) =>
      parent.post({ type: 'progress', job, index, done: team.reduce((sum, done) => sum + done, 0), team }),
  }
}

const plain = (error: unknown): PlainError =>
  error instanceof Error
    ? { name: error.name, message: error.message, ...(error.stack && { stack: error.stack }) }
    : { name: 'Error', message: String(error) }
