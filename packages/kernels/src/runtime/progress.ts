/** How far a long loop is: compiled code tells between two slices of it, a pool while it works through chunks. */

export interface Progress {
  /** Line of the loop. */
  line: number
  /** 0 … 1; undefined for a `while`, of which nobody knows how long it will go on. */
  fraction: number | undefined
}

export type OnProgress = (progress: Progress) => void

/** Tells at most so often, and nothing of loops that take less. */
export const PROGRESS_MS = 100

/** Takes every tick of a loop (the fraction is 0 for a new one) and passes on what somebody would want to read. */
export function makeProgress(onProgress: OnProgress, now = () => performance.now()): OnProgress {
  let lastMs = now()
  return (progress) => {
    const atMs = now()
    const isNew = progress.fraction === 0
    if (!isNew && atMs - lastMs < PROGRESS_MS) return
    lastMs = atMs
    if (!isNew) onProgress(progress)
  }
}
