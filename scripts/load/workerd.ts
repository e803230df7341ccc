import { execFileSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'

export interface Worker {
  pid: number
  rssMiB: number
}

/**
 * The workerd processes that run the user's code for `wrangler dev` on a port: those that descend from its wrangler, but
 * not the proxy in front, which alone names the public port on its command line and must live.
 */
export function userWorkers(port: number): Worker[] {
  const rows = execFileSync('ps', ['-eo', 'pid=,ppid=,rss=,args='], { encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\n')
    .flatMap((line) => {
      const found = /^\s*(\d+)\s+(\d+)\s+(\d+)\s+(.*)$/.exec(line)
      return found
        ? [{ pid: Number(found[1]), parent: Number(found[2]), rss: Number(found[3]), args: found[4] ?? '' }]
        : []
    })
  const workers = rows.filter(({ args }) => /\/workerd\S* serve /.test(args))
  const proxy = workers.find(({ args }) => new RegExp(`:${port}(\\s|$)`).test(args))
  return workers
    .filter(({ pid, parent }) => proxy !== undefined && parent === proxy.parent && pid !== proxy.pid)
    .map(({ pid, rss }) => ({ pid, rssMiB: rss / 1024 }))
}

/**
 * MiB that the user's JavaScript still holds after a garbage collection: what grows here is held by us, while the memory
 * of the process also has what the runtime keeps in reserve.
 */
export async function heldMiB(url: string, inspectorPort: number): Promise<number> {
  const found = await fetch(`http://127.0.0.1:${inspectorPort}/json`)
  const [target] = (await found.json()) as { webSocketDebuggerUrl: string }[]
  if (!target) throw new Error('The inspector has nothing to inspect.')
  // Wrangler's inspector wants to know which page asks; browsers' types do not know that Node can say so.
  const options = { headers: { origin: 'http://localhost' } } as unknown as string[]
  const inspector = new WebSocket(target.webSocketDebuggerUrl, options)
  let asked = 0
  const ask = (method: string): Promise<Record<string, number>> => {
    const id = (asked += 1)
    return new Promise((resolve, reject) => {
      inspector.addEventListener('message', ({ data }) => {
        const reply = JSON.parse(String(data)) as { id?: number; result?: Record<string, number> }
        if (reply.id === id) resolve(reply.result ?? {})
      })
      inspector.addEventListener('close', () => reject(new Error('The inspector went away.')))
      inspector.send(JSON.stringify({ id, method }))
    })
  }
  try {
    await new Promise((resolve, reject) => {
      inspector.addEventListener('open', resolve)
      inspector.addEventListener('error', () => reject(new Error('The inspector does not let us in.')))
    })
    // The runtime collects when its JavaScript next has something to do.
    await Promise.all([ask('HeapProfiler.collectGarbage'), delay(100).then(() => fetch(`${url}/api/health`))])
    const { usedSize = NaN } = await ask('Runtime.getHeapUsage')
    return usedSize / 2 ** 20
  } finally {
    inspector.close()
  }
}
