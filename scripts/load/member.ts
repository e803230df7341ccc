/**
 * One member of the crowd, behaving as the page does: a live line that reconnects with backoff and jitter and asks for
 * what it missed, and submissions that are tried again with the same Idempotency-Key until they are acknowledged.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { LiveMessage, MemberCreated, Submission, Ticket } from '../../apps/api/src/contract/index.ts'
import type { Run } from '../../packages/kernels/src/words.ts'
import { createSeen, parseOnce } from './seen.ts'

const ANSWER_WITHIN_MS = 10_000
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 4000

export type Member = ReturnType<typeof createMember>

export function createMember(origin: string, code: string) {
  /** Each with the moment in which it was sent, in ms as `performance.now()`. */
  const acknowledged = new Map<string, number>()
  const seen = createSeen()
  const latenciesMs: number[] = []
  const doubled: string[] = []
  const failures = new Map<string, number>()
  let reconnects = -1
  let key = ''
  let since: number | undefined
  let socket: WebSocket | undefined
  let gone = false

  const post = async <T>(path: string, json: unknown, headers: Record<string, string> = {}): Promise<T> => {
    const answered = new AbortController()
    const exchange = async () => {
      const response = await fetch(`${origin}/api${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(json),
        signal: answered.signal,
      })
      const body = await response.text()
      if (!response.ok) throw new Error(`status ${response.status}`)
      return JSON.parse(body) as T
    }
    const tooLate = async () => {
      await delay(ANSWER_WITHIN_MS, undefined, { signal: answered.signal })
      throw new Error('no answer in time')
    }
    // Not `AbortSignal.timeout`: with it, fetches have been seen in Node 22 that never settled once their server had died.
    try {
      return await Promise.race([exchange(), tooLate()])
    } finally {
      answered.abort()
    }
  }

  /** Tries until it succeeds, or until a moment (ms since 1970) is past; every failure counts, none before it is final. */
  const insist = async <T>(attempt: () => Promise<T>, until = Infinity): Promise<T> => {
    for (let wait = FIRST_WAIT_MS; ; wait = Math.min(2 * wait, LONGEST_WAIT_MS)) {
      try {
        return await attempt()
      } catch (error) {
        // A refused or lost connection, a 5xx while workerd restarts, or a 429: all worth the same request again.
        if (gone || Date.now() > until) throw error
        const reason = reasonOf(error)
        failures.set(reason, (failures.get(reason) ?? 0) + 1)
        await delay(wait * (0.5 + Math.random() / 2))
      }
    }
  }

  const connect = (wait = FIRST_WAIT_MS): Promise<void> =>
    new Promise((resolve) => {
      const url = new URL(`/api/classes/${code}/live`, origin.replace('http', 'ws'))
      if (since !== undefined) url.searchParams.set('since', String(since))
      const mine = new WebSocket(url)
      socket = mine
      reconnects += 1
      let next = wait
      mine.addEventListener('message', ({ data }) => {
        next = FIRST_WAIT_MS
        hear(parseOnce(String(data)) as LiveMessage)
        resolve()
      })
      let lost = false
      const reconnect = () => {
        if (lost || gone) return
        lost = true
        setTimeout(() => resolve(connect(Math.min(2 * next, LONGEST_WAIT_MS))), next * (0.5 + Math.random() / 2))
      }
      // A handshake that fails brings an error and, in Node 22, no close.
      mine.addEventListener('close', reconnect)
      mine.addEventListener('error', reconnect)
    })

  const hear = (message: LiveMessage) => {
    if (message.type !== 'snapshot' && message.type !== 'run') return
    for (const { runId } of message.rows) seen.add(runId)
    since = message.seq
  }

  return {
    acknowledged,
    /** Whether there is a run this member's line never showed. */
    missing: (runs: ReadonlySet<string>) => [...runs].some((id) => !seen.has(id)),
    latenciesMs,
    doubled,
    failures,
    get reconnects() {
      return reconnects
    },

    async join() {
      const created = await insist(() => post<MemberCreated>(`/classes/${code}/members`, {}))
      key = created.memberKey
      await connect()
    },

    /** Submits `count` runs at random moments before the deadline, each until it is acknowledged or `until` is past. */
    async submitWithin(count: number, deadline: number, until: number) {
      const start = Date.now()
      const moments = Array.from({ length: count }, () => start + Math.random() * (deadline - start - 2000)).sort()
      for (const moment of moments) {
        await delay(Math.max(0, moment - Date.now()))
        const { ticket } = await insist(() => post<Ticket>('/tickets', { exercise: 'pi' }), until)
        const idempotencyKey = crypto.randomUUID()
        const run = someRun(ticket)
        const { id, from } = await insist(async () => {
          const from = performance.now()
          const headers = { authorization: `Bearer ${key}`, 'idempotency-key': idempotencyKey }
          const reply = await post<Submission>(`/classes/${code}/runs`, run, headers)
          latenciesMs.push(performance.now() - from)
          return { id: reply.id, from }
        }, until)
        if (acknowledged.has(id)) doubled.push(id)
        acknowledged.set(id, from)
      }
    },

    /** Sends runs at a steady rate, whatever the answers; how often each status came back. */
    async flood(perSecond: number, seconds: number): Promise<Map<string, number>> {
      const statuses = new Map<string, number>()
      const once = async () => {
        const headers = { authorization: `Bearer ${key}`, 'idempotency-key': crypto.randomUUID() }
        const status = await post<Submission>(`/classes/${code}/runs`, someRun(null), headers).then(
          ({ id }) => (acknowledged.set(id, performance.now()), 'taken'),
          reasonOf,
        )
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
      }
      const start = Date.now()
      const all = Array.from({ length: perSecond * seconds }, (_, i) =>
        delay(start + (i * 1000) / perSecond - Date.now()).then(once),
      )
      await Promise.all(all)
      return statuses
    },

    leave() {
      gone = true
      socket?.close()
    },
  }
}

/** A failure in a few words, so that equal ones can be counted: fetch hides the real one in `cause`. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { cause } = error
  return cause instanceof Error ? ('code' in cause ? String(cause.code) : cause.message) : error.message
}

/** A believable run of pi, a little different each time. */
function someRun(ticket: string | null): Run {
  const gain = 20 + Math.random() * 100
  const rung = (engine: 'python' | 'njit', strategy: 'sequential' | 'prange', workers: number, items: number) => ({
    ...{ engine, strategy, workers, items },
    samplesMs: Array.from({ length: 8 }, () => 20 + Math.random()),
    checksum: '785398/1000000',
  })
  return {
    schema: 1,
    exercise: 'pi',
    params: { darts: 1_000_000 },
    ticket,
    checks: {},
    device: { cores: 8, browser: 'chrome', browserMajor: 156, os: 'linux', isolated: true, timerStepUs: 5 },
    rungs: [
      rung('python', 'sequential', 1, 10_000),
      rung('njit', 'sequential', 1, Math.round(10_000 * gain)),
      rung('njit', 'prange', 4, Math.round(35_000 * gain)),
    ],
    quality: [],
    appVersion: '0.1.0',
  }
}
