/**
 * A finished ladder on its way in. Liberal in what it accepts (an unknown browser, a numeric checksum, a ticket left
 * out); what is stored of it is decided by `domain/anonymise.ts`. Fields not named here are dropped.
 */
import type { Run } from '@prange/kernels/words'
import * as v from 'valibot'
import { ENGINES, EXERCISES, STRATEGIES } from './words.ts'

/** Largest body any route accepts. */
export const MAX_BODY_BYTES = 32 * 1024
/** Longest sample believed to be a number at all: one day. */
const MAX_SAMPLE_MS = 86_400_000

export const ExerciseSchema = v.picklist(EXERCISES)
export const EngineSchema = v.picklist(ENGINES)
export const StrategySchema = v.picklist(STRATEGIES)

const duration = v.pipe(v.number(), v.minValue(0), v.maxValue(MAX_SAMPLE_MS))
const countUpTo = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(most))
const word = (most: number) => v.pipe(v.string(), v.maxLength(most))
const shortRecord = <Value extends v.GenericSchema>(value: Value) => v.pipe(v.record(word(40), value), v.maxEntries(40))

export const DeviceSchema = v.object({
  cores: countUpTo(4096),
  memoryGiB: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1_048_576))),
  browser: word(80),
  browserMajor: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000)),
  os: word(80),
  isolated: v.boolean(),
  timerStepUs: v.pipe(v.number(), v.minValue(0), v.maxValue(1e9)),
})

export const RungRunSchema = v.object({
  engine: EngineSchema,
  strategy: StrategySchema,
  workers: countUpTo(4096),
  items: v.pipe(v.number(), v.gtValue(0), v.maxValue(1e18)),
  samplesMs: v.pipe(v.array(duration), v.minLength(1), v.maxLength(4000)),
  firstMs: v.optional(duration),
  compileMs: v.optional(duration),
  checksum: v.union([word(200), v.number()]),
})

const runEntries = {
  schema: v.literal(1),
  exercise: ExerciseSchema,
  params: shortRecord(v.union([v.number(), word(100)])),
  ticket: v.nullish(word(600)),
  checks: shortRecord(v.union([word(200), v.number(), v.boolean(), v.null()])),
  device: DeviceSchema,
  rungs: v.pipe(v.array(RungRunSchema), v.minLength(1), v.maxLength(100)),
  quality: v.pipe(v.array(word(40)), v.maxLength(40)),
  appVersion: word(80),
}

export const RunSubmissionSchema = v.object(runEntries)
export type RunSubmission = v.InferOutput<typeof RunSubmissionSchema>

/** Most code a shared run carries: 20 KB, counted in UTF-8 bytes. */
export const MAX_CODE_BYTES = 20 * 1024

/** A run to share by link. `code` is the author's own program: of `lab` only, and only when they ask for it. */
export const SharedSubmissionSchema = v.object({
  ...runEntries,
  code: v.nullish(v.pipe(v.string(), v.maxBytes(MAX_CODE_BYTES, 'must be at most 20 KB; share the run without it'))),
})
export type SharedSubmission = v.InferOutput<typeof SharedSubmissionSchema>

/** The kernels' `Run` is always accepted; this line stops compiling when the two drift apart. */
export type RunIsAccepted = Holds<Run extends v.InferInput<typeof RunSubmissionSchema> ? true : false>
type Holds<Claim extends true> = Claim
