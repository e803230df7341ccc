/** Entry of the interpreter's worker: starts Python, runs one program at a time, tells the session all it should know. */
import type { PyProxy } from 'pyodide/ffi'
import { downloadFiles, type Downloaded, type Report } from '../assets/download.ts'
import { loadSnapshot, saveSnapshot } from '../assets/snapshots.ts'
import type { LaneChange, PythonEvent, PythonFailure, RunOutcome } from '../events.ts'
import { warm } from '../../compiler/index.ts'
import { relayWorkers } from '../../pool/index.ts'
import { Stopped, StopWord, StopWords } from '../../runtime/index.ts'
import { Children } from '../processes/children.ts'
import { SharedHeap } from '../sharing/heap.ts'
import { SharedObjects } from '../sharing/objects.ts'
import { shareable, type BootOrder, type FromInterpreter, type PythonFiles, type ToInterpreter } from '../protocol.ts'
import { bootInterpreter, loadScripts, takeSnapshot, type Interpreter } from './boot.ts'
import { canHaveChildren, canSwitchStacks, connect, parentPid } from './host.ts'
import { needsOf } from './needs.ts'
import { NumPy, numpyTar } from './numpy.ts'
import { Output } from './output.ts'
import { sourcesHash } from '../sources.ts'

interface RunModule extends PyProxy {
  run: PyProxy & {
    (code: string, filename: string, seed: number | undefined): string
    callPromising(code: string, filename: string, seed: number | undefined): Promise<string>
  }
}

interface Machine {
  interpreter: Interpreter
  program: RunModule
  output: Output
  lanes: Lanes
  children: Children
  files: PythonFiles
  numpy: NumPy
  cores: number
  stop: StopWord | undefined
}

/** Lane changes are sent together: threads that take turns make two hundred a second. */
const lanesEveryMs = 50

let machine: Promise<Machine> | undefined
/** Settles the run whose program calls `os._exit`. */
let exited: (code: number) => void = () => {}
/** As soon as there are any. */
let started: { children: Children; stop: StopWord | undefined } | undefined

relayWorkers()

onmessage = ({ data }: MessageEvent<ToInterpreter>) => {
  switch (data.type) {
    case 'boot':
      machine = boot(data)
      machine.then(
        () => send({ type: 'booted' }),
        (error: unknown) =>
          send({ type: 'unavailable', message: error instanceof Error ? error.message : String(error) }),
      )
      return
    case 'prepare':
      return void withMachine((booted) => prepare(booted, data.code)).then(() =>
        send({ type: 'prepared', id: data.id }),
      )
    case 'run':
      return void withMachine((booted) => run(booted, data))
    case 'end':
      return end()
    default:
      throw new Error(`Unknown order: ${JSON.stringify(data satisfies never)}`)
  }
}

async function withMachine(work: (booted: Machine) => Promise<void>): Promise<void> {
  const booted = await machine?.catch(() => undefined)
  if (!booted) return
  try {
    await work(booted)
  } catch (error) {
    if (error instanceof Stopped) return end()
    // Pyodide gives up after a fatal error (memory at an end, stack overflow in C): the session starts another one.
    send({ type: 'crashed', message: error instanceof Error ? error.message : String(error) })
  }
}

/** Asked to end: when the children have gone, so has this worker. */
function end(): void {
  // In a task of its own: until then threads that were ready to run have found out, too.
  setTimeout(async () => {
    await started?.children.end()
    close()
    started?.stop?.leave()
  })
}

async function boot(order: BootOrder): Promise<Machine> {
  const startedAt = performance.now()
  const elapsedMs = () => performance.now() - startedAt
  let bytes = { loadedBytes: 0, totalBytes: 0 }
  const report: Report = (stage, loadedBytes = bytes.loadedBytes, totalBytes = bytes.totalBytes) => {
    bytes = { loadedBytes, totalBytes }
    emit({ type: 'boot', stage, ...bytes, elapsedMs: elapsedMs() })
  }

  const { files, version } = order.files
    ? { files: order.files, version: order.files.folder.split('/').at(-2) ?? '' }
    : await fetchFiles(order.assets, report)
  const from = files.snapshot ? 'snapshot' : 'cold'
  report(files.snapshot ? 'restore' : 'start')
  const interpreter = await bootInterpreter(files)
  if (!files.snapshot) {
    report('snapshot')
    files.snapshot = shareable(takeSnapshot(interpreter))
    void keepSnapshot(snapshotKey(version), files.snapshot)
  }
  send({ type: 'files', files })

  const stop = order.stop && new StopWord(order.stop)
  const output = new Output({
    send: (type, text) => emit({ type, text }),
    onCut: () =>
      emit({
        type: 'note',
        code: 'output-cut',
        text: `The program prints more than ${order.outputLimit.toLocaleString('en')} characters: from here on only the end is shown, when it is done.`,
      }),
    limit: order.outputLimit,
    now: () => performance.now(),
    ...(order.taken ? { taken: order.taken } : {}),
    ...(stop ? { stop } : {}),
  })
  const lanes = new Lanes()
  const heap = globalThis.crossOriginIsolated ? new SharedHeap(1) : undefined
  const children = new Children({
    files,
    heap,
    words: order.stop && new StopWords(order.stop.words),
    cores: order.cores,
    onOutput: (stream, text) => output.write(stream, text),
    onEvent: emit,
    onState: (index, state) => lanes.change({ lane: 1000 + index, kind: 'process', name: `Process ${index}`, state }),
  })
  started = { children, stop }
  const numpy = new NumPy(interpreter, files)
  connect(interpreter, {
    cores: order.cores,
    pid: parentPid,
    parentPid,
    output,
    onLanes: (change) => lanes.change(change),
    onEvent: emit,
    numpy,
    children,
    shared: heap && new SharedObjects(heap),
    stop,
    exitNow(code) {
      exited(code)
      // The session ends this worker; until then nothing here may go on.
      stop?.ask()
      stop?.look()
    },
  })
  emit({ type: 'ready', elapsedMs: elapsedMs(), from, version: pythonVersion(interpreter) })
  const program = interpreter.py.pyimport('_prange.interpreter.run') as RunModule
  return { interpreter, program, output, lanes, children, files, numpy, cores: order.cores, stop }
}

