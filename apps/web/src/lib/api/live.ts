/**
 * One live connection that heals itself: it reconnects with exponential backoff and full jitter (so that three hundred
 * browsers do not knock at the same moment when a server returns), notices a silent line by its own pings, and hears
 * when the network goes and comes back. Catching up is the server's first message: a snapshot on every connection.
 */

export type LiveStatus =
  | { phase: 'connecting'; attempt: number }
  | { phase: 'open' }
  | { phase: 'waiting'; attempt: number; retryInMs: number }
  | { phase: 'closed' }

/** The part of WebSocket used here. */
export type Socket = Pick<WebSocket, 'send' | 'close' | 'readyState' | 'addEventListener'>

export interface LiveOptions {
  /** Asked before every connection, so that it can say what is already known. */
  url(): string
  /** Called with each message, parsed from JSON; what is not JSON is ignored. */
  onMessage(message: unknown): void
  onStatus(status: LiveStatus): void
  /** A close code with which the server says that there is nothing to come back to. */
  goneCode?: number
  /** Asked before a new attempt; false ends them (a browser does not tell why a connection was refused). */
  stillThere?(): Promise<boolean>
  open?(url: string): Socket
  /** Says `offline` and `online`; the window unless given. */
  network?: Pick<EventTarget, 'addEventListener' | 'removeEventListener'>
  random?(): number
}

/** First wait at most this long; each failure doubles it, up to the cap. */
const BACKOFF_MS = { first: 500, cap: 15_000 }
/** The server answers pings without waking up; a line that stays silent this long after a ping is dead. */
const PING_EVERY_MS = 20_000
const PONG_WITHIN_MS = 8_000
const OPEN_WITHIN_MS = 10_000
/** A connection that held this long was a good one: the next failure starts counting anew. */
const GOOD_AFTER_MS = 5_000

/** The wait before attempt `attempt` (from 1): uniform between half and all of a doubling bound. */
export function backoffMs(attempt: number, random: number): number {
  const bound = Math.min(BACKOFF_MS.cap, BACKOFF_MS.first * 2 ** (attempt - 1))
  return Math.round(bound * (0.5 + 0.5 * random))
}

/** Connects, and stays connected until the returned `close` is called. `retryNow` cuts a wait short. */
export function connectLive(options: LiveOptions): { close(): void; retryNow(): void } {
  const { onMessage, onStatus, stillThere = async () => true, random = Math.random, network = window } = options
  const open = options.open ?? ((url: string) => new WebSocket(url))
  let socket: Socket | undefined
  /** When the present socket opened. */
  let openedAt: number | undefined
  let attempt = 0
  let ended = false
  let wait: ReturnType<typeof setTimeout> | undefined
  let pulse: ReturnType<typeof setTimeout> | undefined

  const connect = () => {
    clearTimeout(wait)
    wait = undefined
    attempt += 1
    onStatus({ phase: 'connecting', attempt })
    const mine = open(options.url())
    socket = mine
    openedAt = undefined
    pulse = setTimeout(() => lost(mine), OPEN_WITHIN_MS)
    mine.addEventListener('open', () => {
      if (mine !== socket) return
      openedAt = Date.now()
      onStatus({ phase: 'open' })
      beat(mine)
    })
    mine.addEventListener('message', ({ data }: MessageEvent) => {
      if (mine !== socket) return
      beat(mine)
      const message = parse(data)
      if (message !== undefined) onMessage(message)
    })
    mine.addEventListener('close', ({ code }: CloseEvent) => {
      if (mine === socket && code !== undefined && code === options.goneCode) end()
      else lost(mine)
    })
    mine.addEventListener('error', () => lost(mine))
  }

  /** Any sign of life restarts the pulse: ping after a silence, give up when no answer follows. */
  const beat = (mine: Socket) => {
    clearTimeout(pulse)
    pulse = setTimeout(() => {
      if (mine.readyState === 1) mine.send('ping')
      pulse = setTimeout(() => lost(mine), PONG_WITHIN_MS)
    }, PING_EVERY_MS)
  }

  const lost = (mine: Socket) => {
    if (mine !== socket) return
    socket = undefined
    clearTimeout(pulse)
    mine.close()
    if (ended) return
    if (openedAt !== undefined && Date.now() - openedAt >= GOOD_AFTER_MS) attempt = 0
    const retryInMs = backoffMs(Math.max(1, attempt), random())
    onStatus({ phase: 'waiting', attempt, retryInMs })
    wait = setTimeout(async () => {
      const there = await stillThere().catch(() => true)
      if (ended || socket !== undefined) return
      if (there) connect()
      else end()
    }, retryInMs)
  }

  const retryNow = () => {
    if (!ended && socket === undefined) connect()
  }

  /** The socket itself would notice only by its unanswered ping. */
  const offline = () => {
    if (socket) lost(socket)
  }

  const end = () => {
    ended = true
    network.removeEventListener('offline', offline)
    network.removeEventListener('online', retryNow)
    clearTimeout(wait)
    clearTimeout(pulse)
    const last = socket
    socket = undefined
    last?.close()
    onStatus({ phase: 'closed' })
  }

  network.addEventListener('offline', offline)
  network.addEventListener('online', retryNow)
  connect()
  return { close: () => void (ended || end()), retryNow }
}

function parse(data: unknown): unknown {
  if (typeof data !== 'string' || data === 'pong') return undefined
  try {
    return JSON.parse(data)
  } catch {
    // A message cut off or foreign: the next snapshot sets things right.
    return undefined
  }
}
