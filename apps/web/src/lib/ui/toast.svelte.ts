/** Short messages at the foot of the page: what was done, and a way back where there is one. */
export interface Toast {
  id: number
  text: string
  tone: 'plain' | 'good' | 'warn' | 'bad'
  action?: { label: string; run: () => void }
}

/** Long enough to read a sentence and reach its button. */
const SHOWN_MS = 6_000

export const toasts: Toast[] = $state([])
let next = 0

/** Shows a message; it goes by itself unless `stayMs` is Infinity. Returns a function that takes it away at once. */
export function toast(
  text: string,
  { tone = 'plain', action, stayMs = SHOWN_MS }: Partial<Omit<Toast, 'id' | 'text'>> & { stayMs?: number } = {},
): () => void {
  const id = next++
  toasts.push({ id, text, tone, ...(action ? { action } : {}) })
  const timer = Number.isFinite(stayMs) ? setTimeout(() => dismissToast(id), stayMs) : undefined
  return () => {
    clearTimeout(timer)
    dismissToast(id)
  }
}

/** Takes one message away. */
export function dismissToast(id: number): void {
  const index = toasts.findIndex((item) => item.id === id)
  if (index >= 0) toasts.splice(index, 1)
}
