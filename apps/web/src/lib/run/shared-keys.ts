/** The delete keys of runs shared from this device: the only proof that a shared run is one's own. */
const KEY = 'prange.shared'

/** Runs shared longer ago than the newest hundred are forgotten here (not there). */
const MOST_KEPT = 100

export interface SharedKey {
  id: string
  deleteKey: string
}

type Box = Pick<Storage, 'getItem' | 'setItem'>

/** What is kept, newest first; nothing where storage is refused or holds something else. */
export function sharedKeys(box: Box | undefined = storage()): SharedKey[] {
  try {
    const kept: unknown = JSON.parse(box?.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter(isSharedKey) : []
  } catch {
    // Storage is refused or was written by something else: nothing is known.
    return []
  }
}

/** Keeps a key; false where storage is refused, so that the page can show the key instead. */
export function keepSharedKey(key: SharedKey, box: Box | undefined = storage()): boolean {
  return write([key, ...sharedKeys(box).filter(({ id }) => id !== key.id)].slice(0, MOST_KEPT), box)
}

export function forgetSharedKey(id: string, box: Box | undefined = storage()): void {
  write(
    sharedKeys(box).filter((key) => key.id !== id),
    box,
  )
}

function write(keys: SharedKey[], box: Box | undefined): boolean {
  try {
    box?.setItem(KEY, JSON.stringify(keys))
    return box !== undefined
  } catch {
    // Full or refused.
    return false
  }
}

function storage(): Storage | undefined {
  try {
    return globalThis.localStorage
  } catch {
    // Some browsers throw on the mere look when cookies are blocked.
    return undefined
  }
}

function isSharedKey(value: unknown): value is SharedKey {
  if (typeof value !== 'object' || value === null) return false
  const { id, deleteKey } = value as Partial<Record<keyof SharedKey, unknown>>
  return typeof id === 'string' && typeof deleteKey === 'string'
}
