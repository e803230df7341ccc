/**
 * The runner worker's side of a page: takes requests, runs one ladder at a time, answers with events. The worker's own
 * file is two lines, so that its context (pools, Python, API) is the page's choice:
 *
 *     const context = createContext({ apiBase: '' })
 *     serveLadders(self, { context, appVersion })
 */
import { runLadder, type LadderDoors } from './ladder.ts'
import type { LadderEvent, LadderRequest } from './types.ts'

/** The scope of a dedicated worker, or one end of a MessageChannel. */
export interface LadderPort {
  postMessage(event: LadderEvent): void
  addEventListener(type: 'message', listen: (message: MessageEvent<LadderRequest>) => void): void
}

/** Answers requests until the worker is terminated. A new start stops the ladder before it; after each, its pools end. */
export function serveLadders(port: LadderPort, doors: Pick<LadderDoors, 'context' | 'appVersion' | 'find'>): void {
  let current = { stop: new AbortController(), hidden: false, ended: Promise.resolve() }

  port.addEventListener('message', ({ data: request }) => {
    switch (request.type) {
      case 'start': {
        current.stop.abort()
        const mine = { stop: new AbortController(), hidden: false, ended: Promise.resolve() }
        mine.ended = current.ended.then(() => run(request, mine))
        current = mine
        return
      }
      case 'stop':
        return current.stop.abort()
      case 'hidden':
        current.hidden = true
        return
      default:
        request satisfies never
    }
  })

  async function run(request: Extract<LadderRequest, { type: 'start' }>, mine: typeof current): Promise<void> {
    const { plan, touchPoints } = request
    const onEvent = (event: LadderEvent) => port.postMessage(event)
    try {
      const wasHidden = () => mine.hidden
      const page = touchPoints === undefined ? {} : { touchPoints }
      await runLadder(plan, { ...doors, ...page, signal: mine.stop.signal, wasHidden, onEvent })
    } catch (error) {
      // A fault of ours: the page shows it instead of waiting for an end that never comes.
      onEvent({ type: 'failed', message: `The measurement itself failed: ${String(error)}` })
    } finally {
      // Ten million sorted returns stay in a worker's memory as long as the worker lives; the next ladder starts its own.
      doors.context?.dispose()
    }
  }
}
