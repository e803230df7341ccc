/**
 * Tickets fetched ahead. A ticket gives a run its seed and proves when it could have begun at the earliest; with some in
 * the drawer, a run made while the network is away still has one. One ticket serves one run.
 */
import type { Exercise } from '@prange/kernels/words'
import { ApiError } from '../api/failure.ts'
import type { Shelf } from './shelf.ts'

export interface Ticket {
  ticket: string
  /** Seeds the kernels' random streams. */
  seed: number
  /** Epoch ms. */
  expiresAt: number
}

export interface KeptTicket extends Ticket {
  id: string
  exercise: Exercise
}

/** As many runs of one exercise can be made while the network is away; a lesson asks for one or two. */
export const KEPT_OF_EACH = 3

/** A ticket about to expire would be stale when its run is submitted. */
const MARGIN_MS = 10 * 60_000

export interface DrawerParts {
  shelf: Shelf<KeptTicket>
  /** Asks the API for one; throws ApiError. */
  fetchTicket(exercise: Exercise, signal?: AbortSignal): Promise<Ticket>
  now?(): number
}

export function createDrawer({ shelf, fetchTicket, now = Date.now }: DrawerParts) {
  const good = (ticket: Ticket) => ticket.expiresAt - MARGIN_MS > now()

  /** One good ticket, from the drawer or fresh from the server; null when there is neither. */
  async function take(exercise: Exercise, signal?: AbortSignal): Promise<Ticket | null> {
    const kept = await shelf.take((all) => all.find((one) => one.exercise === exercise && good(one)))
    if (kept) return { ticket: kept.ticket, seed: kept.seed, expiresAt: kept.expiresAt }
    try {
      return await fetchTicket(exercise, signal)
    } catch (error) {
      if (error instanceof ApiError) return null
      throw error
    }
  }

  /**
   * Throws out what has expired and fetches what is missing, one after the other and one of each first; stops where the
   * API does not answer.
   */
  async function stock(exercises: readonly Exercise[], signal?: AbortSignal): Promise<void> {
    const all = await shelf.all()
    for (const stale of all.filter((one) => !good(one))) await shelf.remove(stale.id)
    const held = (exercise: Exercise) => all.filter((one) => good(one) && one.exercise === exercise).length
    const missing = Array.from({ length: KEPT_OF_EACH }, (_, round) => exercises.filter((one) => held(one) <= round))
    for (const exercise of missing.flat()) {
      try {
        const ticket = await fetchTicket(exercise, signal)
        await shelf.put({ ...ticket, exercise, id: ticket.ticket })
      } catch (error) {
        if (error instanceof ApiError || signal?.aborted) return
        throw error
      }
    }
  }

  return { take, stock }
}
