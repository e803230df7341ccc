/** The contract between who measures (`runLadder`) and who shows it (pages, terminal). Plain data: it crosses workers. */
import type { Progress } from '../catalog/types.ts'
import type { Device, Exercise, QualityFlag, Run, Rung } from '../words.ts'

/** What the user asked for. */
export interface LadderPlan {
  exercise: Exercise
  params: Record<string, number>
  rungs: Rung[]
  /** Seeds the kernels' random streams (from the ticket) and the order of interleaving. */
  seed: number
  ticket: string | null
  /** Whole budget in ms; the ladder ends by then even when intervals are still wide. */
  budgetMs: number
  /** Stop a rung when its 95 % interval is narrower than this share of its median (0.03 = 3 %). */
  targetWidth: number
}

/** An estimate with its 95 % interval. */
export interface Estimate {
  value: number
  low: number
  high: number
}

export interface RungState {
  rung: Rung
  phase: 'waiting' | 'preparing' | 'warming' | 'measuring' | 'done' | 'failed'
  /** Items one sample works through. */
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
  tooFast?: boolean
}

export type LadderEvent =
  | { type: 'state'; rungs: RungState[]; elapsedMs: number; remainingMs: number }
  | { type: 'progress'; rung: number; progress: Progress }
  | { type: 'pressure'; state: 'nominal' | 'fair' | 'serious' | 'critical' }
  | { type: 'done'; run: Run; rungs: RungState[]; quality: QualityFlag[]; device: Device }
  | { type: 'stopped' }
  | { type: 'failed'; message: string }
