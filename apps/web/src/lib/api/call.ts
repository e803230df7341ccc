import { apiFetch } from './fetch.ts'

interface Call {
  method?: string
  json?: unknown
  key?: string
  headers?: Record<string, string>
  signal?: AbortSignal
}

/** One request to a JSON route; resolves with its body, undefined for a 204. Throws ApiError. */
export async function call<T>(path: string, { method = 'GET', json, key, headers, signal }: Call = {}): Promise<T> {
  const response = await apiFetch(`/api${path}`, {
    method,
    signal: signal ?? null,
    headers: {
      ...(json === undefined ? {} : { 'content-type': 'application/json' }),
      ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
      ...headers,
    },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  })
  return response.status === 204 ? (undefined as T) : response.json()
}
