import { ApiError, failureOf } from './failure.ts'

/** An answer is usually there in milliseconds; after this long something is wrong and the user should hear it. */
export const ANSWER_TIMEOUT_MS = 10_000

/**
 * `fetch` for the API: resolves with a 2xx reply or throws an ApiError. The timeout covers the wait for the headers
 * only, so that a stream may take its time. An abort by the caller stays an AbortError.
 */
export async function apiFetch(
  input: RequestInfo | URL,
  init: RequestInit = {},
  { timeoutMs = ANSWER_TIMEOUT_MS, fetch: send = fetch as typeof fetch } = {},
): Promise<Response> {
  const patience = new AbortController()
  const timer = setTimeout(() => patience.abort(), timeoutMs)
  const signals = [patience.signal, ...(init.signal ? [init.signal] : [])]
  try {
    const response = await send(input, { ...init, signal: AbortSignal.any(signals) })
    if (response.ok) return response
    throw await failureOf(response)
  } catch (error) {
    if (error instanceof ApiError || init.signal?.aborted) throw error
    if (patience.signal.aborted) {
      const waited = Math.round(timeoutMs / 1000)
      throw new ApiError('timeout', `The server did not answer within ${waited} s. Try again in a moment.`)
    }
    // What remains is fetch's own TypeError: no network, no server, or a reply that was cut off.
    throw new ApiError('offline', 'The server cannot be reached. Check your connection and try again.', {
      cause: error,
    })
  } finally {
    clearTimeout(timer)
  }
}
