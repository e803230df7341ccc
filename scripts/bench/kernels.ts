/**
 * `npm run bench -- kernels [ROUNDS [EXERCISE…]]`: every rung of the CPU kernels beside real Numba and clang -O3,
 * interleaved round by round so that whatever else the machine does falls on all alike. The figures are ratios, with
 * 95 % intervals.
 */
import { availableParallelism } from 'node:os'
import { createContext, findVariant, kernelOf } from '../../packages/kernels/src/catalog/index.ts'
import { FIRST_ADDRESS, ownSimd } from '../../packages/kernels/src/catalog/simd.ts'
import {
  bootstrapRatio,
  FEWEST_TO_RESAMPLE,
  medianInterval,
  ratioInterval,
  type Estimate,
} from '../../packages/kernels/src/stats/index.ts'
import type { Exercise, Rung } from '../../packages/kernels/src/words.ts'
import { startNative, startNumba } from './native/contender.ts'
import { startSpinners } from './native/spinners.ts'

interface Entrant {
  name: string
  /** What its time is divided into, by name, and how large the ratio must be. */
  goals?: { over: string; atLeast: number }[]
  sample(): Promise<number>
  samplesMs: number[]
}

const [, , wantedRounds = '11', ...chosen] = process.argv
const rounds = Number(wantedRounds)
const numba = startNumba()
const native = startNative()
const spinners = startSpinners(2)
const context = createContext()
const missed: string[] = []
const ONE = 'one spinning worker'
const TWO = 'two spinning workers'
if (!numba) console.log('Numba is not installed: `apt install python3-numba` gives it to compare with.')
if (!native) console.log('clang is not installed: no comparison with native code.')

await bench('pi', { darts: 10_000_000 }, [
  rung('javascript', 'sequential', 0),
  rung('javascript', 'workers', 0, [{ over: 'javascript/sequential', atLeast: 1.7 }]),
  rung('njit', 'sequential', 0),
  rung('njit', 'prange', 0, [{ over: 'njit/sequential', atLeast: 1.7 }]),
  rung('simd', 'sequential', 0, [{ over: 'numba', atLeast: 3 }]),
  rung('simd', 'sequential', 1, [{ over: 'numba', atLeast: 9 }]),
])
// Ten million darts take SIMD a few milliseconds: two workers are compared on what is worth a second one.
await bench(
  'pi',
  { darts: 100_000_000 },
  [
    rung('simd', 'sequential', 0),
    rung('simd', 'workers', 0, [{ over: 'simd/sequential', atLeast: 1.7 }]),
    rung('simd', 'sequential', 1),
    rung('simd', 'workers', 1, [{ over: 'simd/sequential method 1', atLeast: 1.7 }]),
  ],
  { others: false },
)
await bench('var', { sims: 10_000_000 }, [
  rung('njit', 'sequential', 0),
  rung('njit', 'prange', 0),
  rung('simd', 'sequential', 0, [{ over: 'numba', atLeast: 5.5 }]),
  rung('simd', 'workers', 0, [{ over: 'simd/sequential', atLeast: 1.7 }]),
  rung('simd', 'sequential', 1, [{ over: 'numba', atLeast: 8.5 }]),
  rung('simd', 'workers', 1, [{ over: 'simd/sequential method 1', atLeast: 1.7 }]),
  rung('simd', 'sequential', 2, [{ over: 'numba', atLeast: 18 }]),
  rung('simd', 'workers', 2, [{ over: 'simd/sequential method 2', atLeast: 1.7 }]),
])
await bench('burn', { n: 50_000_000, tasks: 2 }, [
  rung('njit', 'sequential', 0),
  rung('njit', 'prange', 0, [{ over: 'njit/sequential', atLeast: 1.7 }]),
  rung('simd', 'sequential', 0, [{ over: 'numba', atLeast: 4.5 }]),
  rung('simd', 'workers', 0, [{ over: 'simd/sequential', atLeast: 1.7 }]),
])
await bench('black-scholes', { options: 1_000_000 }, [
  rung('javascript', 'sequential', 0),
  rung('njit', 'sequential', 0),
  rung('njit', 'prange', 0, [{ over: 'njit/sequential', atLeast: 1.7 }]),
  rung('simd', 'sequential', 0),
  rung('simd', 'workers', 0, [{ over: 'simd/sequential', atLeast: 1.7 }]),
])
await bench('mandelbrot', { width: 900, limit: 500 }, [
  rung('javascript', 'sequential', 0),
  rung('javascript', 'workers', 0, [{ over: 'javascript/sequential', atLeast: 1.7 }]),
  rung('njit', 'sequential', 0),
  rung('njit', 'prange', 0, [{ over: 'njit/sequential', atLeast: 1.7 }]),
  rung('simd', 'sequential', 0),
  rung('simd', 'workers', 0, [{ over: 'simd/sequential', atLeast: 1.7 }]),
])
await benchLoop()

numba?.close()
native?.close()
spinners.close()
context.dispose()
console.log(missed.length ? `\nNot reached here: ${missed.join('; ')}` : '\nEvery goal was reached.')

interface RungPlan {
  engine: Rung['engine']
  strategy: Rung['strategy']
  method: number
  goals: Entrant['goals']
}

function rung(engine: Rung['engine'], strategy: Rung['strategy'], method: number, goals?: Entrant['goals']): RungPlan {
  return { engine, strategy, method, goals }
}

