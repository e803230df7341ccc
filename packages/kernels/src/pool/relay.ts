/**
 * Workers that a worker starts, without a worker ever being inside another: the page starts and ends them all, and two
 * workers speak straight to each other through a channel.
 *
 *     owner ── start, end ──▶ page ── starts, ends ──▶ hosted worker
 *       └───────────────────── channel ──────────────────────┘
 *
 * Browsers cannot be trusted with workers inside workers. Chromium (156): where a worker and those inside it end within
 * a few milliseconds, in every second case some of their threads stay for ever, with all of their memory; of workers of
 * a page none does. Firefox (153) has a thread that starts or ends a worker wait until its main thread has told whoever
 * debugs (DevTools, WebDriver), and wakes it by a signal for which the new worker waits as well; when that takes it, the
 * thread that called `new Worker` never wakes (seen in one of fifteen starts of four children). A page does not wait so.
 */

/** From a worker to the page. */
type Wish =
  | { relay: 'start'; id: number; url: string; options: WorkerOptions; channel: MessagePort }
  | { relay: 'end'; id: number }
  /** A hosted worker has begun: what it is sent before, some browsers now and then lose. */
  | { relay: 'begun' }

/** From the page to a worker: to the owner, and to the one it owns. */
type News = { relay: 'error'; id: number; reason: string } | { relay: 'link'; channel: MessagePort }

/**
 * By the end of its name a worker knows that it is hosted, and keeps for its owner what it says first. Not by its
 * address: that loses what a service worker does not keep.
 */
const hostedMark = ' (hosted)'

/**
 * In a page, for each worker that may start others: starts them for it, and ends them with it. Call it before anything
 * listens to the worker. Elsewhere it does nothing: the page hosts the workers of workers, too.
 */
export function hostWorkers<W extends Worker>(worker: W): W {
  return 'document' in globalThis ? host(worker) : worker
}

function host<W extends Worker>(worker: W, channel?: MessagePort): W {
  const hosted = new Map<number, Worker>()
  let ended = false
  hear<Wish>(worker, (wish) => {
    switch (wish.relay) {
      case 'begun':
        return channel && worker.postMessage({ relay: 'link', channel } satisfies News, [channel])
      case 'start':
        // What it wished for last may come after its end.
        if (!ended) hosted.set(wish.id, start(worker, wish))
        return
      case 'end':
        hosted.get(wish.id)?.terminate()
        hosted.delete(wish.id)
    }
  })
  const terminate = worker.terminate.bind(worker)
  worker.terminate = () => {
    ended = true
    for (const each of hosted.values()) each.terminate()
    hosted.clear()
    terminate()
  }
  return worker
}

function start(owner: Worker, { id, url, options, channel }: Extract<Wish, { relay: 'start' }>): Worker {
  const worker = host(new Worker(url, { ...options, name: (options.name ?? '') + hostedMark }), channel)
  worker.onerror = (event) => {
    event.preventDefault()
    owner.postMessage({ relay: 'error', id, reason: event.message } satisfies News)
  }
  return worker
}

/**
 * In a worker, before it listens to anything: from now on `new Worker` asks the page, and what a hosted worker says and
 * hears goes through its channel. The page must host this worker, unless it starts none.
 */
export function relayWorkers(): void {
  if ('document' in globalThis) return
  const scope = globalThis as unknown as Scope
  const wish: Scope['postMessage'] = scope.postMessage.bind(scope)
  const owned = new Map<number, HostedWorker>()
  let count = 0
  hear<News>(scope, (news) => {
    if (news.relay === 'error') owned.get(news.id)?.fail(news.reason)
    else scope.postMessage = link(scope, news.channel)
  })

  /** A worker as its owner sees it. */
  class HostedWorker {
    onmessage: ((event: MessageEvent<unknown>) => void) | null = null
    onmessageerror: ((event: MessageEvent<unknown>) => void) | null = null
    onerror: ((event: ErrorEvent) => void) | null = null
    readonly #id = ++count
    readonly #channel: MessagePort

    /** `url` is of the page's origin, or whole: so bundlers write it. */
    constructor(url: string | URL, options: WorkerOptions = {}) {
      owned.set(this.#id, this)
      const { port1, port2 } = new MessageChannel()
      this.#channel = port1
      port1.onmessage = ({ data }: MessageEvent<unknown>) => this.onmessage?.(new MessageEvent('message', { data }))
      port1.onmessageerror = () => this.onmessageerror?.(new MessageEvent('messageerror'))
      wish({ relay: 'start', id: this.#id, url: String(url), options, channel: port2 } satisfies Wish, [port2])
    }

    postMessage(message: unknown, transfer: Transferable[] = []): void {
      this.#channel.postMessage(message, transfer)
    }

    terminate(): void {
      owned.delete(this.#id)
      this.#channel.close()
      wish({ relay: 'end', id: this.#id } satisfies Wish)
    }

    fail(message: string): void {
      this.onerror?.(new ErrorEvent('error', { message, cancelable: true }))
    }
  }
  scope.Worker = HostedWorker

  if (!scope.name.endsWith(hostedMark)) return
  const unsent: [message: unknown, transfer: Transferable[] | undefined][] = []
  scope.postMessage = (message, transfer) => void unsent.push([message, transfer])
  wish({ relay: 'begun' } satisfies Wish)

  function link(scope: Scope, channel: MessagePort): Scope['postMessage'] {
    channel.onmessage = ({ data }: MessageEvent<unknown>) => scope.dispatchEvent(new MessageEvent('message', { data }))
    channel.onmessageerror = () => scope.dispatchEvent(new MessageEvent('messageerror'))
    for (const [message, transfer] of unsent.splice(0)) channel.postMessage(message, transfer ?? [])
    return (message, transfer) => channel.postMessage(message, transfer ?? [])
  }
}

/** The global scope of a worker, as far as it is used and replaced here. */
interface Scope extends EventTarget {
  readonly name: string
  Worker: unknown
  postMessage(message: unknown, transfer?: Transferable[]): void
}

/** Takes out of what arrives what belongs here. */
function hear<Kind extends Wish | News>(source: EventTarget, listener: (message: Kind) => void): void {
  source.addEventListener('message', (event) => {
    const { data } = event as MessageEvent<unknown>
    if (typeof data !== 'object' || data === null || !('relay' in data)) return
    event.stopImmediatePropagation()
    listener(data as Kind)
  })
}
