import { describe, expect, it } from 'vitest'
import { compile, CompileError, typeName } from '../../../packages/kernels/src/compiler/index.ts'
import { createTeam } from '../../../packages/kernels/src/pool/index.ts'
import type { ArrayView, Value } from '../../../packages/kernels/src/runtime/index.ts'
import {
  arrayOf,
  createRuntime,
  elementsOf,
  PythonError,
  Stopped,
  StopWords,
} from '../../../packages/kernels/src/runtime/index.ts'

const HEAD = 'import numpy as np\nimport math\nfrom numba import njit, prange\n'
const floats = (...values: number[]) => arrayOf(Float64Array.from(values))
const listOf = (value: Value) => [...elementsOf(value as ArrayView)]

function program(source: string, options: Parameters<typeof compile>[1] = {}) {
  const made = compile(HEAD + source, options)
  expect(made.diagnostics).toEqual([])
  const call = (name: string, ...args: Value[]): Value => {
    const dispatcher = made.functions.get(name)
    if (!dispatcher) throw new Error(`no function ${name}`)
    return dispatcher.call(args)
  }
  return { ...made, call }
}

function raised(run: () => unknown): PythonError {
  try {
    run()
  } catch (error) {
    if (error instanceof PythonError) return error
    throw error
  }
  throw new Error('nothing was raised')
}

describe('dispatch', () => {
  const source = '@njit\ndef add(a, b=2):\n    return a + b\n'

  it('compiles once per tuple of types and finds it again', () => {
    const { call, functions } = program(source)
    expect([call('add', 1n, 2n), call('add', 1n, 2n), call('add', 1, 2)]).toEqual([3n, 3n, 3])
    const add = functions.get('add')
    expect(add?.signatures).toEqual([
      ['int64', 'int64'],
      ['float64', 'float64'],
    ])
    expect(add?.stats).toMatchObject({ calls: 3, hits: 1 })
  })

  it('takes defaults and keywords, and words a wrong call as Python does', () => {
    const { call, functions } = program(source)
    expect(call('add', 5n)).toBe(7n)
    expect(functions.get('add')?.call([1n], { b: 0.5 })).toBe(1.5)
    expect(raised(() => call('add', 1n, 2n, 3n)).message).toContain('takes 2 positional arguments but 3 were given')
  })

  it('shows every stage with printable text', () => {
    const names: string[] = []
    const { functions } = program(source, { onStage: (stage) => names.push(stage.name) })
    const made = functions.get('add')?.prepare([...[1n, 2n].map((value) => functions.get('add')!.typeOf(value))])
    expect(names).toEqual(['ast', 'types', 'ir', 'wat'])
    expect(made?.stages.map((stage) => stage.text())).toMatchSnapshot()
    expect(typeName(made!.resultType)).toBe('int64')
  })
})

describe('whole numbers', () => {
  const { call } = program(`
@njit
def parts(a, b):
    return a // b, a % b
@njit
def square_sum(n):
    total = 0
    for i in range(n):
        total += i * i
    return total
@njit
def polynomial(low, high, c):
    total = 0
    for i in range(low, high, 3):
        total += i * i * i - c * i + 7
    return total
@njit
def slowly(low, high, c):
    total = 0
    i = low
    while i < high:
        total += i * i * i - c * i + 7
        i += 3
    return total
`)

  it('divide towards minus infinity', () => {
    expect(call('parts', -7n, 2n)).toEqual([-4n, 1n])
    expect(call('parts', 7n, -2n)).toEqual([-4n, -1n])
    expect(call('parts', -(2n ** 63n), -1n)).toEqual([-(2n ** 63n), 0n])
  })

  it('wrap at 64 bits, also in a folded sum', () => {
    expect(call('square_sum', 5_000_000n)).toBe(4773166019248396768n)
    expect(call('square_sum', 0n)).toBe(0n)
  })

  it.each([
    [0n, 0n],
    [0n, 1n],
    [-50n, 51n],
    [-(2n ** 62n), -(2n ** 62n) + 1000n],
    [5n, 100_000n],
  ])('fold a polynomial over range(%s, %s, 3) to what adding gives', (low, high) => {
    expect(call('polynomial', low, high, 11n)).toBe(call('slowly', low, high, 11n))
  })
})

