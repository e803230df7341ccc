/**
 * `npm run bench -- njit`: the compiler beside the real Numba, one thread, interleaved round by round, so that whatever
 * else the machine does slows both. A ratio above 1 means faster than Numba; the first call is beside the later ones, and
 * compiling (text to runnable, in a warm compiler) beside Numba's first call. Each figure has its target and whether it is
 * met. Needs Debian's python3-numba; without it only our own times are shown. `-- njit pi` measures what has `pi` in its name.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { compile, warm } from '../../packages/kernels/src/compiler/index.ts'
import type { Value } from '../../packages/kernels/src/runtime/index.ts'
import { arrayOf, createRuntime } from '../../packages/kernels/src/runtime/index.ts'
import { createTeam } from '../../packages/kernels/src/pool/team.ts'

const ROUNDS = 5
/** From text to runnable, for each program. */
const COMPILE_MS = 10
/** Numba's first call over our compiling. */
const SOONER = 50
/**
 * Doubles that have been written to before anything is timed. A page of memory that nobody has touched costs a native
 * program as much as this one (4 to 6 µs for 4 KiB in a virtual machine: two arrays of 32 MB are 100 ms); later calls find
 * the pages of the first, so without this the first call would be compared with another thing.
 */
const TOUCHED = 16_000_000
/** The first call, which runs before the engine has optimised anything, over the later ones. */
const FIRST = 1.5
const HEAD = 'import math\nimport numpy as np\nfrom numba import njit, prange\n'

interface Program {
  name: string
  source: string
  /** The call in Python's spelling, and the same arguments here. */
  call: string
  args: () => Value[]
  /** At least this many times Numba's speed. */
  target: number
  /** Fewer where a call takes seconds. */
  rounds?: number
}

const weights = () => arrayOf(Float64Array.of(0.4, 0.35, 0.25))
const mu = () => arrayOf(Float64Array.of(0.001, 0.0005, 0.0008))
const sigma = () => arrayOf(Float64Array.of(0.02, 0.015, 0.01))
const VAR_ARGUMENTS = 'np.array([0.4, 0.35, 0.25]), np.array([0.001, 0.0005, 0.0008]), np.array([0.02, 0.015, 0.01])'

const variance = (loop: string, options = ''): string => `
@njit${options}
def f(n_sims, weights, mu, sigma):
    returns = np.empty(n_sims)
    for i in ${loop}(n_sims):
        asset_returns = np.random.randn(len(weights)) * sigma + mu
        returns[i] = np.dot(weights, asset_returns)
    returns.sort()
    return returns[int(n_sims * 0.05)]
`

