/** A token bucket for one member: bursts are fine, a flood is not. Values in, values out; the clock is the caller's. */

export interface Bucket {
  tokens: number
  at: number
}

/** A ladder takes seconds, so even an outbox that empties itself after a day offline stays below this. */
const CAPACITY = 30
const PER_SECOND = 5

/** Takes a token: the bucket afterwards, and how long to wait when there was none. */
export function take(bucket: Bucket | undefined, now: number): { bucket: Bucket; retryAfterS: number | null } {
  const before = bucket ?? { tokens: CAPACITY, at: now }
  const tokens = Math.min(CAPACITY, before.tokens + (Math.max(0, now - before.at) * PER_SECOND) / 1000)
  if (tokens < 1) return { bucket: { tokens, at: now }, retryAfterS: Math.ceil((1 - tokens) / PER_SECOND) }
  return { bucket: { tokens: tokens - 1, at: now }, retryAfterS: null }
}

/** Whether a bucket is full again, and so need not be remembered. */
export const isFull = ({ tokens, at }: Bucket, now: number) => tokens + ((now - at) * PER_SECOND) / 1000 >= CAPACITY
