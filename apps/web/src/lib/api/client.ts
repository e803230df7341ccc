import type { AppType } from '@prange/api/app'
import { hc } from 'hono/client'
import { apiFetch } from './fetch.ts'

/**
 * The API as its own routes type it. A reply that is not 2xx never comes back from here: `apiFetch` has thrown it as an
 * ApiError.
 */
export const client = hc<AppType>('/', { fetch: apiFetch })

/** How a call is made: with whose key, and until when. */
export const as = (key: string | undefined, signal?: AbortSignal, headers: Record<string, string> = {}) => ({
  headers: { ...headers, ...(key === undefined ? {} : { authorization: `Bearer ${key}` }) },
  init: { signal: signal ?? null },
})
