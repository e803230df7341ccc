/** The entry of a team's workers: joins, then works and parks in turns. See team.ts for the states. */
import { openThread, Stopped, StopWord, type Thread } from '../runtime/index.ts'
import { parentEndpoint } from './endpoint.ts'
import { CONTROL, STATE, type FromTeamWorker, type JobKind, type ToTeamWorker } from './team.ts'

/** Long enough for the serial part between two loops of one program, short enough to hear messages soon. */
const PARK_MS = 50

const parent = parentEndpoint<FromTeamWorker, ToTeamWorker>()
const kinds = new Map<number, { job: JobKind; memoryId: number }>()
const threads = new Map<number, Thread>()
let control: Int32Array = new Int32Array()
let state = 0
let stop: StopWord | undefined
/** Where in the control block this worker counts the chunks it has done. */
let chunksDone = 0

parent.onMessage((message) => {
  switch (message.type) {
    case 'join':
      control = new Int32Array(message.control)
      state = CONTROL.states + message.worker
      chunksDone = state + message.workers
      stop = message.stop && new StopWord(message.stop)
      return parent.post({ type: 'joined' })
    case 'kind':
      kinds.set(message.kind, message)
      return
    case 'forget':
      threads.get(message.memoryId)?.dispose()
      threads.delete(message.memoryId)
      for (const [kind, { memoryId }] of kinds) if (memoryId === message.memoryId) kinds.delete(kind)
      return
    case 'work':
      Atomics.store(control, state, STATE.busy)
      return workAndPark()
    default:
      message satisfies never
  }
})

function workAndPark(): void {
  for (;;) {
    if (Atomics.load(control, state) === STATE.busy) work()
    Atomics.wait(control, state, STATE.parked, PARK_MS)
    if (Atomics.compareExchange(control, state, STATE.parked, STATE.listening) !== STATE.busy) return
  }
}

const countChunk = () => void Atomics.add(control, chunksDone, 1)

function work(): void {
  try {
    const kind = kinds.get(control[CONTROL.kind] ?? 0)
    if (!kind) throw new Error(`No loop ${control[CONTROL.kind]} is known here`)
    const { job, memoryId } = kind
    let thread = threads.get(memoryId)
    if (!thread) threads.set(memoryId, (thread = openThread(job.memory, stop)))
    thread.work({ ...job, frame: control[CONTROL.frame] ?? 0, chunks: control[CONTROL.chunks] ?? 0 }, countChunk)
  } catch (error) {
    // Who waits looks at the same word.
    if (error instanceof Stopped) return
    Atomics.store(control, CONTROL.broken, 1)
    // Outside this stack, so that the thread that waits is let go first.
    setTimeout(() => {
      throw error
    })
  } finally {
    // Parked before counted out: whoever sees the last one out may hand out the next job at once.
    Atomics.store(control, state, STATE.parked)
    if (Atomics.sub(control, CONTROL.running, 1) === 1) Atomics.notify(control, CONTROL.running)
  }
}