describe('ranges at the ends of 64 bits', () => {
  const bounds = ['low, high, 3', 'high, low, -3', 'low, high, 2**61', 'high, low, -2**62', 'low, high, step']
  const { call } = program(
    bounds
      .map(
        (range, index) => `
@njit
def f${index}(low, high, step):
    rounds = 0
    last = 0
    for i in range(${range}):
        rounds += 1
        last = max(i, last) if i % 2 == 0 else i
        if rounds > 20000:
            break
    return rounds, last
`,
      )
      .join('') +
      `
@njit
def up():
    rounds = 0
    for i in range(2**63 - 200, 2**63 - 1, 3):
        rounds += i % 2 + 1
        if rounds > 20000:
            break
    return rounds
@njit
def collected(low, high, step):
    return [i for i in range(low, high, step)]
`,
  )
  const [least, most] = [-(2n ** 63n), 2n ** 63n - 1n]
  const walked = (from: bigint, to: bigint, step: bigint) => {
    let [rounds, last] = [0n, 0n]
    for (let i = from; step > 0n ? i < to : i > to; i += step) {
      rounds++
      last = i % 2n === 0n && last > i ? last : i
      if (rounds > 20000n) break
    }
    return [rounds, last]
  }

  it.each([
    [most - 200n, most],
    [most - 15_000n, most],
    [most - 40_000n, most - 1n],
    [least, least + 200n],
    [least, least + 15_001n],
    [least, most],
    [0n, most],
    [0n, 0n],
    [5n, 100n],
  ])('end, up and down, between %s and %s', (low, high) => {
    const calls = bounds.map((_, index) => call(`f${index}`, low, high, 7n))
    expect(calls).toEqual([
      walked(low, high, 3n),
      walked(high, low, -3n),
      walked(low, high, 2n ** 61n),
      walked(high, low, -(2n ** 62n)),
      walked(low, high, 7n),
    ])
  })

  it('end where all bounds are constants', () => {
    expect(call('up')).toBe(100n)
  })

  it('count their items with a step known late, the least one too', () => {
    expect(call('collected', most, least, least)).toEqual({ list: [most, -1n] })
  })
})

describe('exceptions', () => {
  const { call } = program(`
@njit
def quotient(a, b):
    x = a + b
    return a // b
@njit
def element(a, i):
    return a[i]
@njit
def deep(n):
    if n < 0:
        return 0
    return deep(n + 1) + 1
@njit
def huge(n):
    return np.empty(n).size
@njit
def checked(n):
    if n > 3:
        raise ValueError("too big")
    assert n > 0, "positive"
    return n
`)

  it('name the line', () => {
    expect(raised(() => call('quotient', 1n, 0n))).toMatchObject({ kind: 'ZeroDivisionError', line: 8 })
    expect(raised(() => call('element', floats(1, 2), 2n))).toMatchObject({
      kind: 'IndexError',
      message: 'index 2 is out of bounds for axis 0 with size 2',
    })
  })

  it('count indices from the end', () => expect(call('element', floats(1, 2), -2n)).toBe(1))

  it('turn endless recursion and too much memory into Python errors, and go on', () => {
    expect(raised(() => call('deep', 1n)).kind).toBe('RecursionError')
    expect(raised(() => call('huge', 2n ** 40n)).kind).toBe('MemoryError')
    expect(raised(() => call('huge', -1n)).kind).toBe('ValueError')
    expect(call('huge', 3n)).toBe(3n)
  })

  it('carry the message of raise and assert', () => {
    expect(raised(() => call('checked', 4n))).toMatchObject({ kind: 'ValueError', message: 'too big' })
    expect(raised(() => call('checked', 0n))).toMatchObject({ kind: 'AssertionError', message: 'positive' })
  })
})

