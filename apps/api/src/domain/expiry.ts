/** When a class ends: 180 days after its last run, or later when its host says so. */
import { done, refused, type Outcome } from './faults.ts'

const DAY_MS = 86_400_000
export const CLASS_LIFE_MS = 180 * DAY_MS
const FURTHEST_MS = 730 * DAY_MS

/** @param lastRunAt of the class, or when it was made @param extendedTo what the host chose, 0 for nothing */
export function expiryOf(lastRunAt: number, extendedTo: number): number {
  return Math.max(lastRunAt + CLASS_LIFE_MS, extendedTo)
}

/** Checks a host's choice of expiry: never earlier than it is now, at most two years ahead. */
export function extendTo(wanted: number, current: number, now: number): Outcome<number> {
  const wrong = (message: string) =>
    refused('invalid', 'The expiry cannot be set to that.', { errors: [{ path: 'expiresAt', message }] })
  if (wanted < current) return wrong('must not be earlier than it is now; delete the class instead')
  if (wanted > now + FURTHEST_MS) return wrong('must be at most two years ahead')
  return done(wanted)
}
