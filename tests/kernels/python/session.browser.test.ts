import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSession } from './program.ts'

let opened: Awaited<ReturnType<typeof openSession>>
beforeAll(async () => {
  opened = await openSession({ outputLimit: 20_000 })
}, 120_000)
afterAll(() => opened.session.dispose())

describe('a program', () => {
  it('prints in order on both streams', async () => {
    const { outcome, stdout, stderr } = await opened.run(
      'import sys\nprint("one")\nprint("oops", file=sys.stderr)\nprint("zwei: π ≈", 3, end="")',
    )
    expect(outcome.status).toBe('done')
    expect(stdout).toBe('one\nzwei: π ≈ 3')
    expect(stderr).toBe('oops\n')
  })

  it('starts with an empty namespace each time, as __main__ of its file', async () => {
    await opened.run('leftover = 1')
    const { stdout } = await opened.run('print("leftover" in globals(), __name__, __file__)', { filename: 'mine.py' })
    expect(stdout).toBe('False __main__ mine.py\n')
  })

  it('finds the interpreter as the first one did, whatever others have changed', async () => {
    await opened.run('import numpy')
    await opened.run(`
import asyncio, builtins, decimal, gc, io, json, logging, math, os, sys, threading, time, warnings
with open("helper_of_mine.py", "w") as file:
    file.write("value = 1")
import helper_of_mine
logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
logging.getLogger("mine").addHandler(logging.StreamHandler())
logging.getLogger("mine").setLevel(logging.DEBUG)
logging.disable(logging.CRITICAL)
warnings.simplefilter("error")
warnings.showwarning = print
decimal.getcontext().prec = 3
gc.disable()
os.environ["MINE"] = "1"
os.chdir("/")
sys.path.insert(0, "/mine")
sys.setrecursionlimit(77_777)
sys.setswitchinterval(1)
sys.excepthook = threading.excepthook = print
sys.modules["json"] = None
time.sleep = math.pi = builtins.mine = 3
sys.stdout = sys.stderr = sys.stdin = io.StringIO()
`)
    const { stdout, stderr } = await opened.run(`
import builtins, decimal, gc, json, logging, math, os, sys, threading, time, warnings
logging.warning("once")
logging.getLogger("mine").info("never")
warnings.warn("shown")
print(decimal.getcontext().prec, gc.isenabled(), "MINE" in os.environ, os.getcwd() == "/", "/mine" in sys.path)
print(sys.getrecursionlimit() == 77_777, sys.getswitchinterval(), sys.excepthook is sys.__excepthook__)
print(threading.excepthook is threading.__excepthook__, json.dumps(1), time.sleep(0), math.pi, hasattr(builtins, "mine"))
print("helper_of_mine" in sys.modules, sys.argv, "numpy" in sys.modules)
`)
    expect(stdout).toBe(
      "28 True False False False\nFalse 0.005 True\nTrue 1 None 3.141592653589793 False\nFalse ['lesson.py'] True\n",
    )
    expect(stderr).toBe('WARNING:root:once\nlesson.py:5: UserWarning: shown\n  warnings.warn("shown")\n')
  })

  it('has a processor’s clock that begins with it', async () => {
    await opened.run('import time\nwhile time.process_time() < 0.5: pass')
    const { stdout } = await opened.run('import time\nprint(time.process_time() < 0.4, time.thread_time() < 0.4)')
    expect(stdout).toBe('True True\n')
  })

  it('fails with the lines of the user’s own file only', async () => {
    const { outcome, stderr } = await opened.run('def f(x):\n    return 1 / x\n\nprint(f(0))\n')
    expect(outcome).toMatchObject({
      status: 'error',
      failure: {
        name: 'ZeroDivisionError',
        message: 'division by zero',
        frames: [
          { filename: 'lesson.py', line: 4, function: '<module>' },
          { filename: 'lesson.py', line: 2, function: 'f' },
        ],
      },
    })
    expect(stderr).toContain('File "lesson.py", line 2, in f\n    return 1 / x\n')
    expect(stderr).not.toContain('_prange')
  })

  it('tells of a recursion a million calls deep by both ends of its traceback', async () => {
    const { outcome, stderr } = await opened.run(
      'import sys\nsys.setrecursionlimit(10**6)\ndef f(n):\n    return f(n + 1)\nf(0)\n',
    )
    expect(outcome).toMatchObject({ status: 'error', failure: { name: 'RecursionError' } })
    expect(stderr).toContain('  (997,999 calls in the middle are left out below)\n  File "lesson.py", line 5')
    expect(stderr).toMatch(/RecursionError: maximum recursion depth exceeded\n$/)
  })

  it('tells of its exception by a sys.excepthook of its own', async () => {
    const { outcome, stdout, stderr } = await opened.run(`import sys
def hook(kind, error, steps):
    print("hook:", kind.__name__, error, steps.tb_lineno, steps.tb_next)
sys.excepthook = hook
1 / 0`)
    expect(outcome).toMatchObject({
      status: 'error',
      failure: { name: 'ZeroDivisionError', frames: [{ filename: 'lesson.py', line: 5 }] },
    })
    expect([stdout, stderr]).toEqual(['hook: ZeroDivisionError division by zero 5 None\n', ''])
    const failing = await opened.run('import sys\nsys.excepthook = lambda *failed: [].pop()\n1 / 0')
    expect(failing.stderr).toMatch(
      /^Error in sys.excepthook:\nTraceback [^]*IndexError: pop from empty list\n\nOriginal exception was:\nTraceback [^]*ZeroDivisionError: division by zero\n$/,
    )
  })

  it('that goes too deep for the browser says so, and the next one runs', async () => {
    const { outcome, stderr } = await opened.run(
      'import sys\nsys.setrecursionlimit(10**6)\nclass Mirror:\n    def __repr__(self):\n        return repr(self)\nprint(Mirror())',
    )
    expect(outcome).toMatchObject({ status: 'error', failure: { name: 'FatalError' } })
    expect(stderr).toContain('calls went deeper than this browser’s stack')
    expect((await opened.run('print(6 * 7)')).stdout).toBe('42\n')
  })

  it('names the line of a syntax error', async () => {
    const { outcome } = await opened.run('x = 1\nif x\n    pass\n')
    expect(outcome).toMatchObject({ status: 'error', failure: { name: 'SyntaxError', frames: [{ line: 2 }] } })
  })

  it('may exit: quietly with success, with its words on a failure', async () => {
    expect((await opened.run('import sys; sys.exit()')).outcome.status).toBe('done')
    const failed = await opened.run('import sys; sys.exit("no data")')
    expect(failed.outcome).toMatchObject({ status: 'error', failure: { name: 'SystemExit', message: 'no data' } })
    expect(failed.stderr).toBe('no data\n')
  })

  it.each([
    ['an exception', '1 / 0', 'ZeroDivisionError', 'ZeroDivisionError: division by zero\n'],
    ['an exit', 'import sys; sys.exit("no data")', 'SystemExit', 'no data\n'],
  ])('that ends with %s tells so, then waits for its threads and pools', async (_what, end, name, told) => {
    const { outcome, stdout, stderr } = await opened.run(`
import atexit, sys, threading, time
from concurrent.futures import ThreadPoolExecutor
def work(name):
    time.sleep(0.05)
    print(name, "done", file=sys.stderr)
threading.Thread(target=work, args=("thread",)).start()
pool = ThreadPoolExecutor(1)
for name in "first", "second":
    pool.submit(work, name)
atexit.register(print, "at exit")
${end}
`)
    expect(outcome).toMatchObject({ status: 'error', failure: { name } })
    expect(stderr.slice(stderr.indexOf(told))).toMatch(/\n(thread|first) done\n(thread|first) done\nsecond done\n$/)
    expect(stderr.startsWith(told) || stderr.startsWith('Traceback')).toBe(true)
    expect(stdout).toBe('at exit\n')
  })

  it('may exit on the spot, from any thread, past everything that would run at an end', async () => {
    const leave = `
import atexit, os, threading
atexit.register(print, "never")
def leave(code):
    try:
        os._exit(code)
    except BaseException:
        print("never")
    finally:
        print("never")
print("leaving")
`
    const direct = await opened.run(`${leave}leave(0)\nprint("never")`)
    expect(direct.outcome.status).toBe('done')
    expect(direct.stdout).toBe('leaving\n')
    const threaded = await opened.run(
      `${leave}thread = threading.Thread(target=leave, args=(3,))\nthread.start()\nthread.join()\nprint("never")`,
    )
    expect(threaded.outcome).toMatchObject({ status: 'error', failure: { name: 'SystemExit', message: '3' } })
    expect(threaded.stdout + threaded.stderr).toBe('leaving\n')
    expect((await opened.run('print(1)')).stdout).toBe('1\n')
  })

  it('can show its own source', async () => {
    const { stdout } = await opened.run('import inspect\ndef f():\n    return 42\nprint(inspect.getsource(f))')
    expect(stdout).toBe('def f():\n    return 42\n\n')
  })

  it('is in a file of its own, whose lines tracebacks of threads and finalizers show, too', async () => {
    const { stdout, stderr } = await opened.run(
      `import sys, threading
def divide(x):
    return 1 / x
class Careless:
    def __del__(self):
        [].pop()
thread = threading.Thread(target=divide, args=(0,))
thread.start()
thread.join()
Careless()
with open(__file__) as file:
    print(file.readline(), sys.argv)
`,
      { filename: 'mine.py' },
    )
    expect(stdout).toBe("import sys, threading\n ['mine.py']\n")
    expect(stderr).toContain(
      '  File "mine.py", line 3, in divide\n    return 1 / x\n           ~~^~~\nZeroDivisionError',
    )
    expect(stderr).toContain('  File "mine.py", line 6, in __del__\n    [].pop()\nIndexError')
  })

  it('is told that input() is not there', async () => {
    const { outcome } = await opened.run('name = input("who? ")')
    expect(outcome).toMatchObject({ failure: { name: 'RuntimeError', message: expect.stringContaining('input()') } })
  })

  it('gets the same random numbers for the same seed and others without', async () => {
    const draw = 'import random\nimport numpy as np\nprint(random.random(), np.random.rand())'
    const seeded = await opened.run(draw, { seed: 42 })
    expect(seeded.stdout).toBe('0.6394267984578837 0.3745401188473625\n')
    const [one, two] = [await opened.run(draw), await opened.run(draw)]
    expect(one.stdout).not.toBe(two.stdout)
  })

  it('has the mathematics of the lesson', async () => {
    const { stdout } = await opened.run(
      'import math, statistics\nimport numpy as np\nprint(math.comb(5, 2), statistics.mean([1, 2, 6]), np.dot(np.arange(3), np.ones(3)))',
    )
    expect(stdout).toBe('10 3 3.0\n')
  })
})