/** "3.12.7", as `platform.python_version()` has it. */
function pythonVersion({ py }: Interpreter): string {
  const sys = py.pyimport('sys') as PyProxy & { version: string }
  const [version = ''] = sys.version.split(' ')
  sys.destroy()
  return version
}

async function fetchFiles(assets: string, report: Report): Promise<Downloaded> {
  let reading: Promise<Uint8Array | undefined> | undefined
  const downloaded = await downloadFiles(assets, report, (version, folder) => {
    reading = loadSnapshot(snapshotKey(version))
    loadScripts(folder).catch(() => {}) // booting loads them again, and fails with what is wrong
  })
  const snapshot = await reading
  if (snapshot) downloaded.files.snapshot = shareable(snapshot)
  return downloaded
}

// Taken where stacks could not be switched, it knows nothing of switching.
const snapshotKey = (version: string) => `${version}-${sourcesHash}${canSwitchStacks ? '' : '-unswitched'}`

async function keepSnapshot(key: string, snapshot: PythonFiles['snapshot'] & {}): Promise<void> {
  // IndexedDB refuses shared memory: a copy of its own.
  if (await saveSnapshot(key, snapshot.slice())) return
  emit({
    type: 'note',
    code: 'slow-start',
    text: 'This browser keeps nothing for this site, so Python will take as long to start the next time.',
  })
}

async function prepare({ numpy, files, children, cores }: Machine, code: string): Promise<void> {
  const needs = needsOf(code, cores)
  if (needs.numpy) await numpy.import()
  if (needs.compiler) warm()
  if (needs.children > 0 && canHaveChildren)
    await children.warm(needs.children, needs.numpy ? await numpyTar(files) : undefined)
}

async function run(booted: Machine, order: Extract<ToInterpreter, { type: 'run' }>): Promise<void> {
  const { interpreter, program, output, lanes, children, stop } = booted
  // Before the clock starts: on a desktop it takes a tenth of the time.
  await prepare(booted, order.code)
  if (!canSwitchStacks && /\b(threading|ThreadPoolExecutor|asyncio)\b/.test(order.code)) noteSequentialThreads()

  output.begin()
  lanes.begin()
  const startedAt = performance.now()
  const call = [order.code, order.filename, order.seed] as const
  const exit = new Promise<number>((resolve) => (exited = resolve))
  const running = interpreter.stacks.run(
    canSwitchStacks ? () => program.run.callPromising(...call) : async () => program.run(...call),
  )
  // What exits on the spot leaves its stack behind unwound, in whichever thread.
  const text = await Promise.race([running, exit])
  const elapsedMs = performance.now() - startedAt
  if (typeof text === 'number') {
    output.end()
    lanes.end()
    return send({ type: 'ended', outcome: exitOutcome(text, elapsedMs), unclean: true })
  }
  // Pyodide may take a call that was unwound for one that returned nothing.
  stop?.look()
  const { failure, unclean } = JSON.parse(text) as { failure: PythonFailure | null; unclean: boolean }
  await children.closeGroups()
  output.end()
  lanes.end()
  const outcome: RunOutcome = failure ? { status: 'error', elapsedMs, failure } : { status: 'done', elapsedMs }
  send({ type: 'ended', outcome, unclean })
}

function exitOutcome(code: number, elapsedMs: number): RunOutcome {
  if (code === 0) return { status: 'done', elapsedMs }
  return {
    status: 'error',
    elapsedMs,
    failure: { name: 'SystemExit', message: String(code), traceback: '', frames: [] },
  }
}

function noteSequentialThreads(): void {
  emit({
    type: 'note',
    code: 'threads-one-after-another',
    text: 'This browser cannot switch between threads of Python, so they run one after another. Chrome and Edge 137, Firefox 153 and Safari 27 or newer can.',
  })
}

/** Changes of lanes on their way: joined, in order, times counted from the run's beginning. */
class Lanes {
  #changes: LaneChange[] = []
  #startedAt = 0
  #sentAt = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  begin(): void {
    this.#changes = []
    this.#startedAt = performance.now()
    this.change({ lane: 1, kind: 'thread', name: 'MainThread', state: 'running' })
  }

  change(change: Omit<LaneChange, 'atMs'>): void {
    const now = performance.now()
    this.#changes.push({ ...change, atMs: now - this.#startedAt })
    if (now - this.#sentAt >= lanesEveryMs) this.#send()
    else this.#timer ??= setTimeout(() => this.#send(), lanesEveryMs)
  }

  end(): void {
    this.change({ lane: 1, kind: 'thread', name: 'MainThread', state: 'ended' })
    this.#send()
  }

  #send(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#sentAt = performance.now()
    if (this.#changes.length > 0) emit({ type: 'lanes', changes: this.#changes })
    this.#changes = []
  }
}

function emit(event: PythonEvent): void {
  send({ type: 'event', event })
}

function send(message: FromInterpreter): void {
  postMessage(message)
}
