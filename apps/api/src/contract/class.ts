/** Classes and their members. Times are in ms; points in time are ms since 1970. */
import * as v from 'valibot'
import { CodeSchema } from './code.ts'
import { ExerciseSchema } from './run.ts'

export const MAX_TITLE_LENGTH = 80
export const MAX_MEMBERS = 1000
/** Per member and exercise. */
export const MAX_RUNS = 200
export const MAX_SPINS = 3
/** How long the host can take a removal back. */
export const UNDO_MS = 10_000

const title = v.pipe(v.string(), v.trim(), v.maxLength(MAX_TITLE_LENGTH))
const state = v.picklist(['open', 'closed'])

export const NewClassSchema = v.object({ title: v.nullish(title) })

export const ClassCreatedSchema = v.object({ code: CodeSchema, hostKey: v.string(), expiresAt: v.number() })
export type ClassCreated = v.InferOutput<typeof ClassCreatedSchema>

export const ClassInfoSchema = v.object({
  code: CodeSchema,
  /** Empty when the host gave none. */
  title: v.string(),
  state,
  memberCount: v.number(),
  runCount: v.number(),
  createdAt: v.number(),
  expiresAt: v.number(),
  /** Off: the board says "member 17" instead of the name. */
  revealNames: v.boolean(),
  /** On: runs without a ticket are ranked, too. */
  allowUnverified: v.boolean(),
  /** Exercises with at least one run, latest first. */
  exercises: v.array(ExerciseSchema),
})
export type ClassInfo = v.InferOutput<typeof ClassInfoSchema>

export const ClassChangeSchema = v.object({
  title: v.optional(title),
  state: v.optional(state),
  revealNames: v.optional(v.boolean()),
  allowUnverified: v.optional(v.boolean()),
  /** When the class is deleted unless runs come in; at most two years ahead. */
  expiresAt: v.optional(v.pipe(v.number(), v.integer())),
})
export type ClassChange = v.InferOutput<typeof ClassChangeSchema>

export const MemberCreatedSchema = v.object({
  memberId: v.string(),
  memberKey: v.string(),
  name: v.string(),
  spinsLeft: v.number(),
})
export type MemberCreated = v.InferOutput<typeof MemberCreatedSchema>

/** A member as it sees itself. */
export const MemberSchema = v.object({ memberId: v.string(), name: v.string(), spinsLeft: v.number() })
export type Member = v.InferOutput<typeof MemberSchema>

/** A member as the host sees it. */
export const MemberEntrySchema = v.object({
  memberId: v.string(),
  /** "member 17" on a board without names. */
  number: v.number(),
  name: v.string(),
  runs: v.number(),
  joinedAt: v.number(),
})
export type MemberEntry = v.InferOutput<typeof MemberEntrySchema>

/** The host's word about a run: true sets it aside, false clears it, null leaves it to the checks. */
export const VerdictSchema = v.object({ flagged: v.nullable(v.boolean()) })

/** Chosen by the client, new for each run: the same again means the same run. */
export const IdempotencySchema = v.object({
  'idempotency-key': v.pipe(v.string(), v.minLength(1), v.maxLength(200)),
})
