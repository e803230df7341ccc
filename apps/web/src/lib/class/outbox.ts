/**
 * Runs on their way to a class. A run is written down before it is sent and struck off only when the server has
 * acknowledged it, always with the same Idempotency-Key: whatever breaks in between, it is never lost and never counted
 * twice. What the server refuses for good stays too, with the reason, until the user discards it.
 */
import type { Run } from '@prange/kernels/words'
import { ApiError } from '../api/failure.ts'
import type { Shelf } from './shelf.ts'

export interface Parcel {
  /** Also the Idempotency-Key. */
  id: string
  code: string
  run: Run
  madeAt: number
  tries: number
  /** Not to be sent before this time (ms). */
  dueAt: number
  /** Why the server will not have it; a refused parcel is sent again only when the user asks. */
  refused?: string
}

export type Delivery<Reply> =
  { outcome: 'accepted'; reply: Reply } | { outcome: 'kept'; reason: string } | { outcome: 'refused'; reason: string }

export interface OutboxParts<Reply> {
  shelf: Shelf<Parcel>
  /** Delivers one run; throws ApiError. */
  send(parcel: Parcel): Promise<Reply>
  now?(): number
  /** Lets one tab at a time deliver. */
  exclusive?<T>(work: () => Promise<T>): Promise<T>
  /** Told after every change of what is kept. */
  onChange?(parcels: Parcel[]): void
}

const RETRY_MS = { first: 2_000, cap: 5 * 60_000 }

export function createOutbox<Reply>(parts: OutboxParts<Reply>) {
  const { shelf, send, now = Date.now, exclusive = (work) => work(), onChange = () => undefined } = parts
  const changed = async () => onChange(await shelf.all())

  /** Writes the run down and delivers it at once if it can. */
  async function submit(parcel: Pick<Parcel, 'id' | 'code' | 'run'>): Promise<Delivery<Reply>> {
    const kept = { ...parcel, madeAt: now(), tries: 0, dueAt: 0 }
    await shelf.put(kept)
    await changed()
    // Another tab may deliver it first; delivering it again is harmless and brings the same reply.
    return exclusive(() => deliver(kept))
  }

  /** Delivers all that is due, oldest first; stops when the server cannot be reached at all. */
  async function flush({ force = false } = {}): Promise<Record<string, Delivery<Reply>>> {
    return exclusive(async () => {
      const deliveries: Record<string, Delivery<Reply>> = {}
      for (const parcel of await waiting(force)) {
        const delivery = await deliver(parcel)
        deliveries[parcel.id] = delivery
        if (delivery.outcome === 'kept') break
      }
      return deliveries
    })
  }

  /** When the next kept parcel is due (ms), or undefined when none waits. */
  async function nextDueAt(): Promise<number | undefined> {
    const due = (await shelf.all()).filter(({ refused }) => refused === undefined).map(({ dueAt }) => dueAt)
    return due.length === 0 ? undefined : Math.min(...due)
  }

  async function discard(id: string) {
    await shelf.remove(id)
    await changed()
  }

  /** Puts a refused parcel back among the waiting. */
  async function retry({ refused: _, ...parcel }: Parcel): Promise<Delivery<Reply>> {
    await shelf.put(parcel)
    return exclusive(() => deliver(parcel))
  }

  async function deliver(parcel: Parcel): Promise<Delivery<Reply>> {
    try {
      const reply = await send(parcel)
      await shelf.remove(parcel.id)
      return { outcome: 'accepted', reply }
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      const tries = parcel.tries + 1
      if (!error.temporary) {
        await shelf.put({ ...parcel, tries, refused: error.message })
        return { outcome: 'refused', reason: error.message }
      }
      const backoff = Math.min(RETRY_MS.cap, RETRY_MS.first * 2 ** (tries - 1))
      await shelf.put({ ...parcel, tries, dueAt: now() + Math.max(backoff, error.retryAfterMs ?? 0) })
      return { outcome: 'kept', reason: error.message }
    } finally {
      await changed()
    }
  }

  const waiting = async (force: boolean) =>
    (await shelf.all())
      .filter(({ refused, dueAt }) => refused === undefined && (force || dueAt <= now()))
      .sort((a, b) => a.madeAt - b.madeAt)

  return { submit, flush, nextDueAt, discard, retry, all: () => shelf.all(), lasting: shelf.lasting }
}