describe('output', () => {
  it('that is too long keeps its beginning and its end, and says so', async () => {
    const { stdout, events, outcome } = await opened.run('for i in range(100_000):\n    print(i)')
    expect(outcome.status).toBe('done')
    expect(stdout.startsWith('0\n1\n2\n')).toBe(true)
    expect(stdout.endsWith('99998\n99999\n')).toBe(true)
    expect(stdout.length).toBeLessThan(40_000)
    expect(stdout).toContain('characters left out')
    expect(events.filter((event) => event.type === 'note').map((event) => event.code)).toEqual(['output-cut'])
  })

  it('that never ends leaves the page alive and is stopped', async () => {
    const running = opened.run('while True: print("spam")')
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setTimeout(resolve, 10))
    opened.session.stop()
    const { outcome, stdout } = await running
    expect(outcome.status).toBe('stopped')
    expect(stdout.length).toBeLessThanOrEqual(20_000)
  })

  it('reaches the page while the program still computes', async () => {
    const running = opened.run('for i in range(200): print(i)\nwhile True: pass')
    await expect.poll(() => opened.printed(), { timeout: 5000 }).toContain('\n199\n')
    opened.session.stop()
    expect((await running).outcome.status).toBe('stopped')
  })
})

describe('processes', () => {
  it('that a program leaves behind are ended with it', async () => {
    const pool = 'import multiprocessing\npool = multiprocessing.Pool(2)\nprint(pool.map(abs, [-1, -2]))'
    const kept = `${pool}\nimport __main__, builtins\nbuiltins.kept = pool`
    const numbers = new Set<number>()
    for (let round = 0; round < 3; round++) {
      const { stdout, lanes } = await opened.run(kept)
      expect(stdout).toBe('[1, 2]\n')
      for (const { kind, lane } of lanes) if (kind === 'process') numbers.add(lane)
    }
    // The same two interpreters three times, not six of them.
    expect(numbers.size).toBe(2)
  })

  it('end with the daemon threads that a process has left', async () => {
    const { stdout } = await opened.run(`
import threading, time
from multiprocessing import Process
def tick():
    while True:
        time.sleep(0.01)
        print("tick")
def leave():
    threading.Thread(target=tick, daemon=True).start()
process = Process(target=leave)
process.start()
process.join()
print(process.exitcode)
`)
    expect(stdout.endsWith('0\n')).toBe(true)
    const after = await opened.run(
      'import time\nfrom multiprocessing import Process\nprocess = Process(target=time.sleep, args=(0.3,))\nprocess.start()\nprocess.join()\nprint("quiet")',
    )
    expect(after.stdout).toBe('quiet\n')
  })

  it('of a manager leave nothing to the next one', async () => {
    const program = `
from multiprocessing import Manager, Pool
def add(shared, key):
    shared[key] = key * key
with Manager() as manager:
    shared = manager.dict()
    with Pool(2) as pool:
        pool.starmap(add, [(shared, key) for key in range(6)])
    print(sorted(shared.items()))
`
    for (let round = 0; round < 3; round++) {
      const { stdout, stderr } = await opened.run(program)
      expect(stderr).toBe('')
      expect(stdout).toBe('[(0, 0), (1, 1), (2, 4), (3, 9), (4, 16), (5, 25)]\n')
    }
  })

  it('that hold a lock when they are ended do not keep others from sharing', async () => {
    const { stdout, outcome } = await opened.run(`
from multiprocessing import Process, Queue
import time
def chatter(queue):
    while True:
        queue.put("x" * 100)
        queue.get()
for _ in range(3):
    process = Process(target=chatter, args=(Queue(),))
    process.start()
    time.sleep(0.05)
    process.terminate()
    process.join()
fresh = Queue()
fresh.put("still here")
print(fresh.get(), process.exitcode)
`)
    expect(outcome.status).toBe('done')
    expect(stdout).toBe('still here -15\n')
  })

  it('and the threads of their prange loops are workers of the page', async () => {
    const started: string[] = []
    const BrowserWorker = globalThis.Worker
    globalThis.Worker = class extends BrowserWorker {
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options)
        started.push(new URL(url, globalThis.location.href).pathname)
      }
    }
    try {
      const { stdout } = await opened.run(`
from multiprocessing import Process, Queue
from numba import njit, prange

@njit(parallel=True)
def total(n):
    found = 0
    for i in prange(n):
        found += i
    return found

def put(queue, n):
    queue.put(total(n))

queue = Queue()
process = Process(target=put, args=(queue, 1000))
process.start()
print(queue.get(), total(100))
process.join()
process = Process(target=queue.get)
process.start()
process.terminate()
process.join()
print(process.exitcode)
`)
      expect(stdout).toBe('499500 4950\n-15\n')
      // One takes the place of the process that was terminated; both totals have a team.
      expect(started).toContainEqual(expect.stringMatching(/processes.child.ts$/))
      expect(started.filter((path) => path.endsWith('pool/team-worker.ts')).length).toBeGreaterThan(1)
    } finally {
      globalThis.Worker = BrowserWorker
    }
  }, 60_000)
})

