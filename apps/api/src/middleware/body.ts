import { createMiddleware } from 'hono/factory'
import { MAX_BODY_BYTES } from '../contract/index.ts'
import type { App } from '../env.ts'
import { fail } from './problems.ts'

/**
 * Reads a JSON body at the door: 415 for another content type, 413 as soon as more than 32 KB have come (whatever
 * content-length says), 400 for what is not JSON. `optional` lets an empty body stand for `{}`.
 */
export function jsonBody({ optional = false } = {}) {
  return createMiddleware<App>(async (c, next) => {
    const declared = Number(c.req.header('content-length') ?? 0)
    if (declared > MAX_BODY_BYTES) tooLarge()
    const bytes = await readUpTo(c.req.raw.body, MAX_BODY_BYTES)
    const empty = optional && bytes.length === 0
    if (!empty) requireJson(c.req.header('content-type'))
    const text = empty ? '{}' : textOf(bytes)
    // What comes after reads a body that is known to be small and sound.
    c.req.raw = new Request(c.req.url, {
      method: c.req.method,
      headers: withType(c.req.raw.headers),
      body: text,
    })
    await next()
  })
}

/** The body, mostly one chunk and then not copied; a buffer of the limit for each request would be garbage of 32 KB. */
async function readUpTo(body: ReadableStream<Uint8Array> | null, limit: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of body ?? []) {
    length += chunk.length
    // Leaving the loop cancels the stream: the rest is never read.
    if (length > limit) tooLarge()
    chunks.push(chunk)
  }
  const [first = new Uint8Array(0), ...rest] = chunks
  return rest.length === 0 ? first : joined(chunks, length)
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

function requireJson(type: string | undefined) {
  if (!/^application\/([\w.+-]+\+)?json *(;|$)/i.test(type?.trim() ?? '')) {
    fail('wrong-content-type', 'Send the body as application/json.')
  }
}

function textOf(bytes: Uint8Array): string {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes)
    JSON.parse(text)
    return text
  } catch {
    // Not UTF-8 (TypeError) or not JSON (SyntaxError): the client's words are not repeated.
    return fail('bad-request', 'The body is not JSON.', { errors: [{ path: '', message: 'must be JSON in UTF-8' }] })
  }
}

function withType(headers: Headers): Headers {
  const copy = new Headers(headers)
  copy.set('content-type', 'application/json')
  copy.delete('content-length')
  return copy
}

function tooLarge(): never {
  fail('too-large', `The body may have ${MAX_BODY_BYTES / 1024} KB at most.`)
}