const PROGRAMS: Program[] = [
  {
    name: 'pi (cell 14), 10 M darts',
    source: `
@njit
def f(n):
    inside = 0
    for _ in range(n):
        x = np.random.random()
        y = np.random.random()
        if x*x + y*y < 1:
            inside += 1
    return 4 * inside / n
`,
    call: 'f(10_000_000)',
    args: () => [10_000_000n],
    target: 1.3,
  },
  {
    name: 'VaR (cell 04), 10 M × 3',
    source: variance('range'),
    call: `f(10_000_000, ${VAR_ARGUMENTS})`,
    args: () => [10_000_000n, weights(), mu(), sigma()],
    target: 3,
    rounds: 3,
  },
  {
    name: 'burn (cell 15), 50 M',
    source: `
@njit
def f(n):
    total = 0
    for i in range(50_000_000):
        total += i * i % 1000
    return total
`,
    call: 'f(1)',
    args: () => [1n],
    target: 0.95,
  },
  {
    name: 'float array loop, 4 M',
    source: `
@njit
def f(n):
    a = np.ones(n)
    b = np.ones(n)
    for k in range(4):
        for i in range(n):
            b[i] = b[i] * 0.5 + a[i] * k
    return b[n - 1]
`,
    call: 'f(4_000_000)',
    args: () => [4_000_000n],
    target: 0.95,
  },
  {
    name: 'Black–Scholes, 1 M',
    source: `
@njit
def cdf(x):
    return 0.5 * (1.0 + math.erf(x / math.sqrt(2.0)))

@njit
def f(n):
    total = 0.0
    for i in range(n):
        s = 80.0 + i % 40
        t = 0.5 + (i % 7) * 0.25
        d1 = (math.log(s / 100.0) + (0.03 + 0.02) * t) / (0.2 * math.sqrt(t))
        d2 = d1 - 0.2 * math.sqrt(t)
        total += s * cdf(d1) - 100.0 * math.exp(-0.03 * t) * cdf(d2)
    return total
`,
    call: 'f(1_000_000)',
    args: () => [1_000_000n],
    target: 0.9,
  },
  {
    name: 'Mandelbrot, 400 × 300',
    source: `
@njit
def f(w, h, limit):
    total = 0
    for y in range(h):
        for x in range(w):
            cr = -2.0 + 3.0 * x / w
            ci = -1.0 + 2.0 * y / h
            zr = 0.0
            zi = 0.0
            k = 0
            while k < limit and zr * zr + zi * zi <= 4.0:
                t = zr * zr - zi * zi + cr
                zi = 2.0 * zr * zi + ci
                zr = t
                k += 1
            total += k
    return total
`,
    call: 'f(400, 300, 300)',
    args: () => [400n, 300n, 300n],
    target: 0.9,
  },
]

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`.padStart(10)
const met = (is: boolean): string => (is ? '✓' : '✗')
const atLeast = (value: number, target: number): string => `${value.toFixed(2)} ≥ ${target} ${met(value >= target)}`
const atMost = (value: number, target: number): string => `${value.toFixed(1)} ≤ ${target} ${met(value <= target)}`

const python = '/usr/bin/python3'
const hasNumba = spawnSync(python, ['-c', 'import numba'], { stdio: 'ignore' }).status === 0
if (!hasNumba) console.log('The real Numba is not installed: only our own times.')

const warmMs = timed(warm)
console.log(`The compiler is warmed up: ${ms(warmMs).trim()}, once a process.`)
console.log(
  `${'one thread'.padEnd(24)}${'ours'.padStart(10)}${'Numba'.padStart(10)}   ${'times Numba'.padEnd(16)}${'compile ms'.padEnd(14)}${'before Numba’s first call'.padEnd(28)}first call over later`,
)
const [, , only = ''] = process.argv
for (const program of PROGRAMS) if (program.name.includes(only)) await compare(program)
if ('fast_sum'.includes(only)) foldedSum()
if ('prange'.includes(only)) await withWorkers()

async function compare({ name, source, call, args, target, rounds = ROUNDS }: Program): Promise<void> {
  const runtime = createRuntime()
  runtime.free(runtime.allocate('float64', [TOUCHED]))
  const dispatcher = compile(HEAD + source, { runtime }).functions.get('f')
  if (!dispatcher) throw new Error(`${name} did not compile`)
  const compileMs = median(Array.from({ length: ROUNDS }, () => compiling(source, args())))
  dispatcher.prepare(args().map(dispatcher.typeOf))
  const first = timed(() => dispatcher.call(args()))
  const numba = hasNumba ? startNumba(source, call) : undefined
  const numbaFirst = await numba?.run()
  const own: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    own.push(timed(() => dispatcher.call(args())))
    if (numba) theirs.push(await numba.run())
  }
  numba?.stop()
  const [ours, numbas] = [median(own), median(theirs)]
  console.log(
    `${name.padEnd(24)}${ms(ours)}${ms(numbas)}   ${(numba ? atLeast(numbas / ours, target) : '').padEnd(16)}` +
      atMost(compileMs, COMPILE_MS).padEnd(14) +
      (numbaFirst === undefined ? '' : `${ms(numbaFirst).trim()}: ${sooner(numbaFirst, compileMs)}`).padEnd(28) +
      atMost(first / ours, FIRST),
  )
}

function sooner(numbaFirst: number, compileMs: number): string {
  return `${Math.round(numbaFirst / compileMs)}× ≥ ${SOONER} ${met(numbaFirst / compileMs >= SOONER)}`
}

function timed(run: () => unknown): number {
  const begin = performance.now()
  run()
  return performance.now() - begin
}

/** From text to runnable, with a runtime of its own. */
function compiling(source: string, args: Value[]): number {
  const f = compile(HEAD + source).functions.get('f')
  return f?.prepare(args.map(f.typeOf)).compileMs ?? NaN
}

/** A Python process that times one call for each line it reads. */
function startNumba(source: string, call: string): { run(): Promise<number>; stop(): void } {
  const script = `${HEAD}${source}
import sys, time
for _ in sys.stdin:
    begin = time.perf_counter()
    ${call}
    print((time.perf_counter() - begin) * 1000, flush=True)
`
  const child = spawn(python, ['-c', script], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  return {
    async run() {
      child.stdin.write('\n')
      const { value } = await lines.next()
      return Number(value)
    },
    stop: () => child.stdin.end(),
  }
}

function foldedSum(): void {
  const source = '@njit\ndef f(n):\n    total = 0\n    for i in range(n):\n        total += i * i\n    return total\n'
  const f = compile(HEAD + source).functions.get('f')
  f?.call([10n])
  const elapsedMs = timed(() => f?.call([10n ** 12n]))
  console.log(`fast_sum (cell 12) of 10¹²: ${ms(elapsedMs).trim()} < 1 ms ${met(elapsedMs < 1)}`)
}

/** The same prange program on two workers and on none. */
async function withWorkers(): Promise<void> {
  const team = createTeam(2)
  await team.ready()
  const run = (parallel: typeof team | undefined) => {
    const runtime = createRuntime({ shared: true, ...(parallel && { parallel }) })
    const f = compile(HEAD + variance('prange', '(parallel=True)'), { runtime }).functions.get('f')
    return () => timed(() => f?.call([2_000_000n, weights(), mu(), sigma()]))
  }
  const [pooled, serial] = [run(team), run(undefined)]
  const times: [number[], number[]] = [[], []]
  for (let round = 0; round <= ROUNDS; round++) {
    const pair = [pooled(), serial()] as const
    if (round > 0) pair.forEach((time, index) => times[index]?.push(time))
  }
  team.dispose()
  const [two, one] = times.map(median)
  const faster = (one ?? NaN) / (two ?? NaN)
  console.log(
    `prange VaR (cell 06), 2 M × 3: two workers ${ms(two ?? NaN).trim()}, serial ${ms(one ?? NaN).trim()}: ${atLeast(faster, 1.7)}`,
  )
}
