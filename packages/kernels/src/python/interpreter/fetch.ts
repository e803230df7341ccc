/** What Python reads of an answer; `error` is "" when there is one. */
export interface FetchAnswer {
  error: '' | 'timeout' | 'network'
  status: number
  reason: string
  headers: [name: string, value: string][]
  body: Uint8Array
}

/** One request for Python's `urllib` and `requests`; `timeoutMs` below 0 waits as long as the browser does. */
export async function fetchForPython(
  method: string,
  url: string,
  headers: [string, string][],
  body: Uint8Array | undefined,
  timeoutMs: number,
): Promise<FetchAnswer> {
  const allowed = headers.filter(([name]) => !/^(user-agent|connection|host|content-length)$/i.test(name))
  try {
    const response = await fetch(url, {
      method,
      headers: allowed,
      // Python has no cache; and a browser's lets requests for the same address wait for each other.
      cache: 'no-store',
      ...(body ? { body: new Uint8Array(body) } : {}),
      ...(timeoutMs >= 0 ? { signal: AbortSignal.timeout(timeoutMs) } : {}),
    })
    return {
      error: '',
      status: response.status,
      reason: response.statusText,
      headers: [...response.headers],
      body: new Uint8Array(await response.arrayBuffer()),
    }
  } catch (error) {
    const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
    return { error: timedOut ? 'timeout' : 'network', status: 0, reason: '', headers: [], body: new Uint8Array(0) }
  }
}
