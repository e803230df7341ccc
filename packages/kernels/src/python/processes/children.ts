import type { PythonEvent } from '../events.ts'
import type { FromChild, OutputStream, PythonFiles, ToChild } from '../protocol.ts'

export interface ChildrenSettings {
  files: PythonFiles
  cores: number
  onOutput(stream: OutputStream, text: string): void
  onEvent(event: PythonEvent): void
  onState(index: number, state: 'starting' | 'running' | 'waiting' | 'ended'): void
}

/** A group of children that work for one executor, as Python sees it. */
export interface ChildGroup {
  /** Settles with the pickled answer, or with a sentence when the child died or the group was closed. */
  run(task: Uint8Array): Promise<Uint8Array | string>
  close(): void
}

interface Child {
  index: number
  worker: Worker
  ready: Promise<void>
  /** Settles what the child works on. */
  settle: ((answer: Uint8Array | string) => void) | undefined
  dead: boolean
}

const closed = 'The process pool was closed while a task was running or pending.'
const died = 'A process in the process pool was terminated abruptly while the future was running or pending.'

/** Child interpreters in nested workers: kept warm, lent to executors, given back with a clean `__main__`. */
export class Children {
  readonly #settings: ChildrenSettings
  readonly #free: Child[] = []
  readonly #all = new Set<Child>()
  #count = 0
  #numpyTar: Uint8Array | undefined

  constructor(settings: ChildrenSettings) {
    this.#settings = settings
  }

  /** Starts children until `count` are there, with NumPy if its archive is given; settles when they are ready. */
  async warm(count: number, numpyTar?: Uint8Array): Promise<void> {
    if (numpyTar && !this.#numpyTar) {
      this.#numpyTar = numpyTar
      for (const child of this.#all) post(child, { type: 'numpy', tar: numpyTar })
    }
    while (this.#all.size < count) this.#free.push(this.#start())
    await Promise.all([...this.#all].map((child) => child.ready))
  }

  group(size: number, image: Uint8Array): ChildGroup {
    const own: Child[] = []
    const idle: Child[] = []
    const waiting: { task: Uint8Array; settle: (answer: Uint8Array | string) => void }[] = []
    let open = true
    // Python's bytes live in its memory only during the call.
    const imageCopy = image.slice()

    const lend = () => {
      const child = idle.pop() ?? (own.length < size ? this.#lease(own, imageCopy) : undefined)
      const job = child && waiting.shift()
      if (!child || !job) {
        if (child) idle.push(child)
        return
      }
      this.#settings.onState(child.index, 'running')
      child.settle = (answer) => {
        child.settle = undefined
        this.#settings.onState(child.index, child.dead ? 'ended' : 'waiting')
        job.settle(answer)
        if (child.dead) own.splice(own.indexOf(child), 1)
        else if (open) idle.push(child)
        if (open && waiting.length > 0) lend()
      }
      post(child, { type: 'task', task: job.task })
    }

    return {
      run: (task) =>
        new Promise((settle) => {
          if (!open) return settle(closed)
          waiting.push({ task: task.slice(), settle })
          lend()
        }),
      close: () => {
        open = false
        for (const job of waiting.splice(0)) job.settle(closed)
        for (const child of own.splice(0)) {
          if (child.settle) this.#end(child, closed)
          else this.#giveBack(child)
        }
      },
    }
  }

  #lease(own: Child[], image: Uint8Array): Child {
    const child = this.#free.shift() ?? this.#start()
    own.push(child)
    post(child, { type: 'image', image })
    return child
  }

  #giveBack(child: Child): void {
    this.#settings.onState(child.index, 'ended')
    // More than a pool's worth of idle interpreters would only hold memory (about 60 MB each).
    if (this.#free.length < Math.max(4, this.#settings.cores)) this.#free.push(child)
    else this.#end(child, closed)
  }

  #start(): Child {
    const index = ++this.#count
    const worker = new Worker(new URL('./child.ts', import.meta.url), { type: 'module', name: `python child ${index}` })
    let markReady: () => void = () => {}
    const child: Child = {
      index,
      worker,
      ready: new Promise((resolve) => (markReady = resolve)),
      settle: undefined,
      dead: false,
    }
    this.#all.add(child)
    worker.onmessage = ({ data }: MessageEvent<FromChild>) => {
      switch (data.type) {
        case 'ready':
          return markReady()
        case 'output':
          return this.#settings.onOutput(data.stream, data.text)
        case 'event':
          return this.#settings.onEvent(data.event)
        case 'result':
          return child.settle?.(data.result)
        case 'failed':
          markReady()
          return this.#end(child, `${died} ${data.message}`)
        default:
          throw new Error(`A child sent something unknown: ${JSON.stringify(data satisfies never)}`)
      }
    }
    worker.onerror = (event) => {
      event.preventDefault()
      markReady()
      this.#end(child, `${died} ${event.message ?? ''}`.trim())
    }
    const { files, cores } = this.#settings
    post(child, { type: 'boot', files, cores, index })
    if (this.#numpyTar) post(child, { type: 'numpy', tar: this.#numpyTar })
    return child
  }

  #end(child: Child, why: string): void {
    child.dead = true
    child.worker.terminate()
    this.#all.delete(child)
    const at = this.#free.indexOf(child)
    if (at >= 0) this.#free.splice(at, 1)
    if (child.settle) child.settle(why)
    else this.#settings.onState(child.index, 'ended')
  }
}

const post = (child: Child, message: ToChild) => child.worker.postMessage(message)
