/** The API's fan-out: newline-delimited JSON, one line as each thing happens. */

interface QuoteEvent {
  type: 'start' | 'done'
  ticker: string
  worker: number
}

type QuoteLine = QuoteEvent | { type: 'summary'; count: number }

/** Reads the stream to its summary and returns the tickers answered. Rejects if the stream ends before it. */
export async function edgeQuotes(
  url: string,
  signal: AbortSignal | undefined,
  onEvent: (event: QuoteEvent) => void,
): Promise<string[]> {
  const response = await fetch(url, { signal: signal ?? null, cache: 'no-store' })
  if (!response.ok || !response.body) throw new Error(`The fan-out failed with status ${response.status}.`)
  const answered: string[] = []
  for await (const line of lines(response.body)) {
    const event = JSON.parse(line) as QuoteLine
    if (event.type === 'summary') return answered
    if (event.type === 'done') answered.push(event.ticker)
    onEvent(event)
  }
  throw new Error('The fan-out ended in the middle. Run it again.')
}

async function* lines(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<string> {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader()
  let rest = ''
  // Safari cannot iterate a ReadableStream, so it is read by hand.
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    const parts = (rest + value).split('\n')
    rest = parts.pop() ?? ''
    yield* parts.filter((line) => line !== '')
  }
  if (rest !== '') yield rest
}
