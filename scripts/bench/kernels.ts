/**
 * `npm run bench -- kernels [ROUNDS [EXERCISE…]]`: every rung of the CPU kernels in a headless Chromium, beside real
 * Numba and clang -O3, interleaved round by round so that whatever else the machine does falls on all alike. The figures
 * are ratios, with 95 % intervals. Without a browser our side runs in Node, and the report says so.
 *
 * What two workers gain is compared with what the machine gives meanwhile: to two separate copies of the one-worker rung,
 * side by side, which share nothing and wait for nothing; and to native code that does nothing but the same kind of work
 * on two cores (native/two_cores.c). Where neither gains as much, no program could.
 */
import { availableParallelism } from 'node:os'
import {
  bootstrapRatio,
  FEWEST_TO_RESAMPLE,
  medianInterval,
  ratioInterval,
  scaled,
  type Estimate,
} from '../../packages/kernels/src/stats/index.ts'
import type { Engine, Exercise, Strategy } from '../../packages/kernels/src/words.ts'
import { openChromium } from './laboratory/chromium.ts'
import { createLaboratory, type Subject } from './laboratory/laboratory.ts'
import { startNative, startNumba, startTwoCores } from './native/contender.ts'

interface Entrant {
  name: string
  sample(): Promise<number>
  samplesMs: number[]
}

/** A rung with one worker, and what is asked of it. */
interface Entry {
  engine: Engine
  method?: number
  /** How many times as fast as Numba on one thread. */
  atLeast?: number
  /** Its strategy with two workers, which shall be 1.7 times as fast; absent where that is not measured. */
  two?: Strategy
  /** What it is mostly made of, if not of what its chapter's are. */
  work?: Work
}

/** The kinds of work in native/two_cores.c. */
type Work = 'integers' | 'doubles' | 'piles'

interface Chapter {
  exercise: Exercise
  params: Record<string, number>
  /** Without Numba and clang: only one worker and two. */
  alone?: true
  work: Work
  entries: Entry[]
}

const TWO_WORKERS = 1.7
const chapters: Chapter[] = [
  {
    exercise: 'pi',
    params: { darts: 10_000_000 },
    work: 'integers',
    entries: [
      { engine: 'javascript', two: 'workers' },
      { engine: 'njit', two: 'prange' },
      { engine: 'simd', atLeast: 3 },
      { engine: 'simd', method: 1, atLeast: 9 },
    ],
  },
  {
    // Ten million darts take SIMD a few milliseconds: two workers are compared on what is worth a second one.
    exercise: 'pi',
    params: { darts: 100_000_000 },
    alone: true,
    work: 'integers',
    entries: [
      { engine: 'simd', two: 'workers' },
      { engine: 'simd', method: 1, two: 'workers' },
    ],
  },
  {
    exercise: 'var',
    params: { sims: 10_000_000 },
    work: 'doubles',
    entries: [
      { engine: 'njit', two: 'prange' },
      { engine: 'simd', atLeast: 5.5, two: 'workers', work: 'piles' },
      { engine: 'simd', method: 1, atLeast: 8.5, two: 'workers' },
      { engine: 'simd', method: 2, atLeast: 18, two: 'workers' },
    ],
  },
  {
    exercise: 'burn',
    params: { n: 50_000_000, tasks: 4 },
    work: 'integers',
    entries: [
      { engine: 'njit', two: 'prange' },
      { engine: 'simd', atLeast: 4.5, two: 'workers' },
    ],
  },
  {
    exercise: 'black-scholes',
    params: { options: 1_000_000 },
    work: 'doubles',
    entries: [
      { engine: 'javascript', two: 'workers' },
      { engine: 'njit', two: 'prange' },
      { engine: 'simd', two: 'workers' },
    ],
  },
  {
    exercise: 'mandelbrot',
    params: { width: 900, limit: 500 },
    work: 'doubles',
    entries: [
      { engine: 'javascript', two: 'workers' },
      { engine: 'njit', two: 'prange' },
      { engine: 'simd', two: 'workers' },
    ],
  },
]
const LOOP_ADDITIONS = 50_000_000
const LOOP_GOAL = 0.95

