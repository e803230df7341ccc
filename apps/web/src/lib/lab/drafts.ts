/** What the user wrote, kept in this browser: one draft per example and one of their own, so that nothing is lost. */

const key = (slot: string) => `prange:lab:${slot}`

/** The slot of the user's own program; the others are the examples' ids. */
export const ownSlot = 'own'

export const readDraft = (slot: string): string | undefined => localOrNothing((store) => store.getItem(key(slot)))

/** False when the browser refuses. */
export const keepDraft = (slot: string, code: string): boolean =>
  localOrNothing((store) => (store.setItem(key(slot), code), code)) !== undefined

export const dropDraft = (slot: string): void => void localOrNothing((store) => (store.removeItem(key(slot)), null))

/** The slot that was open last. */
export const readSlot = (): string => readDraft('slot') ?? ownSlot
export const keepSlot = (slot: string): void => void keepDraft('slot', slot)

/** Storage may be denied (private windows) or full: the lab then works without keeping anything. */
function localOrNothing(use: (store: Storage) => string | null): string | undefined {
  try {
    return use(localStorage) ?? undefined
  } catch {
    return undefined
  }
}
