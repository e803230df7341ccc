/** The one interpreter that all Python rungs of a page share: started for the first, ended with the last. */
import { createPythonSession, type LaneChange, type PythonSession } from '../../python/index.ts'
import { abortError } from '../../pool/index.ts'

export interface Interpreter {
  /** Runs a program and gives what it printed; rejects with AbortError, or with the last line of its traceback. */
  run(
    code: string,
    options: { seed: number; signal?: AbortSignal; onLanes?: (changes: LaneChange[]) => void },
  ): Promise<string>
  /** Makes ready what the program needs: NumPy, child interpreters. */
  prepare(code: string): Promise<void>
  release(): void
}

let session: PythonSession | undefined
let users = 0
let onStdout: (text: string) => void = () => {}
let onLanes: (changes: LaneChange[]) => void = () => {}

/** Rejects with a sentence for the user where Python cannot be started. */
export async function interpreter(): Promise<Interpreter> {
  if (typeof Worker === 'undefined') throw new Error('Python’s rungs run in a browser: open the page to measure them.')
  session ??= createPythonSession({
    assets: '/python/',
    onEvent(event) {
      if (event.type === 'stdout') onStdout(event.text)
      if (event.type === 'lanes') onLanes(event.changes)
    },
  })
  const mine = session
  users += 1
  let held = true
  const release = () => {
    if (held && --users === 0) {
      session?.dispose()
      session = undefined
    }
    held = false
  }
  try {
    await mine.ready
  } catch (error) {
    release()
    throw error
  }
  return {
    release,
    prepare: (code) => mine.prepare(code),
    async run(code, { seed, signal, onLanes: tell }) {
      signal?.throwIfAborted()
      let printed = ''
      onStdout = (text) => (printed += text)
      onLanes = tell ?? (() => {})
      const stop = () => mine.stop()
      signal?.addEventListener('abort', stop, { once: true })
      try {
        const outcome = await mine.run(code, { seed, filename: 'kernel.py' })
        switch (outcome.status) {
          case 'done':
            return printed
          case 'stopped':
            throw abortError(signal?.reason)
          case 'error':
            throw new Error(`${outcome.failure.name}: ${outcome.failure.message}`)
          case 'unavailable':
            throw new Error(outcome.message)
          default:
            return outcome satisfies never
        }
      } finally {
        signal?.removeEventListener('abort', stop)
      }
    },
  }
}
