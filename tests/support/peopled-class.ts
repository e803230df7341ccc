/** A class with members and their runs, and a shared run, made by the API alone: for tests that look at pages. */
import type { ClassCreated, MemberCreated, SharedCreated, Ticket } from '../../apps/api/src/contract/index.ts'
import type { Run } from '../../packages/kernels/src/words.ts'

/** Makes it on the server at `origin`, a member for each gain, and returns its code. */
export async function peopledClass(origin: string, gains: readonly number[] = [8, 20, 90]): Promise<string> {
  const { code } = await post<ClassCreated>(origin, '/classes', { title: 'Parallel computing, Tuesday group' })
  for (const gain of gains) await joinAndSubmit(origin, code, gain)
  return code
}

/** One member more, with one run. */
export async function joinAndSubmit(origin: string, code: string, gain: number): Promise<MemberCreated> {
  const { ticket } = await post<Ticket>(origin, '/tickets', { exercise: 'pi' })
  const member = await post<MemberCreated>(origin, `/classes/${code}/members`, {})
  await post(origin, `/classes/${code}/runs`, runOf(gain, ticket), {
    authorization: `Bearer ${member.memberKey}`,
    'idempotency-key': crypto.randomUUID(),
  })
  return member
}

/** Shares a run made without a ticket; returns the path of its page. */
export async function sharedPage(origin: string): Promise<string> {
  const { id } = await post<SharedCreated>(origin, '/runs', runOf(20, null))
  return `/r/${id}`
}

async function post<T>(origin: string, path: string, json: unknown, headers: Record<string, string> = {}): Promise<T> {
  const response = await fetch(`${origin}/api${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(json),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return (await response.json()) as T
}

/** Python against one core and four, `gain` times faster. */
function runOf(gain: number, ticket: string | null): Run {
  const checksum = '3.14'
  return {
    schema: 1,
    exercise: 'pi',
    params: { darts: 1_000_000 },
    ticket,
    checks: {},
    device: { cores: 8, browser: 'firefox', browserMajor: 150, os: 'linux', isolated: true, timerStepUs: 5 },
    rungs: [
      { engine: 'python', strategy: 'sequential', workers: 1, items: 1000, samplesMs: [30, 31, 30], checksum },
      { engine: 'njit', strategy: 'sequential', workers: 1, items: 1000 * gain, samplesMs: [30, 32, 31], checksum },
      { engine: 'njit', strategy: 'prange', workers: 4, items: 3000 * gain, samplesMs: [30, 30, 31], checksum },
    ],
    quality: ['few-samples'],
    appVersion: '0.1.0',
  }
}
