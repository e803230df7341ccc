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
  /** A choice rather than a size: what each of the values min, min+1, … max is called. */
  choices?: readonly string[]
}

/**
 * `exact`: the same random stream and answer as NumPy and Numba. `streams`: exact arithmetic, but each part of the work
 * draws from a stream of its own, as parallel programs do. `fast`: another generator or f32; labelled to the user.
 */
export type Exactness = 'exact' | 'streams' | 'fast'

export interface RungMeta {
  engine: Engine
  strategy: Strategy
  /** Short name on the bar, e.g. "Python", "4 processes", "@njit". `{workers}` is replaced by their number. */
  label: string
  exactness: Exactness
  /** One line that explains this rung's number to a student. */
  explain: string
  /** Runs on one worker only, or on 1…N. */
  scales: boolean
  /** The parameter that says how many run at once, where that is not a matter of cores: tasks on one thread. */
  atOnce?: string
  /** Share of the ladder's items one sample of this rung works through (Python does less, per-item times compare). */
  share?: number
  /** What the deck claims of this rung. */
  claim?: { speedup: number; over: RungName; text: string }
  /** How the rung reads where a parameter chooses another method for it: by that parameter's value. See `describeRung`. */
  methods?: { param: string; byValue: Record<number, Partial<Pick<RungMeta, 'label' | 'exactness' | 'explain'>>> }
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
  /** Parameters of about this share of the items, where some of the items would not be like all of them. */
  smaller?(params: Params, share: number): Params
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
  /** The answer as a number, where it is one: what a rung that is not exact is compared by. */
  value?: number
}

/** Progress of one sample, for the lanes: which worker did how much, when. */
export interface Progress {
  worker: number
  /** Items done by this worker so far in this sample. */
  done: number
  /** Milliseconds on the runner's clock (`performance.now`). */
  atMs: number
  /** Where the work consists of named tasks (a ticker, one of four sums): which one has just started or ended. */
  task?: { name: string; phase: 'start' | 'done' }
  /** Where the work is a picture: rows that have just been finished, a number for each pixel, for whoever draws it. */
  tile?: { top: number; width: number; counts: Uint16Array }
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

/** What one rung is asked to do. */
export interface VariantJob {
  params: Params
  /** Items one run works through; the rung's share of `meta.items(params)`. */
  items: number
  /** 0 … 2^32 − 1: seeds the random stream. */
  seed: number
  rung: Rung
}

/** How one rung runs one kernel. Loaded lazily by the kernel's index. */
export interface Variant<Context> {
  rung: RungName
  /** Rejects with a sentence for the user where this rung cannot run here. */
  prepare(job: VariantJob, context: Context): Promise<PreparedVariant>
}

/** One kernel of the catalog: all that is known without loading it, and where the rest is. */
export interface Kernel<Context> {
  meta: KernelMeta
  /** The text of its kernel.py. */
  python(): Promise<string>
  variants: Partial<Record<RungName, () => Promise<Variant<Context>>>>
  /** The right answer for this rung, from the reference; engines may rightly differ (float64 rounds where int64 wraps). */
  expected(job: VariantJob, context: Context): Promise<Answer>
  /** Whether an answer is right: equal to the expected one, or as near as chance allows for a rung that is not exact. */
  agrees(answer: Answer, expected: Answer, job: VariantJob): boolean
  /** A small value bound to parameters and seed, worked out again by the server; the formula is in witness.ts. */
  witness(params: Params, seed: number): string
}
