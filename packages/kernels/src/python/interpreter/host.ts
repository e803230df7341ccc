import type { PyProxy } from 'pyodide/ffi'
import { Stopped, type StopWord } from '../../runtime/index.ts'
import type { LaneChange, LaneState, NoteCode, PythonEvent } from '../events.ts'
import { NumbaBridge } from '../numba/bridge.ts'
import type { OutputStream } from '../protocol.ts'
import type { Children } from '../processes/children.ts'
import type { SharedObjects } from '../sharing/objects.ts'
import { Scheduler } from '../threads/scheduler.ts'
import type { Interpreter } from './boot.ts'
import { fetchForPython, fetchForPythonNow, type FetchAnswer } from './fetch.ts'
import type { NumPy } from './numpy.ts'
import type { Output } from './output.ts'
import type { Waiting } from './stacks.ts'
import { Ticker } from './ticker.ts'

/** What `os.getpid()` answers in the program itself; its children count on from there. */
export const parentPid = 100

/** Firefox, Chrome, Edge and Safari have it since 2025/26; without it threads run one after another. */
export const canSwitchStacks = 'Suspending' in WebAssembly

/** Waiting for a child needs stack switching. */
export const canHaveChildren = canSwitchStacks

export interface HostSettings {
  cores: number
  pid: number
  parentPid: number
  output: Output
  onLanes(change: Omit<LaneChange, 'atMs'>): void
  onEvent(event: PythonEvent): void
  numpy: NumPy
  /** Absent in a child: it has no children. */
  children: Pick<Children, 'group'> | undefined
  /** Absent where pages have no shared memory. */
  shared: SharedObjects | undefined
  /** What runs looks at it; absent where pages have no shared memory. */
  stop: StopWord | undefined
  /** `os._exit`: nothing here goes on. */
  exitNow?(code: number): void
}

interface InstallModule extends PyProxy {
  install(host: object): void
}

/** Gives Python's side of this room what it needs of JavaScript. Names with underscores are Python's to call. */
export function connect(interpreter: Interpreter, settings: HostSettings): void {
  const { py } = interpreter
  const { output } = settings
  const ticker = new Ticker(interpreter, () => performance.now(), settings.stop)
  connectOutput(interpreter, output, ticker)
  const scheduler = new Scheduler({
    ticker,
    stacks: interpreter.stacks,
    stop: settings.stop,
    onLost: (error) => {
      if (!(error instanceof Stopped)) output.write('stderr', `a thread was lost: ${String(error)}\n`)
    },
    onTurn: (ident, state) => reportLane(ident, undefined, state),
  })
  const note = (code: NoteCode, text: string) => settings.onEvent({ type: 'note', code, text })
  const njit = new NumbaBridge(interpreter, {
    cores: settings.cores,
    stop: settings.stop,
    onEvent: settings.onEvent,
    note,
    onWorker: (worker, state) =>
      settings.onLanes({ lane: 2001 + worker, kind: 'prange', name: `prange ${worker + 1}`, state }),
  })
  // Threads are numbered from Python's own main ident on; lanes count from 1.
  const lanes = new Map<number, string>()
  const mainIdent = py.runPython('import _thread; _thread.get_ident()') as number
  const reportLane = (ident: number, name: string | undefined, state: LaneState) => {
    if (name !== undefined) lanes.set(ident, name)
    const known = ident === mainIdent ? 'MainThread' : (lanes.get(ident) ?? `thread ${ident}`)
    if (state === 'ended') lanes.delete(ident)
    settings.onLanes({ lane: ident - mainIdent + 1, kind: 'thread', name: known, state })
  }
  const host = {
    cores: settings.cores,
    pid: settings.pid,
    parent_pid: settings.parentPid,
    switches: canSwitchStacks,
    origin: globalThis.location.origin,
    scheduler,
    processes: canHaveChildren ? settings.children : undefined,
    shared: settings.shared,
    exit_now: globalThis.crossOriginIsolated ? settings.exitNow : undefined,
    fetch: canSwitchStacks
      ? (...request: Parameters<typeof fetchForPython>): Waiting<FetchAnswer> => ({
          promise: fetchForPython(...request),
        })
      : fetchForPythonNow,
    unpack_numpy: (): Waiting<void> => ({ promise: settings.numpy.unpack() }),
    njit,
    note,
    note_sequential_processes: () =>
      note(
        'processes-one-after-another',
        'This program asked for processes where it can have none, so their tasks ran one after another, in one interpreter. Chrome and Edge 137, Firefox 153 and Safari 27 or newer give them to the main program.',
      ),
    report_lane: reportLane,
  }
  ;(py.pyimport('_prange.interpreter.install') as InstallModule).install(host)
}

/** Both of Python's streams: bytes to text, and a clock that sends what was held back however busy the program is. */
function connectOutput({ py }: Interpreter, output: Output, ticker: Ticker): void {
  const writer = (stream: OutputStream) => {
    const decoder = new TextDecoder()
    return {
      // Python flushes at the end of a line, as at a terminal.
      isatty: true,
      write(bytes: Uint8Array): number {
        output.write(stream, decoder.decode(bytes, { stream: true }))
        if (output.waiting) hurry()
        return bytes.length
      },
    }
  }
  let flushesLater = false
  const hurry = () => {
    // One timer, not one a print: they would all have to fire before a stopped worker could end.
    if (!flushesLater) setTimeout(flushLater, 20)
    flushesLater = true
    ticker.whilePending(() => {
      output.flushDue()
      return output.waiting
    })
  }
  const flushLater = () => {
    flushesLater = false
    output.flush()
  }
  py.setStdout(writer('stdout'))
  py.setStderr(writer('stderr'))
}