const [, , wantedRounds = String(FEWEST_TO_RESAMPLE + 1), ...chosen] = process.argv
const rounds = Number(wantedRounds)
const wanted = ({ exercise }: { exercise: string }) => chosen.length === 0 || chosen.includes(exercise)
const numba = startNumba()
const native = startNative()
const cores = startTwoCores()
if (!numba) console.log('Numba is not installed: `apt install python3-numba` gives it to compare with.')
if (!native) console.log('clang is not installed: no comparison with native code.')
const inChromium = await openChromium().catch((error: unknown) => {
  console.log(`NOT IN A BROWSER: ${(error as Error).message}\nOur side runs in Node ${process.version} instead.`)
  return undefined
})
const laboratory = inChromium ?? createLaboratory()
const where = inChromium?.browser ?? `Node ${process.version}`
const missed: string[] = []

try {
  for (const chapter of chapters.filter(wanted)) await measure(chapter)
  if (wanted({ exercise: 'slow-sum' })) await measureLoop()
} finally {
  numba?.close()
  native?.close()
  cores?.close()
  await laboratory.clear()
  await inChromium?.close()
}
console.log(missed.length ? `\nNot reached here: ${missed.join('; ')}` : '\nEvery goal was reached.')

async function measure({ exercise, params, alone, work, entries }: Chapter): Promise<void> {
  const contenders = alone ? [] : outsiders(exercise, params)
  const rows: { entry: Entry; one: Entrant; two?: Entrant; copies?: Entrant }[] = []
  for (const entry of entries) {
    const { engine, method = 0, two } = entry
    const subject = { exercise, params: { ...params, method } }
    const name = method ? `${engine} method ${method}` : engine
    const single = { engine, strategy: 'sequential', workers: 1 } as const
    rows.push({
      entry,
      one: await entrant(name, { ...subject, rung: single }),
      ...(two && {
        two: await entrant('  2 workers', { ...subject, rung: { engine, strategy: two, workers: 2 } }),
        copies: await entrant('  2 copies', { ...subject, rung: single, copies: 2 }),
      }),
    })
  }
  const ceilings = new Map(cores && entries.map((entry) => [entry.work ?? work, ceiling(entry.work ?? work)]))
  await interleave([
    ...contenders,
    ...[...ceilings.values()].flat(),
    ...rows.flatMap(({ one, two, copies }) => [one, ...(two ? [two] : []), ...(copies ? [copies] : [])]),
  ])

  const title = [exercise, ...Object.entries(params).map(([name, value]) => `${name} ${value}`)].join(', ')
  console.log(`\n${title}: medians of ${rounds} rounds in ${where}, on ${availableParallelism()} cores`)
  const [single, threaded] = ['numba', 'numba, 2 threads'].map((name) => contenders.find((one) => one.name === name))
  for (const contender of contenders) line(contender, contender === single ? [] : [times(single, contender, 'numba')])
  for (const { entry, one, two, copies } of rows) {
    const goal = goalOf(`${exercise} ${one.name}`, single, one, entry.atLeast)
    line(one, [times(single, one, 'numba'), goal])
    if (!two || !copies) continue
    line(two, [
      times(threaded, two, 'numba, 2 threads'),
      times(one, two, 'one'),
      goalOf(`${exercise} ${one.name} with 2 workers`, one, two, TWO_WORKERS),
    ])
    given('two separate copies', scaled(between(one, copies), 2))
    const reached = scaled(between(copies, two), 50)
    console.log(`    of which two workers have ${shown(reached, 0)} %`)
    const [alone, both] = ceilings.get(entry.work ?? work) ?? []
    if (alone && both) given(`native code, ${entry.work ?? work}`, scaled(between(alone, both), 2))
  }
  await laboratory.clear()
}

/** The loop itself, addition after addition: WASM beside native code. */
async function measureLoop(): Promise<void> {
  const subject = await laboratory.openLoop(LOOP_ADDITIONS)
  const wasm: Entrant = { name: 'wasm', sample: () => laboratory.sample(subject), samplesMs: [] }
  const clang: Entrant | undefined = native && {
    name: 'clang -O3',
    sample: () => native.ask(`slow-sum ${LOOP_ADDITIONS}`),
    samplesMs: [],
  }
  await interleave(clang ? [clang, wasm] : [wasm])
  console.log(`\nslow-sum, the loop with ${LOOP_ADDITIONS} additions: medians of ${rounds} rounds in ${where}`)
  if (clang) line(clang, [])
  line(wasm, [times(clang, wasm, 'clang -O3'), goalOf('slow-sum wasm loop', clang, wasm, LOOP_GOAL)])
  await laboratory.clear()
}

