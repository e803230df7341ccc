/**
 * What this device keeps for later, in IndexedDB: runs on their way to a class, and tickets fetched ahead. Where a
 * browser refuses IndexedDB (some private windows), a shelf in memory takes its place and says it will not last.
 */
import { openDB, type DBSchema, type IDBPDatabase } from 'idb'

export interface Shelf<Item extends { id: string }> {
  all(): Promise<Item[]>
  put(item: Item): Promise<void>
  remove(id: string): Promise<void>
  /** Picks one of all items and removes it, in one step: two tabs never take the same. */
  take(pick: (items: Item[]) => Item | undefined): Promise<Item | undefined>
  /** Whether it outlives this page. */
  lasting: boolean
}

export const SHELVES = ['outbox', 'tickets'] as const
type ShelfName = (typeof SHELVES)[number]

interface Stored extends DBSchema {
  outbox: { key: string; value: { id: string } }
  tickets: { key: string; value: { id: string } }
}

/** Opens a shelf by name; never rejects, falls back to memory instead. */
export async function openShelf<Item extends { id: string }>(name: ShelfName): Promise<Shelf<Item>> {
  try {
    return databaseShelf<Item>(await database(), name)
  } catch {
    // No IndexedDB here, or the user forbids it: the page still works while it is open.
    return memoryShelf<Item>()
  }
}

let opened: Promise<IDBPDatabase<Stored>> | undefined

function database() {
  opened ??= openDB<Stored>('prange', 1, {
    upgrade: (db) => SHELVES.forEach((name) => db.createObjectStore(name, { keyPath: 'id' })),
    // Another tab runs a newer version, or the browser closed the connection: open anew next time.
    blocking: (_current, _blocked, event) => {
      opened = undefined
      ;(event.target as IDBDatabase | null)?.close()
    },
    terminated: () => (opened = undefined),
  }).catch((error) => {
    opened = undefined
    throw error
  })
  return opened
}

/** `Item` is what the caller put in; the database has only ever held what this module wrote. */
function databaseShelf<Item extends { id: string }>(db: IDBPDatabase<Stored>, name: ShelfName): Shelf<Item> {
  return {
    lasting: true,
    all: async () => (await db.getAll(name)) as Item[],
    put: async (item) => void (await db.put(name, item)),
    remove: (id) => db.delete(name, id),
    take: async (pick) => {
      const transaction = db.transaction(name, 'readwrite')
      const item = pick((await transaction.store.getAll()) as Item[])
      if (item) await transaction.store.delete(item.id)
      await transaction.done
      return item
    },
  }
}

export function memoryShelf<Item extends { id: string }>(): Shelf<Item> {
  const items = new Map<string, Item>()
  return {
    lasting: false,
    all: async () => [...items.values()],
    put: async (item) => void items.set(item.id, structuredClone(item)),
    remove: async (id) => void items.delete(id),
    take: async (pick) => {
      const item = pick([...items.values()])
      if (item) items.delete(item.id)
      return item
    },
  }
}