/** Measures these rungs of a kernel, and the `others` that come from outside of this project. */
async function bench(
  exercise: Exercise,
  params: Record<string, number>,
  plans: RungPlan[],
  { others = true }: { others?: boolean } = {},
): Promise<void> {
  if (chosen.length > 0 && !chosen.includes(exercise)) return
  const kernel = kernelOf(exercise)!
  const items = kernel.meta.items(params)
  const entrants: Entrant[] = []
  const closing: (() => unknown)[] = []
  // Numba runs one of burn's equal sums, as often as there are.
  const calls = params.tasks ?? 1
  for (const workers of numba && others ? [1, 2] : [])
    entrants.push({
      name: workers === 1 ? 'numba' : 'numba parallel, 2 threads',
      sample: () =>
        repeat(calls, () => numba!.ask(JSON.stringify({ kernel: exercise, items: items / calls, workers }))),
      samplesMs: [],
    })
  if (native && others && (exercise === 'pi' || exercise === 'burn'))
    entrants.push({
      name: 'clang -O3',
      sample: () => repeat(calls, () => native.ask(`${exercise} ${items / calls}`)),
      samplesMs: [],
    })
  for (const { engine, strategy, method, goals } of plans) {
    const own = { engine, strategy, workers: strategy === 'sequential' ? 1 : 2 }
    const job = { params: { ...params, method }, items, seed: 42, rung: own }
    const variant = await findVariant(exercise, own, context)
    const prepared = await variant!.prepare(job, context)
    closing.push(() => prepared.dispose())
    const expected = await kernel.expected(job, context)
    const answer = await prepared.run()
    if (!kernel.agrees(answer, expected, job))
      throw new Error(`${exercise} ${engine}/${strategy} is wrong: ${answer.text} instead of ${expected.text}`)
    entrants.push({
      name: `${engine}/${strategy}${method ? ` method ${method}` : ''}`,
      ...(goals && { goals }),
      async sample() {
        const begin = performance.now()
        await prepared.run()
        return performance.now() - begin
      },
      samplesMs: [],
    })
  }
  await interleave(entrants)
  report(`${exercise} ${JSON.stringify(params)}`, entrants)
  for (const close of closing) await close()
}

/** The loop itself, addition after addition: WASM beside native code. */
async function benchLoop(): Promise<void> {
  if (chosen.length > 0 && !chosen.includes('slow-sum')) return
  const { simd } = await ownSimd(FIRST_ADDRESS)
  const n = 50_000_000
  const entrants: Entrant[] = [
    {
      name: 'wasm loop',
      goals: [{ over: 'clang -O3 loop', atLeast: 0.95 }],
      async sample() {
        const begin = performance.now()
        for (let lo = 0; lo < n; lo += 1_000_000) simd.addSquares(BigInt(lo), BigInt(lo + 1_000_000))
        return performance.now() - begin
      },
      samplesMs: [],
    },
  ]
  if (native) entrants.unshift({ name: 'clang -O3 loop', sample: () => native.ask(`slow-sum ${n}`), samplesMs: [] })
  await interleave(entrants)
  report(`slow-sum loop, ${n} additions`, entrants)
}

/**
 * Two rounds to warm up, then the rounds that count; each round begins with another entrant. Among them is a control:
 * the same plain loop split over two workers that share nothing, which is as much as two of this machine's cores give.
 */
async function interleave(entrants: Entrant[]): Promise<void> {
  entrants.push(
    { name: ONE, sample: () => spinners.spin(1), samplesMs: [] },
    { name: TWO, sample: () => spinners.spin(2), samplesMs: [] },
  )
  for (let round = -2; round < rounds; round++)
    for (let place = 0; place < entrants.length; place++) {
      const entrant = entrants[(place + Math.max(0, round)) % entrants.length]!
      const ms = await entrant.sample()
      if (round >= 0) entrant.samplesMs.push(ms)
    }
}

function report(title: string, entrants: Entrant[]): void {
  console.log(`\n${title}: median of ${rounds}, on ${availableParallelism()} cores`)
  const first = entrants[0]!
  const [one, two] = entrants.slice(-2) as [Entrant, Entrant]
  for (const entrant of entrants.slice(0, -2)) {
    const times = medianInterval(entrant.samplesMs)
    const line = `  ${entrant.name.padEnd(28)} ${times.value.toFixed(1).padStart(9)} ms  ${ratio(first, entrant).padStart(22)} × ${first.name}`
    const goals = (entrant.goals ?? []).map(({ over, atLeast }) => {
      const other = entrants.find(({ name }) => name === over)
      if (!other) return ''
      const reached = between(other, entrant).value >= atLeast
      if (!reached) missed.push(`${title.split(' ')[0]} ${entrant.name} ≥ ${atLeast} × ${over}`)
      return `${reached ? '✓' : '✗'} ${between(other, entrant).value.toFixed(2)} × ${over} (goal ${atLeast})`
    })
    console.log([line, ...goals].join('   '))
  }
  console.log(`  Control: ${TWO} are ${ratio(one, two)} × as fast as one, meanwhile.`)
}

/** Both were measured in every round: with enough rounds, these are drawn again. */
function between(slow: Entrant, fast: Entrant): Estimate {
  if (rounds >= FEWEST_TO_RESAMPLE) return bootstrapRatio(slow.samplesMs, fast.samplesMs, { paired: true })
  return ratioInterval(medianInterval(slow.samplesMs), medianInterval(fast.samplesMs))
}

function ratio(slow: Entrant, fast: Entrant): string {
  if (slow === fast) return '1'
  const { value, low, high } = between(slow, fast)
  return `${value.toFixed(2)} (${low.toFixed(2)}–${high.toFixed(2)})`
}

async function repeat(times: number, ask: () => Promise<number>): Promise<number> {
  let totalMs = 0
  for (let i = 0; i < times; i++) totalMs += await ask()
  return totalMs
}
