/** The contract between who measures (`runLadder`) and who shows it (pages, terminal). Plain data: it crosses workers. */
import type { Progress } from '../catalog/types.ts'
import type { Estimate } from '../stats/index.ts'
import type { Device, Exercise, QualityFlag, Run, Rung } from '../words.ts'

/** What the user asked for. */
export interface LadderPlan {
  exercise: Exercise
  params: Record<string, number>
  rungs: Rung[]
  /** Seeds the kernels' random streams (from the ticket) and the order of interleaving. */
  seed: number
  ticket: string | null
  /**
   * Time in ms for all runs; the ladder ends by then even when intervals are still wide. Loading and checking do not
   * count. Only where it is too short for one run and one sample of every rung it takes longer, up to twice as long.
   */
  budgetMs: number
  /** Stop a rung when its 95 % interval is narrower than this share of its median (0.03 = 3 %). */
  targetWidth: number
}

export type { Estimate }

/** What a page asks of its runner worker. */
export type LadderRequest =
  /** `touchPoints`: the page's navigator.maxTouchPoints, which a worker's lacks and an iPad is told by. */
  | { type: 'start'; plan: LadderPlan; touchPoints?: number }
  | { type: 'stop' }
  /** The tab went to the background, or was there when the ladder started. */
  | { type: 'hidden' }

export interface RungState {
  rung: Rung
  /** Short name on the bar, workers filled in: "4 workers". */
  label: string
  phase: 'waiting' | 'preparing' | 'warming' | 'measuring' | 'done' | 'failed'
  /** Items one sample works through: those of one run, times the runs a short rung needs to fill a sample. */
  items: number
  samplesMs: number[]
  /** Indices into samplesMs that Tukey's fences call outliers: labelled, never dropped. */
  outliers: number[]
  firstMs?: number
  compileMs?: number
  /** Median time of a sample in ms. */
  medianMs?: Estimate
  /** Items per second. */
  throughput?: Estimate
  /** Against the baseline rung, per item; absent for a failed or too fast rung. */
  speedup?: Estimate
  /** Against the same engine's sequential rung, over workers. */
  efficiency?: Estimate
  answer?: { text: string; checksum: string; agrees: boolean }
  /** What went wrong, in one sentence with what to do. */
  error?: string
  /** A sample stayed too short to time however many runs were put into it: it has samples, but no speedup. */
  tooFast?: boolean
}

export type LadderEvent = LadderNews | LadderOutcome

/** While it runs. */
export type LadderNews =
  /** After each step; `quality` is what was noticed so far, `remainingMs` the likely rest, never beyond the budget. */
  | { type: 'state'; rungs: RungState[]; elapsedMs: number; remainingMs: number; quality: QualityFlag[] }
  /** Of the sample being taken now; `rung` is its place in the plan. At most 30 a second for each worker. */
  | { type: 'progress'; rung: number; progress: Progress }
  | { type: 'pressure'; state: PressureState }

/** How it ended: the last event, and what `runLadder` resolves with. */
export type LadderOutcome =
  | { type: 'done'; run: Run; rungs: RungState[]; quality: QualityFlag[]; device: Device }
  | { type: 'stopped' }
  | { type: 'failed'; message: string }

/** CPU pressure as the browser tells it (Compute Pressure Level 1). */
export type PressureState = 'nominal' | 'fair' | 'serious' | 'critical'