describe('numpy', () => {
  it('is there for a program whose text does not name it', async () => {
    // In a new interpreter: the last one has unpacked it.
    const running = opened.run('while True: pass')
    opened.session.stop()
    await running
    const { stdout } = await opened.run('import importlib\nprint(importlib.import_module("num" + "py").arange(3))')
    expect(stdout).toBe('[0 1 2]\n')
  })
})

describe('stop', () => {
  it.each([
    ['a tight loop', 'while True: pass'],
    [
      'a compiled loop',
      'from numba import njit\n@njit\ndef spin(n):\n    while n > 0:\n        n = n % 7 + 1\n    return n\nspin(1)',
    ],
    ['a sleep', 'import time\ntime.sleep(1000)'],
    ['a lock that nobody releases', 'import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()'],
    [
      'a pool at work',
      'from concurrent.futures import ProcessPoolExecutor\ndef spin():\n    while True: pass\nProcessPoolExecutor(2).submit(spin).result()',
    ],
  ])('ends %s, and the next program works', async (_what, code) => {
    const running = opened.run(`print("begun", flush=True)\n${code}`)
    await expect.poll(() => opened.printed(), { timeout: 10_000 }).toBe('begun\n')
    opened.session.stop()
    expect((await running).outcome.status).toBe('stopped')
    expect((await opened.run('print(6 * 7)')).stdout).toBe('42\n')
  })

  it('does nothing when nothing runs', async () => {
    opened.session.stop()
    expect((await opened.run('print(1)')).stdout).toBe('1\n')
  })

  it('of a program that has not begun keeps it from beginning', async () => {
    const running = opened.run('print("never")')
    opened.session.stop()
    const { outcome, stdout } = await running
    expect([outcome.status, stdout]).toEqual(['stopped', ''])
  })

  it('refuses a second program beside the first', async () => {
    const running = opened.run('while True: pass')
    await expect(opened.session.run('print(1)')).rejects.toThrow('running already')
    opened.session.stop()
    await running
  })

  it('ends daemon threads with their program', async () => {
    await opened.run(
      'import threading, time\ndef tick():\n    while True:\n        time.sleep(0.01)\n        print("tick")\nthreading.Thread(target=tick, daemon=True).start()\ntime.sleep(0.05)',
    )
    expect((await opened.run('import time\ntime.sleep(0.1)\nprint("quiet")')).stdout).toBe('quiet\n')
  })
})
