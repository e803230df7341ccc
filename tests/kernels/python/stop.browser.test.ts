import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ToInterpreter } from '../../../packages/kernels/src/python/protocol.ts'
import { openSession } from './program.ts'

/** The stop words of the interpreter that was started last: what computes counts its looks in their second half. */
let words: Int32Array = new Int32Array()
const BrowserWorker = globalThis.Worker
class WatchedWorker extends BrowserWorker {
  override postMessage(message: ToInterpreter, options?: StructuredSerializeOptions | Transferable[]): void {
    if (message.type === 'boot' && message.stop) ({ words } = message.stop)
    super.postMessage(message, Array.isArray(options) ? { transfer: options } : options)
  }
}

let opened: Awaited<ReturnType<typeof openSession>>
beforeAll(async () => {
  globalThis.Worker = WatchedWorker
  opened = await openSession({ cores: 2 })
}, 120_000)
// A test that fails leaves its program running.
afterEach(() => opened.session.stop())
afterAll(() => {
  opened.session.dispose()
  globalThis.Worker = BrowserWorker
})

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const looks = (of: Int32Array) => of.slice(of.length / 2).reduce((sum, count) => sum + count, 0)

const spin = 'def spin(n=0):\n    while True:\n        n += 1\n'
const computing: Record<string, string> = {
  'a tight loop': 'while True: pass',
  'a loop that catches everything': `
def stubborn():
    while True:
        try:
            while True: pass
        except BaseException:
            pass
        finally:
            stubborn()
stubborn()`,
  'recursion without a loop': 'def f(n):\n    return n < 2 or f(n - 1) + f(n - 2)\nf(200)',
  'a flood of output': 'while True: print("spam" * 20)',
  'a compiled loop': `
from numba import njit
@njit
def spin(n):
    while n > 0:
        n = n % 7 + 1
    return n
spin(1)`,
  'a compiled loop inside a loop': `
from numba import njit
@njit
def spin(n):
    for i in range(1, 1000):
        for j in range(2**60):
            n ^= j * i
    return n
print(spin(1))`,
  'a prange loop': `
from numba import njit, prange
@njit(parallel=True)
def spin(n):
    total = 0
    for i in prange(n):
        for j in range(2**60):
            total += i ^ j
    return total
spin(4)`,
  'a pool of processes': `${spin}
from concurrent.futures import ProcessPoolExecutor, wait
pool = ProcessPoolExecutor(2)
wait([pool.submit(spin) for _ in range(2)])`,
  'compiled loops in processes': `
from concurrent.futures import ProcessPoolExecutor, wait
from numba import njit
@njit
def compiled(n):
    while n > 0:
        n = n % 7 + 1
    return n
def spin():
    return compiled(1)
pool = ProcessPoolExecutor(2)
wait([pool.submit(spin) for _ in range(2)])`,
  'processes with a queue': `
import multiprocessing
def talk(queue):
    while True:
        queue.put("x" * 1000)
        queue.get()
for _ in range(2):
    multiprocessing.Process(target=talk, args=(multiprocessing.Queue(),)).start()`,
  threads: `${spin}
import threading
for _ in range(3):
    threading.Thread(target=spin).start()`,
  'short sleeps': 'import time\nwhile True: time.sleep(0.001)',
}
const waiting: Record<string, string> = {
  'a sleep': 'import time\ntime.sleep(1000)',
  'a lock that nobody releases': 'import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()',
  'a process that sleeps': `
import multiprocessing, time
process = multiprocessing.Process(target=time.sleep, args=(1000,))
process.start()
process.join()`,
}

describe('when a session says that a stopped program has ended, nothing of it computes any more:', () => {
  it.each(Object.entries(computing))('%s', async (_what, code) => {
    const running = opened.run(`print("begun", flush=True)\n${code}`)
    await expect.poll(() => opened.printed(), { timeout: 20_000 }).toContain('begun\n')
    const of = words
    const before = looks(of)
    await expect.poll(() => looks(of), { timeout: 20_000 }).toBeGreaterThan(before)
    opened.session.stop()
    expect((await running).outcome.status).toBe('stopped')
    await opened.session.ended
    const after = looks(of)
    await delay(100)
    expect(looks(of)).toBe(after)
    expect(of, 'a new interpreter has words of its own').not.toBe(words)
    expect((await opened.run('print(6 * 7)')).stdout).toBe('42\n')
  })

  it.each(Object.entries(waiting))('%s', async (_what, code) => {
    const running = opened.run(`print("begun", flush=True)\n${code}`)
    await expect.poll(() => opened.printed(), { timeout: 20_000 }).toContain('begun\n')
    await delay(100)
    opened.session.stop()
    await opened.session.ended
    expect((await running).outcome.status).toBe('stopped')
    expect((await opened.run('print(6 * 7)')).stdout).toBe('42\n')
  })
})

describe('a process that is terminated while it computes', () => {
  const code = `
import multiprocessing
def write(value):
    while True:
        value.value += 1
value = multiprocessing.Value("i", 0, lock=False)
process = multiprocessing.Process(target=write, args=(value,), daemon=True)
process.start()
while value.value == 0: pass
`
  it('writes no more once it has been joined', async () => {
    const { stdout } = await opened.run(`${code}
import time
process.terminate()
process.join()
last = value.value
time.sleep(0.2)
print(process.exitcode, value.value == last)
`)
    expect(stdout).toBe('-15 True\n')
  })

  it('writes no more once its program has ended', async () => {
    await opened.run(code)
    const { stdout } = await opened.run(`
import multiprocessing, time
value = multiprocessing.Value("i", 0, lock=False)
time.sleep(0.2)
print(value.value)
`)
    expect(stdout).toBe('0\n')
  })
})
