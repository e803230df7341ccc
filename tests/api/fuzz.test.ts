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
    const { operations, operationOf, faultOf } = await openapiJudge()
    expect(operations.length).toBeGreaterThan(30)
    const request = await requests(operations)
    const faults: string[] = []
    const statuses = new Map<number, number>()
    const reached = new Map<string, number>()
    const count = <Key>(counts: Map<Key, number>, key: Key) => counts.set(key, (counts.get(key) ?? 0) + 1)
    let sent = 0
    for (const batch of batches(fc.sample(request, { numRuns: REQUESTS, seed: 6 }))) {
      await Promise.all(
        batch.map(async ({ method, address, init }) => {
          const response = await exports.default.fetch(`${origin}${address}`, { ...init, method, redirect: 'manual' })
          count(statuses, response.status)
          count(reached, `${method} ${operationOf(method, address)?.path}`)
          sent += 1
          const fault = await faultOf(method, address, response)
          if (fault) faults.push(`${method} ${address} ${JSON.stringify(init).slice(0, 300)}: ${fault}`)
          response.webSocket?.accept()
          response.webSocket?.close()
        }),
      )
    }
    expect(faults.slice(0, 5)).toEqual([])
    expect(sent).toBe(REQUESTS)
    // A fuzz that only ever met one door would prove nothing.
    for (const status of [101, 200, 201, 204, 400, 403, 404, 405, 409, 413, 415, 422, 426]) {
      expect([status, statuses.get(status) ?? 0]).toEqual([status, expect.toSatisfy((count: number) => count > 0)])
    }
    for (const { method, path } of operations) {
      const name = `${method} ${path}`
      expect([name, reached.get(name) ?? 0]).toEqual([name, expect.toSatisfy((count: number) => count > 100)])
    }
  },
)

interface Fuzzed {
  method: string
  address: string
  init: { headers: Record<string, string>; body?: string | Uint8Array<ArrayBuffer> }
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
      'content-type': fc.constantFrom(
        ...Array.from({ length: 6 }, () => 'application/json'),
        ...['text/plain', 'nonsense', 'multipart/form-data', 'application/x-www-form-urlencoded', 'a/b; charset="'],
      ),
      'idempotency-key': fc.constantFrom('a', 'b', 'c', 'x'.repeat(201), ''),
      upgrade: fc.constantFrom('websocket', 'h2c'),
    },
    { requiredKeys: [] },
  )
  // The operations as they are, among them some by a method or at an address that is none.
  const method = fc.constantFrom('GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND')
  const place = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...operations) },
    { weight: 1, arbitrary: fc.record({ path: fc.constantFrom(...operations.map(({ path }) => path)), method }) },
    { weight: 1, arbitrary: fc.record({ path: strayPath, method }) },
  )
  return fc
    .record({ place, query, headers, body, choice: fc.nat() })
    .map(({ place: { path, method }, query, headers, body, choice }) => {
      const address = path.replace(
        /\{(\w+)\}/g,
        (_, name: string) => pieces[name]?.[choice % pieces[name].length] ?? 'x',
      )
      // No test waits ten seconds for a price.
      const search = new URLSearchParams(path.includes('quotes') ? { delayMs: '0', ...query } : query)
      // The runtime makes a GET of whatever asks for an upgrade.
      const { upgrade: _, ...plain } = headers
      const bodiless = method === 'HEAD' || method === 'DELETE' || method === 'OPTIONS'
      const init = method === 'GET' ? { headers } : { headers: plain, ...(bodiless ? {} : { body }) }
      return { method, address: `${address}?${search}`, init }
    })
}

/** Addresses that lead nowhere, or nearly somewhere. */
const strayPath = fc.constantFrom(
  ...['/api', '/api/', '/api//health', '/api/health/', '/API/health', '/api/classes/', '/api/runs/a/b', '/api/x'],
  ...['/api/%E0%A4%A', '/api/classes/%', '/api/classes/%FF%FE/members', '/api/runs/%2F..%2F', '/api/../api/health'],
  ...['/api/classes/ABC234/live/x', `/api/${'x'.repeat(3000)}`, '/api/quotes/%00', '/api/openapi.json/', '/api/runs/'],
)

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

const body: fc.Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
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
    arbitrary: fc.oneof(
      ...[fc.string(), fc.json(), fc.uint8Array({ minLength: 1, maxLength: 40 }).map((bytes) => new Uint8Array(bytes))],
      fc.constantFrom('{', '\u0000', '[1,', `"${'x'.repeat(33_000)}"`, `[${'['.repeat(20_000)}`),
      fc.constantFrom(new Uint8Array([0x22, 0xff, 0xfe, 0x22]), new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d])),
    ),
  },
)

function* batches<Item>(items: readonly Item[]) {
  for (let i = 0; i < items.length; i += TOGETHER) yield items.slice(i, i + TOGETHER)
}
