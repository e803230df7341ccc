import { endWorker, type StopWord, type StopWords } from '../../runtime/index.ts'
import type { PythonEvent } from '../events.ts'
import type { Waiting } from '../interpreter/stacks.ts'
import type { FromChild, OutputStream, PythonFiles, ToChild } from '../protocol.ts'
import type { SharedHeap } from '../sharing/heap.ts'

export interface ChildrenSettings {
  files: PythonFiles
  cores: number
  /** What processes share; absent where there is no shared memory. */
  heap: SharedHeap | undefined
  /** Where their stop words come from; absent there, too. */
  words: StopWords | undefined
  onOutput(stream: OutputStream, text: string): void
  onEvent(event: PythonEvent): void
  onState(index: number, state: 'starting' | 'running' | 'waiting' | 'ended'): void
}

/** Instead of an answer: the child has ended, with an exit code as POSIX counts them. */
export interface Lost {
  why: string
  code: number
}

type Answer = Uint8Array | Lost

/** A group of children that work for one executor or are one process, as Python sees it. */
export interface ChildGroup {
  /** Makes one child the group's before its first task; its number. */
  lease(): number
  /** Settles with the pickled answer, or with how the child was lost. */
  run(task: Uint8Array): Waiting<Answer>
  close(): void
}

interface Child {
  index: number
  worker: Worker
  stop: StopWord | undefined
  ready: Promise<void>
  /** It has been ready. */
  up: boolean
  /** Settles what the child works on. */
  settle: ((answer: Answer) => void) | undefined
  /** Tasks it has done for the group that has it. */
  tasks: number
  /** Threads of a task are left in it: no other group may have it. */
  unclean: boolean
  dead: boolean
}

const sigterm = -15
const closed: Lost = { why: 'The process pool was closed while a task was running or pending.', code: sigterm }
const died = 'A process in the process pool was terminated abruptly while the future was running or pending.'
/** A start takes a second, ten on a busy phone. A worker that is silent for longer is given up and its task given on. */
const startLimitMs = 20_000
/** So often is a task given on before the browser is taken to be unable to start workers. */
const startAttempts = 3
/** Chromium lets a worker that computes go on for two seconds. */
const endLimits = { patienceMs: 100, forcedMs: 2500 }

