/** The three ways to wait. They run where the ladder runs, not in a pool: a request needs no core. */
import { abortError } from '../../pool/index.ts'
import type { CatalogContext } from '../context.ts'
import type { Progress, RunOptions, Variant, VariantJob } from '../types.ts'
import type { RungName } from '../../words.ts'
import { edgeQuotes } from './edge.ts'
import { downloadsAnswer } from './reference.ts'
import { tickers } from './tickers.ts'

export const sequential = downloads('javascript/sequential', (job, api, options) => fromHere(job, api, 1, options))

export const threads = downloads('javascript/threads', (job, api, options) =>
  fromHere(job, api, job.rung.workers, options),
)

export const edge = downloads('javascript/edge', (job, api, { signal, onEvent }) =>
  edgeQuotes(
    `${api}/api/quotes?tickers=${tickers(job.items).join()}&delayMs=${delayOf(job)}&workers=${job.rung.workers}`,
    signal,
    ({ type, ticker, worker }) => onEvent(ticker, worker, type),
  ),
)

interface FetchOptions {
  signal: AbortSignal | undefined
  onEvent(ticker: string, worker: number, phase: 'start' | 'done'): void
}

type Fetcher = (job: VariantJob, apiBase: string, options: FetchOptions) => Promise<string[]>

function downloads(rung: RungName, fetchAll: Fetcher): Variant<CatalogContext> {
  return {
    rung,
    async prepare(job, { apiBase }) {
      if (apiBase === undefined)
        throw new Error('Downloads need the API to download from: start it with `npm start` and try again.')
      return {
        run: async (options = {}) => downloadsAnswer(await settled(fetchAll, job, apiBase, options)),
        dispose: () => {},
      }
    },
  }
}

/** One failure stops the other requests; whatever fetch calls an abort, it leaves here as an AbortError. */
async function settled(fetchAll: Fetcher, job: VariantJob, apiBase: string, { signal, onProgress }: RunOptions) {
  const failed = new AbortController()
  const done = new Map<number, number>()
  const onEvent = (ticker: string, worker: number, phase: 'start' | 'done') => {
    if (phase === 'done') done.set(worker, (done.get(worker) ?? 0) + 1)
    const progress: Progress = {
      worker,
      done: done.get(worker) ?? 0,
      atMs: performance.now(),
      task: { name: ticker, phase },
    }
    onProgress?.(progress)
  }
  try {
    signal?.throwIfAborted()
    const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal
    return await fetchAll(job, apiBase, { signal: either, onEvent })
  } catch (error) {
    failed.abort()
    throw signal?.aborted ? abortError(signal.reason) : error
  }
}

/** As `ThreadPoolExecutor(max_workers=workers)`: so many requests at once, each of the workers takes the next ticker. */
async function fromHere(
  job: VariantJob,
  apiBase: string,
  workers: number,
  { signal, onEvent }: FetchOptions,
): Promise<string[]> {
  const queue = tickers(job.items).values()
  const answered: string[] = []
  const work = async (worker: number) => {
    for (const ticker of queue) {
      onEvent(ticker, worker, 'start')
      const response = await fetch(`${apiBase}/api/quotes/${ticker}?delayMs=${delayOf(job)}`, {
        signal: signal ?? null,
        cache: 'no-store',
      })
      if (!response.ok) throw new Error(`The quote of ${ticker} failed with status ${response.status}.`)
      answered.push(((await response.json()) as { ticker: string }).ticker)
      onEvent(ticker, worker, 'done')
    }
  }
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)))
  return answered
}

const delayOf = ({ params }: VariantJob) => params.delayMs ?? 1000
