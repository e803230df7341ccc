/**
 * `npm run bench -- njit`: the compiler beside the real Numba, one thread, interleaved round by round, so that whatever
 * else the machine does slows both. A ratio above 1 means faster than Numba; the first call is beside the later ones, and
 * compiling (text to runnable, in a warm compiler) beside Numba's first call. Each figure has its target and whether it is
 * met. Needs Debian's python3-numba; without it only our own times are shown. `-- njit pi` measures what has `pi` in its
 * name, `-- njit chromium` only how long the same cells take to compile in a headless Chromium, whose clock has steps of 5 µs.
 */
import { spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { compile, warm } from '../../packages/kernels/src/compiler/index.ts'
import { createRuntime } from '../../packages/kernels/src/runtime/index.ts'
import { createTeam } from '../../packages/kernels/src/pool/team.ts'
import type { Compiled } from './laboratory/compiling.ts'
import { openIsolated } from './laboratory/isolated.ts'
import { CELLS, mu, sigma, variance, weights } from './programs/cells.ts'
import { LOOPS } from './programs/loops.ts'
import { compileMsOf, HEAD, type Program } from './programs/program.ts'

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
const median = (values: number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN
const ms = (value: number): string => `${value.toFixed(value < 10 ? 2 : 0)} ms`.padStart(10)
const met = (is: boolean): string => (is ? '✓' : '✗')
const atLeast = (value: number, target: number): string => `${value.toFixed(2)} ≥ ${target} ${met(value >= target)}`
const atMost = (value: number, target: number, judged: boolean): string =>
  `${value.toFixed(1)}${judged ? ` ≤ ${target} ${met(value <= target)}` : ''}`

const python = '/usr/bin/python3'
const hasNumba = spawnSync(python, ['-c', 'import numba'], { stdio: 'ignore' }).status === 0
if (!hasNumba) console.log('The real Numba is not installed: only our own times.')

const warmMs = timed(warm)
console.log(`The compiler is warmed up: ${ms(warmMs).trim()}, once a process.`)
console.log(
  `${'one thread'.padEnd(30)}${'ours'.padStart(10)}${'Numba'.padStart(10)}   ${'times Numba'.padEnd(16)}${'compile ms'.padEnd(14)}${'before Numba’s first call'.padEnd(28)}first call over later`,
)
const [, , only = ''] = process.argv
for (const program of CELLS) if (program.name.includes(only)) await compare(program, true)
for (const program of LOOPS) if (program.name.includes(only)) await compare(program, false)
if ('fast_sum'.includes(only)) foldedSum()
if ('prange'.includes(only)) await withWorkers()
if ('chromium'.includes(only)) await inChromium()

/** `judged`: compiling and the first call have targets, too. */
async function compare(program: Program, judged: boolean): Promise<void> {
  const { name, source, target, rounds = ROUNDS } = program
  const runtime = createRuntime()
  runtime.free(runtime.allocate('float64', [TOUCHED]))
  const dispatcher = compile(HEAD + source, { runtime }).functions.get('f')
  if (!dispatcher) throw new Error(`${name} did not compile`)
  const args = program.args(runtime)
  const compileMs = median(Array.from({ length: ROUNDS }, () => compileMsOf(program, args)))
  dispatcher.prepare(args.map(dispatcher.typeOf))
  const first = timed(() => dispatcher.call(args))
  const numba = hasNumba ? startNumba(program) : undefined
  const numbaFirst = await numba?.run()
  const own: number[] = []
  const theirs: number[] = []
  for (let round = 0; round < rounds; round++) {
    own.push(timed(() => dispatcher.call(args)))
    if (numba) theirs.push(await numba.run())
  }
  numba?.stop()
  const [ours, numbas] = [median(own), median(theirs)]
  console.log(
    `${name.padEnd(30)}${ms(ours)}${ms(numbas)}   ${(numba ? atLeast(numbas / ours, target) : '').padEnd(16)}` +
      atMost(compileMs, COMPILE_MS, judged).padEnd(14) +
      (numbaFirst === undefined ? '' : `${ms(numbaFirst).trim()}: ${sooner(numbaFirst, compileMs, judged)}`).padEnd(
        28,
      ) +
      atMost(first / ours, FIRST, judged),
  )
}

function sooner(numbaFirst: number, compileMs: number, judged: boolean): string {
  const times = numbaFirst / compileMs
  return `${Math.round(times)}×${judged ? ` ≥ ${SOONER} ${met(times >= SOONER)}` : ''}`
}

function timed(run: () => unknown): number {
  const begin = performance.now()
  run()
  return performance.now() - begin
}

/** A Python process that times one call for each line it reads. */
function startNumba({ source, setup = '', call }: Program): { run(): Promise<number>; stop(): void } {
  const script = `${HEAD}${source}${setup}
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

/** Compiling where people do it: in a worker of a page. */
async function inChromium(): Promise<void> {
  const opened = await openIsolated({ port: 9167 }).catch((error: unknown) => {
    console.log(`NOT IN A BROWSER: ${(error as Error).message}`)
    return undefined
  })
  if (!opened) return
  try {
    const page = await opened.browser.newPage()
    await page.goto(opened.url)
    const compiled = await page.evaluate(
      ([address, rounds]) =>
        new Promise<Compiled>((resolve, reject) => {
          const worker = new Worker(address, { type: 'module' })
          worker.onmessage = ({ data }: MessageEvent<Compiled>) => resolve(data)
          worker.onerror = ({ message }) => reject(new Error(message || 'the worker did not load'))
          worker.postMessage(rounds)
        }),
      ['/scripts/bench/laboratory/compiling.ts', ROUNDS] as const,
    )
    console.log(`compile ms in a worker of Chromium ${opened.browser.version()}`)
    for (const { name, roundsMs } of compiled)
      console.log(`${name.padEnd(30)}${atMost(median([...roundsMs]), COMPILE_MS, true)}`)
  } finally {
    await opened.close()
  }
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
