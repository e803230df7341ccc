/** Runs shared by link. All throw ApiError. */
import type { SharedCreated, SharedRun } from '@prange/api/contract'
import type { Run } from '@prange/kernels/words'
import { call } from './call.ts'

/** Shares a run; `code` is the author's own program and travels only when they ask for it. */
export const shareRun = (run: Run, code?: string) =>
  call<SharedCreated>('/runs', { method: 'POST', json: code === undefined ? run : { ...run, code } })
export const sharedRun = (id: string, signal?: AbortSignal) =>
  call<SharedRun>(`/runs/${encodeURIComponent(id)}`, { ...(signal ? { signal } : {}) })
export const deleteShared = (id: string, deleteKey: string) =>
  call<void>(`/runs/${encodeURIComponent(id)}`, { method: 'DELETE', key: deleteKey })
