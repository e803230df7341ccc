/** A worker of which each may own another of its kind, and speaks for it. */
import { relayWorkers } from '../../../packages/kernels/src/pool/relay.ts'

export type Order =
  /** Starts one of its own and has it do the rest. */
  | { type: 'own'; order: Order }
  | { type: 'end' }
  /** Sends the number back, with the buffer's length and whether it is another one. */
  | { type: 'echo'; number: number; buffer: ArrayBuffer }
  /** Counts for ever in shared memory. */
  | { type: 'count'; counter: Int32Array }
  | { type: 'throw' }
  | { type: 'load'; url: string }

export type Reply =
  { type: 'begun' } | { type: 'echo'; number: number; byteLength: number } | { type: 'error'; message: string }

relayWorkers()
const say = (reply: Reply) => self.postMessage(reply)
let owned: Worker | undefined

self.onmessage = ({ data }: MessageEvent<Order>) => {
  switch (data.type) {
    case 'own':
      owned ??= own(new Worker(new URL('./family.ts', import.meta.url), { type: 'module' }))
      if (data.order.type === 'echo') return owned.postMessage(data.order, [data.order.buffer])
      return owned.postMessage(data.order)
    case 'end':
      owned?.terminate()
      owned = undefined
      return
    case 'echo':
      return say({ type: 'echo', number: data.number, byteLength: data.buffer.byteLength })
    case 'count':
      return count(data.counter)
    case 'throw':
      throw new Error('on purpose')
    case 'load':
      own(new Worker(data.url, { type: 'module' }))
  }
}
say({ type: 'begun' })

function own(worker: Worker): Worker {
  worker.onmessage = ({ data }: MessageEvent<Reply>) => say(data)
  worker.onerror = ({ message }) => say({ type: 'error', message })
  return worker
}

function count(counter: Int32Array): void {
  Atomics.add(counter, 0, 1)
  setTimeout(() => count(counter))
}