/** Child interpreters in workers of their own: kept warm, lent to executors, given back with a clean `__main__`. */
export class Children {
  readonly #settings: ChildrenSettings
  readonly #free: Child[] = []
  readonly #all = new Set<Child>()
  readonly #groups = new Set<ChildGroup>()
  /** Those that have been ended and may not be gone yet. */
  readonly #leaving = new Set<Promise<void>>()
  #count = 0
  #wanted = 0
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
    this.#wanted = count
    this.#fill()
    await Promise.all([...this.#all].map((child) => child.ready))
  }

  /** `tasksPerChild` 0: a child works as long as the group. */
  group(size: number, image: Uint8Array, tasksPerChild: number): ChildGroup {
    const own: Child[] = []
    const idle: Child[] = []
    const waiting: { task: Uint8Array; starts: number; settle: (answer: Answer) => void }[] = []
    let open = true
    // Python's bytes live in its memory only during the call.
    const imageCopy = image.slice()

    const lend = () => {
      for (const list of [own, idle])
        for (const child of list.filter(({ dead }) => dead)) list.splice(list.indexOf(child), 1)
      if (waiting.length === 0) return
      const child = idle.pop() ?? (own.length < size ? this.#lease(own, imageCopy) : undefined)
      const job = child && waiting.shift()
      if (!child || !job) return
      this.#settings.onState(child.index, 'running')
      child.settle = (answer) => {
        child.settle = undefined
        this.#settings.onState(child.index, child.dead ? 'ended' : 'waiting')
        // A child that never came up has not begun it.
        if (open && child.dead && !child.up && ++job.starts < startAttempts) waiting.unshift(job)
        else job.settle(answer)
        child.tasks += 1
        if (!child.dead && child.tasks === tasksPerChild) this.#end(child, closed)
        if (!open) return
        if (!child.dead) idle.push(child)
        lend()
      }
      post(child, { type: 'task', task: job.task })
    }

    const group: ChildGroup = {
      lease: () => {
        const child = this.#lease(own, imageCopy)
        idle.push(child)
        return child.index
      },
      run: (task) => ({
        promise: new Promise((settle) => {
          if (!open) return settle(closed)
          waiting.push({ task: task.slice(), starts: 0, settle })
          lend()
        }),
      }),
      close: () => {
        open = false
        this.#groups.delete(group)
        for (const job of waiting.splice(0)) job.settle(closed)
        for (const child of own.splice(0)) {
          if (child.settle) this.#end(child, closed)
          else this.#giveBack(child)
        }
      },
    }
    this.#groups.add(group)
    return group
  }

  /** At a program's end: what it did not close itself. When all are gone, nobody shares anything with it any more. */
  async closeGroups(): Promise<void> {
    for (const group of [...this.#groups]) group.close()
    await Promise.all(this.#leaving)
    this.#settings.heap?.reset()
  }

  /** Ends all; settles when they are gone. */
  async end(): Promise<void> {
    this.#wanted = 0
    for (const child of this.#all) this.#end(child, closed)
    await Promise.all(this.#leaving)
  }

  #fill(): void {
    while (this.#all.size < this.#wanted) this.#free.push(this.#start())
  }

  #lease(own: Child[], image: Uint8Array): Child {
    const child = this.#free.shift() ?? this.#start()
    own.push(child)
    child.tasks = 0
    post(child, { type: 'image', image })
    return child
  }

  #giveBack(child: Child): void {
    this.#settings.onState(child.index, 'ended')
    // It may have ended while it waited for work.
    if (child.dead) return
    // More than a pool's worth of idle interpreters would only hold memory (about 60 MB each).
    if (!child.unclean && this.#free.length < Math.max(4, this.#settings.cores)) this.#free.push(child)
    else this.#end(child, closed)
  }

  #start(): Child {
    const index = ++this.#count
    const worker = new Worker(new URL('./child.ts', import.meta.url), { type: 'module', name: `python child ${index}` })
    let markReady: () => void = () => {}
    const child: Child = {
      index,
      worker,
      stop: this.#settings.words?.take(),
      ready: new Promise((resolve) => (markReady = resolve)),
      up: false,
      settle: undefined,
      tasks: 0,
      unclean: false,
      dead: false,
    }
    this.#all.add(child)
    worker.onmessage = ({ data }: MessageEvent<FromChild>) => {
      if (child.dead) return
      switch (data.type) {
        case 'ready':
          child.up = true
          return markReady()
        case 'output':
          return this.#settings.onOutput(data.stream, data.text)
        case 'event':
          return this.#settings.onEvent(data.event)
        case 'result':
          child.unclean = data.unclean
          return child.settle?.(data.result)
        case 'exited':
          return this.#end(child, { why: died, code: data.code })
        case 'failed':
          markReady()
          return this.#end(child, { why: `${died} ${data.message}`, code: 1 })
        default:
          throw new Error(`A child sent something unknown: ${JSON.stringify(data satisfies never)}`)
      }
    }
    worker.onerror = (event) => {
      event.preventDefault()
      markReady()
      this.#end(child, { why: `${died} ${event.message ?? ''}`.trim(), code: 1 })
    }
    // An answer there was no memory for.
    worker.onmessageerror = () => this.#end(child, { why: died, code: 1 })
    setTimeout(() => {
      if (child.up || child.dead) return
      markReady()
      this.#end(child, { why: `${died} It did not start within ${startLimitMs / 1000} s.`, code: 1 })
    }, startLimitMs)
    const { files, cores, heap } = this.#settings
    post(child, {
      type: 'boot',
      files,
      cores,
      index,
      ...(heap ? { shared: heap.buffer } : {}),
      ...(child.stop ? { stop: child.stop.place } : {}),
    })
    if (this.#numpyTar) post(child, { type: 'numpy', tar: this.#numpyTar })
    return child
  }

  #end(child: Child, why: Lost): void {
    if (child.dead) return
    child.dead = true
    this.#all.delete(child)
    const at = this.#free.indexOf(child)
    if (at >= 0) this.#free.splice(at, 1)
    const leaving = this.#leave(child).then(() => {
      this.#leaving.delete(leaving)
      if (child.settle) child.settle(why)
      else this.#settings.onState(child.index, 'ended')
    })
    this.#leaving.add(leaving)
    // Another takes its place while nobody waits for it yet; one that never came up would not do better.
    if (child.up) this.#fill()
  }

  /** Settles when a child is gone: until then it may write into what is shared, and hold the lock. */
  async #leave({ worker, stop, index, up }: Child): Promise<void> {
    const { heap } = this.#settings
    // One that never came up has run nothing.
    if (!stop || !up) {
      worker.terminate()
      return stop?.free()
    }
    const goneAt = performance.now() + endLimits.patienceMs + endLimits.forcedMs
    heap?.ended(index + 1, () => stop.gone || performance.now() >= goneAt)
    worker.postMessage({ type: 'end' } satisfies ToChild)
    await endWorker(worker, stop, endLimits)
    heap?.forget(index + 1)
    stop.free()
  }
}

function post(child: Child, message: ToChild): void {
  child.worker.postMessage(message)
}
