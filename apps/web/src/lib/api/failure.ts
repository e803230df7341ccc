/**
 * What can go wrong on the way to the API and back, as one typed error whose message is a sentence for a person.
 * The API speaks problem+json (RFC 9457); a proxy, a captive portal or a dead server may speak anything else.
 */

/** `offline`: no answer at all. `timeout`: none in time. `problem`: the API (or something before it) said no. */
export type FailureKind = 'offline' | 'timeout' | 'problem'

export interface FieldError {
  path: string
  message: string
}

export class ApiError extends Error {
  override name = 'ApiError'
  readonly kind: FailureKind
  /** HTTP status; 0 where no answer came. */
  readonly status: number
  readonly errors: readonly FieldError[]
  /** How long the server asks us to wait, where it says so. */
  readonly retryAfterMs: number | undefined

  constructor(
    kind: FailureKind,
    message: string,
    more: { status?: number; errors?: readonly FieldError[]; retryAfterMs?: number; cause?: unknown } = {},
  ) {
    super(message, { cause: more.cause })
    this.kind = kind
    this.status = more.status ?? 0
    this.errors = more.errors ?? []
    this.retryAfterMs = more.retryAfterMs
  }

  /** Worth the very same request again later: nothing about it was wrong. */
  get temporary(): boolean {
    return this.kind !== 'problem' || this.status === 408 || this.status === 429 || this.status >= 500
  }
}

/** Turns a reply that is not 2xx into an ApiError; never rejects, whatever the body holds. */
export async function failureOf(response: Response, nowMs = Date.now()): Promise<ApiError> {
  const body = asRecord(await response.json().catch(() => undefined))
  const errors = fieldErrors(body.errors)
  const said = text(body.detail) ?? text(body.title)
  const fields = errors.map(({ path, message }) => (path ? `${path}: ${message}` : message)).join('; ')
  const message = [said ?? fallbackSentence(response.status), fields && `(${fields})`].filter(Boolean).join(' ')
  const retryAfterMs = retryAfter(response.headers.get('retry-after'), nowMs)
  return new ApiError('problem', message, {
    status: response.status,
    errors,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  })
}

/** Milliseconds a Retry-After header asks for: seconds or an HTTP date (RFC 9110 §10.2.3). */
export function retryAfter(header: string | null, nowMs: number): number | undefined {
  if (header === null || header.trim() === '') return undefined
  const seconds = Number(header)
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - nowMs
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined
}

function fallbackSentence(status: number): string {
  if (status === 404) return 'There is nothing at this address.'
  if (status === 429) return 'That was too many requests at once. Wait a moment and try again.'
  if (status >= 500) return 'The server has a fault of its own. Try again in a moment.'
  return `The server refused this (${status}).`
}

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return []
  return value.map(asRecord).flatMap(({ path, message }) => {
    const sentence = text(message)
    return sentence === undefined ? [] : [{ path: text(path) ?? '', message: sentence }]
  })
}

const text = (value: unknown) => (typeof value === 'string' && value.trim() !== '' ? value : undefined)

const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
