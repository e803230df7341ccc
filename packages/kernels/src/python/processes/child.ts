/** Entry of a child worker: one interpreter that runs pickled tasks, one at a time. */
import type { PyProxy } from 'pyodide/ffi'
import { Stopped, StopWord } from '../../runtime/index.ts'
import { bootInterpreter } from '../interpreter/boot.ts'
import { canSwitchStacks, connect, parentPid } from '../interpreter/host.ts'
import { NumPy } from '../interpreter/numpy.ts'
import { Output } from '../interpreter/output.ts'
import type { Stacks } from '../interpreter/stacks.ts'
import { relayWorkers } from '../../pool/index.ts'
import { SharedHeap } from '../sharing/heap.ts'
import { SharedObjects } from '../sharing/objects.ts'
import type { EndOrder, FromChild, PythonFiles, ToChild } from '../protocol.ts'

type Task = Exclude<ToChild, EndOrder>

interface Started {
  child: ChildModule
  stacks: Stacks
  output: Output
  files: PythonFiles
  numpy: NumPy
}

interface ChildModule extends PyProxy {
  start(image: Uint8Array): void
  unclean(): boolean
  run_task: ((task: Uint8Array) => PyProxy) & { callPromising(task: Uint8Array): Promise<PyProxy> }
}

let started: Promise<Started> | undefined
let stop: StopWord | undefined

relayWorkers()

onmessage = ({ data }: MessageEvent<ToChild>) => {
  if (data.type === 'end') return end()
  handle(data).catch((error: unknown) => {
    if (error instanceof Stopped) end()
    else send({ type: 'failed', message: String(error) })
  })
}

/** Asked to end: nothing runs any more. */
function end(): void {
  // In a task of its own: until then threads that were ready to run have found out, too.
  setTimeout(() => {
    close()
    stop?.leave()
  })
}

/** Messages are handled in order: each waits for the one before through `started` and the worker's own queue. */
let last = Promise.resolve()
function handle(message: Task): Promise<void> {
  last = last.then(() => obey(message))
  return last
}

async function obey(message: Task): Promise<void> {
  if (message.type === 'boot') {
    started = start(message)
    await started
    return send({ type: 'ready' })
  }
  if (!started) throw new Error('A child was given work before it was started')
  const { child, stacks, output, files, numpy } = await started
  switch (message.type) {
    case 'image':
      return child.start(message.image)
    case 'numpy':
      files.numpyTar ??= message.tar
      return numpy.import()
    case 'task': {
      output.begin()
      const { run_task: runTask } = child
      const answer = canSwitchStacks
        ? await stacks.run(() => runTask.callPromising(message.task))
        : runTask(message.task)
      // Pyodide may take a call that was unwound for one that returned nothing.
      stop?.look()
      const result = answer.toJs() as Uint8Array
      answer.destroy()
      output.end()
      return send({ type: 'result', result, unclean: child.unclean() })
    }
    default:
      throw new Error(`Unknown message: ${JSON.stringify(message satisfies never)}`)
  }
}

async function start(order: Extract<ToChild, { type: 'boot' }>): Promise<Started> {
  const { files, cores, index, shared } = order
  stop = order.stop && new StopWord(order.stop)
  const interpreter = await bootInterpreter(files)
  const numpy = new NumPy(interpreter, files)
  const output = new Output({
    send: (stream, text) => send({ type: 'output', stream, text }),
    onCut: () => {},
    limit: 1_000_000,
    now: () => performance.now(),
  })
  connect(interpreter, {
    cores,
    pid: parentPid + index,
    parentPid,
    output,
    onLanes: () => {},
    onEvent: (event) => send({ type: 'event', event }),
    numpy,
    children: undefined,
    // Its number: the parent is 1.
    shared: shared && new SharedObjects(new SharedHeap(index + 1, shared)),
    stop,
    exitNow(code) {
      output.end()
      send({ type: 'exited', code })
      // The parent ends this worker; until then nothing here may go on.
      stop?.ask()
      stop?.look()
    },
  })
  return {
    child: interpreter.py.pyimport('_prange.processes.child') as ChildModule,
    stacks: interpreter.stacks,
    output,
    files,
    numpy,
  }
}

function send(message: FromChild): void {
  postMessage(message)
}
