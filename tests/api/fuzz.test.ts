import fc from 'fast-check'
import { exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { join, newClass, origin, runOf, submitted, verifiedRun } from './client.ts'
import { openapiJudge } from './openapi.ts'

const REQUESTS = 10_000
const TOGETHER = 50

it(
  'ten thousand requests over all routes: no 5xx, and every reply is as the document says',
  { timeout: 240_000 },
  async () => {
    const { operations, faultOf } = await openapiJudge()
    expect(operations.length).toBeGreaterThan(30)
    const request = await requests(operations)
    const faults: string[] = []
    const statuses = new Map<number, number>()
    let sent = 0
    for (const batch of batches(fc.sample(request, { numRuns: REQUESTS, seed: 6 }))) {
      await Promise.all(
        batch.map(async ({ path, method, address, init }) => {
          const response = await exports.default.fetch(`${origin}${address}`, { ...init, method, redirect: 'manual' })
          statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1)
          sent += 1
          const fault = response.status >= 500 ? `a ${response.status}` : await faultOf(path, method, response)
          if (fault) faults.push(`${method} ${address} ${JSON.stringify(init).slice(0, 300)}: ${fault}`)
          response.webSocket?.accept()
          response.webSocket?.close()
        }),
      )
    }
    expect(faults.slice(0, 5)).toEqual([])
    expect(sent).toBe(REQUESTS)
    // A fuzz that only ever met one door would prove nothing.
    for (const status of [101, 200, 201, 204, 400, 403, 404, 409, 413, 415, 422, 426]) {
      expect([status, statuses.get(status) ?? 0]).toEqual([status, expect.toSatisfy((count: number) => count > 0)])
    }
  },
)

interface Fuzzed {
  path: string
  method: string
  address: string
  init: { headers: Record<string, string>; body?: string }
}

/** Requests that are nearly right: real codes and keys among junk, real runs with something bent. */
async function requests(operations: { path: string; method: string }[]): Promise<fc.Arbitrary<Fuzzed>> {
  const classes = [await newClass('Fuzz'), await newClass(), await newClass()]
  const code = classes[0]?.code ?? ''
  const [ada, bob] = [await join(code), await join(code)]
  const { id } = await submitted(code, ada.memberKey, await verifiedRun(50))
  // The first class must live: its host's key is not among those that are tried.
  const keys = [ada.memberKey, bob.memberKey, ...classes.slice(1).map(({ hostKey }) => hostKey)]
  const pieces: Record<string, string[]> = {
    code: [code, code, code.toLowerCase(), ...classes.map((one) => one.code), 'ABC234', 'OOOOOO', '%00', '🦦'],
    id: [ada.memberId, id, 'neverwas12', 'me', '%2e%2e', '"'],
    ticker: ['AAPL', 'BRK.B', '^GSPC', 'far-too-long-a-ticker', '%20', '💥'],
    exercise: ['pi', 'burn', 'tetris'],
    csv: ['abcdef', 'ABC', '..'],
    md: ['abcdef', 'x'],
  }
  const query = fc.dictionary(
    fc.constantFrom('delayMs', 'tickers', 'workers', 'exercise', 'sort', 'limit', 'cursor', 'runs', 'since', 'x'),
    fc.constantFrom(...['0', '1', '-1', '', 'x', '20000', 'A,B', 'A,,B', 'pi', 'lab', 'speedup', 'efficiency', 'best']),
    { maxKeys: 4 },
  )
  const headers = fc.record(
    {
      authorization: fc.constantFrom(...keys.map((key) => `Bearer ${key}`), 'Bearer x', 'Basic eDp5', 'Bearer'),
      'content-type': fc.constantFrom(...Array.from({ length: 6 }, () => 'application/json'), 'text/plain', 'nonsense'),
      'idempotency-key': fc.constantFrom('a', 'b', 'c', 'x'.repeat(201), ''),
      upgrade: fc.constantFrom('websocket', 'h2c'),
    },
    { requiredKeys: [] },
  )
  return fc
    .record({ operation: fc.constantFrom(...operations), query, headers, body, choice: fc.nat() })
    .map(({ operation: { path, method }, query, headers, body, choice }) => {
      const place = path.replace(/\{(\w+)\}/g, (_, name: string) => pieces[name]?.[choice % pieces[name].length] ?? 'x')
      // No test waits ten seconds for a price.
      const search = new URLSearchParams(path.includes('quotes') ? { delayMs: '0', ...query } : query)
      // The runtime makes a GET of whatever asks for an upgrade.
      const { upgrade: _, ...plain } = headers
      const init = method === 'GET' ? { headers } : { headers: plain, ...(method === 'DELETE' ? {} : { body }) }
      return { path, method, address: `${place}?${search}`, init }
    })
}

const junk = fc.oneof(
  fc.constantFrom(null, true, 0, -1, 1e308, '', 'x', [], {}, [[]], 'x'.repeat(300)),
  fc.jsonValue({ maxDepth: 2 }),
)

/** A value with one thing in it, at any depth, removed, replaced by junk, or joined by junk. */
function bent(value: unknown, path: number[], by: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined || typeof value !== 'object' || value === null) return by
  const entries = Object.entries(value)
  const [key, inner] = entries[step % Math.max(entries.length, 1)] ?? ['x', null]
  if (Array.isArray(value)) return value.length === 0 ? by : value.with(Number(key), bent(inner, rest, by))
  const changed = { ...value, [key]: bent(inner, rest, by) }
  return by === undefined ? Object.fromEntries(Object.entries(changed).filter(([name]) => name !== key)) : changed
}

const body: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 2, max: 60 }).map((gain) => JSON.stringify(runOf(gain))) },
  {
    weight: 5,
    arbitrary: fc
      .tuple(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), fc.option(junk, { nil: undefined }))
      .map(([path, by]) => JSON.stringify(bent(runOf(3), path, by)) ?? ''),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ...['{}', '{"exercise":"pi"}', '{"title":"A class"}', '{"state":"closed"}', '{"state":"open"}'],
      ...[
        '{"flagged":true}',
        '{"flagged":null}',
        '{"revealNames":false}',
        '{"expiresAt":1}',
        '{"allowUnverified":true}',
      ],
    ),
  },
  {
    weight: 2,
    arbitrary: fc.oneof(fc.string(), fc.json(), fc.constantFrom('{', '\u0000', '[1,', `"${'x'.repeat(33_000)}"`)),
  },
)

function* batches<Item>(items: readonly Item[]) {
  for (let i = 0; i < items.length; i += TOGETHER) yield items.slice(i, i + TOGETHER)
}
