/** The two kinds of worker behind one face, seen from the pool (`WorkerEndpoint`) and from inside (`parentEndpoint`). */
import { nodeModule } from './host.ts'
import type { FromWorker, ToWorker } from './protocol.ts'
import { hostWorkers, relayWorkers } from './relay.ts'

export interface WorkerEndpoint<Out = ToWorker, In = FromWorker> {
  post(message: Out, buffers?: Transferable[]): void
  onMessage(listener: (message: In) => void): void
  /** Called once if the worker dies by itself; not after `terminate`. */
  onDeath(listener: (reason: string) => void): void
  /** Whether this worker keeps a Node process alive; nothing in a browser. */
  hold(held: boolean): void
  terminate(): void
}

/**
 * A worker of either kind. A bundler only follows `new Worker(new URL('…', import.meta.url))` where it is spelled out,
 * so the caller spells it for browsers, and gives Node the address of the same file.
 */
export function spawnWorker<Out = ToWorker, In = FromWorker>(entry: {
  browser: () => Worker
  node: () => URL
}): WorkerEndpoint<Out, In> {
  const threads = nodeModule<NodeThreads>('node:worker_threads')
  return threads ? nodeEndpoint(new threads.Worker(entry.node())) : browserEndpoint(hostWorkers(entry.browser()))
}

interface NodeThreads {
  Worker: new (url: URL) => NodeWorker
  parentPort: NodeParentPort | null
}

interface NodeWorker {
  postMessage(message: unknown, buffers?: Transferable[]): void
  on(event: 'message' | 'error' | 'exit' | 'messageerror', listener: (value: unknown) => void): void
  ref(): void
  unref(): void
  terminate(): Promise<number>
}

interface NodeParentPort {
  postMessage(message: unknown, buffers?: Transferable[]): void
  on(event: 'message', listener: (message: unknown) => void): void
}

function browserEndpoint<Out, In>(worker: Worker): WorkerEndpoint<Out, In> {
  return {
    post: (message, buffers = []) => worker.postMessage(message, buffers),
    onMessage: (listener) => {
      worker.onmessage = (event: MessageEvent<In>) => listener(event.data)
    },
    onDeath: (listener) => {
      worker.onerror = (event) => {
        event.preventDefault()
        listener(event.message || 'its script could not be loaded')
      }
      worker.onmessageerror = () => listener('it sent what cannot be cloned')
    },
    hold: () => {},
    terminate: () => {
      worker.onmessage = worker.onerror = worker.onmessageerror = null
      worker.terminate()
    },
  }
}

function nodeEndpoint<Out, In>(worker: NodeWorker): WorkerEndpoint<Out, In> {
  let alive = true
  return {
    post: (message, buffers = []) => worker.postMessage(message, buffers),
    onMessage: (listener) => worker.on('message', (message) => alive && listener(message as In)),
    onDeath: (listener) => {
      const died = (reason: string) => {
        if (!alive) return
        alive = false
        listener(reason)
      }
      worker.on('error', (error) => died(error instanceof Error ? error.message : String(error)))
      worker.on('exit', (code) => died(`it exited with status ${String(code)}`))
    },
    hold: (held) => (held ? worker.ref() : worker.unref()),
    terminate: () => {
      alive = false
      void worker.terminate()
    },
  }
}

/** The pool as seen from inside one of its workers. */
export interface ParentEndpoint<Out = FromWorker, In = ToWorker> {
  post(message: Out, buffers?: Transferable[]): void
  onMessage(listener: (message: In) => void): void
}

/** The thread that started this worker. Throws on a main thread, which has none. */
export function parentEndpoint<Out = FromWorker, In = ToWorker>(): ParentEndpoint<Out, In> {
  const threads = nodeModule<NodeThreads>('node:worker_threads')
  if (threads) {
    const port = threads.parentPort
    if (!port) throw new Error('serve() belongs in the entry of a worker')
    return {
      post: (message, buffers = []) => port.postMessage(message, buffers),
      onMessage: (listener) => port.on('message', (message) => listener(message as In)),
    }
  }
  relayWorkers()
  const scope = globalThis as unknown as {
    postMessage(message: unknown, buffers: Transferable[]): void
    onmessage: ((event: MessageEvent<In>) => void) | null
  }
  return {
    post: (message, buffers = []) => scope.postMessage(message, buffers),
    onMessage: (listener) => {
      scope.onmessage = (event) => listener(event.data)
    },
  }
}