describe('arrays', () => {
  const { call, runtime } = program(
    `
@njit
def views(a):
    b = a[1:-1] * 2 + a[0]
    return b[::-1], a[a > 2].sum(), len(a[::2])
@njit
def change(a):
    a[0] = 9.0
    a += 1
    return a.sum()
@njit
def many(n):
    total = 0.0
    for i in range(n):
        part = np.ones(3) * i
        kept = part
        part = kept[1:]
        total += part.sum()
    return total
@njit
def swap_names(n):
    a = np.zeros(2)
    b = np.ones(2)
    for i in range(n):
        a, b = b, a
    return a[0], b[0]
`,
    { runtime: createRuntime({ maximumPages: 64 }) },
  )

  it('are sliced, masked and fused as NumPy does', () => {
    const [reversed, large, count] = call('views', floats(1, 2, 3, 4)) as Value[]
    expect(listOf(reversed ?? null)).toEqual([7, 5])
    expect([large, count]).toEqual([7, 2n])
  })

  it('are changed in place for the caller, wherever they lie', () => {
    const outside = floats(1, 2)
    expect(call('change', outside)).toBe(13)
    expect(listOf(outside)).toEqual([10, 3])
    const inside = runtime.allocate('float64', [2])
    expect(call('change', inside)).toBe(11)
    expect([...runtime.elements(inside)]).toEqual([10, 1])
    runtime.free(inside)
  })

  it('made in a loop leave memory as it was', () => {
    const before = runtime.memory.buffer.byteLength
    expect(call('many', 300_000n)).toBe(2 * ((300_000 * 299_999) / 2))
    expect(runtime.memory.buffer.byteLength - before).toBeLessThanOrEqual(2 ** 21)
    expect(call('swap_names', 3n)).toEqual([1, 0])
  })
})

describe('types', () => {
  it('follow a variable from int to float where paths meet', () => {
    const { call } = program(`
@njit
def f(n):
    x = 0
    y = x // 1
    for i in range(n):
        x += 0.5
    return x, y
@njit
def g(flag):
    return 1 if flag else 2.5
`)
    expect(call('f', 3n)).toEqual([1.5, 0n])
    expect(call('g', true)).toBe(1)
  })

  it('that do not meet are explained with where each came from', () => {
    const { functions } = program(`
@njit
def f(n):
    if n > 0:
        x = 1
    else:
        x = np.zeros(2)
    return x
`)
    const fault = (() => {
      try {
        functions.get('f')?.call([1n])
      } catch (error) {
        if (error instanceof CompileError) return error.diagnostics[0]
      }
      return undefined
    })()
    expect(fault).toMatchObject({ code: 'TypingError', rule: 'cannot-unify' })
    expect(fault?.related.map(({ span }) => span.line)).toEqual([8, 10])
  })
})

describe('np.random', () => {
  const { call } = program(`
@njit
def seed(n):
    np.random.seed(n)
@njit
def darts(n):
    inside = 0
    for _ in range(n):
        x = np.random.random()
        y = np.random.random()
        if x*x + y*y < 1:
            inside += 1
    return 4 * inside / n
@njit
def draws():
    np.random.seed(42)
    return np.random.random(), np.random.randint(0, 10), np.random.random(), np.random.randn(3)
`)

  it('draws NumPy’s legacy stream, across blocks and calls', () => {
    call('seed', 42n)
    expect(call('darts', 1_000_000n)).toBe(3.141688)
    const [first, whole, second, normals] = call('draws') as Value[]
    expect([first, whole, second]).toEqual([0.3745401188473625, 7n, 0.5986584841970366])
    expect((normals as ArrayView).shape).toEqual([3])
  })
})

describe('prange', () => {
  const source = `
@njit(parallel=True)
def both(n):
    total = 0
    largest = -1.0
    values = np.zeros(n)
    for i in prange(n):
        values[i] = i * 0.5
        total += i
        largest = max(largest, values[i])
    return total, largest, values.sum()
@njit(parallel=True)
def noise(n):
    np.random.seed(3)
    total = 0.0
    for i in prange(n):
        total += np.random.random()
    return total, np.random.random()
@njit(parallel=True)
def carried(n):
    x = 1.0
    for i in prange(n):
        x = x * 0.5 + i
    return x
@njit(parallel=True)
def neighbour(a):
    for i in prange(1, len(a)):
        a[i] = a[i - 1] + 1
    return a
`

  it.each([0n, 1n, 255n, 256n, 1000n])('reduces and writes by index for %s iterations', (n) => {
    const { call, functions } = program(source)
    const sum = (n * (n - 1n)) / 2n
    expect(call('both', n)).toEqual([sum, n === 0n ? -1 : Number(n - 1n) / 2, Number(sum) / 2])
    expect(functions.get('both')?.stats.parallel).toMatchObject({ mode: 'serial', workers: 1 })
  })

  it('draws from streams of the chunks and leaves the caller’s alone', () => {
    const { call } = program(source)
    const [total, after] = call('noise', 1000n) as number[]
    expect(call('noise', 1000n)).toEqual([total, after])
    expect(total).toBeGreaterThan(450)
    expect(total).toBeLessThan(550)
  })

  it.each(['carried', 'neighbour'])('says why %s cannot be split', (name) => {
    const { functions } = program(source)
    const argument = name === 'carried' ? 3n : floats(1, 2)
    expect(() => functions.get(name)?.call([argument])).toThrow(/loop-carried dependency/)
  })
})

