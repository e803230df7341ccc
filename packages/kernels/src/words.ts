/**
 * The words of the field, once: what an exercise, an engine, a strategy, a rung and a run are called everywhere
 * (code, API, pages). Types come from these tables; nothing else may spell the names out again.
 */

export const EXERCISES = ['downloads', 'slow-sum', 'pi', 'var', 'burn', 'black-scholes', 'mandelbrot', 'lab'] as const
export type Exercise = (typeof EXERCISES)[number]

/** Who computes. */
export const ENGINES = ['python', 'javascript', 'njit', 'simd', 'webgpu'] as const
export type Engine = (typeof ENGINES)[number]

/**
 * How the work is spread. `threads`: several tasks on one interpreter or one thread. `processes`: Python interpreters in
 * Web Workers. `workers`: Web Workers running JavaScript or WASM. `edge`: the API fans out.
 */
export const STRATEGIES = ['sequential', 'threads', 'processes', 'prange', 'workers', 'edge'] as const
export type Strategy = (typeof STRATEGIES)[number]

/** What was wrong with a run; each is shown to the user with what to do about it. */
export const QUALITY_FLAGS = [
  'hidden', // the tab was in the background for a while: browsers slow it down
  'not-isolated', // no cross-origin isolation: no shared memory, coarse clock
  'coarse-timer', // the clock's step is more than 1 % of a sample
  'pressure', // PressureObserver reported serious or critical CPU pressure
  'unstable', // a reference spin before and after differed by more than 10 %
  'few-samples', // the budget ended before the interval was narrow
  'throttled', // the reference spin slowed down steadily during the run
  'too-fast', // a sample stayed under the clock's resolution even when batched
] as const
export type QualityFlag = (typeof QUALITY_FLAGS)[number]

export const BROWSERS = ['chrome', 'edge', 'firefox', 'safari', 'opera', 'samsung', 'node', 'other'] as const
export type Browser = (typeof BROWSERS)[number]

export const OPERATING_SYSTEMS = ['windows', 'macos', 'linux', 'chromeos', 'android', 'ios', 'other'] as const
export type OperatingSystem = (typeof OPERATING_SYSTEMS)[number]

/** One way to run an exercise. */
export interface Rung {
  engine: Engine
  strategy: Strategy
  /** Tasks in flight at once: threads, interpreters or Web Workers; 1 for `sequential`. */
  workers: number
}

/** `engine/strategy`, as in `python/sequential`: how a rung is named in text. */
export type RungName = `${Engine}/${Strategy}`

export interface Device {
  /** Logical cores as the browser tells them. */
  cores: number
  /** Approximate memory in GiB, where the browser tells it. */
  memoryGiB?: number
  browser: Browser
  browserMajor: number
  os: OperatingSystem
  /** Cross-origin isolated: shared memory and a fine clock. */
  isolated: boolean
  /** Smallest step seen of the clock, in microseconds. */
  timerStepUs: number
}

/** What one rung of a finished ladder claims: raw samples only. Everything derived is worked out by who reads it. */
export interface RungRun extends Rung {
  /** Items one sample worked through (darts, tickers, options …). */
  items: number
  /** Steady samples in ms, in the order they were taken; never trimmed. */
  samplesMs: number[]
  /** The first run on fresh state in ms, compile time excluded. */
  firstMs?: number
  /** Compile time in ms. */
  compileMs?: number
  /** The answer, in a form that is equal if and only if the answers are. */
  checksum: string
}

/** One finished ladder with its device and its quality: what is submitted, shared, and printed by the terminal. */
export interface Run {
  schema: 1
  exercise: Exercise
  /** The exercise's parameters as run, e.g. `{darts: 10_000_000}`. */
  params: Record<string, number>
  /** The signed ticket this run was made with; null when there was none (offline, terminal): `unverified`. */
  ticket: string | null
  /** What was checked about the answers, e.g. `{seed: 42, answer: "3.1415988", witness: "…"}`. */
  checks: Record<string, string | number | boolean>
  device: Device
  rungs: RungRun[]
  quality: QualityFlag[]
  appVersion: string
}
