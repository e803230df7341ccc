/**
 * `npm run load`: a class of three hundred against `wrangler dev` on loopback, with data of its own that is thrown away.
 * Members join, hold a live line and submit ten runs each within a minute; afterwards every acknowledged run must be on
 * the board exactly once and have been seen by every line.
 *
 *     npm run load -- [--members 300] [--runs 10] [--minutes 1] [--kill] [--flood] [--port 8840]
 *
 * `--kill` ends the user's workerd with SIGKILL three times in between. With `--flood` one member more sends a hundred
 * runs a second for ten seconds: it is refused, and the others must not notice. Always ends: by itself, or at a deadline.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import type { ClassCreated } from '../apps/api/src/contract/index.ts'
import { createMember, type Member } from './load/member.ts'
import { quantile, verdicts } from './load/verdicts.ts'
import { heldMiB, userWorkers } from './load/workerd.ts'

const { values } = parseArgs({
  options: {
    members: { type: 'string', default: '300' },
    runs: { type: 'string', default: '10' },
    minutes: { type: 'string', default: '1' },
    kill: { type: 'boolean', default: false },
    flood: { type: 'boolean', default: false },
    port: { type: 'string', default: '8840' },
  },
})
const members = bounded('members', values.members, 1000)
const runs = bounded('runs', values.runs, 20)
const minutes = bounded('minutes', values.minutes, 20)
const inspectorPort = Number(values.port) + 1
/** Deaths of the server in a run with `--kill`, at these shares of its time. */
const DEATHS = [0.25, 0.5, 0.75]
/** After the last minute: time for retries and for the last rows to reach every line. */
const SETTLE_MS = 30_000
const FLOOD = { afterMs: 20_000, perSecond: 100, seconds: 10 }

// The port is how serve.mjs is told where to listen.
process.env.PORT = values.port
const { serve } = await import('./lib/serve.mjs')
const data = mkdtempSync(path.join(tmpdir(), 'prange-load-'))
process.once('exit', () => rmSync(data, { recursive: true, force: true }))
// With `--kill`, wrangler's word on each request that died with the server is expected, and hundreds of them.
const server = await serve({ data, logLevel: values.kill ? 'none' : 'warn', inspectorPort })
const crowd: Member[] = []
try {
  process.exitCode = (await load()) ? 0 : 1
} finally {
  for (const member of crowd) member.leave()
  await server.close()
}

async function load(): Promise<boolean> {
  const created = await fetch(`${server.url}/api/classes`, { method: 'POST' })
  const { code } = (await created.json()) as ClassCreated
  const began = performance.now()
  for (let i = 0; i < members; i++) crowd.push(createMember(server.url, code))
  await Promise.all(crowd.map((member, i) => delay((i * 10_000) / members).then(() => member.join())))
  const joinedMs = performance.now() - began
  console.log(`${members} members joined in ${(joinedMs / 1000).toFixed(1)} s.`)

  const memoryMiB: number[] = []
  const held: number[] = []
  const watch = setInterval(() => memoryMiB.push(...userWorkers(Number(values.port)).map(({ rssMiB }) => rssMiB)), 5000)
  const deaths = values.kill ? kills(minutes * 60_000) : Promise.resolve(0)
  const flooding = values.flood ? flood(code) : Promise.resolve(undefined)
  for (let minute = 1; minute <= minutes; minute++) {
    const deadline = Date.now() + 60_000
    // Who gives up shows as a run that was not acknowledged. Nothing is under way any more when the runs are counted.
    await Promise.allSettled(crowd.map((member) => member.submitWithin(runs, deadline, deadline + SETTLE_MS)))
    await delay(Math.max(0, deadline - Date.now()))
    const total = crowd.reduce((sum, { acknowledged }) => sum + acknowledged.size, 0)
    const p99 = quantile(
      crowd.flatMap(({ latenciesMs }) => latenciesMs.slice(-runs)),
      0.99,
    ).toFixed(0)
    const memory = memoryMiB.at(-1)?.toFixed(0)
    console.log(`Minute ${minute}: ${total} runs acknowledged in all, p99 ${p99} ms, workerd at ${memory} MiB.`)
    // A death empties the heap by itself.
    if (!values.kill && minutes > 1 && (minute === 1 || minute === minutes))
      held.push(await heldMiB(server.url, inspectorPort))
  }
  const killed = await deaths
  const flooded = await flooding
  clearInterval(watch)
  const settled = Date.now() + SETTLE_MS
  const wanted = new Set(crowd.flatMap(({ acknowledged }) => [...acknowledged.keys()]))
  while (Date.now() < settled && crowd.some(({ missing }) => missing(wanted))) await delay(200)

  const exported = await fetch(`${server.url}/api/classes/${code}/export.json`)
  const { runs: kept } = (await exported.json()) as { runs: { id: string }[] }
  const checks = verdicts({
    crowd,
    kept: kept.map(({ id }) => id).filter((id) => !flooded?.acknowledged.has(id)),
    expected: members * runs * minutes,
    memoryMiB,
    heldMiB: held,
    killed,
    minutes,
    flooded,
  })
  for (const { what, found, ok } of checks) console.log(`${ok ? 'ok  ' : 'FAIL'}  ${what.padEnd(44)} ${found}`)
  return checks.every(({ ok }) => ok)
}

/** Ends the user's workerd three times; wrangler starts it again. How often it was there to be ended. */
async function kills(durationMs: number): Promise<number> {
  const start = Date.now()
  let killed = 0
  for (const share of DEATHS) {
    await delay(Math.max(0, start + share * durationMs - Date.now()))
    for (const { pid } of userWorkers(Number(values.port))) {
      process.kill(pid, 'SIGKILL')
      killed += 1
      console.log(`Killed workerd ${pid}.`)
    }
  }
  return killed
}

/** One member more, who does what no member does. */
async function flood(code: string) {
  const flooder = createMember(server.url, code)
  await flooder.join()
  await delay(FLOOD.afterMs)
  const statuses = await flooder.flood(FLOOD.perSecond, FLOOD.seconds)
  flooder.leave()
  return { acknowledged: flooder.acknowledged, statuses }
}

function bounded(name: string, text: string, most: number): number {
  const value = Number(text)
  if (Number.isInteger(value) && value >= 1 && value <= most) return value
  console.error(`--${name} is a whole number from 1 to ${most}, not ${text}.`)
  process.exit(1)
}