describe('a running function', () => {
  const endless = {
    'a loop': 'def spin():\n    n = 0\n    while True:\n        n += 1\n    return n\n',
    'a loop inside a loop':
      'def spin():\n    n = 0\n    for i in range(3):\n        while n >= 0:\n            n += 1\n            if n > 10:\n                n = 0\n    return n\n',
  }
  it.each(Object.entries(endless))('%s ends when it is asked to stop', (_what, source) => {
    const stop = new StopWords(1).take()
    const { call } = program(`@njit\n${source}`, { runtime: createRuntime({ stop }) })
    stop.ask()
    expect(() => call('spin')).toThrow(Stopped)
  })
})

describe('print', () => {
  it('hands its lines to the runtime, as Python spells numbers, texts and tuples', () => {
    const lines: string[] = []
    const { call, runtime } = program(
      `@njit
def f(x):
    print("x =", x, x * 2.0, x > 1)
    print()
    print((x, "a"), 1e100, None, -0.0)
`,
      { runtime: createRuntime({ print: (line) => lines.push(line) }) },
    )
    call('f', 3n)
    expect(lines).toEqual(['x = 3 6.0 True', '', "(3, 'a') 1e+100 None -0.0"])
    runtime.dispose()
  })
})

describe('lists', () => {
  it('come in as arguments and go out as results, with tuples, texts and lists in them', () => {
    const { call } = program('@njit\ndef twice(xs):\n    return xs + xs\n')
    const items = [
      [1n, 2.5],
      [3n, -1],
    ]
    expect(call('twice', { list: items })).toEqual({ list: [...items, ...items] })
    expect(call('twice', { list: ['a', 'b'] })).toEqual({ list: ['a', 'b', 'a', 'b'] })
    expect(call('twice', { list: [{ list: [1n] }] })).toEqual({ list: [{ list: [1n] }, { list: [1n] }] })
    expect(raised(() => call('twice', { list: [] })).kind).toBe('ValueError')
  })

  it('give their memory back: a loop that makes many runs in constant memory', () => {
    const { call, runtime } = program(
      '@njit\ndef f(n):\n    t = 0\n    for i in range(n):\n        xs = [i] * 50\n        xs.append(1)\n        t += xs[-1]\n    return t\n',
    )
    call('f', 1000n)
    const before = runtime.memory.buffer.byteLength
    expect(call('f', 200_000n)).toBe(200_000n)
    expect(runtime.memory.buffer.byteLength).toBe(before)
  })
})

describe('prange on real workers', () => {
  it('answers the same with one, two and four of them', async () => {
    const source = `@njit(parallel=True)
def f(n):
    total = 0.0
    smallest = 2.0
    out = np.empty(n)
    for i in prange(n):
        x = np.random.random()
        out[i] = x
        total += x * i
        smallest = min(smallest, x)
    return total, smallest, out.sum(), out[n // 2]
`
    const answers: Value[] = []
    for (const workers of [1, 2, 4]) {
      const team = createTeam(workers)
      await team.ready()
      const runtime = createRuntime({ parallel: team, seed: 7 })
      const { call } = program(source, { runtime })
      answers.push(call('f', 10_000n))
      expect(runtime.lastJob).toMatchObject({ mode: 'pool', workers })
      runtime.dispose()
      team.dispose()
    }
    expect(answers[1]).toEqual(answers[0])
    expect(answers[2]).toEqual(answers[0])
  })
})
