/** The classes of this device as reactive state, the same in every tab. */
import { browser } from '$app/env'
import { MEMORY_KEY } from './kept.ts'
import { readKnown, withChange, type Change, type KnownClass } from './memory.ts'

let list = $state.raw<KnownClass[]>(browser ? readKnown(load()) : [])

if (browser) {
  addEventListener('storage', (event) => {
    if (event.key === MEMORY_KEY || event.key === null) list = readKnown(event.newValue)
  })
}

export const classes = {
  /** Every class this device is in or hosts, the one seen last first. */
  get all(): readonly KnownClass[] {
    return list
  },
  get(code: string): KnownClass | undefined {
    return list.find((each) => each.code === code)
  },
  /** Those one can submit to. */
  get joined(): readonly KnownClass[] {
    return list.filter(({ member }) => member !== undefined)
  },
}

/** Keeps a change to one class. */
export function remember(code: string, change: Change): void {
  // Read anew: another tab may have written since.
  save(withChange(browser ? readKnown(load()) : list, code, change))
}

/** Forgets one class with its keys. */
export function forget(code: string): void {
  save(readKnown(load()).filter((each) => each.code !== code))
}

function save(next: KnownClass[]) {
  list = next
  try {
    localStorage.setItem(MEMORY_KEY, JSON.stringify(next))
  } catch {
    // Storage is refused (private window, blocked, full): it lasts as long as this page, and pages say so.
    lasting = false
  }
}

function load(): string | null {
  try {
    return localStorage.getItem(MEMORY_KEY)
  } catch {
    // As above.
    return lasting ? null : JSON.stringify(list)
  }
}

let lasting = $state(true)
/** Whether what is remembered outlives this page. */
export const memoryLasts = () => lasting
