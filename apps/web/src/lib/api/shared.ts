/** Runs shared by link. All throw ApiError. */
import type { SharedCreated, SharedRun } from '@prange/api/contract'
import type { Run } from '@prange/kernels/words'
import { as, client } from './client.ts'

const { runs } = client.api

/** Shares a run; `code` is the author's own program and travels only when they ask for it. */
export async function shareRun(run: Run, code?: string): Promise<SharedCreated> {
  return (await runs.$post({ json: code === undefined ? run : { ...run, code } })).json()
}

/** A shared run by the id in its address, whatever somebody typed there. */
export async function sharedRun(id: string, signal?: AbortSignal): Promise<SharedRun> {
  return (await runs[':id'].$get({ param: { id: encodeURIComponent(id) } }, as(undefined, signal))).json()
}

export async function deleteShared(id: string, deleteKey: string): Promise<void> {
  await runs[':id'].$delete({ param: { id: encodeURIComponent(id) } }, as(deleteKey))
}
