import { afterEach, describe, expect, it } from 'vitest'
import { hostWorkers } from '../../../packages/kernels/src/pool/relay.ts'
import type { Order, Reply } from './family.ts'

const BrowserWorker = globalThis.Worker
const opened: Worker[] = []
afterEach(() => {
  globalThis.Worker = BrowserWorker
  for (const worker of opened.splice(0)) worker.terminate()
})

function open() {
  const worker = hostWorkers(new Worker(new URL('./family.ts', import.meta.url), { type: 'module' }))
  opened.push(worker)
  const replies: Reply[] = []
  let heard: (() => void) | undefined
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    replies.push(data)
    heard?.()
  })
  return {
    worker,
    post: (order: Order, transfer: Transferable[] = []) => worker.postMessage(order, transfer),
    /** The next so many replies, after those taken before. */
    async replies(count: number): Promise<Reply[]> {
      while (replies.length < count) await new Promise<void>((resolve) => (heard = resolve))
      return replies.splice(0, count)
    },
  }
}

const inside = (depth: number, order: Order): Order =>
  depth === 0 ? order : { type: 'own', order: inside(depth - 1, order) }

/** Counts by now, and again once they can have changed. */
async function twice(counter: Int32Array): Promise<[number, number]> {
  const before = Atomics.load(counter, 0)
  await new Promise((resolve) => setTimeout(resolve, 200))
  return [before, Atomics.load(counter, 0)]
}

describe.each([
  ['a worker of a worker', 1],
  ['a worker of a worker of a worker', 2],
])('%s', (_, depth) => {
  it('hears what it was sent before it began, answers in order, and gets buffers without a copy', async () => {
    const { post, replies } = open()
    const buffers = Array.from({ length: 20 }, (_, number) => new ArrayBuffer(8 * number))
    buffers.forEach((buffer, number) => post(inside(depth, { type: 'echo', number, buffer }), [buffer]))
    expect(buffers.every(({ byteLength }) => byteLength === 0)).toBe(true)
    const begun = Array.from({ length: depth + 1 }, () => ({ type: 'begun' }))
    const echoes = buffers.map((_, number) => ({ type: 'echo', number, byteLength: 8 * number }))
    expect(await replies(depth + 1 + buffers.length)).toEqual([...begun, ...echoes])
  })

  it('is started by the page', async () => {
    const started: string[] = []
    globalThis.Worker = class extends BrowserWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        started.push(String(url))
      }
    }
    const { post, replies } = open()
    post(inside(depth, { type: 'echo', number: 0, buffer: new ArrayBuffer(0) }))
    await replies(depth + 2)
    expect(started).toHaveLength(depth + 1)
  })

  it('tells its owner what it throws, and goes on', async () => {
    const { post, replies } = open()
    post(inside(depth, { type: 'throw' }))
    expect((await replies(depth + 2)).at(-1)).toEqual({ type: 'error', message: 'Uncaught Error: on purpose' })
    post(inside(depth, { type: 'echo', number: 7, buffer: new ArrayBuffer(0) }))
    expect(await replies(1)).toEqual([{ type: 'echo', number: 7, byteLength: 0 }])
  })

  it('tells its owner that its script is not there', async () => {
    const { post, replies } = open()
    post(inside(depth - 1, { type: 'load', url: `${location.origin}/no-such-script.js` }))
    expect((await replies(depth + 1)).at(-1)).toMatchObject({ type: 'error' })
  })

  it.each(['its owner', 'the first of them'])('ends with %s', async (ended) => {
    const { worker, post, replies } = open()
    const counter = new Int32Array(new SharedArrayBuffer(4))
    post(inside(depth, { type: 'count', counter }))
    await replies(depth + 1)
    const [before, later] = await twice(counter)
    expect(later).toBeGreaterThan(before)
    if (ended === 'its owner') post(inside(depth - 1, { type: 'end' }))
    else worker.terminate()
    // What was on its way has arrived by the first look.
    await twice(counter)
    const [left, still] = await twice(counter)
    expect(still).toBe(left)
  })
})
