/** Keeps one interpreter snapshot (about 30 MB) on the user's machine, in IndexedDB: it works on plain http too. */

const databaseName = 'prange-python'
const storeName = 'snapshots'

/** Reading takes a tenth of a second; a storage that is silent for so long is slower than a cold start. */
const readLimitMs = 5000

/** The snapshot kept under `key`, or undefined when there is none or storage is not to be had. */
export function loadSnapshot(key: string): Promise<Uint8Array | undefined> {
  const limit = new Promise<undefined>((resolve) => setTimeout(resolve, readLimitMs))
  return Promise.race([read(key), limit])
}

async function read(key: string): Promise<Uint8Array | undefined> {
  try {
    const database = await open()
    try {
      return await settled<Uint8Array | undefined>(database.transaction(storeName).objectStore(storeName).get(key))
    } finally {
      database.close()
    }
  } catch {
    // Private windows and full disks refuse storage: starting cold is the fallback, and slow-start notes say so.
    return undefined
  }
}

/** Keeps a snapshot and forgets those of other versions; false when the browser refuses. */
export async function saveSnapshot(key: string, snapshot: Uint8Array): Promise<boolean> {
  try {
    const database = await open()
    try {
      const store = database.transaction(storeName, 'readwrite').objectStore(storeName)
      await settled(store.clear())
      await settled(store.put(snapshot, key))
      return true
    } finally {
      database.close()
    }
  } catch {
    return false
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(databaseName, 1)
  request.onupgradeneeded = () => request.result.createObjectStore(storeName)
  return settled(request)
}

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('IndexedDB refused'))
  })
}
