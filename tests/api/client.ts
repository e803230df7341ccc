/** What the tests speak to: the real Worker, by HTTP, with a few words for what they say most often. */
import { exports } from 'cloudflare:workers'
import type { Run } from '../../packages/kernels/src/words.ts'
import type {
  ClassCreated,
  Leaderboard,
  LiveMessage,
  MemberCreated,
  Problem,
  Submission,
  Ticket,
} from '../../apps/api/src/contract/index.ts'

export const origin = 'http://prange.test'

interface Call {
  method?: string
  key?: string
  json?: unknown
  headers?: Record<string, string>
}

export function call(path: string, { method, key, json, headers }: Call = {}): Promise<Response> {
  return exports.default.fetch(`${origin}${path}`, {
    method: method ?? (json === undefined ? 'GET' : 'POST'),
    headers: {
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    redirect: 'manual',
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
}

/** A POST of a body as it is, said to be JSON. */
export const post = (path: string, body: BodyInit) =>
  exports.default.fetch(`${origin}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
  })

export async function answer<T>(path: string, options?: Call): Promise<T> {
  const response = await call(path, options)
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.status === 204 ? (undefined as T) : response.json<T>()
}

/** The problem a refused request comes back with; an error when it was not refused. */
export async function problem(path: string, options?: Call): Promise<Problem> {
  const response = await call(path, options)
  if (response.headers.get('content-type') !== 'application/problem+json') {
    throw new Error(`${path}: ${response.status} is no problem: ${await response.text()}`)
  }
  const body = await response.json<Problem>()
  if (body.status !== response.status) throw new Error(`${response.status} says ${body.status} of itself.`)
  return body
}

export const newClass = (title?: string) => answer<ClassCreated>('/api/classes', { json: title ? { title } : {} })
export const join = (code: string) => answer<MemberCreated>(`/api/classes/${code}/members`, { method: 'POST' })
export const ticketFor = (exercise: string) => answer<Ticket>('/api/tickets', { json: { exercise } })
export const leaderboard = (code: string, query = 'exercise=pi') =>
  answer<Leaderboard>(`/api/classes/${code}/leaderboard?${query}`)

export function submit(code: string, key: string, run: unknown, idempotencyKey: string = crypto.randomUUID()) {
  return call(`/api/classes/${code}/runs`, { json: run, key, headers: { 'idempotency-key': idempotencyKey } })
}

export async function submitted(code: string, key: string, run: unknown, idempotencyKey?: string) {
  const response = await submit(code, key, run, idempotencyKey)
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
  return response.json<Submission>()
}

/** A believable run of pi: Python against njit, `gain` times faster, within the second a fresh ticket may claim. */
export function runOf(gain: number, { ticket = null, ...more }: Partial<Run> = {}): Run {
  return {
    schema: 1,
    exercise: 'pi',
    params: { darts: 1_000_000 },
    ticket,
    checks: {},
    device: { cores: 8, browser: 'chrome', browserMajor: 156, os: 'linux', isolated: true, timerStepUs: 5 },
    rungs: [
      { engine: 'python', strategy: 'sequential', workers: 1, items: 1000, samplesMs: [30, 31, 30], checksum: '3.14' },
      { engine: 'njit', strategy: 'sequential', workers: 1, items: 1000 * gain, samplesMs: [30], checksum: '3.14' },
      {
        ...{ engine: 'njit', strategy: 'prange', workers: 4, items: 3000 * gain, samplesMs: [30, 30, 30] },
        checksum: '3.14',
      },
    ],
    quality: [],
    appVersion: '0.1.0',
    ...more,
  }
}

/** The same with a fresh ticket. */
export async function verifiedRun(gain: number, more: Partial<Run> = {}): Promise<Run> {
  const { ticket } = await ticketFor(more.exercise ?? 'pi')
  return runOf(gain, { ticket, ...more })
}

/** A live line that remembers what it heard. */
export async function listen(code: string, query = '') {
  const response = await call(`/api/classes/${code}/live${query}`, { headers: { upgrade: 'websocket' } })
  const socket = response.webSocket
  if (!socket) throw new Error(`No WebSocket but ${response.status} ${await response.text()}`)
  const heard: LiveMessage[] = []
  const waiting = new Set<() => void>()
  let closeCode: number | undefined
  let pongs = 0
  socket.addEventListener('message', ({ data }) => {
    if (data === 'pong') pongs += 1
    else heard.push(JSON.parse(String(data)) as LiveMessage)
    for (const look of waiting) look()
  })
  socket.addEventListener('close', ({ code }) => {
    closeCode = code
    for (const look of waiting) look()
  })
  socket.accept()
  /** Resolves with what `look` finds, as soon as it finds it. */
  const until = <T>(look: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`Heard only ${JSON.stringify(heard)}`)), 5000)
      const check = () => {
        const found = look()
        if (found === undefined) return
        clearTimeout(timer)
        waiting.delete(check)
        resolve(found)
      }
      waiting.add(check)
      check()
    })
  const message = <Type extends LiveMessage['type']>(type: Type, fits: (m: LiveMessage) => boolean = () => true) =>
    until(() => heard.find((m): m is Extract<LiveMessage, { type: Type }> => m.type === type && fits(m)))
  return { socket, heard, message, closed: () => until(() => closeCode), ponged: () => until(() => pongs || undefined) }
}
