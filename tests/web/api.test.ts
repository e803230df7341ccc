import fc from 'fast-check'
import { createServer, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { ApiError, failureOf, retryAfter } from '../../apps/web/src/lib/api/failure.ts'
import { apiFetch } from '../../apps/web/src/lib/api/fetch.ts'
import { readNdjson } from '../../apps/web/src/lib/api/ndjson.ts'

const encoder = new TextEncoder()
let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
  server = undefined
})

fc.configureGlobal({ seed: 13 })

describe('a reply that is not 2xx becomes one typed error', () => {
  it('speaks with the sentence of the problem document and names the fields', async () => {
    const body = {
      type: 'about:blank',
      title: 'Bad request',
      detail: 'The title is too long.',
      errors: [{ path: 'title', message: 'at most 80 characters' }],
    }
    const failure = await failureOf(Response.json(body, { status: 400 }))
    expect(failure).toMatchObject({ kind: 'problem', status: 400, temporary: false })
    expect(failure.message).toBe('The title is too long. (title: at most 80 characters)')
  })

  it('stays a sentence when the body is HTML, empty or nonsense', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string(), fc.json()),
        fc.constantFrom(400, 404, 429, 500, 502),
        async (body, status) => {
          const failure = await failureOf(new Response(body, { status }))
          expect(failure).toBeInstanceOf(ApiError)
          expect(failure.message.trim()).not.toBe('')
          expect(failure.temporary).toBe(status === 429 || status >= 500)
        },
      ),
    )
  })

  it('reads Retry-After in seconds and as a date', () => {
    const now = Date.parse('2026-01-01T00:00:00Z')
    expect(retryAfter('7', now)).toBe(7000)
    expect(retryAfter('Thu, 01 Jan 2026 00:00:09 GMT', now)).toBe(9000)
    expect(retryAfter('soon', now)).toBeUndefined()
    expect(retryAfter(null, now)).toBeUndefined()
  })
})

describe('the way to the API', () => {
  it('tells a dead server from a slow one and from an abort of our own', async () => {
    const url = await listen(() => undefined)
    await expect(apiFetch(url, {}, { timeoutMs: 50 })).rejects.toMatchObject({ kind: 'timeout', temporary: true })

    const abort = new AbortController()
    const asked = apiFetch(url, { signal: abort.signal })
    abort.abort()
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' })

    server?.closeAllConnections()
    server?.close()
    await expect(apiFetch(url)).rejects.toMatchObject({ kind: 'offline', temporary: true })
  })

  it('does not cut off a stream that takes longer than the timeout for its headers', async () => {
    const url = await listen((write, end) => {
      write('{"n":1}\n')
      setTimeout(() => end('{"n":2}\n'), 120)
    })
    const response = await apiFetch(url, {}, { timeoutMs: 60 })
    expect(await collect(response.body!)).toEqual([{ n: 1 }, { n: 2 }])
  })
})

describe('newline-delimited JSON', () => {
  it('comes out whole however the bytes are cut, with or without a last newline', async () => {
    const values = fc.array(fc.jsonValue(), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(
        values,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.boolean(),
        async (rows, cuts, last) => {
          const text = rows.map((row) => JSON.stringify(row)).join('\n') + (last ? '\n' : '')
          expect(await collect(chunked(encoder.encode(text), cuts))).toEqual(JSON.parse(JSON.stringify(rows)))
        },
      ),
    )
  })

  it('cancels the stream when the reader leaves early', async () => {
    let cancelled = false
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => controller.enqueue(encoder.encode('{}\n')),
      cancel: () => void (cancelled = true),
    })
    for await (const _ of readNdjson(body)) break
    expect(cancelled).toBe(true)
  })
})

async function collect(body: ReadableStream<Uint8Array>) {
  const rows: unknown[] = []
  for await (const row of readNdjson(body)) rows.push(row)
  return rows
}

function chunked(bytes: Uint8Array, cuts: number[]): ReadableStream<Uint8Array> {
  let at = 0
  let turn = 0
  return new ReadableStream({
    pull(controller) {
      if (at >= bytes.length) return controller.close()
      const size = cuts[turn++ % cuts.length] ?? 1
      controller.enqueue(bytes.slice(at, at + size))
      at += size
    },
  })
}

function listen(answer: (write: (text: string) => void, end: (text: string) => void) => void): Promise<string> {
  const made = createServer((_request, response) =>
    answer(
      (text) => response.write(text),
      (text) => response.end(text),
    ),
  )
  server = made
  return new Promise((resolve) =>
    made.listen(0, '127.0.0.1', () => {
      const address = made.address()
      if (typeof address !== 'object' || address === null) throw new Error('no port')
      resolve(`http://127.0.0.1:${address.port}/`)
    }),
  )
}
