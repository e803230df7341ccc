import { execFileSync } from 'node:child_process'

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
