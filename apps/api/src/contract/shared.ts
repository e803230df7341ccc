/** Runs shared by link, and what all of them say together. */
import * as v from 'valibot'
import { ReasonSchema, RunFlagSchema, RungFiguresSchema } from './figures.ts'
import { DeviceSchema, ExerciseSchema, RungRunSchema } from './run.ts'
import { BROWSERS, OPERATING_SYSTEMS, QUALITY_FLAGS } from './words.ts'

export const SharedCreatedSchema = v.object({ id: v.string(), url: v.string(), deleteKey: v.string() })
export type SharedCreated = v.InferOutput<typeof SharedCreatedSchema>

/** A `Run` as it was stored, with what the server worked out from it. */
export const SharedRunSchema = v.object({
  id: v.string(),
  schema: v.literal(1),
  exercise: ExerciseSchema,
  params: v.record(v.string(), v.number()),
  /** Always null: a ticket is not handed on. Whether there was a good one, `flags` says. */
  ticket: v.null(),
  checks: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  device: v.object({
    ...DeviceSchema.entries,
    browser: v.picklist(BROWSERS),
    os: v.picklist(OPERATING_SYSTEMS),
  }),
  rungs: v.array(v.object({ ...RungRunSchema.entries, checksum: v.string() })),
  quality: v.array(v.picklist(QUALITY_FLAGS)),
  appVersion: v.string(),
  createdAt: v.number(),
  flags: v.array(RunFlagSchema),
  reasons: v.array(ReasonSchema),
  /** One for each rung, in the same order. */
  figures: v.array(RungFiguresSchema),
  /** The author's own program, where they asked for a link with it. */
  code: v.nullable(v.string()),
})
export type SharedRun = v.InferOutput<typeof SharedRunSchema>

/** Fewer runs than this could point at a person. */
export const SMALLEST_GROUP = 5

export const WorldSchema = v.object({
  exercise: ExerciseSchema,
  /** By logical cores and browser family; groups of fewer than five runs are left out. */
  groups: v.array(
    v.object({
      cores: v.number(),
      browser: v.picklist(BROWSERS),
      runs: v.number(),
      /** Percentiles of the runs' best speedups. */
      speedup: v.object({ p10: v.number(), p25: v.number(), p50: v.number(), p75: v.number(), p90: v.number() }),
    }),
  ),
})
export type World = v.InferOutput<typeof WorldSchema>
