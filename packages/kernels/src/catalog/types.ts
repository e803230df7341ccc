/**
 * What a kernel of the catalog is: its meta (what it is called, which parameters, which rungs), and its variants (how
 * each rung runs it). A kernel is a folder: `meta.ts`, `reference.ts`, `kernel.py`, and one file per engine.
 */
import type { Engine, Exercise, Rung, RungName, Strategy } from '../words.ts'

export interface ParamSpec {
  /** Shown beside the control, e.g. "Darts". */
  label: string
  min: number
  max: number
  step: number
  default: number
  /** Shown after the number, e.g. "ms". */
  unit?: string
  /** `log` sliders for sizes. */
  scale?: 'linear' | 'log'
}

export interface RungMeta {
  engine: Engine
  strategy: Strategy
  /** Short name on the bar, e.g. "Python", "4 processes", "@njit". `{workers}` is replaced by their number. */
  label: string
  /** `exact`: the same random stream and answer as NumPy/Numba. `fast`: another generator or f32; labelled to the user. */
  exactness: 'exact' | 'fast'
  /** One line that explains this rung's number to a student. */
  explain: string
  /** Runs on one worker only, or on 1…N. */
  scales: boolean
  /** Share of the ladder's items one sample of this rung works through (Python does less, per-item times compare). */
  share?: number
  /** Most workers of this rung that the deck's claim is about. */
  claim?: { speedup: number; over: RungName; text: string }
}

export type Params = Record<string, number>

export interface KernelMeta {
  id: Exercise
  title: string
  /** One sentence for cards and link previews. */
  summary: string
  /** What one item is called: "dart", "simulation", "option". */
  itemNoun: string
  params: Record<string, ParamSpec>
  /** How many items a ladder with these parameters works through. */
  items(params: Params): number
  /** The rung whose time per item every speedup divides; rungs missing on a device fall back to the next named. */
  baseline: readonly RungName[]
  rungs: readonly RungMeta[]
  /** One sentence: how an answer is checked before its time counts. */
  checked: string
}

export interface Answer {
  /** Equal if and only if the answers are (exact rungs of one seed and size agree). */
  checksum: string
  /** The answer as a person would write it. */
  text: string
}

/** Progress of one sample, for the lanes: which worker did how much, when. */
export interface Progress {
  worker: number
  /** Items done by this worker so far in this sample. */
  done: number
  /** Milliseconds on the runner's clock. */
  atMs: number
}

export interface RunOptions {
  signal?: AbortSignal
  onProgress?: (progress: Progress) => void
}

/** A rung made ready: compiled, memory allocated, workers spawned. */
export interface PreparedVariant {
  /** Time spent compiling, in ms; absent where nothing is compiled. */
  compileMs?: number
  /** Works once through `items`; rejects with AbortError within 100 ms of an abort. */
  run(options?: RunOptions): Promise<Answer>
  /** Frees memory and workers it owns. */
  dispose(): void | Promise<void>
}

/** How one rung runs one kernel. Loaded lazily by the kernel's index. */
export interface Variant<Context> {
  rung: RungName
  prepare(job: { params: Params; items: number; seed: number; rung: Rung }, context: Context): Promise<PreparedVariant>
}
