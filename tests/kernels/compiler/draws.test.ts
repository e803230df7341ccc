/**
 * Rounds that draw two rounds' numbers at once must take from the stream what rounds that go one by one take: each loop is
 * written with `for`, which is paired, and with `while`, which is not.
 */
import { describe, expect, it } from 'vitest'
import { compile, type Program } from '../../../packages/kernels/src/compiler/index.ts'
import { createRuntime, PythonError, type Value } from '../../../packages/kernels/src/runtime/index.ts'

const HEAD = 'import numpy as np\nimport math\nfrom numba import njit\n'
/** What tells where the stream stands, whatever is drawn next. */
const WHERE = `
@njit
def word():
    return np.random.randint(0, 2**32)

@njit
def uniform():
    return np.random.random()

@njit
def normal():
    return np.random.standard_normal()
`

function program(kind: 'for' | 'while', rounds: readonly string[], before: readonly string[], result: string): Program {
  const loop = kind === 'for' ? ['for i in range(n):'] : ['i = -1', 'while i < n - 1:', '    i += 1']
  const lines = [...before, ...loop, ...rounds.map((line) => `    ${line}`), `return ${result}`]
  return compile(`${HEAD}${WHERE}\n@njit\ndef f(n):\n${lines.map((line) => `    ${line}`).join('\n')}\n`, {
    runtime: createRuntime({ seed: 42 }),
  })
}

/** None, one, two; about the end of a block of 312 doubles for one, two and three draws a round; many blocks. */
const COUNTS = [0, 1, 2, 3, 103, 104, 105, 155, 156, 157, 311, 312, 313, 1000, 70001].map(BigInt)

/** What each count's call gives, and the next draws behind it. */
function outcomes({ functions }: Program): unknown[] {
  const call = (name: string, ...args: Value[]): unknown => {
    try {
      return functions.get(name)?.call(args)
    } catch (error) {
      if (!(error instanceof PythonError)) throw error
      return `${error.kind}: ${error.message}`
    }
  }
  return COUNTS.flatMap((n, index) => [
    call('f', n),
    // One word leaves the doubles' pairs split: the loop after it finds none ready.
    call(['word', 'uniform', 'normal'][index % 3] ?? ''),
    call('f', n),
    call('uniform'),
  ])
}

const isPaired = ({ functions }: Program): boolean =>
  functions
    .get('f')
    ?.specializations.flatMap(({ stages }) => stages)
    .flatMap(({ rewrites = [] }) => rewrites)
    .some(({ name }) => name === 'pair-rounds') ?? false

interface Case {
  what: string
  before: string[]
  rounds: string[]
  result: string
  /** Left as it is. */
  single?: true
}

const draw = (name: string, by = 'np.random.random()') => `${name} = ${by}`
const CASES: Case[] = [
  {
    what: 'darts in a circle',
    before: ['inside = 0'],
    rounds: [draw('x'), draw('y'), 'if x * x + y * y < 1:', '    inside += 1'],
    result: 'inside',
  },
  {
    what: 'a count by threes, and what is left behind',
    before: ['count = 5', 'x = y = -1.0'],
    rounds: [draw('x'), draw('y'), 'if x < y:', '    count -= 3'],
    result: 'count, x, y',
  },
  {
    what: 'one draw a round',
    before: ['total = 0.0', 'count = 0'],
    rounds: [draw('x'), 'total += x * x * x + math.sqrt(x)', 'count += x > 0.5'],
    result: 'total, count',
  },
  {
    what: 'three draws a round',
    before: ['inside = 0', 'total = 0.0'],
    rounds: [draw('x'), draw('y'), draw('z'), 'inside += x * x + y * y + z * z < 1', 'total += x - y * z'],
    result: 'inside, total',
  },
  {
    what: 'uniforms of an interval',
    before: ['inside = 0'],
    rounds: [draw('x', 'np.random.uniform(-1.0, 1.0)'), draw('y', 'np.random.uniform(-1.0, 3.0)'), 'inside += x > y'],
    result: 'inside',
  },
  {
    what: 'normals',
    before: ['inside = 0', 'total = 0.0'],
    rounds: [
      draw('x', 'np.random.standard_normal()'),
      draw('y', 'np.random.randn()'),
      'inside += x * x + y * y < 1',
      'total += x * y',
    ],
    result: 'inside, total',
  },
  {
    what: 'an array filled',
    before: ['a = np.empty(n)'],
    rounds: ['a[i] = 2.0 * np.random.random() - np.random.random()'],
    result: 'a.sum()',
  },
  {
    what: 'a way that is not taken often',
    before: ['inside = 0'],
    rounds: [draw('x'), draw('y'), 'if x > 0.99:', '    inside += int(math.gamma(5.5))', 'inside += x * x + y * y < 1'],
    result: 'inside',
  },
  {
    what: 'a loop that is left',
    before: ['inside = 0'],
    rounds: [draw('x'), draw('y'), 'if x > 0.999:', '    break', 'if x * x + y * y < 1:', '    inside += 1'],
    result: 'inside',
  },
  {
    what: 'an exception in the middle',
    before: ['inside = 0'],
    rounds: [draw('x'), draw('y'), 'if x > 0.999:', "    raise ValueError('far')", 'inside += x * x + y * y < 1'],
    result: 'inside',
  },
  {
    what: 'uniforms among normals',
    before: ['total = 0.0'],
    rounds: [draw('x'), draw('y', 'np.random.standard_normal()'), 'total += x * y'],
    result: 'total',
    single: true,
  },
  {
    what: 'uniforms among whole numbers',
    before: ['total = 0.0'],
    rounds: [draw('x'), draw('k', 'np.random.randint(0, 7)'), 'total += x * k'],
    result: 'total',
    single: true,
  },
  {
    what: 'a draw that only some rounds make',
    before: ['inside = 0'],
    rounds: [draw('x'), draw('y'), 'if x < y:', `    ${draw('x')}`, 'inside += x * x + y * y < 1'],
    result: 'inside',
    single: true,
  },
]

describe('rounds that draw in pairs leave the stream as rounds one by one', () => {
  it.each(CASES)('$what', ({ before, rounds, result, single }) => {
    const [paired, plain] = (['for', 'while'] as const).map((kind) => program(kind, rounds, before, result))
    if (!paired || !plain) throw new Error('two forms')
    expect(outcomes(paired)).toEqual(outcomes(plain))
    expect([isPaired(paired), isPaired(plain)]).toEqual([!single, false])
  })

  it('ten million darts of seed 42 give what NumPy’s stream gives', () => {
    const { functions } = program('for', CASES[0]?.rounds ?? [], ['inside = 0'], '4 * inside / n')
    expect(functions.get('f')?.call([10_000_000n])).toBe(3.1415988)
  })
})
