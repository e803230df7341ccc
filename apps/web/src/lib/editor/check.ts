/** Problems of the njit functions in a text, found while somebody types. */
import type { Diagnostic } from '@prange/kernels/compiler'
import type { Problem } from './codemirror.ts'

export interface CheckRequest {
  id: number
  source: string
}

export interface CheckReply {
  id: number
  diagnostics: readonly Diagnostic[]
}

/** Waits this long after the last key: long enough not to mark half a word, short enough to feel immediate. */
const pauseMs = 250

/**
 * Starts a checker: `check(source)` answers through `onProblems`, for the newest text only. The compiler's worker starts
 * with the first text that mentions `numba`.
 */
export function createChecker(onProblems: (problems: Problem[]) => void) {
  let worker: Worker | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let newest = 0

  function spawn(): Worker {
    const started = new Worker(new URL('./check.worker.ts', import.meta.url), { type: 'module' })
    started.onmessage = ({ data }: MessageEvent<CheckReply>) => {
      if (data.id === newest) onProblems(data.diagnostics.map(problemOf))
    }
    return started
  }

  return {
    check(source: string): void {
      clearTimeout(timer)
      const id = ++newest
      if (!/\bnumba\b/.test(source)) return onProblems([])
      timer = setTimeout(() => (worker ??= spawn()).postMessage({ id, source } satisfies CheckRequest), pauseMs)
    },
    dispose(): void {
      clearTimeout(timer)
      worker?.terminate()
    },
  }
}

function problemOf({ span, code, message, hint }: Diagnostic): Problem {
  return {
    from: span.start,
    to: span.end,
    severity: 'error',
    message: `${code}: ${message}${hint ? `\n${hint}` : ''}`,
  }
}
