/**
 * `npm run bench -- stop [TIMES]`: how soon a run has ended after Stop (within 100 ms, whatever it is in the middle of),
 * how soon its workers are ready again, and whether a hundred runs leave anything behind. In a headless Chromium; without
 * one in Node, which cannot tell what the workers hold.
 */
import { kernelOf } from '../../packages/kernels/src/catalog/index.ts'
import type { Exercise } from '../../packages/kernels/src/words.ts'
import { openChromium } from './laboratory/chromium.ts'
import { createLaboratory } from './laboratory/laboratory.ts'

declare global {
  interface Performance {
    measureUserAgentSpecificMemory?(): Promise<{ bytes: number }>
  }
}

/** Long enough that a stop meets each of them at work. */
const sizes: Partial<Record<Exercise, Record<string, number>>> = {
  pi: { darts: 100_000_000 },
  var: { sims: 20_000_000 },
  burn: { n: 50_000_000, tasks: 32 },
  mandelbrot: { width: 2000, limit: 5000 },
}
/** Quick ones, of which a hundred are soon done. */
const small: typeof sizes = {
  'slow-sum': { n: 1_000_000, tasks: 4 },
  pi: { darts: 200_000 },
  var: { sims: 200_000 },
  burn: { n: 1_000_000, tasks: 4 },
  'black-scholes': { options: 20_000 },
  mandelbrot: { width: 240, limit: 200 },
}
const LIMIT_MS = 100
const RUNS = 100
/** What a hundred runs may leave: garbage that has not been collected is not a leak. */
const LEAK_MB = 5

const times = Number(process.argv[2] ?? 8)
const inChromium = await openChromium().catch((error: unknown) => {
  console.log(`NOT IN A BROWSER: ${(error as Error).message}\nRunning in Node ${process.version} instead.`)
  return undefined
})
const laboratory = inChromium ?? createLaboratory()
console.log(`In ${inChromium?.browser ?? `Node ${process.version}`}, ${times} stops of each rung:`)
let missed = 0

try {
  for (const [exercise, params] of Object.entries(sizes)) await measureStops(exercise as Exercise, params)
  for (const [exercise, params] of Object.entries(small)) await measureMemory(exercise as Exercise, params)
} finally {
  await laboratory.clear()
  await inChromium?.close()
}
process.exitCode = missed > 0 ? 1 : 0

function rungsOf(exercise: Exercise) {
  const own = (kernelOf(exercise)?.meta.rungs ?? []).filter(({ engine }) => engine !== 'python')
  return own.map(({ engine, strategy, scales }) => ({ engine, strategy, workers: scales ? 2 : 1 }))
}

async function measureStops(exercise: Exercise, params: Record<string, number>): Promise<void> {
  for (const rung of rungsOf(exercise)) {
    const subject = await laboratory.open({ exercise, params, rung, unchecked: true })
    const stops = []
    for (let stop = 0; stop < times; stop++) {
      const stopped = await laboratory.stop(subject, 10 + 7 * stop)
      if (stopped) stops.push(stopped)
    }
    const [ended, ready] = [stops.map(({ endedMs }) => endedMs), stops.map(({ readyMs }) => readyMs)]
    const kept = Math.max(...ended) <= LIMIT_MS
    if (!kept) missed++
    console.log(
      `${kept ? '✓' : '✗'} ${exercise} ${rung.engine}/${rung.strategy}`.padEnd(36),
      `ended after ${figure(Math.max(...ended))} ms at most, ready again after ${figure(Math.max(...ready))} ms`,
      stops.length < times ? `(${times - stops.length} were done before)` : '',
    )
    await laboratory.clear()
  }
}

async function measureMemory(exercise: Exercise, params: Record<string, number>): Promise<void> {
  const subjects: number[] = []
  for (const rung of rungsOf(exercise)) subjects.push(await laboratory.open({ exercise, params, rung }))
  const run = async (times: number) => {
    for (let i = 0; i < times; i++) for (const subject of subjects) await laboratory.sample(subject)
  }
  await run(RUNS / 10)
  const before = await megabytes()
  await run(RUNS)
  const after = await megabytes()
  const kept = !(after - before > LEAK_MB)
  if (!kept) missed++
  console.log(
    `${kept ? '✓' : '✗'} ${exercise}: ${RUNS} runs of each of ${subjects.length} rungs, ${figure(before)} MB before and ${figure(after)} MB after`,
  )
  await laboratory.clear()
}

/** Of the page and its workers, after a collection; of this process where there is no page. */
async function megabytes(): Promise<number> {
  const bytes = inChromium
    ? await inChromium.page.evaluate(async () => (await performance.measureUserAgentSpecificMemory?.())?.bytes ?? NaN)
    : process.memoryUsage().rss
  return bytes / 1e6
}

function figure(value: number): string {
  return value.toFixed(1)
}
