/** Classes, members, runs and tickets: one function for each thing the API can do there. All throw ApiError. */
import type {
  BoardRow,
  ClassChange,
  ClassCreated,
  ClassInfo,
  Member,
  MemberCreated,
  MemberEntry,
  Sort,
  Submission,
  Ticket,
} from '@prange/api/contract'
import type { Exercise, Run } from '@prange/kernels/words'
import { as, client } from './client.ts'

const { classes, tickets } = client.api
const one = classes[':code']
const member = one.members[':id']
const run = one.runs[':id']
const exerciseRuns = one.exercises[':exercise'].runs

export async function createClass(title: string): Promise<ClassCreated> {
  return (await classes.$post({ json: title ? { title } : {} })).json()
}

export async function classInfo(code: string, signal?: AbortSignal): Promise<ClassInfo> {
  return (await one.$get({ param: { code } }, as(undefined, signal))).json()
}

/** The class, but only for its host: whether a host key is right. */
export async function classAsHost(code: string, hostKey: string): Promise<ClassInfo> {
  return (await one.host.$get({ param: { code } }, as(hostKey))).json()
}

export async function changeClass(code: string, hostKey: string, change: ClassChange): Promise<ClassInfo> {
  return (await one.$patch({ param: { code }, json: change }, as(hostKey))).json()
}

export async function deleteClass(code: string, hostKey: string): Promise<void> {
  await one.$delete({ param: { code } }, as(hostKey))
}

export async function joinClass(code: string): Promise<MemberCreated> {
  return (await one.members.$post({ param: { code } })).json()
}

/** Everybody in the class, for its host. */
export async function listMembers(code: string, hostKey: string): Promise<MemberEntry[]> {
  const { members } = await (await one.members.$get({ param: { code } }, as(hostKey))).json()
  return members
}

/** Another name, while spins are left. */
export async function spinName(code: string, memberKey: string): Promise<Member> {
  return (await one.members.me.spin.$post({ param: { code } }, as(memberKey))).json()
}

/** By the member itself for good; by the host with `UNDO_MS` to restore it. */
export async function removeMember(code: string, id: string, key: string): Promise<void> {
  await member.$delete({ param: { code, id } }, as(key))
}

export async function restoreMember(code: string, id: string, hostKey: string): Promise<void> {
  await member.restore.$post({ param: { code, id } }, as(hostKey))
}

/** Puts a run on the board of a class, at most once for an idempotency key. */
export async function submitRun(
  code: string,
  memberKey: string,
  json: Run,
  idempotencyKey: string,
): Promise<Submission> {
  const header = { 'idempotency-key': idempotencyKey }
  return (await one.runs.$post({ param: { code }, json, header }, as(memberKey))).json()
}

/** The host's word about a run: true sets it aside, false clears it, null leaves it to the checks. */
export async function judgeRun(code: string, id: string, hostKey: string, flagged: boolean | null): Promise<void> {
  await run.$patch({ param: { code, id }, json: { flagged } }, as(hostKey))
}

/** By its member for good; by the host with `UNDO_MS` to restore it. */
export async function removeRun(code: string, id: string, key: string): Promise<void> {
  await run.$delete({ param: { code, id } }, as(key))
}

export async function restoreRun(code: string, id: string, hostKey: string): Promise<void> {
  await run.restore.$post({ param: { code, id } }, as(hostKey))
}

/** Removes all runs of an exercise; `UNDO_MS` to restore them. */
export async function resetExercise(code: string, hostKey: string, exercise: Exercise): Promise<void> {
  await exerciseRuns.$delete({ param: { code, exercise } }, as(hostKey))
}

export async function restoreExercise(code: string, hostKey: string, exercise: Exercise): Promise<void> {
  await exerciseRuns.restore.$post({ param: { code, exercise } }, as(hostKey))
}

/** The rows of an exercise, a page at a time: each member's best by a figure, or all runs. */
export async function* boardRows(
  code: string,
  of: { exercise: Exercise; sort?: Sort; runs?: 'best' | 'all' },
  signal?: AbortSignal,
): AsyncGenerator<BoardRow[], void, undefined> {
  let cursor: string | undefined
  do {
    const query = { ...of, limit: '1000', ...(cursor === undefined ? {} : { cursor }) }
    const { rows, nextCursor } = await (
      await one.leaderboard.$get({ param: { code }, query }, as(undefined, signal))
    ).json()
    yield rows as BoardRow[]
    cursor = nextCursor ?? undefined
  } while (cursor !== undefined)
}

export async function fetchTicket(exercise: Exercise, signal?: AbortSignal): Promise<Ticket> {
  return (await tickets.$post({ json: { exercise } }, as(undefined, signal))).json()
}

export const exportUrl = (code: string, format: 'csv' | 'json') => `/api/classes/${code}/export.${format}`

/** The address of the live line; with `since` only what came after is sent. */
export function liveUrl(code: string, since?: number): string {
  const url = new URL(`/api/classes/${code}/live`, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  if (since !== undefined) url.searchParams.set('since', `${since}`)
  return url.href
}
