/** Entry of a child worker: one interpreter that runs pickled tasks, one at a time. */
import type { PyProxy } from 'pyodide/ffi'
import { bootInterpreter, unpackNumpy } from '../interpreter/boot.ts'
import { connect, parentPid } from '../interpreter/host.ts'
import { Output } from '../interpreter/output.ts'
import type { FromChild, ToChild } from '../protocol.ts'

interface ChildModule extends PyProxy {
  start(image: Uint8Array): void
  run_task: ((task: Uint8Array) => PyProxy) & { callPromising?(task: Uint8Array): Promise<PyProxy> }
}

let started: Promise<{ child: ChildModule; output: Output; importNumpy(): void }> | undefined

onmessage = ({ data }: MessageEvent<ToChild>) => {
  handle(data).catch((error: unknown) => send({ type: 'failed', message: String(error) }))
}

/** Messages are handled in order: each waits for the one before through `started` and the worker's own queue. */
let last = Promise.resolve()
function handle(message: ToChild): Promise<void> {
  last = last.then(() => obey(message))
  return last
}

async function obey(message: ToChild): Promise<void> {
  if (message.type === 'boot') {
    started = start(message)
    await started
    return send({ type: 'ready' })
  }
  if (!started) throw new Error('A child was given work before it was started')
  const { child, output, importNumpy } = await started
  switch (message.type) {
    case 'image':
      return child.start(message.image)
    case 'numpy':
      return importNumpy()
    case 'task': {
      output.begin()
      const answer = await (child.run_task.callPromising?.(message.task) ?? child.run_task(message.task))
      const result = answer.toJs() as Uint8Array
      answer.destroy()
      output.end()
      return send({ type: 'result', result })
    }
    default:
      throw new Error(`Unknown message: ${JSON.stringify(message satisfies never)}`)
  }
}

async function start(order: Extract<ToChild, { type: 'boot' }>) {
  const interpreter = await bootInterpreter(order.files)
  const output = new Output({
    send: (stream, text) => send({ type: 'output', stream, text }),
    onCut: () => {},
    limit: 1_000_000,
    now: () => performance.now(),
  })
  connect(interpreter, {
    cores: order.cores,
    pid: parentPid + order.index,
    parentPid,
    output,
    onLanes: () => {},
    onEvent: (event) => send({ type: 'event', event }),
    children: undefined,
  })
  unpackNumpy(interpreter, order.files.numpy)
  const importNumpy = () => void interpreter.py.runPython('import numpy')
  if (order.numpy) importNumpy()
  return { child: interpreter.py.pyimport('_prange.processes.child') as ChildModule, output, importNumpy }
}

function send(message: FromChild): void {
  postMessage(message)
}
