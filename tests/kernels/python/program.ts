import {
  createPythonSession,
  type LaneChange,
  type PythonEvent,
  type PythonSession,
  type PythonSessionOptions,
  type RunOutcome,
  type RunSettings,
} from '../../../packages/kernels/src/python/index.ts'

export interface Finished {
  outcome: RunOutcome
  stdout: string
  stderr: string
  events: PythonEvent[]
  lanes: LaneChange[]
}

/** A session whose runs give back all they printed. */
export async function openSession(options: Partial<PythonSessionOptions> = {}) {
  let events: PythonEvent[] = []
  const session: PythonSession = createPythonSession({
    assets: '/python/',
    ...options,
    onEvent(event) {
      events.push(event)
      options.onEvent?.(event)
    },
  })
  await session.ready
  const printedTo = (type: 'stdout' | 'stderr') =>
    events.map((event) => (event.type === type ? event.text : '')).join('')
  return {
    session,
    /** Changes of lanes so far. */
    lanes: () => events.flatMap((event) => (event.type === 'lanes' ? event.changes : [])),
    /** What the running program has printed so far. */
    printed: () => printedTo('stdout'),
    async run(code: string, settings?: RunSettings): Promise<Finished> {
      events = []
      const outcome = await session.run(code, settings)
      return {
        outcome,
        stdout: printedTo('stdout'),
        stderr: printedTo('stderr'),
        events,
        lanes: events.flatMap((event) => (event.type === 'lanes' ? event.changes : [])),
      }
    },
  }
}
