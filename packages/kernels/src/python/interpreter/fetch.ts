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
  try {
    const response = await fetch(url, {
      method,
      headers: headers.filter(allowed),
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
    return failed(error)
  }
}

/**
 * The same where stacks cannot be switched: the whole interpreter waits, by the one request a worker may make
 * synchronously.
 */
export function fetchForPythonNow(
  method: string,
  url: string,
  headers: [string, string][],
  body: Uint8Array | undefined,
  timeoutMs: number,
): FetchAnswer {
  const request = new XMLHttpRequest()
  try {
    request.open(method, url, false)
    request.responseType = 'arraybuffer'
    // It has no word for "no-store"; this header has caches ask again.
    request.setRequestHeader('cache-control', 'no-cache')
    for (const [name, value] of headers.filter(allowed)) request.setRequestHeader(name, value)
    // To a browser 0 is no limit at all.
    if (timeoutMs >= 0) request.timeout = Math.max(1, Math.round(timeoutMs))
    request.send(body ? new Uint8Array(body) : null)
  } catch (error) {
    return failed(error)
  }
  const lines = request.getAllResponseHeaders().split('\r\n').filter(Boolean)
  return {
    error: '',
    status: request.status,
    reason: request.statusText,
    headers: lines.map((line) => {
      const [name = '', ...value] = line.split(': ')
      return [name, value.join(': ')]
    }),
    body: new Uint8Array(request.response as ArrayBuffer),
  }
}

/** A browser sets these itself. */
function allowed([name]: [string, string]): boolean {
  return !/^(user-agent|connection|host|content-length)$/i.test(name)
}

function failed(error: unknown): FetchAnswer {
  const timedOut = error instanceof DOMException && error.name === 'TimeoutError'
  return { error: timedOut ? 'timeout' : 'network', status: 0, reason: '', headers: [], body: new Uint8Array(0) }
}
