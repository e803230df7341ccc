/** Where this device keeps what it remembers of its classes: a look there costs nothing, reading it loads a schema. */
export const MEMORY_KEY = 'prange.classes'

/** Whether there is anything to remember, so that pages of others need not load what only a class needs. */
export function remembersClasses(): boolean {
  try {
    return localStorage.getItem(MEMORY_KEY) !== null
  } catch {
    // Storage is refused: nothing was kept.
    return false
  }
}
