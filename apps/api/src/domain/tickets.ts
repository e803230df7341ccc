/**
 * Tickets: stateless and signed (HMAC-SHA-256). `payload.signature`, both base64url; the payload is a JSON array of
 * version, exercise, seed, time of issue and a random number that makes each ticket one of a kind.
 */
import * as v from 'valibot'
import { ExerciseSchema, TICKET_LIFE_MS, type Ticket } from '../contract/index.ts'

const PayloadSchema = v.tuple([v.literal(1), ExerciseSchema, v.number(), v.number(), v.string()])

/** A ticket whose signature is right. */
export interface TicketFacts {
  exercise: string
  seed: number
  issuedAt: number
  /** SHA-256 of the whole ticket: how a replay is noticed without keeping the ticket. */
  id: string
}

const base64url = { alphabet: 'base64url', omitPadding: true } as const
const encoder = new TextEncoder()

/** Issues a ticket for an exercise at `now` (ms since 1970). */
export async function signTicket(secret: string, exercise: string, now: number): Promise<Ticket> {
  const random = crypto.getRandomValues(new Uint32Array(3))
  const seed = (random[0] ?? 0) >>> 1
  const nonce = new Uint8Array(random.buffer, 4).toBase64(base64url)
  const payload = encoder.encode(JSON.stringify([1, exercise, seed, now, nonce])).toBase64(base64url)
  const signature = await crypto.subtle.sign('HMAC', await hmacKey(secret), encoder.encode(payload))
  return {
    ticket: `${payload}.${new Uint8Array(signature).toBase64(base64url)}`,
    seed,
    expiresAt: now + TICKET_LIFE_MS,
  }
}

/** What a ticket says, or undefined when this server did not sign it. */
export async function readTicket(secret: string, ticket: string): Promise<TicketFacts | undefined> {
  const [payload, signature, ...rest] = ticket.split('.')
  if (!payload || !signature || rest.length > 0) return undefined
  const bytes = decode(signature)
  if (!bytes || !(await crypto.subtle.verify('HMAC', await hmacKey(secret), bytes, encoder.encode(payload)))) {
    return undefined
  }
  const parsed = v.safeParse(PayloadSchema, JSON.parse(new TextDecoder().decode(decode(payload))))
  if (!parsed.success) return undefined
  const [, exercise, seed, issuedAt] = parsed.output
  return { exercise, seed, issuedAt, id: await idOf(ticket) }
}

async function idOf(ticket: string): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(ticket))).toHex()
}

function decode(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.fromBase64(text, { alphabet: 'base64url' })
  } catch {
    // Not base64url: somebody else's text in the place of a ticket.
    return undefined
  }
}

function hmacKey(secret: string): Promise<CryptoKey> {
  const usages = ['sign', 'verify']
  return crypto.subtle.importKey('raw', encoder.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, usages)
}
