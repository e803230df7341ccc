/** This device's part in its classes: joining, leaving, tickets fetched ahead, and runs delivered however long it takes. */
import { browser } from '$app/env'
import type { Submission } from '@prange/api/contract'
import { EXERCISES, type Exercise, type Run } from '@prange/kernels/words'
import { ApiError, fetchTicket, joinClass, removeMember, spinName, submitRun } from '../api.ts'
import { toast } from '#lib/ui/toast.svelte.ts'
import { classes, forget, remember } from './classes.svelte.ts'
import { createOutbox, type Delivery, type Parcel } from './outbox.ts'
import { openShelf } from './shelf.ts'
import { createDrawer, type KeptTicket, type Ticket } from './tickets.ts'
import { ordinal, titleOf } from './words.ts'

let parcels = $state.raw<readonly Parcel[]>([])
let deliveries = $state.raw<Record<string, Delivery<Submission>>>({})

/** The outbox is one for all tabs, and each shows what is in it. */
const otherTabs = browser && 'BroadcastChannel' in globalThis ? new BroadcastChannel('prange-outbox') : undefined
otherTabs?.addEventListener('message', async () => (parcels = await (await outbox()).all()))

export const outgoing = {
  /** Runs kept on this device: waiting for the server, or refused by it. */
  get parcels() {
    return parcels
  },
  /** What became of the runs delivered since the page opened, by their id. */
  get deliveries() {
    return deliveries
  },
}

/** Joins a class, or comes back as the member one already is. Throws ApiError. */
export async function join(code: string): Promise<void> {
  if (classes.get(code)?.member) return
  const { memberId, memberKey, name, spinsLeft } = await joinClass(code)
  remember(code, { member: { id: memberId, key: memberKey, name, spinsLeft }, seenAt: Date.now() })
  void stockTickets()
}

/** Another name, while spins are left. Throws ApiError. */
export async function spin(code: string): Promise<void> {
  const member = classes.get(code)?.member
  if (!member) return
  const { name, spinsLeft } = await spinName(code, member.key)
  remember(code, { member: { ...member, name, spinsLeft } })
}

/** Leaves a class: the member and all its runs are deleted there, then everything of it here. Throws ApiError. */
export async function leave(code: string): Promise<void> {
  const known = classes.get(code)
  if (known?.member) {
    await removeMember(code, known.member.id, known.member.key).catch((error: unknown) => {
      // Already gone there: what is left to do is here.
      if (!(error instanceof ApiError) || ![401, 403, 404, 410].includes(error.status)) throw error
    })
  }
  const box = await outbox()
  for (const parcel of await box.all()) if (parcel.code === code) await box.discard(parcel.id)
  if (known?.hostKey) remember(code, { member: undefined, autoSubmit: undefined })
  else forget(code)
}

/** A ticket for a run of this exercise: from the drawer, else from the server, else null (the run is unverified). */
export async function takeTicket(exercise: Exercise, signal?: AbortSignal): Promise<Ticket | null> {
  const ticket = await (await drawer()).take(exercise, signal)
  // The next run may be made while the network is away.
  if (classes.joined.length > 0) void stockTickets()
  return ticket
}

/** Sends a run to a class; it is written down first and kept until the server has it. */
export async function submit(code: string, run: Run, id: string): Promise<Delivery<Submission>> {
  const delivery = await (await outbox()).submit({ id, code, run })
  note({ [id]: delivery })
  void schedule()
  return delivery
}

export async function discardParcel(id: string): Promise<void> {
  await (await outbox()).discard(id)
}

export async function retryParcel(parcel: Parcel): Promise<void> {
  note({ [parcel.id]: await (await outbox()).retry(parcel) })
}

/** Tries now what waits. */
export async function deliverNow(): Promise<void> {
  await deliverWaiting({ force: true })
}

/** Delivers what waits and says what has arrived: its student may have left the page on which it was submitted. */
async function deliverWaiting({ force }: { force: boolean }): Promise<void> {
  const box = await outbox()
  const waiting = new Map((await box.all()).map((parcel) => [parcel.id, parcel]))
  const made = await box.flush({ force })
  note(made)
  for (const [id, delivery] of Object.entries(made)) {
    const parcel = waiting.get(id)
    if (!parcel || delivery.outcome !== 'accepted') continue
    const { rank, of, ranked } = delivery.reply
    const place = ranked && rank !== null ? `: ${ordinal(rank)} of ${of}` : ''
    toast(`Your run of ${titleOf(parcel.run.exercise)} has reached class ${parcel.code}${place}.`, { tone: 'good' })
  }
  void schedule()
}

/** Delivers what is kept, now and whenever the network returns; call once in the browser. Returns what undoes it. */
export function keepDelivering(): () => void {
  const again = () => void deliverNow()
  addEventListener('online', again)
  void schedule()
  return () => {
    removeEventListener('online', again)
    clearTimeout(timer)
  }
}

let timer: ReturnType<typeof setTimeout> | undefined

async function schedule() {
  const box = await outbox()
  parcels = await box.all()
  const dueAt = await box.nextDueAt()
  clearTimeout(timer)
  if (dueAt === undefined) return
  timer = setTimeout(() => void deliverWaiting({ force: false }), Math.max(0, dueAt - Date.now()))
}

function note(made: Record<string, Delivery<Submission>>) {
  deliveries = { ...deliveries, ...made }
}

const outbox = once(async () =>
  createOutbox<Submission>({
    shelf: await openShelf<Parcel>('outbox'),
    send: ({ code, run, id }) => {
      const member = classes.get(code)?.member
      if (!member) throw new ApiError('problem', `You are no longer in class ${code}.`, { status: 403 })
      return submitRun(code, member.key, run, id)
    },
    exclusive: (work) => (browser && navigator.locks ? navigator.locks.request('prange-outbox', work) : work()),
    onChange: (kept) => {
      parcels = kept
      otherTabs?.postMessage('changed')
    },
  }),
)

const drawer = once(async () => createDrawer({ shelf: await openShelf<KeptTicket>('tickets'), fetchTicket }))

/** The user's own code (`lab`) is never on a board: it needs no ticket. */
const TICKETED = EXERCISES.filter((exercise) => exercise !== 'lab')
let stocking: Promise<void> | undefined

function stockTickets(): Promise<void> {
  stocking ??= drawer()
    .then((each) => each.stock(TICKETED))
    .finally(() => (stocking = undefined))
  return stocking
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined
  return () => (made ??= make())
}
