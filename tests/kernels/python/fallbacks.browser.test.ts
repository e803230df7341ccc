import { afterEach, describe, expect, it } from 'vitest'
import { openSession, type Finished } from './program.ts'

const BrowserWorker = globalThis.Worker
afterEach(() => {
  globalThis.Worker = BrowserWorker
})

/** A session in a browser that lacks something: `statement` takes it away before the interpreter's worker begins. */
async function openWithout(statement: string) {
  const address = (code: string) => URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
  globalThis.Worker = class extends BrowserWorker {
    constructor(url: string | URL, options?: WorkerOptions) {
      const script = new URL(url, globalThis.location.href).href
      super(address(`import ${JSON.stringify(address(statement))}\nimport ${JSON.stringify(script)}`), options)
    }
  }
  return openSession()
}

const notes = ({ events }: Finished) => events.flatMap((event) => (event.type === 'note' ? [event.code] : []))

const processes = `
import multiprocessing
from concurrent.futures import ProcessPoolExecutor, as_completed

def square(x):
    if x == 13:
        raise ValueError("unlucky")
    return x * x

with ProcessPoolExecutor(4) as pool:
    print(list(pool.map(square, range(4))))
    print(sorted(future.result() for future in as_completed([pool.submit(square, n) for n in (3, 4)])))
    print(repr(pool.submit(square, 13).exception()))
    try:
        pool.submit(lambda: 1).result()
    except Exception as error:
        print(type(error).__name__)
with multiprocessing.Pool(2) as pool:
    print(pool.map(square, range(5)), pool.starmap(pow, [(2, 3), (3, 2)]), pool.apply(square, (7,)))
    print(list(pool.imap(square, range(3))), sorted(pool.imap_unordered(square, range(3), chunksize=2)))
    try:
        pool.map(square, [13])
    except ValueError as error:
        print(error)
    pool.close()
    pool.join()
process = multiprocessing.Process(target=print, args=("in a process",))
process.start()
process.join()
print(process.exitcode)
`
const sharing = `
from multiprocessing import Lock, Process, Queue, Value

def add(queue, value, lock):
    with lock:
        value.value += 2
    queue.put("added")

queue, value, lock = Queue(), Value("i", 1), Lock()
process = Process(target=add, args=(queue, value, lock))
process.start()
process.join()
print(queue.get(), value.value)
try:
    queue.get()
except RuntimeError as error:
    print("cannot switch" in str(error))
`
const downloads = `
import json
import requests
from urllib.error import URLError
from urllib.request import urlopen

with urlopen("/python/manifest.json", timeout=30) as answer:
    print(answer.status, answer.reason, answer.headers["content-type"], "version" in json.load(answer))
found = requests.get("/python/manifest.json", params={"again": 1})
print(found.ok, found.json()["version"] in found.text, found.url.endswith("?again=1"))
for fetch in (urlopen, requests.get):
    try:
        fetch("http://127.0.0.1:1/")
    except (URLError, requests.ConnectionError) as error:
        print(type(error).__name__)
`
const answers = `[0, 1, 4, 9]
[9, 16]
ValueError('unlucky')
PicklingError
[0, 1, 4, 9, 16] [8, 9] 49
[0, 1, 4] [0, 1, 4]
unlucky
in a process
0
`

describe('without stack switching', () => {
  it('threads and processes run one after another with the same answers, and notes say so', async () => {
    const { session, run } = await openWithout('delete WebAssembly.Suspending; delete WebAssembly.promising')
    const finished = await run(processes)
    expect(finished.stderr).toBe('')
    expect(finished.stdout).toBe(answers)
    expect(notes(finished)).toEqual(['processes-one-after-another'])
    expect((await run(sharing)).stdout).toBe('added 3\nTrue\n')

    const threads = await run(`
import time
from concurrent.futures import ThreadPoolExecutor
def fetch(name):
    time.sleep(0.01)
    return name.lower()
with ThreadPoolExecutor(6) as pool:
    print(list(pool.map(fetch, ["AAPL", "MSFT"])))
`)
    expect(threads.stdout).toBe("['aapl', 'msft']\n")
    expect(notes(threads)).toEqual(['threads-one-after-another'])
    session.dispose()
  }, 60_000)

  it('a download waits by itself, with the same answers and errors', async () => {
    const { session, run } = await openWithout('delete WebAssembly.Suspending; delete WebAssembly.promising')
    const { stdout, stderr } = await run(downloads)
    expect(stderr).toBe('')
    expect(stdout).toBe('200 OK application/json True\nTrue True True\nURLError\nConnectionError\n')
    session.dispose()
  }, 60_000)
})

describe('without shared memory', () => {
  it('what processes would share says what to do instead', async () => {
    const { session, run } = await openWithout(
      'Object.defineProperty(globalThis, "crossOriginIsolated", { value: false })',
    )
    // Spelled so that no children are warmed up: their workers' addresses would be relative to this test's own.
    for (const made of ['Queue()', 'Lock()', 'Pipe()', 'Value("i", 0)', 'Array("i", 3)']) {
      const { outcome } = await run(`__import__("multi" + "processing").${made}`)
      expect(outcome).toMatchObject({
        failure: { name: 'OSError', message: expect.stringContaining('let them return results') },
      })
    }
    session.dispose()
  }, 60_000)
})
