/** What a request can be refused for, as plain values: the object returns them over RPC, the middleware renders them. */
import type { Problem } from '../contract/index.ts'

const FAULTS = {
  'bad-request': [400, 'The request could not be read'],
  forbidden: [403, 'Not allowed'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  'class-closed': [409, 'The class is closed'],
  'class-full': [409, 'The class is full'],
  'quota-reached': [409, 'The quota is used up'],
  conflict: [409, 'Not possible as things are'],
  'too-large': [413, 'Too large'],
  'wrong-content-type': [415, 'Wrong content type'],
  invalid: [422, 'The body is not valid'],
  'key-reused': [422, 'The Idempotency-Key has been used for something else'],
  'upgrade-required': [426, 'A WebSocket is needed here'],
  'too-many-requests': [429, 'Too many requests'],
  internal: [500, 'A fault of our own'],
  unavailable: [503, 'Not available right now'],
} as const satisfies Record<string, readonly [status: number, title: string]>

export type FaultKind = keyof typeof FAULTS

export interface Fault {
  kind: FaultKind
  /** One sentence for a person: what was wrong and what to do. */
  detail: string
  errors?: Problem['errors']
  retryAfterS?: number
  /** Methods that would be allowed. */
  allow?: readonly string[]
  /** The protocol to upgrade to. */
  upgrade?: string
}

/** A decision: its value, or why not. */
export type Outcome<Value> = { ok: true; value: Value } | { ok: false; fault: Fault }

export const done = <Value>(value: Value): Outcome<Value> => ({ ok: true, value })
export const refused = (kind: FaultKind, detail: string, more: Omit<Fault, 'kind' | 'detail'> = {}) =>
  ({ ok: false, fault: { kind, detail, ...more } }) as const

/** The problem document of a fault (RFC 9457). */
export function problemOf({ kind, detail, errors = [] }: Fault): Problem {
  const [status, title] = FAULTS[kind]
  return { type: `urn:prange:${kind}`, title, status, detail, errors }
}
