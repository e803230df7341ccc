/** Classes, members, runs and tickets: one function for each thing the API can do there. All throw ApiError. */
import type {
  ClassChange,
  ClassCreated,
  ClassInfo,
  Leaderboard,
  Member,
  MemberCreated,
  Submission,
  Ticket,
} from '@prange/api/contract'
import type { Exercise, Run } from '@prange/kernels/words'
import { call } from './call.ts'

export const createClass = (title: string) =>
  call<ClassCreated>('/classes', { method: 'POST', json: title ? { title } : {} })
export const classInfo = (code: string, signal?: AbortSignal) =>
  call<ClassInfo>(`/classes/${code}`, { ...(signal ? { signal } : {}) })
export const changeClass = (code: string, key: string, change: ClassChange) =>
  call<ClassInfo>(`/classes/${code}`, { method: 'PATCH', json: change, key })
export const deleteClass = (code: string, key: string) => call<void>(`/classes/${code}`, { method: 'DELETE', key })
export const joinClass = (code: string) => call<MemberCreated>(`/classes/${code}/members`, { method: 'POST', json: {} })
export const spinName = (code: string, key: string) =>
  call<Member>(`/classes/${code}/members/me/spin`, { method: 'POST', json: {}, key })
export const removeMember = (code: string, memberId: string, key: string) =>
  call<void>(`/classes/${code}/members/${memberId}`, { method: 'DELETE', key })
export const removeRun = (code: string, runId: string, key: string) =>
  call<void>(`/classes/${code}/runs/${runId}`, { method: 'DELETE', key })
export const submitRun = (code: string, key: string, run: Run, idempotencyKey: string) =>
  call<Submission>(`/classes/${code}/runs`, {
    method: 'POST',
    json: run,
    key,
    headers: { 'idempotency-key': idempotencyKey },
  })
export const leaderboard = (code: string, exercise: Exercise) =>
  call<Leaderboard>(`/classes/${code}/leaderboard?exercise=${exercise}&limit=1000`)
export const fetchTicket = (exercise: Exercise, signal?: AbortSignal) =>
  call<Ticket>('/tickets', { method: 'POST', json: { exercise }, ...(signal ? { signal } : {}) })

/** The address of the live line; with `since` only what came after is sent. */
export function liveUrl(code: string, since?: number): string {
  const url = new URL(`/api/classes/${code}/live`, location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  if (since !== undefined) url.searchParams.set('since', `${since}`)
  return url.href
}
