/**
 * Workers that a worker starts, by way of the page where the browser cannot be trusted to do it itself.
 *
 * Firefox (153) has a thread that starts or ends a worker wait until its main thread has told whoever debugs (DevTools,
 * WebDriver), and wakes it by a signal for which the new worker waits as well. When that takes the signal, the thread
 * that called `new Worker` never wakes (seen in one of fifteen starts of four children). A page does not wait so.
 */

/** From a worker to the page. */
type Wish =
  | { relay: 'start'; id: number; url: string; options: WorkerOptions }
  | { relay: 'post'; id: number; message: unknown; transfer: Transferable[] }
  | { relay: 'end'; id: number }

/** From the page to the worker that asked. */
type News =
  | { relay: 'message'; id: number; data: unknown }
  | { relay: 'messageerror'; id: number }
  | { relay: 'error'; id: number; reason: string }

/** Firefox alone; read off its name, since a hang cannot be probed for. */
const mayHang = () => /\bFirefox\/\d/.test(navigator.userAgent)

/**
 * In a page, for each worker that may start others: starts them for it, and ends them with it. Call it before anything
 * listens to the worker. Elsewhere it does nothing: the page hosts the workers of workers, too.
 */
export function hostWorkers<W extends Worker>(worker: W): W {
  if (!('document' in globalThis)) return worker
  const hosted = new Map<number, Worker>()
  worker.addEventListener('message', (event: MessageEvent<unknown>) => {
    const wish = event.data
    if (!isRelayed<Wish>(wish)) return
    event.stopImmediatePropagation()
    if (wish.relay === 'start') hosted.set(wish.id, start(worker, wish))
    else if (wish.relay === 'post') hosted.get(wish.id)?.postMessage(wish.message, wish.transfer)
    else {
      hosted.get(wish.id)?.terminate()
      hosted.delete(wish.id)
    }
  })
  const terminate = worker.terminate.bind(worker)
  worker.terminate = () => {
    for (const each of hosted.values()) each.terminate()
    hosted.clear()
    terminate()
  }
  return worker
}

function start(owner: Worker, { id, url, options }: Extract<Wish, { relay: 'start' }>): Worker {
  const tell = (news: News) => owner.postMessage(news)
  const worker = hostWorkers(new Worker(url, options))
  worker.onmessage = ({ data }: MessageEvent<unknown>) => tell({ relay: 'message', id, data })
  worker.onmessageerror = () => tell({ relay: 'messageerror', id })
  worker.onerror = (event) => {
    event.preventDefault()
    tell({ relay: 'error', id, reason: event.message })
  }
  return worker
}

/** In a worker, before it listens to anything: from now on `new Worker` asks the page, where that is needed. */
export function relayWorkers(needed: boolean = mayHang()): void {
  if (!needed || 'document' in globalThis) return
  const relayed = new Map<number, RelayedWorker>()
  let count = 0
  addEventListener('message', (event: MessageEvent<unknown>) => {
    const news = event.data
    if (!isRelayed<News>(news)) return
    event.stopImmediatePropagation()
    relayed.get(news.id)?.hear(news)
  })

  class RelayedWorker {
    onmessage: ((event: MessageEvent<unknown>) => void) | null = null
    onmessageerror: ((event: MessageEvent<unknown>) => void) | null = null
    onerror: ((event: ErrorEvent) => void) | null = null
    readonly #id = ++count

    /** `url` is of the page's origin, or whole: so bundlers write it. */
    constructor(url: string | URL, options: WorkerOptions = {}) {
      relayed.set(this.#id, this)
      wish({ relay: 'start', id: this.#id, url: String(url), options })
    }

    postMessage(message: unknown, transfer: Transferable[] = []): void {
      wish({ relay: 'post', id: this.#id, message, transfer }, transfer)
    }

    terminate(): void {
      relayed.delete(this.#id)
      wish({ relay: 'end', id: this.#id })
    }

    hear(news: News): void {
      if (news.relay === 'message') this.onmessage?.(new MessageEvent('message', { data: news.data }))
      else if (news.relay === 'messageerror') this.onmessageerror?.(new MessageEvent('messageerror'))
      else this.onerror?.(new ErrorEvent('error', { message: news.reason, cancelable: true }))
    }
  }
  globalThis.Worker = RelayedWorker as unknown as typeof Worker
}

function wish(asked: Wish, transfer: Transferable[] = []): void {
  const scope = globalThis as unknown as { postMessage(message: Wish, transfer: Transferable[]): void }
  scope.postMessage(asked, transfer)
}

function isRelayed<Kind extends Wish | News>(data: unknown): data is Kind {
  return typeof data === 'object' && data !== null && 'relay' in data
}