async function entrant(name: string, subject: Subject): Promise<Entrant> {
  const number = await laboratory.open(subject)
  return { name, sample: () => laboratory.sample(number), samplesMs: [] }
}

/** Numba on one thread and on two, then clang, as far as they are there. */
function outsiders(exercise: Exercise, params: Record<string, number>): Entrant[] {
  // Numba and clang run one of burn's equal sums, as often as there are.
  const calls = params.tasks ?? 1
  const [[, size = 0] = []] = Object.entries(params)
  const items = exercise === 'mandelbrot' ? size * Math.floor((2 * size) / 3) : size
  const asked = (name: string, ask: () => Promise<number>): Entrant => ({
    name,
    sample: () => repeat(calls, ask),
    samplesMs: [],
  })
  const numbas = [1, 2].map((workers) =>
    asked(workers === 1 ? 'numba' : 'numba, 2 threads', () =>
      numba!.ask(JSON.stringify({ kernel: exercise, items, workers })),
    ),
  )
  const clang = asked('clang -O3', () => native!.ask(`${exercise} ${items}`))
  return [...(numba ? numbas : []), ...(native && ['pi', 'burn'].includes(exercise) ? [clang] : [])]
}

/** Native code of this kind on one core, and the same again on each of two. */
function ceiling(work: Work): Entrant[] {
  return [1, 2].map((threads) => ({
    name: work,
    sample: () => cores!.ask(`${work} ${threads}`),
    samplesMs: [],
  }))
}

/** Two rounds to warm up, then the rounds that count; each round begins with another entrant. */
async function interleave(entrants: Entrant[]): Promise<void> {
  for (let round = -2; round < rounds; round++)
    for (let place = 0; place < entrants.length; place++) {
      const entrant = entrants[(place + Math.max(0, round)) % entrants.length]!
      const ms = await entrant.sample()
      if (round >= 0) entrant.samplesMs.push(ms)
    }
}

function line({ name, samplesMs }: Entrant, remarks: (string | undefined)[]): void {
  const median = medianInterval(samplesMs).value.toFixed(1).padStart(9)
  console.log(`  ${name.padEnd(18)}${median} ms   ${remarks.filter(Boolean).join('   ')}`)
}

function times(slow: Entrant | undefined, fast: Entrant, name: string): string | undefined {
  return slow && `${shown(between(slow, fast))} × ${name}`
}

/** What the machine gives for a second core: the most that can be asked of two workers. */
function given(who: string, gain: Estimate): void {
  const less = gain.value < TWO_WORKERS ? `: less than ${TWO_WORKERS} is to be had` : ''
  console.log(`    a second core gives ${who} ${shown(gain)}${less}`)
}

/** Whether a goal was reached, remembered if not. */
function goalOf(what: string, slow: Entrant | undefined, fast: Entrant, goal: number | undefined): string | undefined {
  if (!slow || goal === undefined) return undefined
  const reached = between(slow, fast).value >= goal
  if (!reached) missed.push(`${what} ≥ ${goal}`)
  return `${reached ? '✓' : '✗'} goal ${goal}`
}

/** Both were measured in every round: with enough rounds, these are drawn again. */
function between(slow: Entrant, fast: Entrant): Estimate {
  if (rounds >= FEWEST_TO_RESAMPLE) return bootstrapRatio(slow.samplesMs, fast.samplesMs, { paired: true })
  return ratioInterval(medianInterval(slow.samplesMs), medianInterval(fast.samplesMs))
}

function shown({ value, low, high }: Estimate, digits = 2): string {
  return `${value.toFixed(digits)} (${low.toFixed(digits)}–${high.toFixed(digits)})`
}

async function repeat(times: number, ask: () => Promise<number>): Promise<number> {
  let totalMs = 0
  for (let i = 0; i < times; i++) totalMs += await ask()
  return totalMs
}
